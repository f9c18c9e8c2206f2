import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { sampleParameters } from '../operations/samples';
import { PARTY } from '../party';
import { byId } from '../shop';
import type { StubAnswer, StubRequest } from '../stub';
import type { StrictAllegro } from './allegro';
import { errorsWith, openStrict } from './allegro';
import { sleeps, slept, startClock, stopClock } from './clock';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./clock')>('./clock').sleepless(),
);

/** Everything that Allegro does after it has answered, against an Allegro that makes it hard. */

const ID = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;

let allegro: StrictAllegro;
beforeEach(async () => {
	allegro = await openStrict();
	startClock();
});
afterEach(async () => {
	stopClock();
	expect(allegro.strayed).toEqual([]);
	expect(allegro.violations).toEqual([]);
	await allegro.close();
});

/** How a kind of command tells how it stands. */
interface Kind {
	/** The path that is asked. */
	ask: string;
	running: object;
	done: object;
	/** The end in which Allegro says no, when it has one: its words are "No, thank you". */
	failed?: object;
	/** The path of the result, which is read at the end. */
	result?: string;
	/** Whether the ID is Allegro's, not the node's. */
	named?: boolean;
	/** What else is asked before the command. */
	before?: string;
}

const no = { code: 'NO', message: 'No, thank you', userMessage: 'No, thank you' };
const batch = (ask: string): Kind => ({
	ask,
	running: { id: ID, taskCount: { total: 2, success: 1, failed: 0 } },
	done: { id: ID, taskCount: { total: 2, success: 1, failed: 1 } },
});
const shipment = (ask: string, more: Partial<Kind> = {}): Kind => ({
	ask: `/shipment-management/${ask}`,
	running: { commandId: ID, status: 'IN_PROGRESS' },
	done: { commandId: ID, status: 'SUCCESS', shipmentId: 's1', pickupId: 'p1' },
	failed: { commandId: ID, status: 'ERROR', errors: [no] },
	...more,
});
const prices = (ask: string): Kind => ({
	ask: `/sale/allegro-prices/offers/${ask}`,
	running: { commandId: ID, offers: [{ id: '1', status: 'SUCCESS' }, { status: 'IN_PROGRESS' }] },
	done: { commandId: ID, offers: [{ id: '1', status: 'SUCCESS' }] },
});
const alleDiscount = (ask: string): Kind => ({
	ask: `/sale/alle-discount/${ask}`,
	running: { id: ID, output: { status: 'NEW' } },
	done: { id: ID, output: { status: 'SUCCESSFUL' } },
	failed: { id: ID, output: { status: 'FAILED', errors: [{ errors: [no] }] } },
});
const badge = (ask: string): Kind => ({
	ask: `/sale/${ask}`,
	named: true,
	running: { id: ID, process: { status: 'REQUESTED' } },
	done: { id: ID, process: { status: 'PROCESSED' } },
	failed: {
		id: ID,
		process: {
			status: 'DECLINED',
			rejectionReasons: [{ code: 'NO', messages: [{ text: 'No, thank you' }] }],
		},
	},
});

const KINDS: Record<string, Kind> = {
	'allegroBulkOffers offer.update': batch('/sale/offer-modification-commands'),
	'allegroBulkOffers price.update': batch('/sale/offer-price-change-commands'),
	'allegroBulkOffers priceAndStock.update': batch('/sale/offer-bulk-modification-commands'),
	'allegroBulkOffers priceRuleAssignment.create': batch('/sale/offer-price-automation-commands'),
	'allegroBulkOffers priceRuleAssignment.delete': batch('/sale/offer-price-automation-commands'),
	'allegroBulkOffers promotionPackage.update': batch('/sale/offers/promo-options-commands'),
	'allegroBulkOffers quantity.update': batch('/sale/offer-quantity-change-commands'),
	'allegroFulfillment advanceShipNotice.submit': {
		ask: '/fulfillment/submit-commands',
		running: { id: ID, output: { status: 'RUNNING' } },
		done: { id: ID, output: { status: 'SUBMITTED' } },
		failed: { id: ID, output: { status: 'FAILED', errors: [no] } },
	},
	'allegroOffers publication.activate': batch('/sale/offer-publication-commands'),
	'allegroOffers publication.end': batch('/sale/offer-publication-commands'),
	'allegroParcels pickup.create': shipment('pickups/create-commands', {
		result: '/shipment-management/pickups/p1',
	}),
	'allegroParcels shipment.cancel': shipment('shipments/cancel-commands'),
	'allegroParcels shipment.create': shipment('shipments/create-commands', {
		result: '/shipment-management/shipments/s1',
	}),
	'allegroParcels shipment.createForOrder': shipment('shipments/create-commands', {
		before: '/shipment-management/delivery-proposals/',
		result: '/shipment-management/shipments/s1',
	}),
	'allegroPromotions alleDiscount.submit': alleDiscount('submit-offer-commands'),
	'allegroPromotions alleDiscount.withdraw': alleDiscount('withdraw-offer-commands'),
	'allegroPromotions allegroPrices.exclude': prices('exclusion-commands'),
	'allegroPromotions allegroPrices.submit': prices('submit-offer-commands'),
	'allegroPromotions badge.apply': badge('badge-applications'),
	'allegroPromotions badge.finish': badge('badge-operations'),
	'allegroPromotions badge.updatePrice': badge('badge-operations'),
};

