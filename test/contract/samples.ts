import type { JsonValue, RecordedRequest } from './types';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const BETA = 'application/vnd.allegro.beta.v1+json';
const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

const address = {
	name: 'Jan Kowalski',
	street: 'Prosta 1',
	postalCode: '00-838',
	city: 'Warszawa',
	countryCode: 'PL',
	email: 'jan@example.com',
	phone: '500600700',
};
const dimension = { value: 10, unit: 'CENTIMETER' };

/** A request that reads, as Allegro wants it. */
export function reading(path: string, accept = PUBLIC, method = 'GET'): RecordedRequest {
	return { method, host: 'api', path, headers: { Accept: accept } };
}

/** A request with a JSON body, as Allegro wants it. */
export function writing(
	method: string,
	path: string,
	body: JsonValue,
	media = { accept: PUBLIC, contentType: PUBLIC },
): RecordedRequest {
	const headers = { Accept: media.accept, 'Content-Type': media.contentType };
	return { method, host: 'api', path, headers, body };
}

/** An upload of bytes. */
export function uploading(
	method: string,
	path: string,
	type: string,
	host: 'api' | 'upload' = 'upload',
): RecordedRequest {
	return {
		method,
		host,
		path,
		headers: { accept: PUBLIC, 'content-type': type },
		body: { $binary: type, size: 3, sha256: '00' },
	};
}

/** Requests that Allegro would take, of operations that differ in what they ask for. */
export const goodRequests: Record<string, RecordedRequest> = {
	'a status with a revision in a dotted query name': writing(
		'PUT',
		`/order/checkout-forms/${UUID}/fulfillment?checkoutForm.revision=819b5836`,
		{ status: 'SENT', shipmentSummary: { lineItemsSent: 'ALL' } },
	),
	'dotted and repeated filters': reading(
		'/sale/offers?publication.status=ACTIVE&publication.status=ENDED&offer.id=1&offer.id=2&sellingMode.price.amount.gte=10.5',
	),
	'dates with a time zone in filters': reading(
		'/order/checkout-forms?updatedAt.gte=2026-11-01T00%3A00%3A00%2B01%3A00&limit=100',
	),
	'filters that are named by ids': reading('/sale/products?phrase=lego&127448=127448_2'),
	'path values with escapes': reading('/order/carriers/A%2FB%20C/tracking?waybill=1&waybill=2'),
	'a literal segment where others have a parameter': reading('/order/carriers/ALLEGRO/points'),
	'a shipment command': writing('POST', '/shipment-management/shipments/create-commands', {
		commandId: UUID,
		input: {
			sender: address,
			receiver: address,
			packages: [
				{
					type: 'PACKAGE',
					length: dimension,
					width: dimension,
					height: dimension,
					weight: { value: 1.5, unit: 'KILOGRAMS' },
				},
			],
			labelFormat: 'PDF',
			additionalProperties: { any: 'name' },
		},
	}),
	'a label as bytes': writing(
		'POST',
		'/shipment-management/label',
		{ shipmentIds: ['a'], pageSize: 'A4', cutLine: true },
		{ accept: 'application/octet-stream', contentType: PUBLIC },
	),
	'an image as bytes': uploading('POST', '/sale/images', 'image/png'),
	'an invoice as bytes': uploading(
		'PUT',
		`/order/checkout-forms/${UUID}/invoices/${UUID}/file`,
		'application/pdf',
		'api',
	),
	'a price command with a variant of a modification': writing(
		'PUT',
		`/sale/offer-price-change-commands/${UUID}`,
		{
			modification: { type: 'FIXED_PRICE', price: { amount: '1.00', currency: 'PLN' } },
			offerCriteria: [{ type: 'CONTAINS_OFFERS', offers: [{ id: '1' }] }],
		},
	),
	'one of several schemas that all fit': writing('POST', '/sale/offer-price-automation-commands', {
		modification: { set: [{ rule: { id: '1' }, marketplace: { id: 'allegro-pl' } }] },
		offerCriteria: [{ type: 'CONTAINS_OFFERS', offers: [{ id: '1' }] }],
	}),
	'an offer with nulls where they are allowed': writing('PATCH', '/sale/product-offers/1', {
		sizeTable: null,
		description: { sections: [{ items: [{ type: 'TEXT', content: '<p>Text</p>' }] }] },
	}),
	'a map with keys of any name': writing('PATCH', '/sale/product-offers/1', {
		additionalMarketplaces: {
			'allegro-cz': { sellingMode: { price: { amount: '100', currency: 'CZK' } } },
		},
	}),
	'a beta operation': writing(
		'POST',
		`/sale/issues/${UUID}/message`,
		{ text: 'Hello', type: 'REGULAR' },
		{ accept: BETA, contentType: BETA },
	),
	'an operation of two media types, by the newer one': reading(
		'/sale/tax-settings?category.id=1&countryCode=PL&countryCode=CZ',
		BETA,
	),
	'a required header': {
		...writing('PUT', `/fulfillment/advance-ship-notices/${UUID}/submitted`, {
			shipping: { method: 'COURIER_BY_SELLER', countryCode: 'PL' },
		}),
		headers: { Accept: PUBLIC, 'Content-Type': PUBLIC, 'If-Match': '1' },
	},
	'a deletion without any header': { ...reading('/sale/offers/1'), method: 'DELETE', headers: {} },
};
