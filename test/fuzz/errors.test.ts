import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { saysNothing } from '../../nodes/shared/emptyWords';
import {
	connectionError,
	nodeError,
	problemsOf,
	refusalError,
	statusOf,
} from '../../nodes/shared/errors';
import { bounded, shown, withoutMarkup, withoutTokens } from '../../nodes/shared/words';
import { retryAfter } from '../../nodes/shared/transport';
import { expectNoSecret } from '../secrets';
import { anyJson, anything, deep, expectNoPollution, knot } from './json';
import { expectClear } from './outcome';
import { times } from './runs';

const node = { name: 'Allegro', type: 'allegro', parameters: {} } as unknown as INode;
const situation = {
	endpoint: 'POST /sale/product-offers',
	scope: 'sale:offers:write',
	itemIndex: 3,
};

const JWT = `eyJhbGciOiJSUzI1NiJ9.${'a1'.repeat(20)}.${'s3cr'.repeat(10)}`;
const secrets = new Map([
	[JWT, 'access token'],
	['s3cr'.repeat(10), 'signature of the token'],
	['c2FtcGxlOnNhbXBsZS1jbGllbnQtc2VjcmV0', 'Authorization header'],
	['opaque-refresh-token-0123456789', 'refresh token'],
]);
/** A request as a proxy's page repeats it. */
const REPEATED = [
	`Authorization: Bearer ${JWT}`,
	`authorization=Bearer%20${JWT}`,
	`Basic c2FtcGxlOnNhbXBsZS1jbGllbnQtc2VjcmV0`,
	`{"access_token":"${JWT}","refresh_token":"opaque-refresh-token-0123456789"}`,
	`refresh_token=opaque-refresh-token-0123456789&grant_type=refresh_token`,
	JWT,
];
const leaking = fc.constantFrom(...REPEATED);

const finding = fc.record(
	{
		code: fc.oneof(anyJson, leaking),
		message: fc.oneof(anyJson, leaking),
		userMessage: fc.oneof(anyJson, leaking),
		path: anyJson,
		details: fc.oneof(anyJson, leaking),
		metadata: fc.oneof(anyJson, fc.dictionary(fc.string(), fc.oneof(anyJson, leaking))),
	},
	{ requiredKeys: [] },
);
const body = fc.oneof(
	anything,
	leaking,
	leaking.map((text) => `<html><head><style>a{}</style></head><body><pre>${text}</pre>`),
	finding,
	fc.record({ errors: fc.array(fc.oneof(finding, anyJson), { maxLength: 60 }) }),
	fc.record({
		error: fc.oneof(fc.string(), leaking),
		error_description: fc.oneof(anyJson, leaking),
	}),
	fc.record({ deep: fc.constantFrom(deep, knot) }),
	fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
);

/** An error that n8n can show, save and log. */
function expectSound(error: unknown): void {
	expect(error instanceof NodeApiError || error instanceof NodeOperationError).toBe(true);
	const { message, description = '', context } = error as NodeApiError;
	expect(message.trim()).not.toBe('');
	expect(message.length).toBeLessThan(400);
	expect(String(description).length).toBeLessThan(25_000);
	expect(JSON.stringify(context)).not.toContain('null,null,null');
	JSON.stringify(error);
	expectNoSecret(error, 'an error', secrets);
	expectNoPollution(context);
}