/** All operations that wait, but those on single offers, which are asked for otherwise. */
const waiting = discover(loadNodeTypes()).filter(
	(operation) =>
		'waitForCompletion' in sampleParameters(operation, 'minimal') &&
		!(operation.node === 'allegroOffers' && operation.resource.value === 'offer'),
);

test('every operation that waits is tried here', () => {
	expect(waiting.map(({ node, key }) => `${node} ${key}`).sort()).toEqual(
		Object.keys(KINDS).sort(),
	);
});

interface Script {
	/** Answers to the command itself, in turn, the last again and again. */
	start?: StubAnswer[];
	/** Answers to the question how it stands, likewise: at last that it is done. */
	looks?: StubAnswer[];
	/** Whether it never gets done. */
	endless?: boolean;
	/** Called with the number of each question. */
	onLook?: (nth: number) => unknown;
}

describe.each(waiting.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s',
	(key, each) => {
		const kind = KINDS[key] ?? batch('/unknown');
		const { endpoint, node } = each;
		const [method] = endpoint.split(' ');
		const fields = (more: object): INodeParameters => ({
			...sampleParameters(each, 'typed'),
			// What the examples of numbers and dates do not fit together for.
			...(key.endsWith('priceRuleAssignment.create') ? assignment : {}),
			...(key.endsWith('price.update') ? { price: '12.00' } : {}),
			// Several settings are as many commands.
			...(key.endsWith('offer.update') ? { changes: { handlingTime: 'PT24H' } } : {}),
			waitForCompletion: true,
			report: 'summary',
			options: { timeoutSeconds: 3600 },
			...(more as INodeParameters),
		});

		const isResult = ({ path }: StubRequest) => kind.result !== undefined && path === kind.result;
		const isBefore = ({ path }: StubRequest) =>
			Boolean(kind.before && path.startsWith(kind.before));
		const isStart = (request: StubRequest) => request.method === method && !isBefore(request);
		const isLook = (request: StubRequest) =>
			request.method === 'GET' && !isResult(request) && !isBefore(request);
		const starts = () => allegro.requests.filter(isStart);
		const looks = () => allegro.requests.filter(isLook);

		function script({ start = [], looks: answers = [], endless, onLook }: Script = {}) {
			allegro.answer((request, earlier) => {
				if (isBefore(request)) return { body: { suggestedInput: { packages: [{}] } } };
				if (isResult(request)) return { body: { id: request.path.split('/').at(-1) } };
				const list = isStart(request)
					? [...start, { status: 201, body: kind.named ? kind.running : {} }]
					: [...answers, ...(endless ? [] : [{ body: kind.done }])];
				const before = earlier.filter(isStart(request) ? isStart : isLook).length;
				if (isLook(request)) onLook?.(before + 1);
				return list[Math.min(before, list.length - 1)];
			});
		}

		const run = async (more: object = {}) => await allegro.run(node, fields(more));
		const running: StubAnswer = { body: kind.running };

		/** The ID that the command carries, in its path or its body. */
		const idIn = ({ target, body }: StubRequest) =>
			UUID.exec(
				`${target.startsWith('PUT') ? target : ''} ${String(body.commandId ?? body.id)}`,
			)?.[0];

		test('that takes 40 questions ends well: they come slower, and all ask for the same', async () => {
			script({ looks: Array.from({ length: 39 }, () => running) });
			const { items, error } = await run();
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(0);
			expect(starts()).toHaveLength(1);
			expect(looks()).toHaveLength(40);
			const id = kind.named ? ID : idIn(starts()[0]);
			expect(id).toMatch(UUID);
			expect(new Set(looks().map(({ path }) => path))).toEqual(new Set([`${kind.ask}/${id}`]));
			expect(sleeps).toHaveLength(40);
			sleeps.slice(1).forEach((ms, index) => expect(ms).toBeGreaterThanOrEqual(sleeps[index]));
			expect([sleeps[0], sleeps[39]]).toEqual([500, 15_000]);
			const rest = [kind.result, kind.before].filter(Boolean).length;
			expect(allegro.requests).toHaveLength(41 + rest);
		});

		test('is asked for no sooner than Allegro wants, and not later than makes sense', async () => {
			const later = (value: string): StubAnswer => ({
				...running,
				headers: { 'retry-after': value },
			});
			const date = new Date(Date.now() + 30_000).toUTCString();
			script({
				looks: [
					later('20'),
					later('-5'),
					later('99999999999'),
					later(date),
					later('soon'),
					running,
				],
			});
			expect((await run()).error).toBeUndefined();
			const seconds = sleeps.map((ms) => Math.round(ms / 100) / 10);
			// 500 ms, then what Allegro asks for, or the next step of the pace where that is longer.
			expect(seconds.slice(0, 4)).toEqual([0.5, 20, 1.1, 300]);
			expect(seconds[4]).toBeLessThanOrEqual(30);
			expect(seconds.slice(5)).toEqual([3.8, 5.7]);
		});

		test('that flaps goes on: no news, trouble, a moment of not knowing it', async () => {
			script({
				looks: [
					{ status: 404, body: errorsWith('COMMAND_NOT_FOUND', 'Command not found') },
					running,
					{ status: 204 },
					{ status: 200, body: {} },
					{ status: 202 },
					...Array.from({ length: 9 }, () => ({ status: 503 })),
					{ status: 404 },
					{ status: 404 },
					running,
				],
			});
			const { items, error } = await run();
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(0);
			expect(starts()).toHaveLength(1);
			expect(looks()).toHaveLength(18);
		});

		test('that Allegro never hears of again is no success, and names its ID', async () => {
			script({ looks: [{ status: 404 }], endless: true });
			const { error } = await run();
			expect(error).toBeDefined();
			expect(error?.description).toContain(kind.named ? ID : String(idIn(starts()[0])));
			expect(looks().length).toBeLessThan(10);
		});

		test('whose status may not be read names its ID', async () => {
			script({ looks: [{ status: 403, body: errorsWith('AccessDenied', 'No permission') }] });
			const { error } = await run();
			expect(error?.message).toBe('No permission');
			expect(error?.description).toContain(kind.named ? ID : String(idIn(starts()[0])));
			expect(looks()).toHaveLength(1);
		});

		test('that does not end in time says how to go on', async () => {
			script({ looks: [running, { status: 503 }], endless: true });
			const { error } = await run({ options: { timeoutSeconds: 100 } });
			expect(error?.message).toMatch(/^Allegro is still working on the .* after 100 seconds$/);
			expect(error?.description).toContain(kind.named ? ID : String(idIn(starts()[0])));
			expect(Math.round(slept() / 1000)).toBeGreaterThanOrEqual(100);
			expect(starts()).toHaveLength(1);
		});

		test('survives the end of the token while it is waited for', async () => {
			script({ looks: [running, running], onLook: (nth) => nth === 1 && allegro.expireToken() });
			expect((await run()).error).toBeUndefined();
			expect(allegro.refreshes).toBe(1);
			expect(starts()).toHaveLength(1);
		});

		if (kind.failed) {
			test('that Allegro refuses is an error in its words', async () => {
				script({ looks: [running, { body: kind.failed }] });
				const { items, error } = await run();
				expect(error?.message).toBe('No, thank you');
				expect(error?.description).toContain('NO');
				expect(items).toEqual([]);
				expect(looks()).toHaveLength(2);
			});
		}

		test('is not waited for by choice: one request', async () => {
			script({ start: [{ status: 201, body: kind.running }] });
			const { items } = await run({ waitForCompletion: false });
			expect(looks()).toHaveLength(0);
			expect(starts()).toHaveLength(1);
			expect(items[0].json).toMatchObject(kind.running);
		});

		if (kind.named) {
			test('whose ID stands in Location alone is found', async () => {
				const location = `https://api.allegro.pl:42974${kind.ask}/${ID}`;
				script({ start: [{ status: 202, headers: { location } }] });
				expect((await run()).error).toBeUndefined();
				expect(looks().map(({ path }) => path)).toEqual([`${kind.ask}/${ID}`]);
			});
		}

		if (kind.named) {
			test('that names no ID is not sent again, and not guessed', async () => {
				script({ start: [{ status: 202 }] });
				const { error } = await run();
				expect(error?.message).toBe('Allegro accepted this, but did not say under which ID');
				expect(allegro.requests).toHaveLength(1);
			});
		}

		if (!kind.named) {
			// Ship with Allegro answers 400 to an ID that it has (allegro-api #7793, #9602).
			test.each([
				[409, 'COMMAND_ALREADY_EXISTS'],
				[400, 'COMMAND_EXISTS'],
			])('without an answer is repeated with the same ID: %d %s', async (status, code) => {
				script({
					start: [
						{ status: 504, body: { message: 'stream timeout', code: 'SI' } },
						{ status, body: errorsWith(code, 'Command exists') },
					],
				});
				const { error } = await run();
				expect(error).toBeUndefined();
				expect(starts()).toHaveLength(2);
				expect(new Set(starts().map(idIn)).size).toBe(1);
				expect(starts()[1].bytes).toEqual(starts()[0].bytes);
			});
		}

		if (kind.named) {
			test('without an answer is not repeated', async () => {
				script({ start: [{ status: 504 }] });
				expect((await run()).error).toBeDefined();
				expect(allegro.requests).toHaveLength(1);
			});
		}

		if (!kind.named) {
			test('of the same ID, given by the user, is done once', async () => {
				script({
					start: [
						{ status: 201, body: {} },
						{ status: 409, body: errorsWith('COMMAND_ALREADY_EXISTS', 'Command exists') },
					],
				});
				const first = await run({ options: { commandId: ID } });
				const second = await run({ options: { commandId: ID } });
				expect([first.error, second.error]).toEqual([undefined, undefined]);
				expect(starts().map(idIn)).toEqual([ID, ID]);
				expect(second.items).toHaveLength(first.items.length);
			});
		}
	},
);

