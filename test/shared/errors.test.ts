import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import type { INode, INodePropertyOptions } from 'n8n-workflow';

import { AllegroOAuth2Api } from '../../credentials/AllegroOAuth2Api.credentials';
import { BY_CODE } from '../../nodes/shared/advice';
import type { Situation } from '../../nodes/shared/errors';
import { problemsOf, refusalError, statusOf } from '../../nodes/shared/errors';
import { scopeName, scopesIn } from '../../nodes/shared/scopes';

const node = { name: 'Allegro', type: 'allegro', parameters: {} } as unknown as INode;
const situation = {
	endpoint: 'PATCH /sale/product-offers/{offerId}',
	scope: 'sale:offers:write',
	itemIndex: 3,
};
const refuse = (status: number, body: unknown, headers = { 'trace-id': 'trace-1' }) =>
	refusalError(node, { status, headers, body }, situation);

const readingRefused = (status: number, errors: unknown[]) =>
	refusalError(node, { status, headers: {}, body: { errors } }, { endpoint: 'GET /sale/offers' });

test('all findings are told, with field and code', () => {
	const error = refuse(422, {
		errors: [
			{ code: 'A', message: 'dev', userMessage: 'The name is too long', path: 'name' },
			{ code: 'B', message: 'Price too low', path: 'sellingMode.price' },
		],
	});
	expect(error.message).toBe('The name is too long (and 1 more)');
	expect(error.description).toContain('Field name: dev: code A.');
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
	// allegro-api #12696, #8733, #5716, #10293, #7762, #7702, #12381
	'Request contains invalid data. Contact the application author.',
	'Żądanie zawiera błędne dane. Skontaktuj się z autorem aplikacji.',
	'Invalid request. Please contact the application author.',
	'The uploaded data includes unsupported properties. Contact your software vendor.',
	"An invalid request was sent. Report the problem to the application's author.",
	'"Error while reading internal data"',
	'An error occurred',
	'An error has occurred.',
	'Wystąpił błąd.',
	'Coś poszło nie tak. Spróbuj ponownie później.',
	'Przesłane dane zawierają nieobsługiwane atrybuty. Skontaktuj się z dostawcą oprogramowania.',
	'Požadavek obsahuje nesprávná data. Kontaktujte autora aplikace.',
	'Došlo k chybě.',
	'Požiadavka obsahuje nesprávne údaje. Kontaktujte autora aplikácie.',
	'Vyskytla sa chyba. Skúste to znova neskôr.',
	'A kérés hibás adatokat tartalmaz. Lépjen kapcsolatba az alkalmazás szerzőjével.',
	'Hiba történt.',
	'Запит містить неправильні дані. Зверніться до автора застосунку.',
	'Сталася помилка.',
])('words that say nothing give way to those that do: %s', (userMessage) => {
	const problem = { code: 'OfferNotFound', message: 'Offer 1 not found', userMessage };
	const error = refuse(404, { errors: [problem] });
	expect(error.message).toBe('Offer 1 not found');
	expect(error.description).toContain(userMessage.replace(/\.$/, ''));
	// Where nothing else is said, the title is ours, and theirs stands below it.
	const bare = refuse(404, { errors: [{ code: 'X', userMessage }] });
	expect(bare.message).toBe('Allegro does not have what was asked for');
	expect(bare.description).toContain(userMessage.replace(/\.$/, ''));
});

test.each([
	[{ code: 'JsonMappingException', path: 'language' }, 422, 'Allegro refuses the field language'],
	[
		{ code: 'SizeTableNotDefinedException', path: 'sizeTable.id' },
		422,
		'Allegro refuses the field sizeTable.id: size table not defined',
	],
	[{ code: 'SIZE_TABLE_TOO_WIDE' }, 400, 'Allegro refuses this: size table too wide'],
	[{ code: 'ERROR', path: null }, 400, 'Allegro refuses this request'],
	[{ code: 'UNKNOWN_ERROR', path: '' }, 200, 'Allegro could not do this'],
	[{ code: 'ERROR' }, 500, 'Allegro is not available now'],
])('a finding without words that say something: %j', (finding, status, title) => {
	const userMessage = 'An error has occurred';
	expect(readingRefused(status, [finding]).message).toBe(title);
	const error = readingRefused(status, [{ ...finding, userMessage }]);
	expect(error.message).toBe(title);
	expect(error.description).toContain(`${userMessage}: code ${finding.code}`);
});

