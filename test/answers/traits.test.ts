import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, openShop, type Shop } from '../shop';
import type { Faults } from '../simulator/faults';
import { TRAITS, type Trait } from '../simulator/traits';
import { startClock, stopClock } from '../strict/clock';
import { Trigger } from '../triggers/polling';
import { outcomeOf, type Outcome } from './replay';
import { slipsOf } from './outcomes';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../strict/clock')>('../strict/clock').sleepless(),
);

/**
 * What the real Allegro does with some rows, against its own reference (see test/simulator/traits.ts): every
 * operation and trigger that reads such rows, beside rows that are in order. All traits are on at once.
 */
const ROWS = 12;
let shop: Shop;

beforeAll(() => startClock());
afterAll(() => stopClock());
beforeEach(async () => {
	shop = await openShop({ simulator: { settings: { traits: [...TRAITS] } } });
});
afterEach(async () => await shop.close());

const state = () => shop.simulator.state;

async function run(node: string, parameters: INodeParameters): Promise<Outcome> {
	const defaults = { returnAll: true, options: {} };
	return outcomeOf(await shop.engine.node(node, { ...defaults, ...parameters }));
}

/** Runs an operation with and without Simplify; nothing odd may come out. */
async function both(node: string, parameters: INodeParameters): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const simplify of [true, false]) {
		const outcome = await run(node, { ...parameters, simplify });
		expect(slipsOf(outcome, '')).toEqual([]);
		outcomes.push(outcome);
	}
	return outcomes;
}

function expectTold({ error }: Outcome, title: string, code: string): void {
	expect(error?.title).toBe(title);
	expect(error?.description).toContain(code);
	expect(error?.description).toMatch(/trace-id: [\w-]{8,}/);
}

/** What a trigger tells in so many polls. */
async function told(trigger: Trigger, polls = 8): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (let poll = 0; poll < polls; poll++) items.push(...(await trigger.poll({ keep: true })));
	expect(slipsOf({ items }, '')).toEqual([]);
	return items;
}

/** Some rows are odd and some are not: else a test would say nothing. */
function split(trait: Trait, ids: string[]): { odd: string[]; even: string[] } {
	const isOdd = (id: string) => state().oddRows.has({ trait, id });
	const odd = ids.filter(isOdd);
	const even = ids.filter((id) => !isOdd(id));
	expect(Math.min(odd.length, even.length)).toBeGreaterThan(0);
	return { odd, even };
}