const assignment = {
	rules: { rule: [{ marketplaceId: 'allegro-pl', ruleId: '641c73feaef0a8281a3d11f8' }] },
};

describe('a command whose ID is in the body', () => {
	const cancel = { resource: 'shipment', operation: 'cancel', shipmentId: 's1' };

	test('that something else stands in the way of is refused in those words', async () => {
		allegro.answer(({ method }) =>
			method === 'POST'
				? { status: 409, body: errorsWith('SHIPMENT_IN_USE', 'The courier has it') }
				: { status: 404 },
		);
		const { error } = await allegro.run('allegroParcels', cancel);
		expect(error?.message).toBe('The courier has it');
		expect(allegro.requests).toHaveLength(2);
	});
});

describe('Allegro Prices', () => {
	const submit = (more: object) => ({
		resource: 'allegroPrices',
		operation: 'submit',
		offers: { group: [{ offerIds: '1, 2, 3', marketplaceId: 'allegro-pl' }] },
		...more,
	});
	const offers = [
		{ id: '1', status: 'SUCCESS' },
		{ id: '2', status: 'FAILED', errors: [{ message: 'Too cheap' }] },
		{ id: '3', status: 'FAILED', errors: [{ message: 'Unknown offer' }] },
	];
	const run = async (more: object) => {
		allegro.answer(({ method }) => ({ body: method === 'POST' ? {} : { commandId: ID, offers } }));
		return await allegro.run('allegroPromotions', submit(more));
	};

	test('a summary counts what failed', async () => {
		const { items } = await run({ report: 'summary' });
		expect(items.map(({ json }) => json)).toEqual([
			{ commandId: ID, taskCount: { total: 3, success: 1, failed: 2 }, offers },
		]);
	});

	test('each offer is an item by choice, with its errors', async () => {
		const { items } = await run({ report: 'offers' });
		expect(items.map(({ json }) => json)).toEqual(
			offers.map((offer) => ({ commandId: ID, ...offer })),
		);
	});

	test('what failed is an error by choice, with each offer', async () => {
		const { error } = await run({ report: 'offers', onFailedOffers: 'fail' });
		expect(error?.message).toBe('Too cheap (and 1 more)');
		expect(error?.description).toContain('Field offer 3: Unknown offer');
	});
});

