import { loadContract } from '.';
import { goodRequests, reading, uploading, writing } from './samples';
import type { Contract, JsonValue, RecordedRequest } from './types';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const BETA = 'application/vnd.allegro.beta.v1+json';
const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

describe('The contract of requests', () => {
	let contract: Contract;

	beforeAll(async () => {
		contract = await loadContract();
	});

	describe('accepts', () => {
		test.each(Object.entries(goodRequests))('%s', (_name, request) => {
			expect(contract.checkRequest(request)).toEqual([]);
		});
	});

	describe('finds', () => {
		const status = 'a status with a revision in a dotted query name';
		const statusPath = `/order/checkout-forms/${UUID}/fulfillment`;
		const faults: Array<[string, () => RecordedRequest, string]> = [
			[
				'a path that does not exist',
				() => reading('/sale/offerz'),
				"path: Allegro's API has no GET /sale/offerz",
			],
			[
				'a method that the path does not have',
				() => ({ ...reading(statusPath), method: 'POST' }),
				`path: Allegro's API has no POST ${statusPath}, only PUT`,
			],
			[
				'a path value that nobody filled in',
				() => reading('/sale/shipping-rates/undefined'),
				'path.id: is undefined, which is no value',
			],
			[
				'a path value that is not encoded',
				() => reading('/sale/shipping-rates/100%'),
				'path: is not encoded: /sale/shipping-rates/100%',
			],
			[
				'a path value of a wrong format',
				() => reading('/fulfillment/advance-ship-notices/7'),
				'path.id: must match format "uuid"',
			],
			[
				'the wrong host',
				() => ({ ...good('an image as bytes'), host: 'api' }),
				'host: is api, but this operation lives on upload',
			],
			[
				'an unknown query parameter',
				() => reading('/order/events?kind=BOUGHT'),
				'query.kind: unknown query parameter (known: from, type, limit)',
			],
			[
				'a query parameter in the wrong case',
				() => reading('/sale/offer-events?Limit=1'),
				'query.Limit: unknown query parameter (known: from, limit, type)',
			],
			[
				'a filter without an id, where ids are names',
				() => reading('/sale/products?phrase=x&colour=red'),
				'query.colour: unknown query parameter (known: phrase, mode, language, category.id, page.id, searchFeatures)',
			],
			[
				'a missing query parameter',
				() => reading('/pricing/offer-quotes'),
				'query.offer.id: is missing',
			],
			['an empty query parameter', () => reading('/order/events?from='), 'query.from: is empty'],
			[
				'a query parameter out of bounds',
				() => reading('/order/checkout-forms?limit=101'),
				'query.limit: must be <= 100',
			],
			[
				'a query parameter of the wrong type',
				() => reading('/order/checkout-forms?limit=all'),
				'query.limit: must be integer',
			],
			[
				'a date of a wrong form in a dotted query parameter',
				() => reading('/order/checkout-forms?updatedAt.gte=2026-11-01'),
				'query.updatedAt.gte: must match format "date-time"',
			],
			[
				'a wrong value among repeated ones, wherever it stands',
				() => reading('/sale/offers?sellingMode.format=X&sellingMode.format=BUY_NOW'),
				'query.sellingMode.format[0]: must be equal to one of the allowed values: BUY_NOW, ADVERTISEMENT, AUCTION',
			],
			[
				'repeated values where one is meant',
				() => reading('/order/checkout-forms?limit=1&limit=2'),
				'query.limit: must be integer',
			],
			[
				'a language that the operation does not speak',
				() => ({
					...reading('/sale/categories'),
					headers: { Accept: PUBLIC, 'Accept-Language': 'de-DE' },
				}),
				'header.Accept-Language: must be equal to one of the allowed values: en-US, pl-PL, uk-UA, sk-SK, cs-CZ, hu-HU',
			],
			[
				'a missing header',
				() => ({
					...good('a required header'),
					headers: { accept: PUBLIC, 'content-type': PUBLIC },
				}),
				'header.if-match: is missing',
			],
			[
				'the usual Accept on a beta operation',
				() => reading('/order/customer-returns'),
				`header.accept: is ${PUBLIC}, but the answer is ${BETA}`,
			],
			[
				'the usual Accept on a label',
				() => ({
					...good('a label as bytes'),
					headers: { Accept: PUBLIC, 'Content-Type': PUBLIC },
				}),
				`header.accept: is ${PUBLIC}, but the answer is application/octet-stream`,
			],
			['no Accept', () => ({ ...reading('/me'), headers: {} }), 'header.accept: is missing'],
			[
				'the usual content type on a beta operation',
				() => ({
					...good('a beta operation'),
					headers: { Accept: BETA, 'Content-Type': PUBLIC },
				}),
				`header.content-type: is ${PUBLIC}, but must be ${BETA}`,
			],
			[
				'plain JSON as content type',
				() => ({
					...good(status),
					headers: { Accept: PUBLIC, 'Content-Type': 'application/json' },
				}),
				`header.content-type: is application/json, but must be ${PUBLIC}`,
			],
			[
				'an upload of a type that is not taken',
				() =>
					uploading(
						'PUT',
						`/order/checkout-forms/${UUID}/invoices/${UUID}/file`,
						'image/png',
						'api',
					),
				'header.content-type: is image/png, but must be application/pdf',
			],
			[
				'an upload whose bytes are of another type than it says',
				() => ({
					...good('an image as bytes'),
					headers: { Accept: PUBLIC, 'Content-Type': 'image/jpeg' },
				}),
				'body: is image/png, but its content type is image/jpeg',
			],
			[
				'an upload without bytes',
				() => ({
					...good('an image as bytes'),
					body: { $binary: 'image/png', size: 0, sha256: '' },
				}),
				'body: has no bytes',
			],
			[
				'a body where none is taken',
				() => writing('DELETE', '/sale/offers/1', {}),
				'body: sent, but this operation takes none',
			],
			[
				'no body where one is taken',
				() => ({ ...good(status), body: undefined }),
				'body: is missing',
			],
			[
				'a wrong enum value in a body',
				() => writing('PUT', statusPath, { status: 'SHIPPED' }),
				'body.status: must be equal to one of the allowed values: NEW, PROCESSING, READY_FOR_SHIPMENT, READY_FOR_PICKUP, SENT, PICKED_UP, CANCELLED, SUSPENDED, RETURNED',
			],
			[
				'a misspelled property',
				() => writing('PUT', statusPath, { status: 'SENT', shipmentSumary: {} }),
				'body.shipmentSumary: unknown property (known: provider, shipmentSummary, status)',
			],
			[
				'a missing property',
				() => writing('POST', '/shipment-management/pickups/create-commands', { commandId: UUID }),
				"body: must have required property 'input'",
			],
			[
				'a number where a string is meant',
				() => writing('POST', '/shipment-management/label', { shipmentIds: [1] }),
				'body.shipmentIds[0]: must be string',
			],
			[
				'a wrong format in a body',
				() => writing('PATCH', '/sale/product-offers/1', { publication: { startingAt: 'soon' } }),
				'body.publication.startingAt: must match format "date-time"',
			],
			[
				'a null where none is allowed',
				() => writing('PATCH', '/sale/product-offers/1', { stock: null }),
				'body.stock: must not be null',
			],
			[
				'a variant that does not exist',
				() => withModification({ type: 'CHANGE_PRICE' }),
				'body.modification.type: must be one of DECREASE_PERCENTAGE, DECREASE_PRICE, FIXED_PRICE, INCREASE_PERCENTAGE, INCREASE_PRICE',
			],
			[
				'what Allegro has dropped since the document was published',
				() => shippingRates({ nextItemRate: { amount: '0.00', currency: 'PLN' } }),
				'body.rates[0].nextItemRate: unknown property (known: deliveryMethod, firstItemRate, maxPackageWeight, maxQuantityPerPackage, shippingTime)',
			],
			[
				'no type where Allegro has come to demand one',
				() => shippingRates({}),
				"body: must have required property 'type'",
			],
			[
				'a property of another variant',
				() => withModification({ type: 'FIXED_PRICE', percentage: '5' }),
				'body.modification.percentage: unknown property (known: marketplaceId, price, type)',
			],
			[
				'a wrong type inside a variant',
				() => withModification({ type: 'FIXED_PRICE', price: { amount: 1, currency: 'PLN' } }),
				'body.modification.price.amount: must be string',
			],
		];

		test.each(faults)('%s', (_name, request, problem) => {
			expect(contract.checkRequest(request())).toContain(problem);
		});
	});

	/** A request that a test changes in one place. */
	function good(name: string): RecordedRequest {
		return structuredClone(goodRequests[name]);
	}

	function shippingRates(more: Record<string, JsonValue>): RecordedRequest {
		const rate = {
			deliveryMethod: { id: UUID },
			firstItemRate: { amount: '9.99', currency: 'PLN' },
			maxQuantityPerPackage: 1,
		};
		return writing('POST', '/sale/shipping-rates', {
			name: 'Rates',
			rates: [{ ...rate, ...more }],
		});
	}

	function withModification(modification: JsonValue): RecordedRequest {
		const request = good('a price command with a variant of a modification');
		return { ...request, body: { ...(request.body as object), modification } };
	}
});
