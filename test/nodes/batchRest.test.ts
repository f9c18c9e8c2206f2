import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { column, offerOf, offersIn } from '../itemOffers';
import { openShop } from '../shop';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../strict/clock')>('../strict/clock').sleepless(),
);

/**
 * A batch command of which Allegro refuses some offers, repeated by n8n (Retry On Fail): those that were
 * done are not done again, and those that were refused are not forgotten.
 */

const retrying = { settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 } };
const IDS = ['11', '12', '13'];
const offers = IDS.join(', ');
const all = { offerIds: offers, waitForCompletion: true, onFailedOffers: 'fail', options: {} };
const fromItem = { onFailedOffers: 'fail', options: {} };
const rule = { marketplaceId: 'allegro-pl', ruleId: '641c73feaef0a8281a3d11f8' };

/** One of each kind of batch, on three offers. */
const KINDS: Record<string, { node?: string; parameters: object; rows?: IDataObject[] }> = {
	'price.update': {
		parameters: { ...all, changeType: 'INCREASE_PERCENTAGE', percentage: '10' },
	},
	'quantity.update': { parameters: { ...all, changeType: 'GAIN', difference: 5 } },
	'priceAndStock.update': {
		parameters: {
			...all,
			modifications: { stock: IDS.map((offerId) => ({ offerId, changeType: 'GAIN', value: 5 })) },
		},
	},
	'promotionPackage.update': {
		parameters: { ...all, packages: { basePackageId: 'emphasized10d' } },
	},
	'offer.update': { parameters: { ...all, changes: { handlingTime: 'PT24H', invoice: 'VAT' } } },
	'priceRuleAssignment.create': { parameters: { ...all, rules: { rule: [rule] } } },
	'priceRuleAssignment.delete': { parameters: { ...all, marketplaceIds: ['allegro-pl'] } },
	'publication.activate': { node: 'allegroOffers', parameters: all },
	'publication.end': { node: 'allegroOffers', parameters: all },
	'itemOffer.updatePrices': {
		parameters: { ...fromItem, offerId: '={{ $json.id }}', price: '={{ $json.value }}' },
		rows: IDS.map((id, at) => ({ id, value: 10 + at })),
	},
	'itemOffer.updateStock': {
		parameters: { ...fromItem, offerId: '={{ $json.id }}', quantity: '={{ $json.value }}' },
		rows: IDS.map((id) => ({ id, value: 7 })),
	},
	'itemOffer.modify': {
		parameters: {
			...fromItem,
			offerId: '={{ $json.id }}',
			changes: { handlingTime: 'PT24H', invoice: 'VAT' },
		},
		rows: IDS.map((id) => ({ id })),
	},
	'itemOffer.end': {
		parameters: { ...fromItem, offerId: '={{ $json.id }}' },
		rows: IDS.map((id) => ({ id })),
	},
};

let stub: Stub;
afterEach(async () => await stub.close());

const TASKS = /^(.*)\/([^/]+)\/tasks$/;
const STATUS = /^.*commands\/([^/]+)$/;

/** What a command asks for, and for which offers. */
function asked({ body }: StubRequest): { what: string; offers: string[] } {
	const { offerCriteria, modifications, commandId, id, ...what } = body as Record<string, never>;
	const named = (offerCriteria ?? []) as Array<{ offers: Array<{ id: string }> }>;
	const rows = (modifications ?? []) as Array<{ offerId: string }>;
	return {
		what: JSON.stringify([what, Boolean(commandId), Boolean(id)]),
		offers: [
			...named.flatMap((one) => one.offers.map((offer) => offer.id)),
			...rows.map(({ offerId }) => offerId),
		],
	};
}

/** An Allegro that knows commands by their IDs, and refuses an offer as often as it is told. */
function allegro(refusals: Record<string, number>, lose: (nth: number) => boolean = () => false) {
	const done = new Map<string, number>();
	const commands = new Map<string, { offers: string[]; refused: string[] }>();
	const sent: string[][] = [];
	let writes = 0;
	const answer = (request: StubRequest): StubAnswer => {
		const tasks = TASKS.exec(request.path);
		const status = STATUS.exec(request.path);
		if (request.method === 'GET') {
			const command = commands.get(tasks?.[2] ?? status?.[1] ?? '');
			if (!command) return { status: 404 };
			const failed = command.refused.length;
			const total = command.offers.length;
			if (!tasks) {
				const taskCount = { total, success: total - failed, failed };
				return { body: { completedAt: '2026-01-31T12:00:00Z', taskCount } };
			}
			return {
				body: {
					tasks: command.offers.map((id) => ({
						offer: { id },
						status: command.refused.includes(id) ? 'FAIL' : 'SUCCESS',
						message: command.refused.includes(id) ? 'Not now' : '',
						errors: [],
					})),
				},
			};
		}
		const { what, offers: named } = asked(request);
		const commandId = String(request.body.commandId ?? request.body.id ?? status?.[1]);
		const lost = lose(++writes);
		if (commands.has(commandId)) return { status: 409, body: { errors: [] } };
		const refused = named.filter((id) => {
			const key = `${id} ${what}`;
			refusals[key] ??= refusals[id] ?? 0;
			return refusals[key]-- > 0;
		});
		commands.set(commandId, { offers: named, refused });
		sent.push(named);
		for (const id of named.filter((one) => !refused.includes(one))) {
			done.set(`${id} ${what}`, (done.get(`${id} ${what}`) ?? 0) + 1);
		}
		return lost ? { status: 504 } : { status: 201, body: { id: commandId } };
	};
	return { answer, done, sent };
}