describe('an offer', () => {
	const OFFER = '7600012345';
	const OPERATION = 'b2a4c036-bee6-12a0-94fb-8d461d5fd5a1';
	const path = `/sale/product-offers/${OFFER}`;
	const ask = `${path}/operations/${OPERATION}`;
	const offer = { id: OFFER, name: 'Kubek', publication: { status: 'ACTIVE' } };
	const accepted: StubAnswer = { status: 202, body: { id: OFFER } };
	const create = { resource: 'offer', operation: 'create', options: { timeoutSeconds: 7200 } };
	const update = {
		resource: 'offer',
		operation: 'update',
		offerId: byId(OFFER),
		updateFields: { name: 'Kubek' },
		options: { timeoutSeconds: 7200 },
	};

	/** @param looks answers to the question how it stands, in turn; then 303. */
	function works(location: string | undefined, looks: StubAnswer[] = [], first = accepted) {
		allegro.answer(({ method, path: asked }, earlier) => {
			const headers = location === undefined ? {} : { location };
			if (method !== 'GET') return { ...first, headers: { ...headers, ...first.headers } };
			if (asked === path) return { body: offer };
			if (asked !== ask) return { status: 418 };
			const end = { status: 303, headers: { location: `http://${allegro.elsewhere}${path}` } };
			return looks[earlier.filter((each) => each.path === ask).length] ?? end;
		});
	}
	const run = async (parameters: object, more: object = {}) =>
		await allegro.run('allegroOffers', { ...parameters, ...more });
	const looks = () => allegro.requests.filter((each) => each.path === ask);

	test.each([
		['as Allegro gives it', () => `${allegro.apiUrl}${ask}`],
		['relative', () => ask],
		['with an inner port', () => `https://api.allegro.pl:42974${ask}`],
		['without encryption', () => `http://api.allegro.pl${ask}`],
		['on another host', () => `http://${allegro.elsewhere}${ask}`],
		['with two slashes', () => `//${allegro.elsewhere}${ask}`],
		['with Allegro as the user', () => `https://api.allegro.pl@${allegro.elsewhere}${ask}`],
		['with a query', () => `${allegro.apiUrl}${ask}?x=1#y`],
	])(
		'is asked for on the host of the credential, whatever Location is: %s',
		async (_, location) => {
			works(location(), [{ status: 202 }]);
			for (const parameters of [create, update]) {
				const { items, error } = await run(parameters);
				expect(error).toBeUndefined();
				expect(items[0].json).toMatchObject({ id: OFFER, status: 'ACTIVE' });
			}
			const lines = ['GET', 'GET'].map((method) => `api ${method} ${ask}`);
			expect(allegro.lines()).toEqual([
				'api POST /sale/product-offers',
				...lines,
				`api GET ${path}`,
				`api PATCH ${path}`,
				lines[0],
				`api GET ${path}`,
			]);
		},
	);

	test('that takes 40 questions and a token more comes out finished', async () => {
		const running: StubAnswer = { status: 202, headers: { 'retry-after': '120' }, body: {} };
		works(
			ask,
			Array.from({ length: 39 }, () => running),
		);
		setImmediate(() => allegro.expireToken());
		const { items, error } = await run(create);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: OFFER, name: 'Kubek' });
		expect(allegro.refreshes).toBe(1);
		expect(new Set(sleeps.slice(1))).toEqual(new Set([120_000]));
		// The one that met the old token was sent twice.
		expect(allegro.requests.filter(({ method }) => method === 'POST').length + looks().length).toBe(
			42,
		);
	});

	test('ends with a chain of redirects that nobody follows', async () => {
		works(ask);
		allegro.answer(({ method, path: asked }) => {
			if (method === 'POST') return { ...accepted, headers: { location: ask } };
			if (asked === ask) return { status: 303, headers: { location: ask } };
			return asked === path ? { status: 303, headers: { location: path } } : { status: 418 };
		});
		const { error } = await run(create);
		expect(error?.message).toBe('Allegro leads this request to another address');
		expect(error?.description).toContain(`The offer ${OFFER} exists`);
		expect(allegro.lines()).toEqual([
			'api POST /sale/product-offers',
			`api GET ${ask}`,
			`api GET ${path}`,
		]);
	});

	test('that flaps goes on', async () => {
		works(ask, [
			{ status: 404 },
			{ status: 202 },
			{ status: 404 },
			{ status: 404 },
			{ status: 202, body: {} },
			...Array.from({ length: 5 }, () => ({ status: 502 })),
			{ status: 202 },
		]);
		const { items, error } = await run(update);
		expect(error).toBeUndefined();
		expect(items[0].json.status).toBe('ACTIVE');
		expect(looks()).toHaveLength(12);
	});

	test('whose operation Allegro has forgotten is read', async () => {
		works(
			ask,
			Array.from({ length: 3 }, () => ({ status: 404 })),
		);
		expect((await run(update)).items[0].json.status).toBe('ACTIVE');
		expect(looks()).toHaveLength(3);
	});

	test.each([
		['no Location, and an ID in the body', { id: OFFER }, true],
		['neither', undefined, false],
	])('with %s is not taken for finished', async (_, body, known) => {
		works(undefined, [], { status: 202, body });
		const { items, error } = await run(create);
		expect(error?.message).toBe(
			'Allegro works on the offer, but did not say how to ask for its end',
		);
		expect(error?.description).toContain(known ? OFFER : 'Get Many');
		expect(error?.description).toContain('do not create it again');
		expect(items).toEqual([]);
		expect(allegro.requests).toHaveLength(1);
	});

	test('without Location is named when nobody waits for it', async () => {
		works(undefined, [], { status: 202 });
		const { items, error } = await run(update, { waitForCompletion: false });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: OFFER, operationId: null });
	});

	test('that Allegro refuses at the end is an error with its fields', async () => {
		const finding = { code: 'VALIDATION', userMessage: 'No, thank you', path: 'images' };
		for (const status of [422, 200]) {
			allegro.requests.length = 0;
			works(ask, [{ status: 202 }, { status, body: { errors: [finding] } }]);
			const { error } = await run(create);
			expect(error?.message).toBe('No, thank you');
			expect(error?.description).toContain('Field images');
			expect(error?.description).toContain(`The offer ${OFFER} exists`);
			expect(looks()).toHaveLength(2);
		}
	});

	test('that does not end in time says how to go on', async () => {
		works(
			ask,
			Array.from({ length: 1000 }, () => ({ status: 202 })),
		);
		const { error } = await run(create, { options: { timeoutSeconds: 600 } });
		expect(error?.message).toBe('Allegro is still working on the offer after 600 seconds');
		expect(error?.description).toContain(OPERATION);
		expect(Math.round(slept() / 1000)).toBe(600);
	});
});

