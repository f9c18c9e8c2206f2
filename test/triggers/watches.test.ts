import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const HOUR = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);
const types = (events: Array<{ type?: unknown }>) => events.map(({ type }) => type);

describe('Messages Trigger', () => {
	const messages = () => shop.simulator.state.messages;

	test('tells what buyers write, with thread and order', async () => {
		messages().receive({ text: 'before' });
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', { events: ['RECEIVED'] });
		expect(await trigger.poll()).toEqual([]);
		const { id } = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const first = messages().receive({ text: 'Where is it?', orderId: id });
		const [event, ...more] = await trigger.poll();
		expect(event).toMatchObject({ eventId: first.id, text: 'Where is it?', orderId: id });
		expect(more).toEqual([]);
		messages().send(event.authorLogin as string, 'On its way', []);
		expect(await trigger.poll()).toEqual([]);
	});

	test('own messages are told when they are chosen', async () => {
		const trigger = new Trigger(shop, 'allegroMessagesTrigger');
		await trigger.poll();
		const message = messages().receive({ text: 'Hello' });
		messages().send(message.author.login, 'Good morning', []);
		expect(types(await trigger.poll()).sort()).toEqual(['RECEIVED', 'SENT']);
	});

	test('a message that was held back appears with its old date, and is told', async () => {
		const trigger = new Trigger(shop, 'allegroMessagesTrigger');
		await trigger.poll();
		const held = messages().receive({ text: 'held', held: true, createdAt: ago(HOUR) } as never);
		messages().receive({ text: 'in time' });
		expect(await trigger.poll()).toMatchObject([{ text: 'in time' }]);
		messages().release(held);
		expect(await trigger.poll()).toMatchObject([{ text: 'held' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('many threads are read to the end of the window', async () => {
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', { start: 'oldest' });
		messages().seed({ threads: 70 });
		expect(await trigger.drain()).toHaveLength(70);
	});
});

describe('Ratings Trigger', () => {
	const ratings = () => shop.simulator.state.ratings;

	test('tells new, changed and answered ratings, each once', async () => {
		const trigger = new Trigger(shop, 'allegroRatingsTrigger');
		await trigger.poll();
		const { id } = ratings().rate({ recommended: false });
		expect(types(await trigger.poll())).toEqual(['CREATED']);
		shop.simulator.clock.advance(60_000);
		ratings().edit({ id, recommended: true });
		expect(types(await trigger.poll())).toEqual(['CHANGED']);
		const answered = await shop.engine.node('allegroRatings', {
			resource: 'rating',
			operation: 'answer',
			ratingId: { __rl: true, mode: 'id', value: id },
			message: 'Thank you',
		});
		expect(answered.error).toBeUndefined();
		expect(await trigger.poll()).toMatchObject([{ type: 'ANSWERED', ratingId: id }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('Allegro filters by recommendation', async () => {
		const options = { recommended: 'false' };
		const trigger = new Trigger(shop, 'allegroRatingsTrigger', { options });
		await trigger.poll();
		ratings().rate({ recommended: true });
		const { id } = ratings().rate({ recommended: false });
		expect(await trigger.poll()).toMatchObject([{ ratingId: id }]);
	});
});

describe('After-Sales Trigger: returns', () => {
	const returns = () => shop.simulator.state.returns;

	test('tells new returns, and how open ones go on until they end', async () => {
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger');
		await trigger.poll();
		const { id } = returns().declare();
		expect(await trigger.poll()).toMatchObject([{ type: 'RETURN_CREATED', returnId: id }]);
		returns().setStatus({ id, status: 'IN_TRANSIT' });
		expect(types(await trigger.poll())).toEqual(['RETURN_IN_TRANSIT']);
		expect(await trigger.poll()).toEqual([]);
		returns().setStatus({ id, status: 'DELIVERED' });
		expect(types(await trigger.poll())).toEqual(['RETURN_DELIVERED']);
		returns().setStatus({ id, status: 'FINISHED' });
		expect(types(await trigger.poll())).toEqual(['RETURN_FINISHED']);
		expect(await trigger.poll()).toEqual([]);
	});

	test('runs of one event lose nothing of a return that has gone on before it was seen', async () => {
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', { options: { maxEvents: 1 } });
		await trigger.poll();
		const { id } = returns().declare();
		returns().setStatus({ id, status: 'IN_TRANSIT' });
		expect(types(await trigger.drain())).toEqual(['RETURN_CREATED', 'RETURN_IN_TRANSIT']);
	});

	test('an open return from before the activation goes on too', async () => {
		const { id } = returns().declare();
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', { events: ['RETURN_DELIVERED'] });
		await trigger.poll();
		returns().setStatus({ id, status: 'DELIVERED' });
		expect(await trigger.poll()).toMatchObject([{ type: 'RETURN_DELIVERED', returnId: id }]);
	});
});

describe('After-Sales Trigger: issues', () => {
	const issues = () => shop.simulator.state.issues;

	test('tells new disputes, messages in them, and their end', async () => {
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger');
		await trigger.poll();
		const { id } = issues().open();
		expect(types(await trigger.poll())).toEqual(['DISPUTE_OPENED']);
		issues().say({ id, text: 'Anyone there?' });
		expect(await trigger.poll()).toMatchObject([{ type: 'ISSUE_MESSAGE', issueId: id }]);
		issues().setStatus({ id, status: 'DISPUTE_CLOSED' });
		expect(await trigger.poll()).toMatchObject([
			{ type: 'ISSUE_STATUS_CHANGED', status: 'DISPUTE_CLOSED' },
		]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a dispute that becomes a claim', async () => {
		const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', { events: ['CLAIM_OPENED'] });
		await trigger.poll();
		const { id } = issues().open();
		await trigger.poll();
		issues().turnIntoClaim({ id });
		expect(await trigger.poll()).toMatchObject([{ type: 'CLAIM_OPENED', issueId: id }]);
	});
});

describe('Payments Trigger', () => {
	const payments = () => shop.simulator.state.payments;

	test('tells operations of the chosen wallets; those that are alike are two', async () => {
		const options = { wallet: ['AVAILABLE', 'WAITING'] };
		const trigger = new Trigger(shop, 'allegroPaymentsTrigger', { options });
		await trigger.poll();
		const occurredAt = new Date();
		payments().add({ occurredAt });
		payments().add({ occurredAt });
		payments().add({ wallet: 'WAITING' });
		expect(await trigger.poll()).toHaveLength(3);
		expect(await trigger.poll()).toEqual([]);
	});

	test('Allegro filters by marketplace', async () => {
		const options = { marketplace: 'allegro-cz' };
		const trigger = new Trigger(shop, 'allegroPaymentsTrigger', { options });
		await trigger.poll();
		payments().add({});
		payments().add({ marketplaceId: 'allegro-cz' });
		const [event, ...more] = await trigger.poll();
		expect(event.operation).toMatchObject({ value: { currency: 'CZK' } });
		expect(more).toEqual([]);
	});

	test('one that appears late, with an old date', async () => {
		const trigger = new Trigger(shop, 'allegroPaymentsTrigger');
		await trigger.poll();
		payments().add({});
		await trigger.poll();
		payments().add({ occurredAt: ago(5 * HOUR) });
		expect(await trigger.poll()).toHaveLength(1);
	});
});

describe('Billing Trigger', () => {
	const billing = () => shop.simulator.state.billing;

	test('tells entries of the chosen types, with order and offer', async () => {
		const trigger = new Trigger(shop, 'allegroBillingTrigger', { events: 'SUC' });
		await trigger.poll();
		const { id } = billing().charge();
		billing().charge({ type: 'LIS' } as never);
		const entries = await trigger.poll();
		expect(entries).toMatchObject([{ eventId: id, type: 'SUC' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a backlog comes in runs of the chosen size, oldest first', async () => {
		billing().seed({ entries: 450 });
		const trigger = new Trigger(shop, 'allegroBillingTrigger', {
			events: '',
			start: 'oldest',
			options: { maxEvents: 200 },
		});
		const first = await trigger.poll();
		expect(first).toHaveLength(200);
		const all = [...first, ...(await trigger.drain())];
		expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(450);
		const dates = all.map(({ occurredAt }) => Date.parse(occurredAt as string));
		expect(dates).toEqual([...dates].sort((a, b) => a - b));
	});
});

describe('More than Allegro lists at once', () => {
	const LONG = 10_200;
	const all = { start: 'oldest', options: { maxEvents: 2 * LONG } };

	test('of billing entries: each is told once', async () => {
		const { billing } = shop.simulator.state;
		billing.seed({ entries: LONG });
		const events = await new Trigger(shop, 'allegroBillingTrigger', all).poll();
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(LONG);
		expect(events).toHaveLength(LONG);
	});

	test('of payment operations, of which it refuses even the first page: each is told once', async () => {
		const { payments } = shop.simulator.state;
		payments.seed({ operations: LONG });
		const available = payments.operations.filter(({ wallet }) => wallet.type === 'AVAILABLE');
		const events = await new Trigger(shop, 'allegroPaymentsTrigger', all).poll();
		expect(available.length).toBeGreaterThan(10_000);
		expect(events).toHaveLength(available.length);
	});
});
