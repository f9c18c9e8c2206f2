import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor } from '../shared/fields';
import { route } from '../shared/routing';
import { offerLocator } from '../shared/locators';

const retired = {
	since: '2022-06-06',
	instead: 'take delivery.shippingRates.id of the offer, and use Shipping Rate Set: Get',
};

export const offerShippingRatesResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['offerShippingRates'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the shipping rates of an offer by a retired method',
				description: 'Get the prices of delivery of an offer without a price list',
				routing: route('GET /sale/offers/{offerId}/shipping-rates', { retired }),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'offerShippingRates',
		['get'],
		[
			{
				displayName:
					'Allegro switched this off on 2022-06-06. Take the ID of the shipping rates from the offer, and use Shipping Rate Set: Get.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
			offerLocator,
		],
	),
];
