import type { IDataObject } from 'n8n-workflow';

import { byId } from '../shop';
import { openStub, type Stub, type StubAnswer } from '../stub';
import { startClock, stopClock } from './clock';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./clock')>('./clock').sleepless(),
);

/**
 * The API answers 401, and Allegro's login host gives no token: what is told, in operations, triggers and
 * pickers. Its answers are those of allegro-api #11371, #11973, #13794, #6944, #6755, #12463, #12492.
 */

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };
const BLOCKED = 'Allegro blocks logins from this machine for now';
const UNKNOWN = 'Allegro does not accept the Client ID or secret of this app';

const CASES: Array<[string, StubAnswer, string, RegExp, number]> = [
	[
		'an app that the user removed',
		{
			status: 401,
			headers: json,
			body: { error: 'Unauthorized', error_description: 'Unauthorized' },
		},
		UNKNOWN,
		/apps\.developer\.allegro\.pl.*connect it again/,
		1,
	],
	[
		'a wrong secret',
		{
			status: 401,
			headers: json,
			body: { error: 'invalid_client', error_description: 'Bad client credentials' },
		},
		UNKNOWN,
		/invalid_client: Bad client credentials/,
		1,
	],
	['a 401 without a body', { status: 401, headers: html, body: '' }, UNKNOWN, /Client ID/, 1],
	[
		'a request that it does not take',
		{
			status: 400,
			headers: json,
			body: { error: 'invalid_request', error_description: 'redirect' },
		},
		'Allegro refuses to renew this connection',
		/connect it again/,
		1,
	],
	[
		'a refresh token that is over',
		{ status: 400, headers: json, body: { error: 'invalid_grant', error_description: 'expired' } },
		'Allegro no longer accepts this connection',
		/connect it again/,
		1,
	],
	[
		'a captcha page',
		{ status: 403, headers: html, body: '<html><body>Please enable JS</body></html>' },
		BLOCKED,
		/Please enable JS.*tokens stay valid/,
		1,
	],
	[
		'a captcha as JSON',
		{ status: 403, headers: json, body: { url: 'https://geo.captcha-delivery.com/captcha/?id=1' } },
		BLOCKED,
		/tokens stay valid/,
		1,
	],
	[
		'a redirect to the page for blocked visitors',
		{ status: 302, headers: { location: '/blocked' } },
		BLOCKED,
		/Zostałeś zablokowany/,
		1,
	],
	[
		'a page of a maintenance',
		{ status: 200, headers: html, body: '<html><body>We are back soon</body></html>' },
		"Allegro's login gave no token",
		/We are back soon.*URLs in the credential/,
		1,
	],
	[
		'429',
		{ status: 429, headers: html, body: 'Too Many Requests' },
		'Allegro asks for fewer logins',
		/minutes/,
		6,
	],
	[
		'a server that is not well',
		{ status: 503, headers: html, body: '<html>' },
		"Allegro's login is not available now",
		/Try again/,
		4,
	],
];

let stub: Stub;
let answer: StubAnswer;

beforeEach(async () => {
	startClock();
	// The gate has a clock of its own.
	jest.spyOn(performance, 'now').mockImplementation(() => Date.now());
	stub = await openStub(({ path }) => {
		if (path === '/blocked') {
			return { headers: html, body: '<html><h1>Zostałeś zablokowany</h1></html>' };
		}
		if (path === '/auth/oauth/token') return answer;
		return { status: 401, headers: json, body: { error: 'invalid_token' } };
	});
});
afterEach(async () => {
	stopClock();
	await stub.close();
});

const tries = () => stub.requests.filter(({ path }) => path === '/auth/oauth/token').length;

describe.each(CASES)('%s', (_, given, title, advice, most) => {
	beforeEach(() => {
		answer = given;
	});

	const told = (error: { message: string; description?: string | null } | undefined) => {
		// A picker has one text for all.
		const text = [error?.message, error?.description].filter(Boolean).join('. ');
		expect(text.slice(0, title.length)).toBe(title);
		expect(text).toMatch(advice);
		expect(text).toContain('Nothing was done');
		expect(text).not.toMatch(/may be done|network of the machine|perhaps check/);
	};

	test('in an operation that reads, which does not go on asking where that is no use', async () => {
		const { error } = await stub.engine.node('allegroAccount', {
			resource: 'user',
			operation: 'get',
		});
		told(error);
		expect(tries()).toBe(most);
	});

	test('in an operation that acts: nothing is said to be done', async () => {
		const { error } = await stub.engine.node('allegroOrders', {
			resource: 'order',
			operation: 'setStatus',
			orderId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
			status: 'PROCESSING',
		});
		told(error);
	});

	test('as an item, where the node goes on', async () => {
		const { items } = await stub.engine.node(
			'allegroAccount',
			{ resource: 'user', operation: 'get' },
			{ onError: 'continueRegularOutput' },
		);
		const { error, details } = items[0].json as { error: string; details: IDataObject };
		told({ message: error, description: String(details.description) });
	});

	test('in a trigger', async () => {
		const poll = stub.engine.poll('allegroOrdersTrigger', { event: ['BOUGHT'] }, { state: {} });
		await poll.then(
			() => told(undefined),
			(error: Error) => told(error),
		);
	});

	test('in a picker', async () => {
		await stub.engine.search('allegroOffers', 'searchOffers').then(
			() => told(undefined),
			(error: Error) => told(error),
		);
	});
});
