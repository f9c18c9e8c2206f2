import { byId, openShop, type Shop } from '../shop';
import type { IssueStatus } from '../simulator/aftersales/issues';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const issues = () => shop.simulator.state.issues;
const typesOf = (events: Array<{ type?: unknown }>) => events.map(({ type }) => type);

/** A trigger that has begun, and knows what there was. */
async function begun(parameters = {}) {
	const trigger = new Trigger(shop, 'allegroAfterSalesTrigger', parameters);
	await trigger.poll();
	return trigger;
}

describe('messages', () => {
	test('each one is an event, with its text and author, in order', async () => {
		const { id } = issues().open({ text: 'first' });
		const trigger = await begun({ events: ['ISSUE_MESSAGE'] });
		shop.simulator.clock.advance(1000);
		issues().say({ id, text: 'one' });
		shop.simulator.clock.advance(1000);
		issues().say({ id, text: 'two', role: 'ADMIN' });
		expect(await trigger.poll()).toMatchObject([
			{ type: 'ISSUE_MESSAGE', issueId: id, message: { text: 'one', author: { role: 'BUYER' } } },
			{ type: 'ISSUE_MESSAGE', issueId: id, message: { text: 'two', author: { role: 'ADMIN' } } },
		]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('more than a page of them', async () => {
		const { id } = issues().open();
		const trigger = await begun({ events: ['ISSUE_MESSAGE'] });
		for (let index = 0; index < 130; index++) {
			shop.simulator.clock.advance(1000);
			issues().say({ id, text: `${index}` });
		}
		const texts = (await trigger.poll()).map(({ message }) => (message as { text: string }).text);
		expect(texts).toEqual(Array.from({ length: 130 }, (_, index) => `${index}`));
	});

	test('own ones are an event of their own', async () => {
		const { id } = issues().open();
		const trigger = await begun({ events: ['ISSUE_MESSAGE_SENT'] });
		shop.simulator.clock.advance(1000);
		issues().say({ id });
		shop.simulator.clock.advance(1000);
		issues().say({ id, role: 'SELLER', text: 'We look into it' });
		expect(await trigger.poll()).toMatchObject([{ message: { text: 'We look into it' } }]);
	});

	test('chats are read where something was written lately, and when that was asked for', async () => {
		const chats = () => shop.simulator.requests.byRoute['GET /sale/issues/{issueId}/chat'] ?? 0;
		const before = new Date(Date.now() - 8 * 24 * 3_600_000).toISOString();
		for (let index = 0; index < 10; index++) {
			const issue = issues().open({ openedAt: before });
			issues().add(issue, 'BUYER', 'long ago', [], before);
		}
		const { id } = issues().open();
		const trigger = await begun({ events: ['ISSUE_MESSAGE'] });
		const quiet = await begun({ events: ['ISSUE_STATUS_CHANGED'] });
		shop.simulator.clock.advance(1000);
		issues().say({ id });
		await quiet.poll();
		expect(chats()).toBe(0);
		expect(await trigger.poll()).toHaveLength(1);
		expect(chats()).toBe(1);
	});

	test('a chat that is gone still gives the event', async () => {
		const { id } = issues().open();
		const trigger = await begun({ events: ['ISSUE_MESSAGE'] });
		shop.simulator.clock.advance(1000);
		issues().say({ id });
		const path = `/sale/issues/${id}/chat`;
		shop.simulator.faults.add({ kind: 'answer', status: 404, path });
		expect(await trigger.poll()).toMatchObject([
			{ type: 'ISSUE_MESSAGE', issueId: id, message: null },
		]);
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('how issues go on', () => {
	test('a dispute that is unresolved, goes on, and is unresolved again', async () => {
		const { id } = issues().open();
		const trigger = await begun({ events: ['ISSUE_STATUS_CHANGED'] });
		const told: unknown[] = [];
		for (const status of ['DISPUTE_UNRESOLVED', 'DISPUTE_ONGOING', 'DISPUTE_UNRESOLVED']) {
			issues().setStatus({ id, status: status as IssueStatus });
			told.push(...(await trigger.poll()).map((event) => event.status));
			expect(await trigger.poll()).toEqual([]);
		}
		expect(told).toEqual(['DISPUTE_UNRESOLVED', 'DISPUTE_ONGOING', 'DISPUTE_UNRESOLVED']);
	});

	test.each(['CLAIM_ACCEPTED', 'CLAIM_REJECTED'] as const)('a claim: %s', async (status) => {
		const { id } = issues().open({ type: 'CLAIM' });
		const trigger = await begun();
		issues().setStatus({ id, status });
		expect(await trigger.poll()).toMatchObject([{ type: 'CLAIM_DECIDED', issueId: id, status }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a dispute that becomes a claim is a new claim, and nothing else', async () => {
		const { id } = issues().open();
		const trigger = await begun();
		shop.simulator.clock.advance(1000);
		issues().turnIntoClaim({ id });
		expect(typesOf(await trigger.poll()).sort()).toEqual(['CLAIM_OPENED', 'ISSUE_MESSAGE']);
	});

	test('whether the goods must come back', async () => {
		const { id } = issues().open({ type: 'CLAIM' });
		const trigger = await begun({ events: ['CLAIM_RETURN_DECIDED'] });
		const { error } = await shop.engine.node('allegroAfterSales', {
			resource: 'issue',
			operation: 'addMessage',
			issueId: byId(id),
			type: 'RETURN_NOT_REQUIRED',
			text: 'Keep it',
		});
		expect(error).toBeUndefined();
		const [event, ...more] = await trigger.poll();
		expect(event).toMatchObject({ type: 'CLAIM_RETURN_DECIDED', issueId: id });
		expect(event.issue).toMatchObject({ currentState: { returnRequired: false } });
		expect(more).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('an issue that was opened long ago', async () => {
		const { id } = issues().open({ openedAt: new Date(Date.now() - 90 * 24 * 3_600_000) });
		const trigger = await begun({ events: ['ISSUE_STATUS_CHANGED'] });
		issues().setStatus({ id, status: 'DISPUTE_CLOSED' });
		expect(await trigger.poll()).toMatchObject([{ issueId: id, status: 'DISPUTE_CLOSED' }]);
		expect(await trigger.poll()).toEqual([]);
	});
});

test('runs of one event lose nothing of an issue to which much happened at once', async () => {
	const trigger = await begun({ options: { maxEvents: 1 } });
	const { id } = issues().open({ type: 'CLAIM' });
	shop.simulator.clock.advance(1000);
	issues().say({ id, text: 'one' });
	shop.simulator.clock.advance(1000);
	issues().say({ id, text: 'two' });
	issues().setStatus({ id, status: 'CLAIM_ACCEPTED' });
	expect(typesOf(await trigger.drain()).sort()).toEqual([
		'CLAIM_DECIDED',
		'CLAIM_OPENED',
		'ISSUE_MESSAGE',
		'ISSUE_MESSAGE',
	]);
});

test('in the editor: the latest of what is chosen', async () => {
	const { id } = issues().open();
	shop.simulator.clock.advance(1000);
	issues().say({ id, text: 'latest' });
	const opened = new Trigger(shop, 'allegroAfterSalesTrigger', { events: ['DISPUTE_OPENED'] });
	expect(await opened.poll({ mode: 'manual' })).toMatchObject([{ type: 'DISPUTE_OPENED' }]);
	const written = new Trigger(shop, 'allegroAfterSalesTrigger', { events: ['ISSUE_MESSAGE'] });
	expect(await written.poll({ mode: 'manual' })).toMatchObject([{ message: { text: 'latest' } }]);
});
