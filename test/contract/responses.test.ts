import { loadContract } from '.';
import type { Contract, RecordedResponse } from './types';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

describe('The contract of responses', () => {
	let contract: Contract;

	beforeAll(async () => {
		contract = await loadContract();
	});

	const events = 'GET /sale/offer-events';
	const event = {
		id: '1',
		type: 'OFFER_CHANGED',
		occurredAt: '2026-11-01T10:00:00.000Z',
		offer: { id: '1', external: { id: 'AH-1' } },
	};
	const error = {
		code: 'NOT_FOUND',
		message: 'Not found',
		details: null,
		path: null,
		userMessage: 'Not found',
	};
	const json = (status: number, body?: unknown, type = `${PUBLIC};charset=UTF-8`) => ({
		status,
		headers: { 'Content-Type': type },
		body,
	});
	const label = (body: unknown) => json(200, body, 'application/octet-stream');

	const good: Array<[string, string, RecordedResponse]> = [
		['a list of variants', events, json(200, { offerEvents: [event] })],
		[
			'no body where none is declared',
			`PUT /order/checkout-forms/${UUID}/fulfillment`,
			{ status: 204, headers: {} },
		],
		['bytes', 'POST /shipment-management/label', label(Buffer.from('%PDF'))],
		[
			'bytes as recorded',
			'POST /shipment-management/label',
			label({ $binary: 'application/octet-stream', size: 4, sha256: '00' }),
		],
		['an error that is declared', events, json(401, { error: 'invalid_token' })],
		['an error that is not declared', events, json(429, { errors: [error] })],
		['an error without a body', events, { status: 503, headers: {} }],
		['an error of a gateway', events, json(504, 'upstream request timeout', 'text/plain')],
		[
			'the newer of two media types',
			'GET /sale/tax-settings?category.id=1',
			json(200, { rates: [] }, 'application/vnd.allegro.beta.v1+json'),
		],
	];

	test.each(good)('accepts %s', (_name, request, response) => {
		expect(check(request, response)).toEqual([]);
	});

	const faults: Array<[string, string, RecordedResponse, string]> = [
		[
			'a status that is not declared',
			'GET /marketplaces',
			json(201, {}),
			'status: is 201, but must be 200',
		],
		['a missing body', events, json(200), 'body: is missing from the answer 200'],
		[
			'a body where none is declared',
			`PUT /order/checkout-forms/${UUID}/fulfillment`,
			json(204, {}),
			'body: the answer 204 has none',
		],
		[
			'a wrong content type',
			events,
			json(200, { offerEvents: [] }, 'application/json'),
			`header.content-type: is application/json, but must be ${PUBLIC}`,
		],
		[
			'a missing content type',
			events,
			{ status: 200, headers: {}, body: { offerEvents: [] } },
			'header.content-type: is missing',
		],
		[
			'JSON where bytes are declared',
			'POST /shipment-management/label',
			label({ label: 'JVBERi0=' }),
			'body: is JSON, but its content type is application/octet-stream',
		],
		[
			'an invented property',
			events,
			json(200, { offerEvents: [{ ...event, name: 'Lego' }] }),
			'body.offerEvents[0].name: unknown property (known: id, occurredAt, offer, type)',
		],
		[
			'a missing property of a variant',
			events,
			json(200, { offerEvents: [{ ...event, occurredAt: undefined }] }),
			"body.offerEvents[0]: must have required property 'occurredAt'",
		],
		[
			'a wrong date',
			events,
			json(200, { offerEvents: [{ ...event, occurredAt: 'yesterday' }] }),
			'body.offerEvents[0].occurredAt: must match format "date-time"',
		],
		[
			'a null where none is allowed',
			events,
			json(200, { offerEvents: null }),
			'body.offerEvents: must not be null',
		],
		[
			'an error of no known shape',
			events,
			json(404, { message: 'Not found' }),
			'body: the answer 404 has neither errors[] nor error',
		],
		[
			'an invented property of an error',
			events,
			json(404, { errors: [{ ...error, hint: 'none' }] }),
			'body.errors[0].hint: unknown property (known: code, details, message, metadata, path, userMessage)',
		],
		[
			'an answer of an operation that does not exist',
			'GET /sale/offer-event',
			json(200, {}),
			"path: Allegro's API has no GET /sale/offer-event",
		],
	];

	test.each(faults)('finds %s', (_name, request, response, problem) => {
		expect(check(request, response)).toContain(problem);
	});

	function check(request: string, response: RecordedResponse): string[] {
		const [method, path] = request.split(' ');
		return contract.checkResponse({ method, path }, response);
	}
});
