import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fieldsFor, list, returnAllAndLimit } from '../shared/fields';
import { CARRIERS_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { query, route } from '../shared/routing';
import type { Answer } from '../shared/transport';

/** Waybills in one request. Source: maxItems of `waybill` in Allegro's OpenAPI document. */
const MOST_WAYBILLS = 20;

function askForFirst({ request }: Call): void {
	const { waybill = [] } = request.query as { waybill?: string[] };
	request.query = { ...request.query, waybill: waybill.slice(0, MOST_WAYBILLS) };
}

/** Asks for the waybills that did not fit into the first request. */
async function restOfTracking(call: Call, first: Answer): Promise<INodeExecutionData[]> {
	const waybills = list(call.field('waybills'), '') as string[];
	const { values = {} } = call.request;
	const answers = [first];
	for (let from = MOST_WAYBILLS; from < waybills.length; from += MOST_WAYBILLS) {
		const waybill = waybills.slice(from, from + MOST_WAYBILLS);
		answers.push(
			await call.send('GET /order/carriers/{carrierId}/tracking', values, { query: { waybill } }),
		);
	}
	return answers.flatMap(({ body }) => {
		const { carrierId, waybills: rows = [] } = body as {
			carrierId?: string;
			waybills?: IDataObject[];
		};
		return rows.map((row) => ({ json: { carrierId, ...row } }));
	});
}

export const carrierResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['carrier'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many carriers',
				description: 'Get the carriers whose tracking numbers Allegro takes',
				routing: route('GET /order/carriers', { rows: 'carriers', paces: [CARRIERS_PACE] }),
			},
			{
				name: 'Get Tracking',
				value: 'getTracking',
				action: 'Get the tracking of parcels',
				description: 'Get where parcels are and where they have been, one item for each parcel',
				routing: route('GET /order/carriers/{carrierId}/tracking', {
					before: askForFirst,
					after: restOfTracking,
				}),
			},
		],
		default: 'getTracking',
	},
	...fieldsFor(
		'carrier',
		['getTracking'],
		[
			{
				displayName: 'Carrier Name or ID',
				name: 'carrierId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCarriers' },
				default: '',
				required: true,
				description:
					'Who carries the parcels. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Tracking Numbers',
				name: 'waybills',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. AAA0000E5D201, BBB00000E5D202',
				description:
					'The numbers on the parcels (waybills), separated by commas, or a list from an expression. Of more than 20, Allegro is asked in several requests.',
				routing: query('waybill', list),
			},
		],
	),
	...fieldsFor('carrier', ['getAll'], returnAllAndLimit),
];
