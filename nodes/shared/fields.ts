import type {
	IDataObject,
	IDisplayOptions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { REQUIRED_WHERE_SHOWN } from './inputs';
import { toAmount } from './numbers';
import { openRows } from './requiredRows';
import type { Convert } from './routing';
import { asList, body, query } from './routing';
import { taking, toId, toText } from './typing';
import { atKeys, toIso } from './values';

/**
 * Fields that are shown for these operations of a resource; their own conditions stay. What must be filled
 * in under such a condition is asked for where the run knows whether it holds: n8n asks for it whenever an
 * expression decides. Rows that must be filled in stand open.
 */
export function fieldsFor(
	resource: string,
	operations: string[],
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => {
		const { required, ...rest } = field;
		const isBranch = required && field.displayOptions !== undefined;
		return {
			...rest,
			...(required === undefined || isBranch ? {} : { required }),
			...(isBranch ? { [REQUIRED_WHERE_SHOWN]: true } : {}),
			...(required ? openRows(field) : {}),
			displayOptions: shownFor(resource, operations, field),
		};
	});
}

function shownFor(resource: string, operations: string[], field: INodeProperties): IDisplayOptions {
	const { show, hide } = field.displayOptions ?? {};
	return {
		show: { resource: [resource], operation: operations, ...show },
		...(hide ? { hide } : {}),
	};
}

/** A moment from a date field, as Allegro wants it. */
export const date: Convert = toIso;

/** A day from a date field, as Allegro wants it: YYYY-MM-DD in the workflow's zone. */
export const day: Convert = (value, timeZone) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.parse(toIso(value, timeZone)));

/** An amount of money as Allegro wants it: text with two decimals. */
export const amount: Convert = toAmount;

/** A list from text like "a, b" (or a list from an expression). */
export const list: Convert = taking('list', (value: unknown) =>
	(Array.isArray(value) ? value : toText(value, 'The list').split(/[\s,]+/))
		.map((part: unknown) => toId(part, 'An entry of the list'))
		.filter(Boolean),
);

/** What Allegro lets stand more than once in a query, though its reference tells of one. Source: allegro-api #3432 */
export const repeated: Convert = taking('list', (value: unknown) => value);

/** Text of at most so many characters: a longer one is refused before anything is sent. */
export function textUpTo(most: number): Convert {
	return taking('text', (value: unknown) => {
		const text = String(value);
		if (text.length <= most) return text;
		throw new Error(`The text has ${text.length} characters, and Allegro takes at most ${most}`);
	});
}

/** Objects with an ID each, every ID once, from text with IDs like "a, b" (or a list from an expression). */
export const idObjects: Convert = taking('list', (value: unknown, zone: string) =>
	[...new Set(list(value, zone) as string[])].map((id) => ({ id })),
);

/** JSON from a JSON field. */
export const json: Convert = taking('anything', (value: unknown) => {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return unreadable();
	}
});

function unreadable(): never {
	throw new Error('The JSON cannot be read: check brackets, quotes and commas');
}

/** A list of objects from the rows of a fixed collection: `of` makes each. */
export function rowsOf(section: string, of: (row: IDataObject) => IDataObject): Convert {
	return (value) => {
		const rows = (value as IDataObject)[section] as IDataObject[] | undefined;
		return rows?.map(of);
	};
}

/** The values of the only entry of a fixed collection. */
export const entry =
	(section: string): Convert =>
	(value) =>
		(value as IDataObject)[section];

/** Every list has these two. */
export const returnAllAndLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** Where to read on in a journal. */
export const afterEventField: INodeProperties = {
	displayName: 'After Event ID',
	name: 'from',
	type: 'string',
	default: '',
	placeholder: 'e.g. MTEzMjQzODU3NA',
	description: 'Only events noted after this one. Empty starts with the oldest kept.',
	routing: query('from'),
};

const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Some fields of a large answer. */
const selectedFields: INodeProperties = {
	displayName: 'Selected Fields',
	name: 'selectedFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. buyer.login, lineItems.offer.name',
	description:
		'Fields of the raw data to return, separated by commas, such as status, buyer.login. Empty returns all.',
	displayOptions: { show: { simplify: [false] } },
	routing: asList(),
};

