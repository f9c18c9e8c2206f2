import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, openShop, type Shop } from '../shop';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const BETA = 'application/vnd.allegro.beta.v1+json';
const center = () => shop.simulator.state.messages;

/** The items of an operation of Allegro Messages, which must not fail. */
async function items(parameters: INodeParameters): Promise<IDataObject[]> {
	const { items: made, error } = await shop.engine.node('allegroMessages', parameters);
	expect(error).toBeUndefined();
	return made.map(({ json }) => json);
}

const threads = async (parameters: INodeParameters = {}) =>
	await items({ resource: 'thread', operation: 'getAll', returnAll: true, ...parameters });

const messages = async (threadId: string, parameters: INodeParameters = {}) =>
	await items({
		resource: 'message',
		operation: 'getAll',
		returnAll: true,
		threadId: byId(threadId),
		...parameters,
	});

const areOthers = async (threadId: string) =>
	(await messages(threadId)).map(({ isInterlocutor }) => isInterlocutor);

/** An order, and a problem that its buyer has with it. */
function problem() {
	const order = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	return { order, thread: center().openProblem({ orderId: order.id, reason: 'NO_REFUND' }) };
}

describe('threads', () => {
	test('purchase problems are among them, with reason, status and order', async () => {
		const { order, thread } = problem();
		center().receive({ login: 'Somebody' });
		const found = await threads();
		expect(found).toHaveLength(2);
		expect(found.find(({ id }) => id === thread.id)).toEqual({
			id: thread.id,
			interlocutorLogin: order.buyer.login,
			read: false,
			lastMessageDateTime: expect.any(String),
			type: 'POST_PURCHASE_ISSUE',
			reason: 'NO_REFUND',
			status: 'OPEN',
			createdAt: expect.any(String),
			orders: [
				{
					orderId: order.id,
					offers: order.lineItems.map(({ offer, quantity }) => ({ offerId: offer.id, quantity })),
				},
			],
		});
	});

	test('what public.v1 gave is there in the raw data too', async () => {
		const { order, thread } = problem();
		for (const operation of ['get', 'markAsRead']) {
			const [raw] = await items({
				resource: 'thread',
				operation,
				threadId: byId(thread.id),
				...(operation === 'markAsRead' ? { read: true } : {}),
				simplify: false,
			});
			expect(raw).toMatchObject({
				id: thread.id,
				read: operation === 'markAsRead',
				interlocutor: { login: order.buyer.login, avatarUrl: null },
				participants: [{ role: 'SELLER' }, { role: 'BUYER' }],
			});
		}
	});

	test.each([
		[{ type: ['POST_PURCHASE_ISSUE'] }, ['open problem', 'closed problem']],
		[{ type: ['COMMON'] }, ['read', 'unread']],
		[
			{ type: ['COMMON', 'POST_PURCHASE_ISSUE'] },
			['open problem', 'closed problem', 'read', 'unread'],
		],
		[{ status: 'CLOSED' }, ['closed problem']],
		[{ read: false }, ['open problem', 'closed problem', 'unread']],
		[{ read: true }, ['read']],
	])('are filtered: %j', async (filters, expected) => {
		const first = problem();
		const second = problem();
		center().close(second.thread);
		const unread = center().receive({ login: 'Unread' }).thread.id;
		const read = center().receive({ login: 'Read' }).thread.id;
		center().thread(read)!.read = true;
		const named: Record<string, string> = {
			'open problem': first.thread.id,
			'closed problem': second.thread.id,
			unread,
			read,
		};
		const ids = (await threads({ filters })).map(({ id }) => id);
		expect(ids.sort()).toEqual(expected.map((name) => named[name]).sort());
	});

	test('of an order', async () => {
		const { order, thread } = problem();
		problem();
		const found = await threads({ filters: { orderId: byId(order.id) } });
		expect(found.map(({ id }) => id)).toEqual([thread.id]);
	});

	test('are read page by page, each once, up to a Limit', async () => {
		center().seed({ threads: 65 });
		const all = await threads();
		expect(new Set(all.map(({ id }) => id)).size).toBe(65);
		expect(await threads({ returnAll: false, limit: 43 })).toEqual(all.slice(0, 43));
	});

	test('whom the seller buys from is the other one', async () => {
		center().receive({ login: 'Wholesaler', roles: { other: 'SELLER', own: 'BUYER' } });
		expect((await threads())[0].interlocutorLogin).toBe('Wholesaler');
	});
});