test('a page where words should stand is read for its words', () => {
	// allegro-api #10396
	const details =
		'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1>< [...]';
	const errors = [{ code: 'UNEXPECTED_ERROR', message: 'The carrier is away', details, path: '' }];
	const { message, description } = refuse(200, { status: 'ERROR', errors });
	expect(message).toBe('The carrier is away');
	expect(description).toMatch(/^502 Bad Gateway: code UNEXPECTED_ERROR\./);
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
	expect(error.message).toBe('Allegro did not say what became of this');
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

test.each([
	'The name is too long',
	'Nazwa jest wymagana.',
	'Cena musi być wyższa niż 1.00 PLN.',
	'Invalid EAN',
	'Nieprawidłowy kod pocztowy.',
	'A név túl hosszú.',
	'Cena je příliš nízká.',
	'Помилка у полі "назва".',
	'No access to the specified resource.',
	'Unallowed image type.',
])('words that say something stay the title, and those for developers stand below: %s', (said) => {
	const problem = { code: 'X', message: 'Price: minimum is 1', userMessage: said };
	const error = refuse(422, { errors: [problem] });
	expect(error.message).toBe(said);
	expect(error.description).toContain('Price: minimum is 1: code X.');
});

test('a phrase without a reason leaves the title to details that have one', () => {
	const problem = {
		code: 'PROCESSING_ERROR',
		message: 'An error occurred',
		userMessage: 'Wystąpił błąd.',
		details: 'The parcel is longer than 64 cm',
	};
	expect(refuse(422, { errors: [problem] }).message).toBe('The parcel is longer than 64 cm');
});

test.each([
	['null', { code: 'X', userMessage: 'Not now, please', path: 'null' }],
	[
		"the method's own",
		{ code: 'X', userMessage: 'Not now, please', path: '/order/checkout-forms/x1/fulfillment' },
	],
])('a path that is %s names no field', (_, problem) => {
	const error = refuse(422, { errors: [problem] });
	expect(error.description).not.toContain('Field');
	expect(error.description).toMatch(/\bcode X\./i);
	expect(error.context.allegro).toMatchObject({ path: null, code: 'X' });
});

test.each(['details', 'message', 'userMessage'])(
	'a code that stands in %s too is told once',
	(at) => {
		const code = 'ConstraintViolationException.MissingRequiredParameters';
		const error = refuse(422, { errors: [{ code, path: 'parameters', [at]: code }] });
		const text = `${error.message} ${error.description}`.replace(`code ${code}`, '');
		expect(at === 'details' ? text : error.description!.replace(`code ${code}`, '')).not.toContain(
			code,
		);
	},
);

test('an error in XML is read', () => {
	const body =
		'<?xml version="1.0" encoding="UTF-8"?>\n<error>\n<code>100003</code>\n<message/>\n</error>';
	expect(refuse(400, body).description).toContain('Code 100003.');
	expect(refuse(400, body).context.allegro).toMatchObject({ code: '100003' });
});

describe('what single codes mean is told:', () => {
	const at = (status: number, endpoint: string, problem: object) =>
		refusalError(node, { status, headers: {}, body: { errors: [problem] } }, { endpoint });

	test('ATTACHMENT_ERROR', () => {
		const problem = { code: 'ATTACHMENT_ERROR', userMessage: 'An error has occurred' };
		const error = at(404, 'GET /sale/issues/attachments/{attachmentId}', problem);
		expect(error.message).toBe('Allegro has no such attachment for this');
		expect(error.description).toContain('Message Center');
	});

	test('SellerOrdersStoreUnprocessableEntityException', () => {
		const problem = {
			code: 'SellerOrdersStoreUnprocessableEntityException',
			message: null,
			userMessage: null,
			path: '/order/checkout-forms/x1/fulfillment',
		};
		const error = at(422, 'PUT /order/checkout-forms/{orderId}/fulfillment', problem);
		expect(error.message).toBe('Allegro does not change this order');
		expect(error.description).toMatch(/hundred times .* another account/);
	});

	test('CheckoutFormNotFoundException', () => {
		const problem = { code: 'CheckoutFormNotFoundException', userMessage: 'Order not found.' };
		const error = at(404, 'GET /order/checkout-forms/{orderId}', problem);
		expect(error.message).toBe('Order not found.');
		expect(error.description).toContain('365 days');
	});

	test('a forgotten operation', () => {
		const endpoint = 'GET /sale/product-offers/{offerId}/operations/{operationId}';
		expect(at(404, endpoint, { code: 'NotFound' }).description).toContain('after a week');
	});

	test('the ID of a tracking number where that of a shipment belongs', () => {
		const error = at(404, 'POST /shipment-management/label', { code: 'SHIPMENT_NOT_FOUND' });
		expect(error.description).toContain('Shipment: Create');
	});
});

test.each([406, 415])("of a %i, Allegro's words are the title", (status) => {
	const problem = { code: String(status), message: null, userMessage: 'Unallowed image type.' };
	const image = refusalError(
		node,
		{ status, headers: {}, body: { errors: [problem] } },
		{ endpoint: 'POST /sale/images' },
	);
	expect(image.message).toBe('Unallowed image type.');
	expect(image.description).toContain('JPEG, PNG or WebP');
	expect(image.description).not.toContain('Update this package');
	expect(refuse(status, {}).message).toBe('Allegro refuses the format of this request');
});

test('a 413 of a request without a body is no file', () => {
	const get = { endpoint: 'GET /sale/offers' };
	const error = refusalError(node, { status: 413, headers: {}, body: '' }, get);
	expect(error.description).toContain('with filters');
	expect(refuse(413, '').description).toContain('Send a smaller one.');
});

describe('a 403', () => {
	const scope = 'orders:read';
	const list = { endpoint: 'GET /order/checkout-forms', scope };
	const single = { endpoint: 'GET /order/checkout-forms/{orderId}', scope };
	const denied = {
		errors: [{ code: 'AccessDenied', userMessage: 'No access to the specified resource.' }],
	};
	const of = (situation: Situation, body: unknown = denied) =>
		refusalError(node, { status: 403, headers: { 'trace-id': 'trace-1' }, body }, situation);

	test("without the permission is told in the credential's words", () => {
		const { message, description } = of({ ...list, granted: ['sale:offers:read'] });
		expect(message).toBe('The connection lacks Orders: Read');
		expect(description).toContain('allegro:api:orders:read');
		expect(description).toContain('No access to the specified resource');
		expect(description).toContain('connect the credential again');
		expect(description).not.toContain('unlock');
	});

	test('is told as a guess where the token does not say what it may', () => {
		expect(of(list).message).toBe('The connection may lack Orders: Read');
		expect(of(list).description).toContain('No access to the specified resource');
		// A single thing may belong to another account.
		expect(of(single).message).toBe('No access to the specified resource.');
	});

	test('although the token has the permission leads to Allegro', () => {
		const { message, description } = of({ ...list, granted: [scope] });
		expect(message).toBe('No access to the specified resource.');
		expect(description).toContain('Allegro has to unlock some new apps and accounts');
		expect(description).toContain('trace-1');
		expect(description).not.toMatch(/another account|tick it/);
	});

	test('of a single thing may be because of its owner', () => {
		expect(of({ ...single, granted: [scope] }).description).toContain('another account');
	});

	test.each([undefined, ['orders:read']])(
		'with a page is a block, whatever the scope (%p)',
		(granted) => {
			for (const body of [
				'<html><body>Zostałeś zablokowany</body></html>',
				{ url: 'https://geo.captcha-delivery.com/x' },
			]) {
				const { message, description } = of({ ...list, granted }, body);
				expect(message).toBe('Allegro blocks this machine for now');
				expect(description).not.toMatch(/tick it|allegro:api|another account/);
			}
		},
	);
});

test('permissions are named as the credential names them', () => {
	const { properties } = new AllegroOAuth2Api();
	const { options = [] } = properties.find(({ name }) => name === 'scopes')!;
	for (const { name, value } of options as INodePropertyOptions[]) {
		expect(scopeName(String(value).replace('allegro:api:', ''))).toBe(name);
	}
	expect(options.length).toBeGreaterThan(20);
});

test.each([
	[
		['allegro:api:orders:read', 'allegro:api:bids'],
		['orders:read', 'bids'],
	],
	['allegro:api:orders:read allegro:api:bids', ['orders:read', 'bids']],
	['', undefined],
	[undefined, undefined],
	[5, undefined],
])('of the claim %p the permissions are %p', (scope, scopes) => {
	expect(scopesIn({ scope })).toEqual(scopes);
});

test('the codes that errors explain stand in the documentation', () => {
	const page = readFileSync('docs/troubleshooting.md', 'utf8');
	for (const { code } of BY_CODE) {
		for (const name of code.source.match(/[A-Za-z_]{6,}/g) ?? [])
			expect(page).toContain(`\`${name}\``);
	}
});

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
