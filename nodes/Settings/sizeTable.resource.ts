import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, returnAllAndLimit, rowsOf } from '../shared/fields';
import { sizeTableLocator } from '../shared/locators';
import { asList, body, route } from '../shared/routing';
import { separated } from './texts';

/** Source: Accept-Language of these methods in Allegro's OpenAPI document. */
const languages = ['en-US', 'pl-PL'];
const reading = { scope: 'sale:settings:read', languages };
const writing = { scope: 'sale:settings:write', languages };

/** Cells may hold commas, such as 26,5: semicolons, where there are any, are what separates them. */
const cellsOf = (value: unknown) => separated(value, String(value).includes(';') ? ';' : ',');

function headersOf(value: unknown): Array<{ name: string }> {
	const names = cellsOf(value);
	const place = names.indexOf('');
	// Left out, it would move the headings behind it over other cells.
	if (place >= 0) throw new Error(`Column ${place + 1} has no heading: give each of them one`);
	return names.map((name) => ({ name }));
}

export const sizeTableResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sizeTable'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a size table',
				description:
					'Create a table of sizes that offers can show. The API cannot delete it again.',
				routing: route('POST /sale/size-tables', writing),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a size table',
				description: 'Get a table of sizes with its columns and rows',
				routing: route('GET /sale/size-tables/{tableId}', {
					...reading,
					path: { tableId: 'sizeTableId' },
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many size tables',
				description: 'Get the tables of sizes of the account',
				routing: route('GET /sale/size-tables', { ...reading, rows: 'tables' }),
			},
			{
				name: 'Get Templates',
				value: 'getTemplates',
				action: 'Get the templates of size tables',
				description: 'Get the tables that Allegro has prepared, which your own start from',
				routing: route('GET /sale/size-tables-templates', { ...reading, rows: 'templates' }),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a size table',
				description:
					'Replace a table of sizes in all offers that show it. Rows that are not filled in are gone afterwards.',
				routing: route('PUT /sale/size-tables/{tableId}', {
					...writing,
					path: { tableId: 'sizeTableId' },
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('sizeTable', ['get', 'update'], [sizeTableLocator]),
	...fieldsFor(
		'sizeTable',
		['create'],
		[
			{
				displayName: 'Template Name or ID',
				name: 'templateId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getSizeTableTemplates' },
				default: '',
				required: true,
				description:
					'The table of Allegro that yours starts from. It cannot be changed later. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				routing: body('template.id'),
			},
		],
	),
	...fieldsFor(
		'sizeTable',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Running shoes',
				description: 'What you call the table',
				routing: body('name'),
			},
			{
				displayName: 'Columns',
				name: 'columns',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. EU; UK; Foot length (cm)',
				description: 'The headings, separated by semicolons, or a list from an expression',
				routing: body('headers', headersOf),
			},
			{
				displayName: 'Rows',
				name: 'rows',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Row',
				default: {},
				required: true,
				description: 'The sizes, a cell for each column',
				options: [
					{
						displayName: 'Row',
						name: 'row',
						values: [
							{
								displayName: 'Cells',
								name: 'cells',
								type: 'string',
								required: true,
								default: '',
								placeholder: 'e.g. 42; 8; 26,5',
								description:
									'The cells of the row, separated by semicolons, or a list from an expression. An empty cell keeps its place.',
								routing: asList(),
							},
						],
					},
				],
				routing: body(
					'values',
					rowsOf('row', ({ cells }) => ({ cells: cellsOf(cells) })),
				),
			},
			additionalJson,
		],
	),
	...fieldsFor('sizeTable', ['getAll', 'getTemplates'], returnAllAndLimit),
];
