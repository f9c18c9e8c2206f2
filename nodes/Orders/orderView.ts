import type { IDataObject } from 'n8n-workflow';

import { pick, pickEach } from '../shared/fields';
import { at } from '../shared/values';

/**
 * What an order looks like with Simplify: what people look for in the table first, then what the next node
 * asks for, such as a refund for the line item's ID.
 */
export const simplify = pick({
	id: 'id',
	boughtAt: (order) => latestPurchase(order),
	buyerLogin: 'buyer.login',
	totalToPay: 'summary.totalToPay.amount',
	currency: 'summary.totalToPay.currency',
	status: 'status',
	fulfillmentStatus: 'fulfillment.status',
	deliveryMethod: 'delivery.method.name',
	details: pick({
		paymentType: 'payment.type',
		// What carriers have handed over of cash on delivery. Source: allegro-api #13930
		codBookedPayments: pickEach(
			'codBookedPayments',
			pick({
				paymentId: 'paymentId',
				shipmentId: 'shipmentId',
				amount: 'paidAmount.amount',
				currency: 'paidAmount.currency',
				paidAt: 'paidAt',
			}),
		),
		pickupPointId: 'delivery.pickupPoint.id',
		recipient: (order) => nameOf(at(order, 'delivery.address')),
		phone: (order) =>
			[at(order, 'delivery.address.phoneNumber'), at(order, 'buyer.phoneNumber')].find(isPhone),
		invoiceRequired: 'invoice.required',
		taxId: (order) => taxIdOf(at(order, 'invoice.address.company')),
		messageToSeller: 'messageToSeller',
		marketplaceId: 'marketplace.id',
		updatedAt: 'updatedAt',
	}),
	items: pickEach(
		'lineItems',
		pick({
			lineItemId: 'id',
			offerId: 'offer.id',
			externalId: 'offer.external.id',
			name: 'offer.name',
			quantity: 'quantity',
			price: 'price.amount',
			taxRate: 'tax.rate',
		}),
	),
});

/** When the latest of its line items was bought, as Allegro writes it; undefined without one. */
export function latestPurchase({ lineItems }: IDataObject): string | undefined {
	const dates = ((lineItems ?? []) as IDataObject[])
		.map(({ boughtAt }) => boughtAt)
		.filter((boughtAt) => typeof boughtAt === 'string');
	return dates.reduce<string | undefined>(
		(latest, date) =>
			latest === undefined || Date.parse(date) > Date.parse(latest) ? date : latest,
		undefined,
	);
}

/** A single "+" stands where the buyer gave no number. Source: allegro-api #9547 */
const isPhone = (value: unknown) => typeof value === 'string' && /\d/.test(value);

function nameOf(address: unknown): string | null {
	const person = [at(address, 'firstName'), at(address, 'lastName')].filter(Boolean).join(' ');
	return person || ((at(address, 'companyName') as string | undefined) ?? null);
}

/**
 * The number that goes on an invoice: a company can have several, of which some are no tax numbers, such as
 * the Czech IČO. Source: allegro-api #10184
 */
const TAX_IDS = ['PL_NIP', 'CZ_DIC', 'SK_IC_DPH', 'HU_ADOSZAM', 'VAT_EU'];

function taxIdOf(company: unknown): unknown {
	const ids = (at(company, 'ids') ?? []) as IDataObject[];
	const [found] = TAX_IDS.flatMap((type) =>
		ids.filter((id) => id.type === type && id.value).map(({ value }) => value),
	);
	return found ?? at(company, 'taxId');
}