/** For answers with more than ten fields: the simple view, all of it, or what is selected. */
export const outputFields: INodeProperties[] = [simplifyField, selectedFields];

/** Fields in the order of their names, as the menu of a collection has them. */
export const byName = (fields: INodeProperties[]): INodeProperties[] =>
	[...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));

/** What an operation ends with: what hardly anybody needs. */
export const optionsOf = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: byName(options),
});

/** Reaches what has no field of its own; merged into the body last. Every operation with a body has it. */
export const additionalJsonOption: INodeProperties = {
	displayName: 'Additional JSON',
	name: 'additionalJson',
	type: 'json',
	default: '{}',
	description: 'More of the request, with the names of the Allegro API. It goes over the fields.',
};

export const additionalJson = optionsOf(additionalJsonOption);

/** For what cannot be taken back. */
export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to return the request without sending it: nothing happens on Allegro',
};

/** The commandId of a command: whoever sends the same one twice gets one result. */
export const commandIdOption: INodeProperties = {
	displayName: 'Command ID',
	name: 'commandId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d',
	description:
		'A UUID of your own: what Allegro gets twice with the same one, it does once. Empty makes a new one for each item.',
};

/** The offers of a batch command, from a list of IDs: each once. */
const offerCriteria: Convert = taking('list', (value: unknown, timezone: string) => {
	const ids = [...new Set(list(value, timezone) as string[])];
	if (ids.length === 0) return [];
	return [{ type: 'CONTAINS_OFFERS', offers: ids.map((id) => ({ id })) }];
});

/** The offers that a batch command is for. */
export const offerIdsField: INodeProperties = {
	displayName: 'Offer IDs',
	name: 'offerIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 7600012345, 7600012346',
	description:
		'The offers to change, up to 1000: their IDs separated by commas, or a list from an expression',
	hint: 'With an expression over all items, turn on Execute Once in the settings of this node',
	routing: body('offerCriteria', offerCriteria),
};

/** The batch command to ask about. */
export const batchIdField: INodeProperties = {
	displayName: 'Command ID',
	name: 'commandId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d',
	description: 'The ID that the command returned when it was started',
};

/** Where a file comes from. */
export const binaryInput: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field that holds the file',
	description: 'Name of the binary field of the input item that holds the file to send',
};

/** Where a file goes to. */
export const binaryOutput: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output field that will hold the file',
	description: 'Name of the binary field of the output item to put the file in',
};

/** How long to wait. Source of the default: `patience.ts`. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 7200 },
	default: 300,
	description: 'How long to wait for Allegro to finish',
};

/** Goes with `timeoutOption`. */
export const waitField: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description: 'Whether to wait for Allegro and return the result, instead of the command alone',
};

/** What becomes of the offers for which a batch command failed. */
export const onFailedOffersField: INodeProperties = {
	displayName: 'On Failed Offers',
	name: 'onFailedOffers',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'An error tells which offers failed, and why' },
		{
			name: 'Return in Result',
			value: 'return',
			description: 'The result tells which offers failed, and the workflow goes on',
		},
	],
	default: 'return',
	description: 'What to do when Allegro does not change some of the offers',
};

/** What a batch command that was waited for gives. */
export const reportFields: INodeProperties[] = [
	{
		displayName: 'Report',
		name: 'report',
		type: 'options',
		options: [
			{
				name: 'Item for Each Offer',
				value: 'offers',
				description: 'The status of each offer, with the errors of those that failed',
			},
			{
				name: 'Summary',
				value: 'summary',
				description: 'One item: how many changes have succeeded and failed',
			},
		],
		default: 'offers',
		description: 'What to return when Allegro has finished',
		displayOptions: { show: { waitForCompletion: [true] } },
	},
	{ ...onFailedOffersField, displayOptions: { show: { waitForCompletion: [true] } } },
];

/** Marketplaces on which orders and offers can be. Source: GET /marketplaces. */
export const MARKETPLACES: INodePropertyOptions[] = [
	{ name: 'Allegro Business (Czechia)', value: 'allegro-business-cz' },
	{ name: 'Allegro Business (Poland)', value: 'allegro-business-pl' },
	{ name: 'Allegro.cz', value: 'allegro-cz' },
	{ name: 'Allegro.hu', value: 'allegro-hu' },
	{ name: 'Allegro.pl', value: 'allegro-pl' },
	{ name: 'Allegro.sk', value: 'allegro-sk' },
];

