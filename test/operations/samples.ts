import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { REQUIRED_WHERE_SHOWN } from '../../nodes/shared/inputs';
import type { Discovered } from './discover';

/**
 * `minimal`: what the panel demands, and defaults. `full`: every field that the panel offers. `typed`:
 * those of them that are no JSON.
 */
export type Variant = 'minimal' | 'full' | 'typed';

/** An input item with a file: a PDF, or a PNG where an image is asked for. */
export function sampleItem({ resource }: Pick<Discovered, 'resource'>): INodeExecutionData {
	const image = resource.value === 'image';
	const bytes = Buffer.from(image ? '\x89PNG\r\n\x1a\n' : '%PDF-1.4\n%sample\n', 'latin1');
	const [mimeType, fileName] = image
		? ['image/png', 'sample.png']
		: ['application/pdf', 'sample.pdf'];
	return { json: {}, binary: { data: { data: bytes.toString('base64'), mimeType, fileName } } };
}

/**
 * The fields that the panel shows for an operation, filled in as a user would.
 *
 * @param chosen what is filled in already, such as a choice on which other fields depend.
 */
export function sampleParameters(
	{ description, resource, operation }: Pick<Discovered, 'description' | 'resource' | 'operation'>,
	variant: Variant,
	chosen: INodeParameters = {},
): INodeParameters {
	const parameters: INodeParameters = {
		resource: resource.value,
		operation: operation.value,
		...chosen,
	};
	const node = { typeVersion: 1, parameters } as unknown as INode;
	for (const property of description.properties) {
		if (property.name in parameters || property.name === 'requestOptions') continue;
		if (!NodeHelpers.displayParameter(parameters, property, node, description)) continue;
		if (['notice', 'hidden'].includes(property.type)) continue;
		parameters[property.name] =
			variant !== 'minimal' || isRequired(property) || isAlternative(operation.value, property)
				? sampleValue(property, variant)
				: (property.default as NodeParameterValueType);
	}
	return parameters;
}

/**
 * A field without which another one must be filled in: a message has a text, a file or both, promo options are
 * changed on the base marketplace or on others.
 */
const isAlternative = (operation: unknown, { name }: INodeProperties) =>
	(operation === 'addMessage' && name === 'text') || name === 'modifications';

/** Whether the panel demands a field, or the run does where it is shown. */
const isRequired = (property: INodeProperties & { [REQUIRED_WHERE_SHOWN]?: boolean }) =>
	property.required ?? property[REQUIRED_WHERE_SHOWN] ?? false;

/** The parameter that the recorder's categories have, filled in. */
const SAMPLE_MAPPING = {
	mappingMode: 'defineBelow',
	value: { '11323': 'Nowy' },
	matchingColumns: [],
	schema: [],
};

/** All fields in a property, down to those of collections. */
export function fieldsWithin(property: INodeProperties): INodeProperties[] {
	const children =
		property.type === 'collection'
			? (property.options as INodeProperties[])
			: property.type === 'fixedCollection'
				? (property.options as INodePropertyCollection[]).flatMap(({ values }) => values)
				: [];
	return [property, ...children.flatMap(fieldsWithin)];
}

function sampleValue(property: INodeProperties, variant: Variant): NodeParameterValueType {
	const { type, typeOptions } = property;
	switch (type) {
		case 'string':
			return example(property) || String(property.default || 'text');
		case 'number':
			return Number(example(property) || property.default || typeOptions?.minValue || 1);
		case 'boolean':
			// The Return All switch hides the Limit; off, both are used. A dry run sends nothing.
			return !['returnAll', 'dryRun'].includes(property.name);
		case 'dateTime':
			return '2026-01-31T12:00:00';
		case 'json':
			return variant === 'typed' ? '' : example(property) || '{}';
		case 'options':
			return choice(property);
		case 'multiOptions':
			return choices(property);
		case 'resourceLocator': {
			const mode = property.modes?.find(({ name }) => name === 'id');
			return { __rl: true, mode: 'id', value: strip(mode?.placeholder) } as never;
		}
		case 'resourceMapper':
			return SAMPLE_MAPPING as never;
		case 'collection':
			return record(property.options as INodeProperties[], variant);
		case 'fixedCollection':
			return sections(property, variant);
		default:
			throw new Error(`No sample for a field of type ${type} (${property.name})`);
	}
}

function choice(property: INodeProperties): NodeParameterValueType {
	const options = (property.options ?? []) as INodePropertyOptions[];
	// Dynamic lists have no options here: any ID does.
	if (options.length === 0) return example(property) || 'DPD';
	return (options.find(({ value }) => value === property.default) ?? options[0]).value;
}

function choices(property: INodeProperties): string[] {
	const options = (property.options ?? []) as INodePropertyOptions[];
	// As above: a dynamic list has no options here.
	return (options.length > 0 ? options.map(({ value }) => value) : [choice(property)]) as string[];
}

function record(fields: INodeProperties[], variant: Variant): INodeParameters {
	return Object.fromEntries(fields.map((field) => [field.name, sampleValue(field, variant)]));
}

function sections(property: INodeProperties, variant: Variant): INodeParameters {
	const entries = (property.options as INodePropertyCollection[]).map(({ name, values }, index) => {
		const row = record(values, variant);
		// A line item is refunded by its pieces or by a part of its price, not by both.
		if (index > 0 && row.lineItemId) {
			row.lineItemId = String(row.lineItemId).replace(/.$/, String(index));
		}
		const { multipleValues, minRequiredFields = 1 } = property.typeOptions ?? {};
		return [name, multipleValues ? Array.from({ length: minRequiredFields }, () => row) : row];
	});
	return Object.fromEntries(entries) as INodeParameters & IDataObject;
}

function example({ placeholder }: INodeProperties): string {
	return strip(placeholder);
}

function strip(placeholder = ''): string {
	return placeholder.startsWith('e.g. ') ? placeholder.slice('e.g. '.length) : '';
}
