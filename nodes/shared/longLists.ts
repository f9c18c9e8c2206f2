import { sliced } from './slices';

/**
 * Lists that can be longer than Allegro lists at once, for the operations and the triggers that read
 * them. Pages and ceilings: Allegro's OpenAPI document.
 */

/** GET /billing/billing-entries */
export const billingEntryPages = sliced({
	max: 100,
	ceiling: 10_000,
	by: 'occurredAt',
	newestFirst: true,
	narrow: 'Narrow the filters, for example with Types',
});

/** GET /payments/payment-operations */
export const paymentOperationPages = sliced({
	max: 50,
	ceiling: 10_000,
	by: 'occurredAt',
	// Source: https://github.com/allegro/allegro-api/issues/4172
	refusal: 'TooManyOperationsException',
	narrow: 'Narrow the filters, for example with Groups',
});

/** GET /sale/user-ratings */
export const ratingPages = sliced({
	max: 100,
	ceiling: 20_100,
	by: 'lastChangedAt',
	newestFirst: true,
	moment: ({ lastChangedAt, createdAt }) => Date.parse(String(lastChangedAt ?? createdAt)),
	moves: true,
	narrow: 'Narrow the filters',
});
