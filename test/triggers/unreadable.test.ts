import type { INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import type { FaultRule } from '../simulator';
import { Trigger } from './polling';
import { MOST_TRIES as TRIES } from './trouble';

jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./haste')>('./haste').haste());

const FORMS = '/order/checkout-forms/*';
const FORM = 'GET /order/checkout-forms/{id}';
const READY = { events: ['READY_FOR_PROCESSING'] };

let shop: Shop;
beforeEach(async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	shop = await openShop();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await shop.close();
});

const paid = (more = {}) => shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING', ...more });
const orderIds = (events: Array<{ orderId?: unknown }>) => events.map(({ orderId }) => orderId);

async function begun(parameters: INodeParameters = {}, type = 'allegroOrdersTrigger') {
	const trigger = new Trigger(shop, type, { ...READY, includeOrder: true, ...parameters });
	await trigger.poll();
	return trigger;
}

/** What so many polls hand over, each. */
async function polls(trigger: Trigger, count: number) {
	const all = [];
	for (let poll = 0; poll < count; poll++) all.push(await trigger.poll());
	return all;
}

const bad = (id: string, status: number, more = {}) =>
	shop.simulator.faults.add({
		kind: 'answer',
		status,
		path: `/order/checkout-forms/${id}`,
		...more,
	});