describe('the Message Center', () => {
	const threads = () => state().messages.threads.map(({ id }) => id);
	const write = () => {
		for (let count = 0; count < ROWS; count++) {
			shop.simulator.clock.advance(60_000);
			state().messages.receive({ login: `Buyer_${count}`, text: `Text ${count}` });
		}
	};

	test('threads: all are listed, a nameless buyer is null', async () => {
		write();
		const { odd } = split('namelessBuyer', threads());
		const [simple, whole] = await both('allegroMessages', {
			resource: 'thread',
			operation: 'getAll',
		});
		expect(simple.items).toHaveLength(ROWS);
		for (const { id, interlocutorLogin } of simple.items!) {
			expect(interlocutorLogin === null).toBe(odd.includes(String(id)));
		}
		expect(whole.items?.filter(({ interlocutor }) => interlocutor === null)).toHaveLength(
			odd.length,
		);
		for (const id of threads()) {
			const parameters = { resource: 'thread', operation: 'get', threadId: byId(id) };
			expect((await both('allegroMessages', parameters))[0].items).toMatchObject([{ id }]);
		}
	});

	test('messages: those of a thread that is listed and gone are told as such, empty ones come out', async () => {
		write();
		const { odd, even } = split('goneThread', threads());
		const messages = { resource: 'message', operation: 'getAll' };
		for (const id of odd) {
			const [outcome] = await both('allegroMessages', { ...messages, threadId: byId(id) });
			expectTold(outcome, 'Wątek nie istnieje', 'THREAD_NOT_FOUND');
		}
		const texts: unknown[] = [];
		for (const id of even) {
			const [{ items }] = await both('allegroMessages', { ...messages, threadId: byId(id) });
			expect(items).toHaveLength(1);
			texts.push(items![0].text);
		}
		expect(texts).toContain('');
		expect(texts.every((text) => typeof text === 'string')).toBe(true);
	});

	test('the trigger tells of each thread once, and of what is gone why', async () => {
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', { events: ['RECEIVED'] });
		await trigger.poll();
		write();
		const { odd, even } = split('goneThread', threads());
		const items = await told(trigger);
		const of = (ids: string[]) => items.filter(({ threadId }) => ids.includes(String(threadId)));
		expect(of(even).map(({ problem }) => problem)).toEqual(even.map(() => undefined));
		expect(of(odd)).toHaveLength(odd.length);
		for (const { problem, message } of of(odd)) {
			expect(message).toBeNull();
			expect(problem).toBe('Allegro does not have the messages of this thread');
		}
	});

	test('the After-Sales Trigger tells of each problem once, whoever has it', async () => {
		const events = ['PROBLEM_OPENED', 'PROBLEM_MESSAGE'];
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', { events });
		await trigger.poll();
		for (let count = 0; count < ROWS; count++) {
			shop.simulator.clock.advance(60_000);
			const order = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			state().messages.openProblem({ orderId: order.id });
		}
		const { odd } = split('namelessBuyer', threads());
		const items = await told(trigger);
		const opened = items.filter(({ type }) => type === 'PROBLEM_OPENED');
		expect(opened.map(({ threadId }) => threadId).sort()).toEqual(threads().sort());
		for (const { threadId, buyerLogin } of opened) {
			expect(buyerLogin === null).toBe(odd.includes(String(threadId)));
		}
		expect(items.filter(({ type }) => type === 'PROBLEM_MESSAGE')).toHaveLength(ROWS);
	});

	test('a page instead of the list is an error in words, and nothing is lost by it', async () => {
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', { events: ['RECEIVED'] });
		await trigger.poll();
		write();
		const page: Parameters<Faults['add']>[0] = {
			kind: 'notFoundPage',
			path: '/messaging/threads',
		};
		shop.simulator.faults.add(page);
		const [outcome] = await both('allegroMessages', { resource: 'thread', operation: 'getAll' });
		expect(outcome.error?.title).toBe('Allegro does not know this address now');
		await expect(trigger.poll()).rejects.toThrow('Allegro does not know this address now');
		shop.simulator.faults.clear();
		expect(await told(trigger)).toHaveLength(ROWS);
	});
});

describe('orders', () => {
	const buy = () =>
		Array.from({ length: ROWS }, () => {
			shop.simulator.clock.advance(60_000);
			return shop.simulator.payOrder(shop.simulator.createOrder().id).id;
		});

	test('all are listed, one that answers 500 is told as such, a plus sign is no phone', async () => {
		const ids = buy();
		const { odd, even } = split('brokenOrder', ids);
		const noPhone = split('plusPhone', ids).odd;
		const [simple, whole] = await both('allegroOrders', { resource: 'order', operation: 'getAll' });
		expect(simple.items).toHaveLength(ROWS);
		const phones = whole.items!.map(
			({ delivery }) => (delivery as never)['address']['phoneNumber'],
		);
		expect(phones.filter((phone) => phone === '+').length).toBe(noPhone.length);
		for (const id of [...odd.slice(0, 1), ...even.slice(0, 1)]) {
			const parameters = { resource: 'order', operation: 'get', orderId: byId(id) };
			const [outcome] = await both('allegroOrders', parameters);
			if (odd.includes(id)) expectTold(outcome, 'Allegro is not available now', 'code ERROR');
			else expect(outcome.items).toMatchObject([{ id }]);
		}
	});

	test('the trigger tells each once: broken ones without their order, after some tries', async () => {
		const events = ['READY_FOR_PROCESSING'];
		const trigger = new Trigger(shop, 'allegroOrdersTrigger', { events, includeOrder: true });
		await trigger.poll();
		const ids = buy();
		const { odd } = split('brokenOrder', ids);
		const items = await told(trigger);
		expect(items.map(({ orderId }) => orderId).sort()).toEqual([...ids].sort());
		for (const { orderId, order, problem } of items) {
			const isBroken = odd.includes(String(orderId));
			expect(order === null).toBe(isBroken);
			expect(problem ?? '').toMatch(isBroken ? /code ERROR.*trace-id/ : /^$/);
		}
	});

	test('a phone that is a plus sign is refused before a parcel is made with it', async () => {
		const party = { name: 'Anna Test', street: 'Lipowa 7', postalCode: '81-300', city: 'Gdynia' };
		const address = { ...party, countryCode: 'PL', email: 'anna@example.com', phone: '+' };
		const pickup = { resource: 'pickup', operation: 'create', shipmentIds: SHIPMENT };
		const times = { pickupDate: '2026-12-01', minTime: '10:00', maxTime: '16:00' };
		const { error } = await run('allegroParcels', { ...pickup, ...times, address: { address } });
		expect(error?.title).toContain('The phone "+"');
		expect(shop.simulator.requests.total).toBe(0);
	});
});

