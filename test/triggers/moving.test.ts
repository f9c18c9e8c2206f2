import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';

jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./haste')>('./haste').haste());

const HOUR = 3_600_000;

let shop: Shop;
beforeEach(async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	shop = await openShop();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await shop.close();
});

const messages = () => shop.simulator.state.messages;
const issues = () => shop.simulator.state.issues;
const idsOf = (events: Array<{ eventId?: unknown }>) => events.map(({ eventId }) => eventId);
const ago = (hours: number, ms = 0) => new Date(Date.now() - hours * HOUR + ms);

/** A trigger that has begun before all that happens. */
async function begun(type: string, parameters: INodeParameters = {}) {
	const trigger = new Trigger(shop, type, parameters);
	await trigger.poll();
	return trigger;
}

/** Something happens while the so-manieth page of a list is on its way. */
function during(path: string, page: number, happen: () => void): void {
	const until = async () => {
		happen();
	};
	shop.simulator.faults.add({ kind: 'hold', until, path, skip: page, times: 1 });
}

describe('a list that moves while it is read', () => {
	test.each([1, 2, 3])(
		'a thread of the last page comes to the front after page %i',
		async (page) => {
			const trigger = await begun('allegroMessagesTrigger');
			const ids = [];
			for (let index = 0; index < 90; index++) {
				const createdAt = ago(10, index * 60_000);
				ids.push(messages().receive({ login: `Buyer_${index}`, text: 'Hello', createdAt }).id);
			}
			during('/messaging/threads', page, () => {
				ids.push(messages().receive({ login: 'Buyer_2', text: 'Again' }).id);
				ids.push(messages().receive({ login: 'Buyer_40', text: 'Again' }).id);
			});
			const told = [...(await trigger.drain()), ...(await trigger.drain())];
			expect(idsOf(told).sort()).toEqual(ids.sort());
		},
	);

	test('threads go away while the list is read', async () => {
		const trigger = await begun('allegroMessagesTrigger');
		const ids: string[] = [];
		for (let index = 0; index < 120; index++) {
			const createdAt = ago(10, index * 60_000);
			ids.push(messages().receive({ login: `Buyer_${index}`, text: 'Hello', createdAt }).id);
		}
		const gone = messages().all.slice(-25, -3);
		during('/messaging/threads', 2, () => {
			for (const message of gone) messages().thread(message.thread.id)!.messages.length = 0;
		});
		const told = new Set(idsOf(await trigger.drain()));
		const left = ids.filter((id) => !gone.some((message) => message.id === id));
		expect(left.filter((id) => !told.has(id))).toEqual([]);
	});

	test('an issue that is opened again, and one that goes, lose no other', async () => {
		const ids: string[] = [];
		for (let index = 0; index < 350; index++) {
			ids.push(issues().open({ openedAt: ago(100, index * 60_000) }).id);
		}
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', {
			start: 'oldest',
			events: ['DISPUTE_OPENED'],
		});
		during('/sale/issues', 2, () => {
			for (const id of ids.slice(-40, -10)) issues().byId.delete(id);
			const again = issues().byId.get(ids[3])!;
			again.openedDate = new Date().toISOString();
		});
		const told = new Set((await trigger.drain()).map(({ issueId }) => issueId));
		const left = ids.filter((id) => issues().byId.has(id));
		expect(left.filter((id) => !told.has(id))).toEqual([]);
	});
});

