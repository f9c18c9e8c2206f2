import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import { problemsOf, refusalError, statusOf } from '../../nodes/shared/errors';

const node = { name: 'Allegro', type: 'allegro', parameters: {} } as unknown as INode;
const situation = {
	endpoint: 'PATCH /sale/product-offers/{offerId}',
	scope: 'sale:offers:write',
	itemIndex: 3,
};
const refuse = (status: number, body: unknown, headers = { 'trace-id': 'trace-1' }) =>
	refusalError(node, { status, headers, body }, situation);

test('all findings are told, with field and code', () => {
	const error = refuse(422, {
		errors: [
			{ code: 'A', message: 'dev', userMessage: 'The name is too long', path: 'name' },
			{ code: 'B', message: 'Price too low', path: 'sellingMode.price' },
		],
	});
	expect(error.message).toBe('The name is too long (and 1 more)');
	expect(error.description).toContain('Field name: code A.');
	expect(error.description).toContain('Field sellingMode.price: Price too low: code B.');
	expect(error.description).toContain('trace-1');
	expect(error.context).toMatchObject({
		itemIndex: 3,
		allegro: { code: 'A', path: 'name', status: 422 },
	});
});

test.each([
	'The request contains incorrect data. Contact the author of the application.',
	'Żądanie zawiera nieprawidłowe dane. Skontaktuj się z autorem aplikacji.',
])('words that say nothing give way to those that do: %s', (userMessage) => {
	const problem = { code: 'OfferNotFound', message: 'Offer 1 not found', userMessage };
	const error = refuse(404, { errors: [problem] });
	expect(error.message).toBe('Offer 1 not found');
	expect(error.description).not.toContain(userMessage.slice(0, 20));
	expect(refuse(404, { errors: [{ code: 'X', userMessage }] }).message).toBe(userMessage);
});

test.each([
	[
		'an OAuth error',
		{ error: 'unauthorized', error_description: 'Full authentication is required' },
		'Full authentication is required',
	],
	[
		'the gateway',
		{ destination: {}, message: 'stream timeout', code: 'SI', details: {} },
		'stream timeout',
	],
	['plain text', '429 Too Many Requests', '429 Too Many Requests'],
])('%s is read', (_, body, words) => {
	expect(problemsOf(body)[0].message).toBe(words);
});

test.each([
	['an unknown object', { strange: true }, 'Field', '{"strange":true}.'],
	[
		'a page',
		'<!doctype html><style>p {}</style><p>We are <b>back</b> soon',
		'<',
		'We are back soon.',
	],
	[
		'a metadata value with a strange name',
		{ errors: [{ code: 'A', metadata: { m: { toString: 1 } } }] },
		'',
		'm {"toString":1}',
	],
])('%s is no title, but is told', (_, body, not, words) => {
	const error = refuse(503, body);
	expect(error.message).toBe('Allegro is not available now');
	expect(error.description).toContain(words);
	if (not) expect(error.description).not.toContain(not);
});

test('words that n8n knows as names of errors stay as Allegro wrote them', () => {
	const errors = [{ code: 'X', message: 'The offer is a preexisting one' }];
	expect(refuse(422, { errors }).message).toBe('The offer is a preexisting one');
});

test.each([undefined, null, '', {}, { errors: [] }, { errors: [null, 5] }, 5])(
	'an answer with %p has no findings',
	(body) => {
		expect(problemsOf(body)).toEqual([]);
		expect(refuse(400, body).message).toBe('Allegro refuses this request');
	},
);

test('a missing permission is named', () => {
	expect(refuse(403, {}).description).toContain('allegro:api:sale:offers:write');
});

test('whatever the body is, there is an error with a title and the way to its trace', () => {
	fc.assert(
		fc.property(fc.integer({ min: 400, max: 599 }), fc.jsonValue(), (status, body) => {
			const error = refuse(status, body);
			expect(error.message.length).toBeGreaterThan(0);
			expect(error.description).toContain('trace-1');
			expect(error.httpCode).toBe(String(status));
		}),
	);
});

test.each([
	[{ httpCode: '503', message: '' }, 503],
	[{ httpCode: 'ECONNRESET', message: '' }, undefined],
	[{ message: 'The credential "x" needs to be reconnected.' }, 401],
	[{ message: 'socket hang up' }, undefined],
])('the status of %p is %p', (thrown, status) => expect(statusOf(thrown)).toBe(status));
