import type { IDataObject } from 'n8n-workflow';

import { converted, refuse } from '../shared/commands';
import { currencyFor } from '../shared/currencies';
import { toAmount, toCount } from '../shared/numbers';
import {
	OFFER_CHANGES_PACE,
	PRICE_CHANGES_PACE,
	PUBLICATION_CHANGES_PACE,
	QUANTITY_CHANGES_PACE,
} from '../shared/paces';
import type { Call } from '../shared/routing';
import { toIso } from '../shared/values';
import type { Kind } from './fromItems';
import { settingsOf } from './settings';

/** A field of an item, as text without what is around it. */
const textOf = (call: Call, name: string) => String(call.field<unknown>(name, '') ?? '').trim();

type Prices = Record<string, { amount: string; currency: string }>;

/** `{ prices: { 'allegro-pl': { amount, currency } } }`: items can name an offer for several marketplaces. */
export const PRICES: Kind = {
	path: '/sale/offer-price-change-commands/{commandId}',
	paces: PRICE_CHANGES_PACE,
	canDiffer: true,
	canShare: ({ prices }) => Object.keys(prices as Prices).length === 1,
	tasksOf: () => 1,
	read(call) {
		if (textOf(call, 'price') === '') refuse(call, 'The price is missing', 'This item gives none.');
		const amount = converted(call, 'Price', () => toAmount(call.field('price')));
		if (!(Number(amount) > 0)) {
			refuse(call, `${amount} is not a price`, 'The "Price" of an offer is more than 0.');
		}
		const marketplace = textOf(call, 'marketplaceId');
		const currency = converted(call, 'Currency', () =>
			currencyFor(marketplace, textOf(call, 'currency')),
		);
		return { prices: { [marketplace]: { amount, currency } } };
	},
	both(one, other) {
		const prices = { ...(one.prices as Prices) };
		for (const [marketplace, price] of Object.entries(other.prices as Prices)) {
			const known = prices[marketplace];
			if (known && JSON.stringify(known) !== JSON.stringify(price)) return undefined;
			prices[marketplace] = price;
		}
		return { prices };
	},
	body({ prices }) {
		const [[marketplaceId, price]] = Object.entries(prices as Prices);
		return { modification: { type: 'FIXED_PRICE', price, marketplaceId } };
	},
	modification({ prices }) {
		const entries = Object.entries(prices as Prices).map(([marketplace, value]) => [
			marketplace,
			{ changeType: 'FIXED', value },
		]);
		return { prices: Object.fromEntries(entries) as IDataObject };
	},
};

/** `{ changeType, value }`. */
export const STOCK: Kind = {
	path: '/sale/offer-quantity-change-commands/{commandId}',
	paces: QUANTITY_CHANGES_PACE,
	canDiffer: true,
	canShare: () => true,
	tasksOf: () => 1,
	read(call) {
		if (textOf(call, 'quantity') === '') {
			refuse(call, 'The quantity is missing', 'This item gives none.');
		}
		const value = converted(call, 'Quantity', () => toCount(call.field('quantity')));
		// Source: QuantityModification in Allegro's OpenAPI document.
		if (value < 1) {
			refuse(
				call,
				`The quantity of an offer cannot be ${value}`,
				'Allegro takes 1 or more as "Quantity". To stop selling, end the offer: with the operation End.',
			);
		}
		return { changeType: 'FIXED', value };
	},
	body: (modification) => ({ modification }),
	modification: (stock) => ({ stock }),
};

/** `{ action, scheduledFor }`; the action is the operation's, or the item's. */
const publication = (action: (call: Call) => string): Kind => ({
	path: '/sale/offer-publication-commands/{commandId}',
	paces: PUBLICATION_CHANGES_PACE,
	canDiffer: false,
	canShare: () => true,
	tasksOf: () => 1,
	read(call) {
		const { scheduledFor } = call.field<IDataObject>('additionalFields', {});
		if (!scheduledFor) return { action: action(call) };
		const zone = call.context.getTimezone();
		return {
			action: action(call),
			scheduledFor: converted(call, 'Scheduled For', () => toIso(scheduledFor, zone)),
		};
	},
	body: (change) => ({ publication: change }),
});

export const PUBLISH = publication(() => 'ACTIVATE');
export const END = publication(() => 'END');

/** What Allegro calls an offer that is listed, and one that is not, and how it gets there. */
const ACTIONS: Record<string, string> = { ACTIVE: 'ACTIVATE', ENDED: 'END' };

export const STATUS = publication((call) => {
	const status = textOf(call, 'status').toUpperCase();
	return (
		ACTIONS[status] ??
		refuse(call, `An offer cannot become "${status}"`, '"Status" can be ACTIVE or ENDED.')
	);
});

/** What the fields under Changes have made of the body. */
export const CHANGES: Kind = {
	path: '/sale/offer-modification-commands/{commandId}',
	paces: OFFER_CHANGES_PACE,
	canDiffer: false,
	canShare: () => true,
	tasksOf: ({ modification }) => leavesOf(modification as IDataObject),
	parts: settingsOf,
	read(call) {
		const body = call.request.body as IDataObject | undefined;
		if (body?.modification) return body;
		return refuse(call, 'No change is filled in', 'Add what shall change under Changes.');
	},
	body: (change) => change,
};

/** Allegro reports on each field that changes. */
function leavesOf(value: IDataObject): number {
	return Object.values(value)
		.map((inner) =>
			typeof inner === 'object' && inner !== null && !Array.isArray(inner)
				? leavesOf(inner as IDataObject)
				: 1,
		)
		.reduce((sum, count) => sum + count, 0);
}