describe('a poll whose time does not suffice', () => {
	test('threads: it tells what it has read, and goes on there, each message once', async () => {
		messages().seed({ threads: 400 });
		const ids = messages().all.map(({ id }) => id);
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', {
			start: 'oldest',
			options: { maxEvents: 100_000 },
		});
		shop.simulator.faults.add({ kind: 'latency', ms: 10, path: '/messaging/threads/*' });
		const told = [];
		let polls = 0;
		for (let some: IDataObject[] = [{}]; some.length > 0; polls++) {
			some = await trigger.poll({ budgetMs: 200 });
			if (polls === 2) messages().receive({ login: 'New', text: 'now' });
			told.push(...idsOf(some));
		}
		expect(polls).toBeGreaterThan(3);
		told.push(...idsOf(await trigger.drain()));
		expect(told.filter((id) => ids.includes(id as string)).sort()).toEqual(ids.sort());
		expect(new Set(told).size).toBe(told.length);
		expect(told.length).toBe(ids.length + 1);
		expect(JSON.stringify(trigger.state).length).toBeLessThan(64 * 1024);
		messages().receive({ login: 'Buyer_1', text: 'later' });
		expect(await trigger.poll()).toMatchObject([{ text: 'later' }]);
	});

	test('many threads and small runs: each run reads about what it tells', async () => {
		messages().seed({ threads: 400 });
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', {
			start: 'oldest',
			options: { maxEvents: 50 },
		});
		const told = idsOf(await trigger.drain());
		expect(told.sort()).toEqual(
			messages()
				.all.map(({ id }) => id)
				.sort(),
		);
		const { byRoute } = shop.simulator.requests;
		expect(byRoute['GET /messaging/threads/{threadId}/messages']).toBeLessThan(1_200);
	});

	test('chats: those that are left come in the next polls, each message once', async () => {
		for (let index = 0; index < 200; index++) {
			const { id } = issues().open({ openedAt: ago(200, index * 60_000) });
			const at = new Date(Date.now() - 100 * HOUR + index * 60_000).toISOString();
			issues().add(issues().byId.get(id)!, 'BUYER', `${index}`, [], at);
		}
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', {
			start: 'oldest',
			events: ['ISSUE_MESSAGE', 'DISPUTE_OPENED'],
			options: { maxEvents: 100_000 },
		});
		shop.simulator.faults.add({ kind: 'latency', ms: 20, path: '/sale/issues/*' });
		const told = [];
		let polls = 0;
		for (let some: IDataObject[] = [{}]; some.length > 0; polls++) {
			told.push(...(some = await trigger.poll({ budgetMs: 150 })));
		}
		expect(polls).toBeGreaterThan(2);
		expect(told.filter(({ type }) => type === 'ISSUE_MESSAGE')).toHaveLength(200);
		expect(new Set(idsOf(told)).size).toBe(400);
		expect(told).toHaveLength(400);
	});

	test('returns: it goes on in windows, each change once, and open ones are looked at again', async () => {
		const { returns } = shop.simulator.state;
		const ids = Array.from({ length: 6_000 }, (_, index) => {
			const createdAt = ago(80 * 24, index * 15 * 60_000).toISOString();
			return returns.declare({ createdAt }).id;
		});
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', {
			events: ['RETURN_CREATED', 'RETURN_DELIVERED'],
			start: 'oldest',
			options: { maxEvents: 100_000 },
		});
		const fault = shop.simulator.faults.add({ kind: 'latency', ms: 60, path: '/order/*' });
		const told: unknown[] = [];
		const pollAll = async () => {
			for (let quiet = 0, polls = 0; quiet < 3; polls++) {
				expect(polls).toBeLessThan(60);
				const some = await trigger.poll({ budgetMs: 250 });
				quiet = some.length > 0 ? 0 : quiet + 1;
				told.push(...idsOf(some));
			}
		};
		await pollAll();
		expect(told).toEqual(ids.map((id) => `${id}|CREATED`));
		told.length = 0;
		const moved = [ids[3], ids[2_500], ids[5_990]];
		for (const id of moved) returns.byId.get(id)!.status = 'DELIVERED';
		await pollAll();
		expect(told.sort()).toEqual(moved.map((id) => `${id}|DELIVERED`).sort());
		shop.simulator.faults.remove(fault);
		returns.byId.get(ids[10])!.status = 'DELIVERED';
		expect(idsOf(await trigger.drain())).toEqual([`${ids[10]}|DELIVERED`]);
	});

	test('planned changes: it goes on in windows, each once', async () => {
		const { categoryEvents } = shop.simulator.state;
		for (let index = 0; index < 5_000; index++) {
			const at = ago(60 * 24, index * 10 * 60_000).toISOString();
			categoryEvents.schedule({ parameterId: `${index}`, at });
		}
		const trigger = new Trigger(shop, 'allegroCatalogTrigger', {
			events: ['REQUIREMENT_CHANGE'],
			start: 'oldest',
			options: { maxEvents: 100_000 },
		});
		shop.simulator.faults.add({ kind: 'latency', ms: 60, path: '/sale/*' });
		const told: unknown[] = [];
		for (let quiet = 0, polls = 0; quiet < 3; polls++) {
			expect(polls).toBeLessThan(60);
			const some = await trigger.poll({ budgetMs: 250 });
			quiet = some.length > 0 ? 0 : quiet + 1;
			told.push(...some.map(({ parameterId }) => Number(parameterId)));
		}
		expect(told.sort((a, b) => Number(a) - Number(b))).toEqual([...Array(5_000).keys()]);
	});

	test.each<[string, () => unknown, INodeParameters, (shop: Shop) => number]>([
		[
			'allegroBillingTrigger',
			() => shop.simulator.state.billing.seed({ entries: 6_000 }),
			{ events: '' },
			({ simulator }) => simulator.state.billing.entries.length,
		],
		[
			'allegroPaymentsTrigger',
			() => shop.simulator.state.payments.seed({ operations: 6_000 }),
			{ options: { wallet: 'AVAILABLE,WAITING', maxEvents: 1_000 } },
			({ simulator }) => simulator.state.payments.operations.length,
		],
		[
			'allegroRatingsTrigger',
			() => {
				for (let index = 0; index < 6_000; index++) {
					const createdAt = ago(24 * 60, index * 60_000).toISOString();
					const { id } = shop.simulator.state.ratings.rate({ createdAt });
					if (index % 10 === 0) shop.simulator.state.ratings.answer({ id, message: 'Thanks' });
				}
			},
			{},
			() => 6_600,
		],
	])(
		'a backlog of %s is read in windows, and told once, in order',
		async (type, seed, more, size) => {
			seed();
			const trigger = new Trigger(shop, type, { start: 'oldest', ...more });
			const told = await trigger.drain();
			expect(new Set(idsOf(told)).size).toBe(size(shop));
			expect(told).toHaveLength(size(shop));
			// What a run tells is read, and not all there is.
			expect(shop.simulator.requests.total).toBeLessThan(900);
			expect(JSON.stringify(trigger.state).length).toBeLessThan(96 * 1024);
		},
	);
});