describe('messages', () => {
	test('of a purchase problem: who wrote, as what, and in which thread', async () => {
		const { order, thread } = problem();
		center().receive({ threadId: thread.id, role: 'CONSULTANT', text: 'I look into it' });
		const [consultant, buyer] = await messages(thread.id);
		expect(consultant).toMatchObject({
			threadId: thread.id,
			authorLogin: null,
			isInterlocutor: true,
			details: { authorRole: 'CONSULTANT' },
		});
		expect(buyer).toMatchObject({
			threadId: thread.id,
			authorLogin: order.buyer.login,
			isInterlocutor: true,
			orderId: order.id,
			details: { authorRole: 'BUYER', type: 'MESSAGE_CENTER', hasAdditionalAttachments: false },
		});
	});

	test("own messages are own ones, also where the seller is the buyer, and where the app may not read the account's login", async () => {
		const { thread } = center().receive({
			login: 'Wholesaler',
			roles: { other: 'SELLER', own: 'BUYER' },
		});
		center().send('Wholesaler', 'Where are the goods?', []);
		expect(await areOthers(thread.id)).toEqual([false, true]);
		await shop.close();
		shop = await openShop({ scopes: ['messaging'] });
		const { id } = center().receive({}).thread;
		center().send(center().thread(id)!.login, 'Today', []);
		expect(await areOthers(id)).toEqual([false, true]);
	});

	test('written after and before a moment, across pages', async () => {
		for (let minute = 0; minute < 60; minute++) {
			const createdAt = new Date(Date.UTC(2026, 10, 20, 12, minute));
			center().receive({ login: 'Anna', text: String(minute), createdAt });
		}
		const [{ id }] = center().threads;
		const found = await messages(id, {
			filters: { after: '2026-11-20T12:09:00Z', before: '2026-11-20T12:40:00Z' },
		});
		const expected = Array.from({ length: 30 }, (_, index) => String(39 - index));
		expect(found.map(({ text }) => text)).toEqual(expected);
		const query = { returnAll: false, limit: 5, filters: { after: '2026-11-20T12:09:00Z' } };
		expect(await messages(id, query)).toHaveLength(5);
	});

	test('Get tells the thread, as public.v1 does', async () => {
		const { id, thread } = center().receive({ text: 'Hello' });
		const [message] = await items({ resource: 'message', operation: 'get', messageId: id });
		expect(message).toMatchObject({ id, threadId: thread.id, isInterlocutor: true });
	});

	test('Get reads one of a purchase problem too', async () => {
		const { thread } = problem();
		const [{ id }] = center().thread(thread.id)!.messages;
		const [message] = await items({ resource: 'message', operation: 'get', messageId: id });
		expect(message).toMatchObject({ id, threadId: null, isInterlocutor: true });
	});
});

describe('writing', () => {
	const reply = (threadId: string) => ({
		resource: 'message',
		operation: 'reply',
		threadId: byId(threadId),
		text: 'We look into it',
	});

	test('Reply writes in a purchase problem', async () => {
		const { thread } = problem();
		const [sent] = await items(reply(thread.id));
		expect(sent).toMatchObject({ threadId: thread.id, isInterlocutor: false });
		expect(center().thread(thread.id)!.messages.at(-1)?.text).toBe('We look into it');
	});

	test('one that is closed says so', async () => {
		const { thread } = problem();
		center().close(thread);
		const { error } = await shop.engine.node('allegroMessages', reply(thread.id));
		expect(error?.message).toMatch(/closed/i);
		expect(error?.description).toContain('THREAD_CLOSED');
	});

	test('Send tells the thread in which it went', async () => {
		const order = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const [sent] = await items({
			resource: 'message',
			operation: 'send',
			'order.id': '',
			orderId: byId(order.id),
			text: 'Thank you',
		});
		const [{ id }] = center().threads;
		expect(sent).toMatchObject({ threadId: id, isInterlocutor: false, orderId: order.id });
	});

	test('threads, messages and replies go out as beta.v1', async () => {
		const { thread } = problem();
		await threads();
		await messages(thread.id);
		await items(reply(thread.id));
		const sent = shop.simulator.exchanges.filter(({ path }) => path.startsWith('/messaging/'));
		expect(sent.length).toBeGreaterThan(2);
		for (const { headers } of sent) expect(headers.accept).toBe(BETA);
	});
});
