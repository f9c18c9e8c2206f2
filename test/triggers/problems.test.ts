import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const center = () => shop.simulator.state.messages;

/** Allegro's clock goes on, so that nothing has the date of what was before it. */
const later = () => shop.simulator.clock.advance(60_000);

function problem(reason: 'NO_REFUND' | 'OTHER' = 'NO_REFUND') {
	later();
	const order = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	return { order, thread: center().openProblem({ orderId: order.id, reason }) };
}

async function begun(type: string, parameters = {}) {
	const trigger = new Trigger(shop, type, parameters);
	await trigger.poll();
	return trigger;
}

/** What a poll tells, as type and text. */
async function told(trigger: Trigger) {
	return (await trigger.items()).map(({ json }) => [json.type, json.text ?? null]);
}

const ALL = ['PROBLEM_CLOSED', 'PROBLEM_MESSAGE', 'PROBLEM_MESSAGE_SENT', 'PROBLEM_OPENED'];

describe('the After-Sales Trigger', () => {
	test('tells a problem from its beginning to its end, each message in it', async () => {
		const trigger = await begun('allegroAfterSalesTrigger', { events: ALL });
		const { order, thread } = problem();
		const items = await trigger.items();
		expect(items.map(({ json }) => json.type)).toEqual(['PROBLEM_OPENED', 'PROBLEM_MESSAGE']);
		expect(items[0].json).toMatchObject({
			threadId: thread.id,
			orderId: order.id,
			status: 'OPEN',
			reason: 'NO_REFUND',
			buyerLogin: order.buyer.login,
		});
		later();
		center().send(thread, 'We look into it', []);
		later();
		center().receive({ threadId: thread.id, text: 'Thank you' });
		later();
		center().receive({ threadId: thread.id, role: 'CONSULTANT', text: 'Please answer' });
		expect(await told(trigger)).toEqual([
			['PROBLEM_MESSAGE_SENT', 'We look into it'],
			['PROBLEM_MESSAGE', 'Thank you'],
			['PROBLEM_MESSAGE', 'Please answer'],
		]);
		expect(await told(trigger)).toEqual([]);
		// Its end moves it not to the front.
		for (let count = 0; count < 25; count++) problem('OTHER');
		await trigger.items();
		center().close(thread);
		expect(await told(trigger)).toEqual([['PROBLEM_CLOSED', null]]);
		expect(await told(trigger)).toEqual([]);
	});

	test('tells only what was chosen; disputes are not asked for then, nor problems', async () => {
		const opened = await begun('allegroAfterSalesTrigger', { events: ['PROBLEM_OPENED'] });
		const disputes = await begun('allegroAfterSalesTrigger', { events: ['DISPUTE_OPENED'] });
		const before = { ...shop.simulator.requests.byRoute };
		problem();
		expect(await told(opened)).toEqual([['PROBLEM_OPENED', null]]);
		const asked = () => shop.simulator.requests.byRoute;
		expect(asked()['GET /sale/issues']).toBe(before['GET /sale/issues']);
		const threads = asked()['GET /messaging/threads'];
		expect(await told(disputes)).toEqual([]);
		expect(asked()['GET /messaging/threads']).toBe(threads);
	});

	test('goes on from a state that knows only disputes', async () => {
		const trigger = await begun('allegroAfterSalesTrigger', { events: ['DISPUTE_OPENED'] });
		const state = JSON.parse(JSON.stringify(trigger.state));
		const both = new Trigger(shop, 'allegroAfterSalesTrigger', {
			events: ['DISPUTE_OPENED', 'PROBLEM_OPENED'],
		});
		Object.assign(both.state, state);
		problem();
		// It begins now: what was there before is known.
		expect(await told(both)).toEqual([]);
		problem('OTHER');
		expect(await told(both)).toEqual([['PROBLEM_OPENED', null]]);
		expect(both.state).toMatchObject(state);
	});
});

describe('the Messages Trigger', () => {
	test('tells what is written in problems too, and of what kind the thread is', async () => {
		const trigger = await begun('allegroMessagesTrigger', { events: ['RECEIVED'] });
		const { order, thread } = problem();
		later();
		center().receive({ login: 'Somebody', text: 'A question' });
		const items = await trigger.items();
		expect(items.map(({ json }) => [json.threadType, json.orderId])).toEqual([
			['POST_PURCHASE_ISSUE', order.id],
			['COMMON', null],
		]);
		expect(items[0].json).toMatchObject({
			threadId: thread.id,
			authorLogin: order.buyer.login,
			message: { author: { isInterlocutor: true }, thread: { id: thread.id } },
			thread: { interlocutor: { login: order.buyer.login }, subType: 'NO_REFUND' },
		});
		expect(await told(trigger)).toEqual([]);
	});

	test.each([
		['COMMON', ['A question']],
		['POST_PURCHASE_ISSUE', ['Nie mam zwrotu pieniędzy.']],
	])('tells only messages of threads of the type %s', async (type, texts) => {
		const trigger = await begun('allegroMessagesTrigger', {
			events: [],
			options: { threadTypes: [type] },
		});
		problem();
		center().receive({ login: 'Somebody', text: 'A question' });
		expect((await told(trigger)).map(([, text]) => text)).toEqual(texts);
	});

	test("own messages are not taken for a buyer's where the seller is the buyer", async () => {
		const trigger = await begun('allegroMessagesTrigger', { events: ['RECEIVED'] });
		later();
		center().receive({
			login: 'Wholesaler',
			text: 'It is sent',
			roles: { other: 'SELLER', own: 'BUYER' },
		});
		later();
		center().send('Wholesaler', 'Where are the goods?', []);
		expect(await told(trigger)).toEqual([['RECEIVED', 'It is sent']]);
	});

	test('what was told by the version before is not told again', async () => {
		later();
		const { thread } = center().receive({ text: 'told before' });
		const trigger = await begun('allegroMessagesTrigger', { events: [] });
		later();
		center().receive({ threadId: thread.id, text: 'new' });
		expect(await told(trigger)).toEqual([['RECEIVED', 'new']]);
		expect(await told(trigger)).toEqual([]);
	});
});
