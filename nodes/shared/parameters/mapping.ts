import type { IDataObject, ResourceMapperFields, ResourceMapperValue } from 'n8n-workflow';

import { inputError } from '../errors';
import type { Call } from '../routing';
import type { Parameter } from './definitions';
import { mapperFields, parametersField } from './mapperFields';
import { toParameters } from './values';

/**
 * What the panel shows for a category: its fields, or why there are none.
 *
 * @param source what the user chooses so that the category is known, with its article
 */
export function shown(
	categoryId: string | undefined,
	parameters: Parameter[],
	isRequired: (parameter: Parameter) => boolean,
	source = 'a category',
): ResourceMapperFields {
	const fields = mapperFields(parameters, isRequired);
	const emptyFieldsNotice = categoryId
		? `The category ${categoryId} asks for no parameters. Only categories without others below them do.`
		: `Choose ${source} to see its parameters. When it comes from an expression, run the nodes before this one first.`;
	return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice };
}

/**
 * The parameters of an item as the request takes them, from the mapper of the panel.
 *
 * @param read reads the parameters of the item's category; undefined when the category is unknown.
 * @throws NodeOperationError when a value cannot be right, or the category is not known.
 */
export async function mappedParameters(
	call: Call,
	read: () => Promise<Parameter[] | undefined>,
): Promise<Array<{ parameter: Parameter; sent: IDataObject }>> {
	const { context } = call;
	const mapper = call.field<ResourceMapperValue | undefined>(parametersField.name, undefined);
	const byName = mapper?.mappingMode === 'autoMapInputData';
	const fields = (byName ? context.getInputData().json : mapper?.value) as IDataObject | null;
	const filled = Object.values(fields ?? {}).some((value) => (value ?? '') !== '');
	if (!mapper || !fields || !filled) return [];
	const refuse = (message: string, advice: string) =>
		inputError(
			context.getNode(),
			message,
			`${advice} Nothing was sent to Allegro.`,
			context.getItemIndex(),
		);
	const parameters = await read();
	if (!parameters) {
		throw refuse(
			'The parameters belong to a category that is not known',
			'Choose Category, or a product that the catalogue has.',
		);
	}
	try {
		return toParameters(parameters, fields, byName).map((sent) => ({
			parameter: parameters.find(({ id }) => id === sent.id) as Parameter,
			sent,
		}));
	} catch (error) {
		throw refuse((error as Error).message, 'Correct it in Parameters.');
	}
}

/** `over` laid over `under`: a parameter that is in both is taken from `over`. */
export function overlaid(under: IDataObject[], over: unknown): IDataObject[] {
	const above = (over ?? []) as IDataObject[];
	const taken = new Set(above.map(({ id }) => id));
	return [...under.filter(({ id }) => !taken.has(id)), ...above];
}