test('a message in a chat that appears late, up to a week, is told', async () => {
	const first = issues().open({ openedAt: ago(250) });
	const second = issues().open({ openedAt: ago(249) });
	const trigger = await begun('allegroAfterSalesTrigger', { events: ['ISSUE_MESSAGE'] });
	shop.simulator.clock.advance(1000);
	issues().say({ id: second.id, text: 'now' });
	expect(await trigger.poll()).toHaveLength(1);
	issues().add(first, 'BUYER', 'five hours ago', [], ago(5).toISOString());
	issues().add(second, 'BUYER', 'three hours ago', [], ago(3).toISOString());
	issues().add(first, 'BUYER', 'six days ago', [], ago(6 * 24).toISOString());
	const told = await trigger.poll();
	expect(told.map(({ message }) => (message as { text: string }).text)).toEqual([
		'six days ago',
		'five hours ago',
		'three hours ago',
	]);
	expect(await trigger.poll()).toEqual([]);
	const chats = () => shop.simulator.requests.byRoute['GET /sale/issues/{issueId}/chat'];
	const before = chats();
	await trigger.poll();
	expect(chats()).toBe(before);
});

describe('a thread or chat that cannot be read', () => {
	test.each([403, 404, 500])('a thread: %s', async (status) => {
		const trigger = await begun('allegroMessagesTrigger', { events: ['RECEIVED'] });
		const [one, two, three] = ['one', 'two', 'three'].map((text) => {
			shop.simulator.clock.advance(1000);
			return messages().receive({ login: `Buyer_${text}`, text });
		});
		const path = `/messaging/threads/${two.thread.id}/messages`;
		shop.simulator.faults.add({ kind: 'answer', status, path });
		const told = [];
		for (let poll = 0; poll < 5; poll++) told.push(...(await trigger.poll()));
		expect(told).toMatchObject([
			{ eventId: one.id },
			{ threadId: two.thread.id, message: null, problem: expect.any(String) },
			{ eventId: three.id },
		]);
		expect(await trigger.poll()).toEqual([]);
		shop.simulator.faults.clear();
		shop.simulator.clock.advance(1000);
		messages().receive({ login: 'Buyer_two', text: 'again' });
		expect((await trigger.poll()).map(({ text }) => text)).toEqual(['two', 'again']);
	});

	test('a thread that can be read after some polls loses nothing, however old it is', async () => {
		const trigger = await begun('allegroMessagesTrigger');
		messages().receive({ login: 'A', text: 'old', createdAt: ago(9) });
		const late = messages().receive({ login: 'A', text: 'new', createdAt: ago(1) });
		messages().receive({ login: 'B', text: 'other', createdAt: ago(0.5) });
		messages().receive({ login: 'C', text: 'before', createdAt: ago(2) });
		const path = `/messaging/threads/${late.thread.id}/messages`;
		const fault = shop.simulator.faults.add({ kind: 'answer', status: 502, path });
		const textsOf = (events: Array<{ text?: unknown }>) => events.map(({ text }) => text);
		expect(textsOf(await trigger.poll())).toEqual(['before']);
		expect(await trigger.poll()).toEqual([]);
		shop.simulator.faults.remove(fault);
		expect(textsOf(await trigger.poll())).toEqual(['old', 'new', 'other']);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([403, 500])('a chat: %s, for who waits for own messages only', async (status) => {
		const { id } = issues().open();
		const trigger = await begun('allegroAfterSalesTrigger', { events: ['ISSUE_MESSAGE_SENT'] });
		shop.simulator.clock.advance(1000);
		issues().say({ id, role: 'SELLER', text: 'Hello' });
		shop.simulator.faults.add({ kind: 'answer', status, path: `/sale/issues/${id}/chat` });
		const told = [];
		for (let poll = 0; poll < 6; poll++) told.push(...(await trigger.poll()));
		expect(told).toMatchObject([{ issueId: id, message: null, problem: expect.any(String) }]);
		shop.simulator.faults.clear();
		expect(await trigger.poll()).toMatchObject([{ message: { text: 'Hello' } }]);
	});
});

test("another workflow's 429 does not overrun the time of a poll", async () => {
	const { engine } = shop;
	const trigger = await begun('allegroMessagesTrigger');
	messages().receive({ text: 'Hello' });
	shop.simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 600, times: 1, path: '/me' });
	let stop = () => undefined as void;
	const onStart = (stopped: () => void) => (stop = stopped);
	const me = { resource: 'user', operation: 'get' };
	const other = engine.node('allegroAccount', me, { onStart });
	while (shop.simulator.requests.byRoute['GET /me'] === undefined) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	// The answer is on its way.
	await new Promise((resolve) => setTimeout(resolve, 100));
	await expect(trigger.poll({ budgetMs: 2_000, keep: true })).rejects.toThrow('time of this poll');
	stop();
	await other;
});