describe('an order that cannot be read', () => {
	test.each([403, 400, 410, 422])('%s: told at once, with null and why', async (status) => {
		const trigger = await begun();
		const ids = [paid().id, paid().id, paid().id];
		bad(ids[1], status);
		const events = await trigger.poll();
		expect(orderIds(events)).toEqual(ids);
		expect(events[1]).toMatchObject({ order: null, problem: expect.stringContaining(`${status}`) });
		expect(events[0]).not.toHaveProperty('problem');
		expect(events[2].order).toMatchObject({ id: ids[2] });
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([500, 503, 404])(
		'%s: those before it are told, it has its tries, then it is told',
		async (status) => {
			const trigger = await begun();
			const ids = [paid().id, paid().id, paid().id];
			bad(ids[1], status);
			const told = await polls(trigger, TRIES);
			expect(told.map(orderIds)).toEqual([[ids[0]], [], [], [], [ids[1], ids[2]]]);
			expect(told[4]).toMatchObject([
				{ order: null, problem: expect.stringMatching(/./) },
				{ order: { id: ids[2] } },
			]);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('many of them, here and there, have their tries together', async () => {
		const trigger = await begun();
		const ids = Array.from({ length: 250 }, () => paid().id);
		for (let at = 3; at < ids.length; at += 40) bad(ids[at], 500);
		const told = (await polls(trigger, TRIES)).flat();
		expect(orderIds(told)).toEqual(ids);
		expect(told.filter(({ problem }) => problem)).toHaveLength(7);
	});

	test('one that can be read in the meantime is told whole', async () => {
		const trigger = await begun();
		const ids = [paid().id, paid().id];
		const fault = bad(ids[0], 404);
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		shop.simulator.faults.remove(fault);
		const events = await trigger.poll();
		expect(orderIds(events)).toEqual(ids);
		expect(events.every(({ order, problem }) => order && !problem)).toBe(true);
	});

	test('one that has had its tries holds up nothing again', async () => {
		const trigger = await begun({ events: [] });
		const { id } = paid();
		bad(id, 500);
		await polls(trigger, TRIES);
		shop.simulator.clock.advance(60_000);
		shop.simulator.cancelOrder(id);
		const other = paid();
		expect(orderIds(await trigger.poll())).toEqual([id, other.id, other.id, other.id]);
	});

	test('its tries outlive a restart of n8n that saved them, and are bounded', async () => {
		const trigger = await begun();
		for (let index = 0; index < 700; index++) bad(paid().id, 500, { times: 1e6 });
		await trigger.poll();
		expect(JSON.stringify(trigger.state).length).toBeLessThan(64 * 1024);
	});

	test('a connection that breaks for one of them', async () => {
		const trigger = await begun();
		const ids = [paid().id, paid().id];
		shop.simulator.faults.add({
			kind: 'drop',
			at: 'before',
			path: `/order/checkout-forms/${ids[0]}`,
		});
		const told = await polls(trigger, TRIES);
		expect(orderIds(told.flat())).toEqual(ids);
		expect(told[TRIES - 1][0]).toMatchObject({ order: null, problem: expect.any(String) });
	});

	test.each([401, 429])(
		'%s speaks of all: the poll ends there, and those before are told',
		async (status) => {
			const trigger = await begun();
			const ids = Array.from({ length: 150 }, () => paid().id);
			const retry = { kind: 'answer', headers: { 'retry-after': '3600' } } as const;
			shop.simulator.faults.add({ ...retry, status, path: FORMS, skip: 120 });
			expect(orderIds(await trigger.poll())).toEqual(ids.slice(0, 100));
			await expect(trigger.poll({ budgetMs: 1000 })).rejects.toThrow('Allegro');
			shop.simulator.faults.clear();
		},
	);

	test('a page of the journal that cannot be read: what stands before it is told', async () => {
		shop.simulator.seed({ orders: 600 });
		const trigger = new Trigger(shop, 'allegroOrdersTrigger', {
			start: 'oldest',
			includeOrder: false,
			options: { maxEvents: 5_000, orderStatus: [] },
		});
		const fault = { kind: 'answer', status: 500, path: '/order/events', skip: 1 } as const;
		shop.simulator.faults.add(fault);
		expect(await trigger.poll()).toHaveLength(1000);
		await expect(trigger.poll()).rejects.toThrow();
		shop.simulator.faults.clear();
		expect(await trigger.poll()).not.toEqual([]);
	});
});

describe('a filter never leaves out what could not be read', () => {
	test.each<[string, INodeParameters]>([
		['Fulfillment Status', { fulfillmentStatus: ['NEW'] }],
		['Order Status', { orderStatus: ['READY_FOR_PROCESSING'] }],
		[
			'both, for an expression',
			{ orderStatus: 'READY_FOR_PROCESSING', fulfillmentStatus: '["NEW"]' },
		],
	])('%s', async (_name, options) => {
		for (const includeOrder of [true, false]) {
			shop.simulator.faults.clear();
			const trigger = await begun({ includeOrder, options });
			const ids = [paid().id, paid().id, paid({ fulfillmentStatus: 'SENT' }).id, paid().id];
			bad(ids[0], 403);
			bad(ids[1], 404);
			const told = (await polls(trigger, TRIES)).flat();
			const wanted = 'fulfillmentStatus' in options ? [ids[0], ids[1], ids[3]] : ids;
			expect(orderIds(told)).toEqual(wanted);
			expect(told[0].problem).toEqual(expect.any(String));
		}
	});
});

describe('what the event says is not what the order says', () => {
	test('paid, and cancelled by now: not told, unless it was asked for', async () => {
		const trigger = await begun();
		const without = await begun({ includeOrder: false });
		const all = await begun({ options: { orderStatus: ['READY_FOR_PROCESSING', 'CANCELLED'] } });
		const [first, second] = [paid().id, paid().id];
		shop.simulator.cancelOrder(first);
		expect(orderIds(await trigger.poll())).toEqual([second]);
		expect(orderIds(await without.poll())).toEqual([second]);
		expect(orderIds(await all.poll())).toEqual([first, second]);
	});

	test('only orders of a status', async () => {
		const trigger = await begun({ events: ['BOUGHT'], options: { orderStatus: ['BOUGHT'] } });
		paid();
		const { id } = shop.simulator.createOrder({ status: 'BOUGHT' });
		expect(orderIds(await trigger.poll())).toEqual([id]);
	});

	test('a form from before its event is read again, and told as such in the end', async () => {
		const trigger = await begun();
		const { id } = paid();
		const record = shop.simulator.state.orders.get(id)!;
		const { form } = record;
		record.form = { ...form, status: 'FILLED_IN', revision: '00000000' };
		expect(await trigger.poll()).toEqual([]);
		record.form = form;
		expect(await trigger.poll()).toMatchObject([
			{ orderId: id, order: { revision: form.revision } },
		]);
		const other = shop.simulator.state.orders.get(paid().id)!;
		other.form = { ...other.form, status: 'FILLED_IN', revision: '00000000' };
		const told = (await polls(trigger, TRIES)).flat();
		expect(told).toMatchObject([
			{ order: { status: 'FILLED_IN' }, problem: expect.stringContaining('older than its event') },
		]);
	});
});

describe('choices', () => {
	test('each order once: a second payment is not told', async () => {
		const trigger = await begun({ options: { oncePerOrder: true } });
		const { id } = paid();
		expect(orderIds(await trigger.poll())).toEqual([id]);
		shop.simulator.clock.advance(60_000);
		shop.simulator.surchargeOrder(id);
		expect(await trigger.poll()).toEqual([]);
		const other = paid();
		shop.simulator.clock.advance(60_000);
		shop.simulator.surchargeOrder(other.id);
		expect(orderIds(await trigger.poll())).toEqual([other.id]);
	});

	test('gone orders are left out when that was chosen, refused ones are not', async () => {
		const trigger = await begun({ options: { skipGone: true } });
		const ids = [paid().id, paid().id, paid().id];
		shop.simulator.state.orders.delete(ids[0]);
		bad(ids[1], 403);
		expect(orderIds((await polls(trigger, TRIES)).flat())).toEqual([ids[1], ids[2]]);
	});

	test.each([
		'BOUGHT,READY_FOR_PROCESSING',
		' BOUGHT, READY_FOR_PROCESSING ',
		'["BOUGHT","READY_FOR_PROCESSING"]',
	])('events from an expression: %s', async (events) => {
		const trigger = await begun({ events });
		paid();
		expect((await trigger.poll()).map(({ type }) => type)).toEqual([
			'BOUGHT',
			'READY_FOR_PROCESSING',
		]);
		const [{ query }] = shop.simulator.exchanges.filter(({ path }) => path === '/order/events');
		expect(query.type).toEqual(['BOUGHT', 'READY_FOR_PROCESSING']);
	});

	test.each([
		[{ events: 'RECEIVED,SEND' }, '"SEND" is none of the choices of "events"'],
		[
			{ events: [], options: { maxEvents: 'many' } },
			'"Max Events per Run" must be a number from 1 on',
		],
		[{ events: [], options: { maxEvents: 0 } }, '"Max Events per Run" must be a number from 1 on'],
	])('what makes no sense is said: %j', async (parameters, words) => {
		const trigger = new Trigger(shop, 'allegroMessagesTrigger', parameters as INodeParameters);
		await expect(trigger.poll()).rejects.toThrow(words);
	});
});

describe('the same in the other triggers that read', () => {
	test.each<[string, { events?: string[] } & INodeParameters, string, string]>([
		['allegroOffersTrigger', { includeOffer: true }, '/sale/product-offers/*', 'offer'],
		[
			'allegroCatalogTrigger',
			{ includeCategory: true, events: ['CATEGORY_MOVED'] },
			'/sale/categories/*',
			'category',
		],
		[
			'allegroCatalogTrigger',
			{ includeCategory: true, events: ['REQUIREMENT_CHANGE'] },
			'/sale/categories/*',
			'category',
		],
	])('%s %j', async (type, parameters, path, field) => {
		const happen = () => {
			const { offerEvents, categoryEvents } = shop.simulator.state;
			shop.simulator.clock.advance(1000);
			if (field === 'offer') offerEvents.emit({ type: 'OFFER_ENDED' });
			else if (parameters.events?.includes('CATEGORY_MOVED'))
				categoryEvents.emit({ type: 'CATEGORY_MOVED' });
			else categoryEvents.schedule();
		};
		const trigger = await begun({ events: [], ...parameters }, type);
		happen();
		shop.simulator.faults.add({ kind: 'answer', status: 403, path });
		expect(await trigger.poll()).toMatchObject([{ problem: expect.stringContaining('403') }]);
		shop.simulator.faults.clear();
		happen();
		shop.simulator.faults.add({ kind: 'answer', status: 500, path });
		const told = await polls(trigger, TRIES);
		expect(told.map(({ length }) => length)).toEqual([0, 0, 0, 0, 1]);
		expect(told[4]).toMatchObject([{ problem: expect.any(String) }]);
		expect(field in told[4][0]).toBe(true);
	});
});

test('an event of the same order, kind and moment with other line items is another one', async () => {
	const trigger = await begun({ events: [], includeOrder: false });
	const occurredAt = new Date(Date.now() - 5_000);
	const { id } = paid();
	const { events } = shop.simulator.state;
	await trigger.poll();
	shop.simulator.emitEvent({ type: 'BOUGHT', orderId: id, occurredAt });
	const form = shop.simulator.state.orders.get(id)!.form;
	const other = {
		...form,
		lineItems: form.lineItems.map((item) => ({ ...item, id: `${item.id}-2` })),
	};
	shop.simulator.state.orders.get(id)!.form = other;
	shop.simulator.emitEvent({ type: 'BOUGHT', orderId: id, occurredAt });
	expect(events.latest()?.subject.lineItems[0].id).toMatch(/-2$/);
	expect(await trigger.poll()).toHaveLength(2);
	shop.simulator.duplicateEvent();
	expect(await trigger.poll()).toEqual([]);
});

describe('attachments', () => {
	const photo = { fileName: 'photo.png', mimeType: 'image/png', content: 'iVBORw0KGgo=' };
	const FILES = '/messaging/message-attachments/*';
	const receive = (text: string, more = {}) => {
		shop.simulator.clock.advance(1000);
		return shop.simulator.state.messages.receive({ text, ...more });
	};
	const textsOf = (events: Array<{ text?: unknown }>) => events.map(({ text }) => text);
	const downloads = () =>
		shop.simulator.requests.byRoute['GET /messaging/message-attachments/{attachmentId}'];
	const listening = async () =>
		await begun({ events: ['RECEIVED'], downloadAttachments: true }, 'allegroMessagesTrigger');

	test('one that is refused: its message is told at once, and why it is missing', async () => {
		const trigger = await listening();
		receive('one', { attachments: [photo, photo] });
		receive('two');
		shop.simulator.faults.add({ kind: 'answer', status: 403, path: FILES, times: 1 });
		const events = await trigger.poll();
		expect(textsOf(events)).toEqual(['one', 'two']);
		expect(events[0].files).toMatchObject([
			{ fileName: 'photo.png', problem: expect.stringContaining('403') },
			{ property: 'attachment_1' },
		]);
	});

	test.each<[string, FaultRule]>([
		['500', { kind: 'answer', status: 500 }],
		['a page', { kind: 'drop', at: 'midBody' }],
	])(
		'%s: it has its tries, and what comes before and is good is downloaded once',
		async (_n, fault) => {
			const trigger = await listening();
			receive('one', { attachments: [photo] });
			const { attachments } = receive('two', { attachments: [photo] });
			receive('three', { attachments: [photo] });
			const id = attachments[0].url!.split('/').pop();
			shop.simulator.faults.add({ ...fault, path: `/messaging/message-attachments/${id}` });
			const told = await polls(trigger, TRIES);
			expect(told.map(textsOf)).toEqual([['one'], [], [], [], ['two', 'three']]);
			expect(told[4][0].files).toMatchObject([{ problem: expect.stringContaining('Get it with') }]);
			// Four times in each of the five polls, and the two good ones.
			expect(downloads()).toBe(4 * TRIES + 2);
		},
	);

	test('many bad ones have their tries together', async () => {
		const trigger = await listening();
		for (let index = 0; index < 4; index++) receive(`${index}`, { attachments: [photo] });
		shop.simulator.faults.add({ kind: 'answer', status: 502, path: FILES });
		expect(textsOf((await polls(trigger, TRIES)).flat())).toEqual(['0', '1', '2', '3']);
	});
});

test('orders are read as seldom as they can be', async () => {
	const trigger = await begun({
		options: { orderStatus: ['READY_FOR_PROCESSING', 'CANCELLED', 'BOUGHT', 'FILLED_IN'] },
	});
	const ids = [paid().id, paid().id, paid().id];
	bad(ids[2], 500);
	shop.simulator.clearExchanges();
	await trigger.poll();
	expect(shop.simulator.requests.byRoute[FORM]).toBe(2 + 4);
});
