import type { IDataObject, ResourceMapperFields, ResourceMapperValue } from 'n8n-workflow';

import { connect } from '../credential';
import { inputError } from '../errors';
import { hintsOf } from '../hints';
import type { Call } from '../routing';
import type { Parameter } from './definitions';
import { mapperFields, parametersField, told } from './mapperFields';
import { alsoCalled, toParameters, unmatched } from './values';

/** Feeds in Polish go with a credential in any language. */
const POLISH = 'pl-PL';

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
 * @param read reads the parameters of the item's category, in the language of the credential or a given
 *   one; undefined when the category is unknown.
 * @throws NodeOperationError when a value cannot be right, the category is not known, or Map Automatically
 *   finds no field that is called like a parameter.
 */
export async function mappedParameters(
	call: Call,
	read: (language?: string) => Promise<Parameter[] | undefined>,
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
	const { language } = await connect(context, { endpoint: call.request.endpoint });
	const inPolish = async () =>
		language === POLISH ? parameters : alsoCalled(parameters, await read(POLISH));
	const isOpen = byName && unmatched(parameters, fields).length > 0;
	let known = isOpen ? await inPolish() : parameters;
	if (byName) {
		const strangers = unmatched(known, fields);
		if (strangers.length === unmatched([], fields).length) {
			throw refuse(
				'No field of the item is called like a parameter of the category',
				`The fields are ${told(strangers, 10)}. Parameters are called by their IDs, or by their names in the language of the credential (${language}) or in Polish: ${told(
					known.map(({ name }) => name),
					10,
				)}.`,
			);
		}
		hintsOf(context)?.leftOut(strangers);
	}
	const made = () =>
		toParameters(known, fields, byName).map((sent) => ({
			parameter: known.find(({ id }) => id === sent.id) as Parameter,
			sent,
		}));
	try {
		return made();
	} catch (error) {
		// A value may be called as in Poland, whatever the language of the credential.
		if (known !== parameters || language === POLISH) {
			throw refuse((error as Error).message, 'Correct it in Parameters.');
		}
	}
	known = await inPolish();
	try {
		return made();
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