describe('the creation of a shipment that n8n repeats', () => {
	const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
	const workflow = {
		nodes: [
			{
				id: 's',
				name: 'Start',
				type: 'test.start',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'p',
				name: 'Ship',
				type: 'n8n-nodes-allegro.allegroParcels',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					resource: 'shipment',
					operation: 'createForOrder',
					orderId: byId(ORDER),
					options: { timeoutSeconds: 60 },
				},
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
			},
		],
		connections: { Start: { main: [[{ node: 'Ship', type: 'main', index: 0 }]] } },
	};
	const ids = () =>
		allegro.requests.filter(({ method }) => method === 'POST').map(({ body }) => body.commandId);

	/** @param status what the command says when it is asked for the nth time. */
	async function twice(status: (look: number) => object) {
		let proposals = 0;
		let looks = 0;
		allegro.answer(({ method, path }) => {
			if (path.includes('delivery-proposals')) {
				// What Allegro suggests is another thing each time.
				const referenceNumber = `R${++proposals}`;
				return { body: { suggestedInput: { sender: PARTY, receiver: PARTY, referenceNumber } } };
			}
			if (method === 'POST') return { body: {} };
			return path.includes('create-commands') ? { body: status(++looks) } : { body: { id: 's1' } };
		});
		const { data } = await allegro.workflow(workflow, 'Start', [{ json: {} }]);
		return data.resultData.runData.Ship.at(-1) as unknown as IDataObject;
	}

	test('because it took too long keeps its ID: one shipment', async () => {
		const run = await twice((look) =>
			look < 15 ? { status: 'IN_PROGRESS' } : { status: 'SUCCESS', shipmentId: 's1' },
		);
		expect(run.error).toBeUndefined();
		const [first, second] = ids();
		expect(ids()).toHaveLength(2);
		expect(first).toMatch(UUID);
		expect(second).toBe(first);
	});

	test('because the carrier refused it gets another: the old one has failed for good', async () => {
		const run = await twice((look) =>
			look === 1 ? { status: 'ERROR', errors: [no] } : { status: 'SUCCESS', shipmentId: 's1' },
		);
		expect(run.error).toBeUndefined();
		const [first, second] = ids();
		expect(second).toMatch(UUID);
		expect(second).not.toBe(first);
	});
});
