import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inBatches } from '../shared/batches';
import { fieldsFor, list, returnAllAndLimit } from '../shared/fields';
import { CARRIERS_PACE } from '../shared/paces';
import { query, route } from '../shared/routing';

/** Waybills in one request. Source: maxItems of `waybill` in Allegro's OpenAPI document. */
const MOST_WAYBILLS = 20;

function trackings({ carrierId, waybills }: IDataObject): IDataObject[] {
	return ((waybills ?? []) as IDataObject[]).map((row) => ({ carrierId, ...row }));
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
				routing: route(
					'GET /order/carriers/{carrierId}/tracking',
					inBatches('waybill', MOST_WAYBILLS, trackings),
				),
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
				typeOptions: { loadOptionsMethod: 'getTrackedCarriers' },
				default: '',
				required: true,
				description:
					'Who carries the parcels, as in carrier of Shipment: Get. Parcels of Allegro One and Allegro Delivery are found under ALLEGRO only, whoever drives them. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