test('whatever Allegro refuses with, there is a title of bounded length, and no token in it', () => {
	const headers = fc.record({ 'trace-id': fc.oneof(anyJson, leaking) }, { requiredKeys: [] });
	fc.assert(
		fc.property(fc.integer({ min: 200, max: 999 }), body, headers, (status, given, head) => {
			const error = refusalError(
				node,
				{ status, headers: head as IDataObject, body: given },
				situation,
			);
			expectSound(error);
			expect(error.httpCode).toBe(String(status));
			expect(error.description).toContain(`POST /sale/product-offers answered ${status}.`);
			expect(error.message).not.toContain('[object');
			const isText = typeof given === 'string' || Buffer.isBuffer(given);
			if (isText) expect(error.message).not.toMatch(/^\s*(<[a-z!?]|[{[])/i);
		}),
		times(500),
	);
});

test("Allegro's words are the title as they are", () => {
	const words = fc
		.array(
			fc.constantFrom('preexisting', 'offer', 'ENOENT', 'żółw', 'is', '12,50', 'EPERM', '🛒'),
			{
				minLength: 1,
				maxLength: 9,
			},
		)
		.map((parts) => parts.join(' '))
		.filter((each) => !saysNothing(each));
	fc.assert(
		fc.property(words, (message) => {
			const given = { errors: [{ code: 'X', message }] };
			expect(refusalError(node, { status: 422, headers: {}, body: given }, situation).message).toBe(
				message,
			);
		}),
		times(100),
	);
});

test('findings have texts for parts, whatever they are', () => {
	fc.assert(
		fc.property(body, (given) => {
			for (const { metadata, ...texts } of problemsOf(given)) {
				for (const part of Object.values(texts)) expect(typeof part).toBe('string');
				expect(typeof (metadata ?? {})).toBe('object');
			}
		}),
		times(300),
	);
});

const CODES = ['ECONNRESET', 'ENOTFOUND', 'CERT_HAS_EXPIRED', 'EPROTO', 'HPE_INVALID', 'X', '503'];
const thrown = fc.oneof(
	anything,
	fc
		.record(
			{
				message: fc.oneof(anyJson, leaking),
				description: fc.oneof(anyJson, leaking),
				httpCode: fc.oneof(fc.constantFrom(...CODES), anyJson),
				code: fc.oneof(fc.constantFrom(...CODES), anyJson),
				cause: fc.oneof(anything, fc.record({ code: fc.constantFrom(...CODES) })),
			},
			{ requiredKeys: [] },
		)
		.chain((parts) =>
			fc.constantFrom(
				parts,
				Object.assign(new Error('x'), parts),
				Object.assign(new TypeError(), parts),
			),
		),
);

test('whatever n8n throws instead of an answer, the error tells what to do, and no token', () => {
	fc.assert(
		fc.property(thrown, (given) => {
			const status = statusOf(given);
			expect(status === undefined || (status >= 400 && Number.isInteger(status))).toBe(true);
			const error = connectionError(node, given, situation);
			expectSound(error);
			expect(error.description).toMatch(
				/try again|check the|connect it again|answered|before you repeat it/i,
			);
			// Either nothing was sent, or what was asked for may be done: a POST says which.
			if (status === undefined) {
				expect(error.description).toMatch(/Nothing was sent|may be done all the same/);
			}
		}),
		times(500),
	);
});

test('whatever a step throws is an error for the user, and one that is worded stays as it is', () => {
	fc.assert(
		fc.property(thrown, (given) => {
			const error = nodeError(node, given, situation);
			expectSound(error);
			expect(nodeError(node, error, situation)).toBe(error);
		}),
		times(300),
	);
	for (const built of [
		new TypeError('x is not a function'),
		new RangeError('Invalid time value'),
	]) {
		expectClear(nodeError(node, built, situation), built.name);
	}
});

test('the wait that is asked for is one, or there is none', () => {
	const value = fc.oneof(
		fc.string(),
		fc.constantFrom('1e999', '-5', '0x10', 'soon', 'Wed, 21 Oct 2026 07:28:00 GMT', ' ', '1.5'),
		fc.nat().map(String),
		fc.array(fc.string()),
	);
	fc.assert(
		fc.property(value, (given) => {
			const wait = retryAfter({ 'retry-after': given });
			expect(wait === undefined || wait >= 0).toBe(true);
		}),
		times(300),
	);
	fc.assert(
		fc.property(fc.nat(86_400), (seconds) => {
			expect(retryAfter({ 'retry-after': String(seconds) })).toBe(seconds * 1000);
		}),
		times(50),
	);
});

test('texts are shown, cut and cleaned without surprise', () => {
	fc.assert(
		fc.property(
			anything,
			fc.string({ unit: 'binary' }),
			fc.integer({ min: 1, max: 50 }),
			(value, text, most) => {
				expect(typeof shown(value)).toBe('string');
				expect(bounded(text, most).length).toBeLessThanOrEqual(most);
				expect(bounded(text, text.length)).toBe(text);
				expect(/\p{Surrogate}/u.test(bounded('🛒'.repeat(40), most))).toBe(false);
				expect(withoutMarkup(`<p>${text}</p>`)).not.toMatch(/<p>/);
				expect(withoutTokens(withoutTokens(text))).toBe(withoutTokens(text));
			},
		),
		times(300),
	);
});
