import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

/** How each trigger is given something to tell of, and the type of that. */
const TRIGGERS: Record<string, { happen: (shop: Shop) => unknown; events?: string | string[] }> = {
	allegroAfterSalesTrigger: { happen: ({ simulator }) => simulator.state.returns.declare() },
	allegroBillingTrigger: {
		events: '',
		happen: ({ simulator }) => simulator.state.billing.charge(),
	},
	allegroCatalogTrigger: {
		happen: ({ simulator }) => simulator.state.categoryEvents.emit({ type: 'CATEGORY_MOVED' }),
	},
	allegroMessagesTrigger: { happen: ({ simulator }) => simulator.state.messages.receive() },
	allegroOffersTrigger: {
		happen: ({ simulator }) => simulator.state.offerEvents.emit({ type: 'OFFER_ENDED' }),
	},
	allegroOrdersTrigger: {
		events: ['READY_FOR_PROCESSING'],
		happen: ({ simulator }) => simulator.createOrder({ status: 'READY_FOR_PROCESSING' }),
	},
	allegroParcelsTrigger: {
		happen: ({ simulator }) => {
			const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			simulator.sendParcel({ orderId: id });
		},
	},
	allegroPaymentsTrigger: { happen: ({ simulator }) => simulator.state.payments.add({}) },
	allegroRatingsTrigger: {
		happen: ({ simulator }) => simulator.state.ratings.rate({ recommended: true }),
	},
};
const NAMES = Object.keys(TRIGGERS);

const triggerOf = (type: string, options: IDataObject = {}) =>
	new Trigger(shop, type, { events: TRIGGERS[type].events ?? [], options } as never);
const happen = (type: string) => TRIGGERS[type].happen(shop);

test('these are all triggers', () => {
	const polling = Object.values(shop.engine.nodeTypes).filter(({ poll }) => poll);
	expect(polling.map(({ description }) => description.name).sort()).toEqual(NAMES);
});

describe.each(NAMES)('%s', (type) => {
	test('has the fields that all have, and says of each event what it means and how it is offered', () => {
		const { properties } = shop.engine.nodeTypes[type].description;
		const field = (name: string) => properties.find((each) => each.name === name);
		expect(field('start')).toBeDefined();
		const events = field('events') as INodeProperties;
		for (const option of (events.options ?? []) as INodeProperties[]) {
			expect([option.name, option.description]).toEqual([option.name, expect.any(String)]);
			// n8n's list of nodes shows it in the node of the trigger's name.
			const { action } = option as { action?: string };
			expect([option.name, action]).toEqual([option.name, expect.stringMatching(/^On [a-z]/)]);
		}
		const options = (field('options') as INodeProperties).options as INodeProperties[];
		const names = options.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['maxEvents', 'output']));
	});

	test('each event is an item with an ID that stays the same, or all are one item', async () => {
		const [each, again, all] = [
			triggerOf(type),
			triggerOf(type),
			triggerOf(type, { output: 'allInOne' }),
		];
		for (const trigger of [each, again, all]) await trigger.poll();
		happen(type);
		shop.simulator.clock.advance(1000);
		happen(type);
		const items = await each.poll();
		expect(items).toHaveLength(2);
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(2);
		for (const { eventId, occurredAt } of items) {
			expect(eventId).toMatch(/./);
			expect(Date.parse(occurredAt as string)).toBeGreaterThan(0);
		}
		expect(await again.poll()).toEqual(items);
		expect(await all.poll()).toEqual([{ events: items }]);
		expect(await all.poll()).toEqual([]);
	});

	test('in the editor: a sample, from whatever was there, and nothing is remembered', async () => {
		const trigger = triggerOf(type);
		expect(await trigger.poll({ mode: 'manual' })).toEqual([]);
		happen(type);
		const [sample] = await trigger.poll({ mode: 'manual' });
		expect(sample).toMatchObject({ eventId: expect.anything(), type: expect.any(String) });
		expect(trigger.state).toEqual({});
	});

	test('a poll that fails moves nothing and says why; the next one goes on', async () => {
		const trigger = triggerOf(type);
		await trigger.poll();
		happen(type);
		const before = JSON.stringify(trigger.state);
		const body = { errors: [{ code: 'AccessDenied', message: 'No', userMessage: 'Not now.' }] };
		const fault = shop.simulator.faults.add({ kind: 'answer', status: 403, body, host: 'api' });
		await expect(trigger.poll({ keep: true })).rejects.toThrow('Not now.');
		expect(JSON.stringify(trigger.state)).toBe(before);
		shop.simulator.faults.remove(fault);
		expect(await trigger.poll()).toHaveLength(1);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a poll that began before n8n had saved where the last one ended gives nothing', async () => {
		const { poll } = shop.engine;
		const parameters = { events: TRIGGERS[type].events ?? [], start: 'now', options: {} };
		const began: IDataObject = {};
		await poll(type, parameters, { state: began, workflowId: type });
		happen(type);
		const from = () => JSON.parse(JSON.stringify(began)) as IDataObject;
		const ended = from();
		expect(await poll(type, parameters, { state: ended, workflowId: type })).toHaveLength(1);
		const stale = from();
		expect(await poll(type, parameters, { state: stale, workflowId: type })).toBeUndefined();
		expect(stale).toEqual(began);
		// Another workflow, and another process, know nothing of it.
		expect(await poll(type, parameters, { state: from() })).toHaveLength(1);
		happen(type);
		expect(await poll(type, parameters, { state: ended, workflowId: type })).toHaveLength(1);
		// It was not saved: nothing is lost.
		const now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => now + 61_000);
		expect(await poll(type, parameters, { state: from(), workflowId: type })).toHaveLength(2);
		// Nor when the clock is set back meanwhile.
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		expect(await poll(type, parameters, { state: from(), workflowId: type })).toHaveLength(2);
		jest.restoreAllMocks();
	});

	test('a 429 is waited out within the time of the poll, and no longer', async () => {
		const trigger = triggerOf(type);
		await trigger.poll();
		happen(type);
		const limit = { kind: 'tooManyRequests', host: 'api', times: 1 } as const;
		shop.simulator.faults.add({ ...limit, retryAfter: 60 });
		await expect(trigger.poll({ budgetMs: 1000 })).rejects.toThrow(
			'Allegro asks for fewer requests',
		);
		shop.simulator.faults.clear();
		shop.simulator.faults.add({ ...limit, retryAfter: 1 });
		expect(await trigger.poll()).toHaveLength(1);
	});

	test('a withdrawn connection: reconnect the credential', async () => {
		const trigger = triggerOf(type);
		await trigger.poll();
		happen(type);
		shop.simulator.revoke();
		await expect(trigger.poll()).rejects.toMatchObject({
			message: 'Allegro no longer accepts this connection',
			description: expect.stringContaining('credential'),
		});
	});
});