const SHIPMENT = '11111111-2222-4333-8444-555555555555';

describe('issues', () => {
	const open = () =>
		Array.from({ length: ROWS }, () => {
			shop.simulator.clock.advance(60_000);
			const { id } = state().issues.open({ type: 'CLAIM' });
			state().issues.say({ id });
			return id;
		});

	test('all are listed, one whose chat cannot be read is told as such', async () => {
		const ids = open();
		const { odd, even } = split('unreadableIssue', ids);
		const noLogin = split('oddIssue', ids).odd;
		const issue = { resource: 'issue' };
		const [simple] = await both('allegroAfterSales', { ...issue, operation: 'getAll' });
		expect(simple.items).toHaveLength(ROWS);
		for (const { id, buyerLogin } of simple.items!) {
			expect(buyerLogin === null).toBe(noLogin.includes(String(id)));
		}
		for (const id of [odd[0], even[0]]) {
			const given = { ...issue, issueId: byId(id), text: 'We look into it', type: 'REGULAR' };
			for (const operation of ['getMessages', 'addMessage']) {
				const outcome = await run('allegroAfterSales', { ...given, operation });
				const title = 'Allegro cannot read its own data now';
				if (id === odd[0]) expectTold(outcome, title, 'DATA_FETCHING_ERROR');
				else expect(outcome.error).toBeUndefined();
			}
		}
	});

	test('the trigger tells each claim and each message once, of what cannot be read why', async () => {
		const events = ['CLAIM_OPENED', 'ISSUE_MESSAGE'];
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', { events });
		await trigger.poll();
		const ids = open();
		const { odd } = split('unreadableIssue', ids);
		const items = await told(trigger);
		const of = (kind: string) => items.filter(({ type }) => type === kind);
		expect(
			of('CLAIM_OPENED')
				.map(({ issueId }) => issueId)
				.sort(),
		).toEqual([...ids].sort());
		expect(
			of('ISSUE_MESSAGE')
				.map(({ issueId }) => issueId)
				.sort(),
		).toEqual([...ids].sort());
		for (const { issueId, problem } of of('ISSUE_MESSAGE')) {
			expect(problem ?? '').toMatch(odd.includes(String(issueId)) ? /DATA_FETCHING_ERROR/ : /^$/);
		}
	});
});

test('a carrier that answers with a page ends in an error in words', async () => {
	const { id } = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const outcomes: Outcome[] = [];
	for (let count = 0; count < ROWS; count++) {
		const parameters = { resource: 'shipment', operation: 'createForOrder', orderId: byId(id) };
		const outcome = await run('allegroParcels', { ...parameters, waitForCompletion: true });
		expect(slipsOf(outcome, '')).toEqual([]);
		outcomes.push(outcome);
	}
	const failed = outcomes.filter(({ error }) => error);
	expect(failed.length).toBeGreaterThan(0);
	expect(failed.length).toBeLessThan(ROWS);
	for (const outcome of failed) {
		expectTold(outcome, 'The carrier answered with an unexpected error', '502 Bad Gateway');
		expect(outcome.error?.description).not.toContain('<');
	}
});