/** Languages of offers, messages and names. Source: Accept-Language in Allegro's OpenAPI document. */
export const LANGUAGES: INodePropertyOptions[] = [
	{ name: 'Czech', value: 'cs-CZ' },
	{ name: 'English', value: 'en-US' },
	{ name: 'Hungarian', value: 'hu-HU' },
	{ name: 'Polish', value: 'pl-PL' },
	{ name: 'Slovak', value: 'sk-SK' },
	{ name: 'Ukrainian', value: 'uk-UA' },
];

/** A filter by a moment: at or after (`.gte`), at or before (`.lte`). */
export function dateFilter(name: string): INodeProperties['routing'] {
	return query(name, date);
}

/** Where a field of the simple view comes from: a dotted path in Allegro's answer, or worked out of the row. */
type Source = string | ((row: IDataObject) => unknown);

/**
 * The simple view of a row: its fields by their names, each with where it comes from. What has no value is
 * null.
 */
export function pick(sources: Record<string, Source>): (row: IDataObject) => IDataObject {
	const fields = Object.entries(sources).map(
		([name, source]) => [name, typeof source === 'string' ? reader(source) : source] as const,
	);
	const empty: IDataObject = Object.fromEntries(fields.map(([name]) => [name, null]));
	return (row) => {
		// All fields from the beginning, and none spread in later: else each row has a layout of its own in Node 20.
		const view = { ...empty };
		for (const [name, read] of fields) view[name] = (read(row) ?? null) as IDataObject;
		return view;
	};
}

function reader(path: string): (row: IDataObject) => unknown {
	const keys = path.split('.');
	return (row) => atKeys(row, keys);
}

/** For `pick`: the simple views of the entries of a list, which stands at a dotted path. */
export function pickEach<Made>(
	path: string,
	view: (entry: IDataObject) => Made,
): (row: IDataObject) => Made[] {
	const read = reader(path);
	return (row) => ((read(row) ?? []) as IDataObject[]).map((entry) => view(entry));
}

/** A field that holds an amount, and the currency beside it, for an object `{ amount, currency }`. */
export const amountOf = (property: string) => body(`${property}.amount`, amount);
export const currencyOf = (property: string) => body(`${property}.currency`);

/** Currencies of Allegro's marketplaces. */
export const CURRENCIES: INodePropertyOptions[] = [
	{ name: 'CZK', value: 'CZK' },
	{ name: 'EUR', value: 'EUR' },
	{ name: 'HUF', value: 'HUF' },
	{ name: 'PLN', value: 'PLN' },
];

/** Currencies where a marketplace stands beside: by itself, it is the one of the marketplace. */
export const MARKETPLACE_CURRENCIES: INodePropertyOptions[] = [
	{ name: 'Of the Marketplace', value: '' },
	...CURRENCIES,
];

/** The currency in which a marketplace has its prices. Source: GET /marketplaces. */
export function currencyOn(marketplaceId: unknown): string {
	const [, country = ''] = /-([a-z]{2})$/.exec(String(marketplaceId)) ?? [];
	return { cz: 'CZK', hu: 'HUF', sk: 'EUR' }[country] ?? 'PLN';
}

/** The fields of an entry that is an object `{ amount, currency }` in the body. */
export function moneyValues(property: string): INodeProperties[] {
	return [
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 149.90',
			description: 'Up to two decimals',
			routing: amountOf(property),
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'options',
			options: CURRENCIES,
			default: 'PLN',
			description:
				'The currency of the marketplace. By itself PLN, for the marketplace is not known here.',
			routing: currencyOf(property),
		},
	];
}

/** The town and the country of an address whose parts have these names. */
export const placeFields: INodeProperties[] = [
	{
		displayName: 'Postal Code',
		name: 'postalCode',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 60-166',
		description: 'Postal code as the country writes it',
	},
	{
		displayName: 'City',
		name: 'city',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Poznań',
		description: 'Town or village',
	},
	{
		displayName: 'Country Code',
		name: 'countryCode',
		type: 'string',
		default: 'PL',
		required: true,
		placeholder: 'e.g. PL',
		description: 'Two letters of ISO 3166-1',
	},
];
