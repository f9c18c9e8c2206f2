import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { rowsOf } from '../shared/fields';
import { asList, type Convert } from '../shared/routing';
import { ValueError } from '../shared/typing';
import { isPlain } from '../shared/values';
import { lines } from './values';

const ingredients: INodeProperties = {
	displayName: 'Ingredients',
	name: 'ingredients',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Aqua',
	description:
		'Each on a line of its own, or a list from an expression, such as what Ingredient: Parse gives',
	routing: asList('anything'),
};

/** What the first product consists of. */
export const compositionField: INodeProperties = {
	displayName: 'Composition',
	name: 'composition',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Component',
	default: {},
	description:
		'The ingredients of food or cosmetics. In an update they replace those that are there.',
	options: [
		{
			displayName: 'Component',
			name: 'component',
			values: [
				ingredients,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Cream',
					description: 'Needed when there are several components',
				},
			],
		},
	],
};

/** The ingredients of a further product, which has one component. */
export const ingredientsField = ingredients;

/**
 * The composition of a product, from the rows of its components.
 * Source: `ProductSetElementCompositionRequest` in Allegro's OpenAPI document; allegro-api #13934
 *
 * @throws ValueError when one of several components has no name, or a line may hold several ingredients
 */
export const toComposition: Convert = (value, zone) => {
	const rows = (rowsOf('component', toComponent)(value, zone) ?? []) as IDataObject[];
	const components = rows.filter((one) => (one.ingredients as unknown[]).length > 0 || one.name);
	if (components.length > 1 && components.some(({ name }) => !name)) {
		throw new ValueError(
			'Composition: with several components, each needs a name',
			'Enter the Name of each component, such as Cream, or put all ingredients into one.',
		);
	}
	return components.length > 0 ? { components } : undefined;
};

/** A composition of one component without a name; undefined without ingredients. */
export function compositionOf(ingredientList: unknown): IDataObject | undefined {
	const names = toIngredients(ingredientList);
	return names.length > 0 ? { components: [{ ingredients: names }] } : undefined;
}

function toComponent({ name, ingredients: list }: IDataObject): IDataObject {
	return { ...(name ? { name } : {}), ingredients: toIngredients(list) };
}

/** Names, or objects with a name each, as `Ingredient: Parse` gives them. */
function toIngredients(value: unknown): IDataObject[] {
	if (isPlain(value)) {
		throw new ValueError(
			`Ingredients: ${JSON.stringify(value).slice(0, 100)} is an object, not a list`,
			'Give a list of names, or of objects with a name each.',
		);
	}
	if (!Array.isArray(value)) {
		const names = lines(value ?? '', '') as string[];
		// "1,2-Hexanediol" is one; a comma with a space may part two, and nobody knows.
		const several = names.find((name) => /[,;]\s/.test(name));
		if (several !== undefined) {
			throw new ValueError(
				`Ingredients: "${several.slice(0, 100)}" can be one ingredient or several`,
				'Put each ingredient on a line of its own, let Ingredient: Parse split the label, or give a list from an expression.',
			);
		}
		return names.map((name) => ({ name }));
	}
	return value.map((entry: unknown) => {
		const name = isPlain(entry) ? entry.name : entry;
		if (typeof name === 'string' && name.trim() !== '') return { name: name.trim() };
		throw new ValueError(
			`Ingredients: ${JSON.stringify(entry)} has no name`,
			'Give a list of names, or of objects with a name each.',
		);
	});
}