async function run(key: string, more: object = {}, options: object = retrying) {
	const { node = 'allegroBulkOffers', parameters, rows = [{}] } = KINDS[key];
	const [resource, operation] = key.split('.');
	return await stub.engine.node(
		node,
		{ resource, operation, ...parameters, ...more } as INodeParameters,
		{ items: rows.map((json) => ({ json })), ...options },
	);
}

const settingsIn = (key: string) => (/offer.update|modify/.test(key) ? 2 : 1);

describe.each(Object.keys(KINDS))('%s', (key) => {
	test('goes on with the offers that failed alone, and tells of all', async () => {
		const shop = allegro({ '12': 2, '13': 1 });
		stub = await openStub(shop.answer);
		const { items, error } = await run(key);
		expect(error).toBeUndefined();
		expect(column(items, 'offerId')).toEqual(IDS);
		expect(new Set(column(items, 'status'))).toEqual(new Set(['SUCCESS']));
		expect(shop.done.size).toBe(IDS.length * settingsIn(key));
		expect([...new Set(shop.done.values())]).toEqual([1]);
		if (settingsIn(key) === 1) expect(shop.sent).toEqual([IDS, ['12', '13'], ['12']]);
	});

	test('that fails for good tells what failed, and has done the others once', async () => {
		const shop = allegro({ '12': 99 });
		stub = await openStub(shop.answer);
		const { error } = await run(key);
		expect(error?.message).toMatch(/Allegro did not change 1 of 3 offers|Offer 12: Not now/);
		expect(`${error?.message} ${error?.description}`).toContain('Not now');
		for (const [what, times] of shop.done) expect([what, times]).toEqual([what, 1]);
		expect(
			shop.sent
				.slice(1)
				.flat()
				.filter((id) => id === '11').length,
		).toBeLessThan(settingsIn(key));
	});

	test('keeps the ID of what is left while its answers get lost', async () => {
		let shop = allegro({ '12': 1 });
		// Every answer but the first is lost, as often as it is asked for again.
		shop = allegro({ '12': 1 }, (nth) => nth > 1 && nth % 2 === 0);
		stub = await openStub(shop.answer);
		await run(key);
		for (const [what, times] of shop.done) expect([what, times]).toEqual([what, 1]);
	});
});

describe('what is left of a batch', () => {
	test('of a user with a Command ID of his own is another act in each execution', async () => {
		const commandId = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
		const shop = allegro({ '12': 5 });
		stub = await openStub(shop.answer);
		await run('price.update', { options: { commandId } });
		expect(shop.sent).toEqual([IDS, ['12'], ['12'], ['12'], ['12']]);
		// The next execution asks for its own command, which Allegro has.
		const { error } = await run('price.update', { options: { commandId } }, {});
		expect(error?.message).toBe('Allegro did not change 1 of 3 offers');
		expect(shop.sent).toHaveLength(5);
	});

	test('is counted into the summary', async () => {
		const shop = allegro({ '12': 1 });
		stub = await openStub(shop.answer);
		const { items } = await run('price.update', { report: 'summary' });
		expect(items[0].json.taskCount).toEqual({ total: 3, success: 3, failed: 0 });
	});

	test('is not repeated for an offer of which one field was done', async () => {
		const sent: string[][] = [];
		stub = await openStub((request) => {
			if (request.method === 'POST') {
				sent.push(asked(request).offers);
				return { status: sent.length > 1 ? 409 : 201, body: {} };
			}
			const task = (id: string, status: string) => ({ offer: { id }, status, message: 'No' });
			const taskCount = { total: 4, success: 2, failed: 2 };
			return request.path.endsWith('tasks')
				? { body: { tasks: [task('11', 'SUCCESS'), task('11', 'FAIL'), task('12', 'SUCCESS')] } }
				: { body: { completedAt: '2026-01-31T12:00:00Z', taskCount } };
		});
		const { error } = await run('priceAndStock.update');
		expect(error?.message).toBe('Allegro did not change 2 of 3 offers');
		// The same command again, which Allegro knows.
		expect(sent).toEqual([IDS, IDS, IDS, IDS, IDS]);
	});
});

test('prices that rise by 10 % rise once, in the simulator too', async () => {
	const shop = await openShop({ simulator: { settings: { commandPolls: 0 } } });
	stub = await openStub(() => ({}));
	try {
		const ids = offersIn(shop, 3);
		const price = (id: string) => Number(offerOf(shop, id).sellingMode.price?.amount);
		const before = ids.map(price);
		shop.simulator.state.batches.failNext({ kind: 'price', offerIds: [ids[1]] });
		const { error } = await shop.engine.node(
			'allegroBulkOffers',
			{
				resource: 'price',
				operation: 'update',
				...all,
				offerIds: ids.join(','),
				changeType: 'INCREASE_PERCENTAGE',
				percentage: '10',
			},
			retrying,
		);
		expect(error).toBeUndefined();
		ids.forEach((id, at) => expect(price(id)).toBeCloseTo(before[at] * 1.1, 1));
	} finally {
		await shop.close();
	}
});
