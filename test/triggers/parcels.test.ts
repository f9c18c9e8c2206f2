import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import type { TrackingStatus } from '../simulator/model';
import { Trigger } from './polling';

jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./haste')>('./haste').haste());

const DAY = 24 * 3_600_000;
const TRACKING = 'GET /order/carriers/{carrierId}/tracking';
const SHIPMENTS = 'GET /order/checkout-forms/{id}/shipments';
const ALL: INodeParameters = { events: [] };

let shop: Shop;
/** How far this machine's clock and Allegro's are ahead of the real one. */
let ahead = 0;
beforeEach(async () => {
	ahead = 0;
	const realNow = Date.now.bind(Date);
	jest.spyOn(Math, 'random').mockReturnValue(0);
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
	shop = await openShop();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await shop.close();
});

const simulator = () => shop.simulator;
const later = (ms = 60_000) => (ahead += ms);
const asked = (route: string) => simulator().requests.byRoute[route] ?? 0;

/** A paid order. */
const order = (more = {}) =>
	simulator().createOrder({ status: 'READY_FOR_PROCESSING', ...more }).id;

/** A parcel on an order of its own. */
function parcel(more: Partial<Parameters<Shop['simulator']['sendParcel']>[0]> = {}): string {
	later();
	return simulator().sendParcel({ orderId: more.orderId ?? order(), ...more });
}

/** The parcel gets on. */
function track(waybill: string, ...codes: Array<TrackingStatus['code']>): void {
	for (const code of codes) {
		later();
		simulator().trackParcel(waybill, code);
	}
}

async function begun(parameters: INodeParameters = {}): Promise<Trigger> {
	const trigger = new Trigger(shop, 'allegroParcelsTrigger', { ...ALL, ...parameters });
	expect(await trigger.poll()).toEqual([]);
	return trigger;
}

const types = (events: IDataObject[]) => events.map(({ type }) => type);
const told = async (trigger: Trigger) => types(await trigger.poll());

describe('the way of a parcel', () => {
	test('each change of its status once, with what the next node needs, until it ends', async () => {
		const trigger = await begun();
		const orderId = order();
		const waybill = parcel({ orderId, carrierId: 'DPD' });
		expect(await told(trigger)).toEqual(['PENDING']);
		later();
		simulator().trackParcel(waybill, 'IN_TRANSIT', 'Sorted in Łódź');
		const [event] = await trigger.poll();
		expect(event).toMatchObject({
			type: 'IN_TRANSIT',
			orderId,
			carrierId: 'DPD',
			waybill,
			status: 'IN_TRANSIT',
			description: 'Sorted in Łódź',
			tracking: { statuses: [{ code: 'PENDING' }, { code: 'IN_TRANSIT' }] },
		});
		expect(await told(trigger)).toEqual([]);
		// Steps that repeat the status are none.
		track(waybill, 'IN_TRANSIT', 'IN_TRANSIT', 'RELEASED_FOR_DELIVERY', 'IN_TRANSIT', 'DELIVERED');
		expect(await told(trigger)).toEqual(['RELEASED_FOR_DELIVERY', 'IN_TRANSIT', 'DELIVERED']);
		const before = asked(TRACKING);
		expect(await told(trigger)).toEqual([]);
		expect(await told(trigger)).toEqual([]);
		expect(asked(TRACKING)).toBe(before);
	});

	test('from now on: what was there is known, and goes on', async () => {
		const [moving, over] = [parcel(), parcel()];
		track(moving, 'IN_TRANSIT');
		track(over, 'DELIVERED');
		const trigger = await begun();
		expect(await told(trigger)).toEqual([]);
		track(moving, 'AVAILABLE_FOR_PICKUP', 'RETURNED');
		expect(await told(trigger)).toEqual(['AVAILABLE_FOR_PICKUP', 'RETURNED']);
		expect(await told(trigger)).toEqual([]);
	});

	test('oldest kept: the whole way', async () => {
		track(parcel(), 'IN_TRANSIT', 'DELIVERED');
		const trigger = new Trigger(shop, 'allegroParcelsTrigger', { ...ALL, start: 'oldest' });
		expect(await told(trigger)).toEqual(['PENDING', 'IN_TRANSIT', 'DELIVERED']);
		expect(await told(trigger)).toEqual([]);
	});

	test.each([
		[['DELIVERED'], ['DELIVERED']],
		[['STATUS_CHANGED'], ['PENDING', 'IN_TRANSIT', 'DELIVERED']],
		[['STUCK', 'RETURNED'], []],
	])('%s chosen: %s told', async (events, wanted) => {
		const trigger = await begun({ events });
		track(parcel(), 'IN_TRANSIT', 'DELIVERED');
		expect(await told(trigger)).toEqual(wanted);
		expect(await told(trigger)).toEqual([]);
	});

	test('a status that Allegro brings in some day', async () => {
		const trigger = await begun({ events: ['STATUS_CHANGED'] });
		const waybill = parcel();
		await trigger.poll();
		track(waybill, 'LOST' as TrackingStatus['code']);
		expect(await trigger.poll()).toMatchObject([{ type: 'STATUS_CHANGED', status: 'LOST' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a step that is registered late, with its old date, is told once; it may be the last', async () => {
		const trigger = await begun();
		const waybill = parcel();
		track(waybill, 'IN_TRANSIT', 'RELEASED_FOR_DELIVERY');
		await trigger.poll();
		simulator().trackParcel(waybill, 'NOTICE_LEFT', '', Date.now() - 90_000);
		expect(await told(trigger)).toEqual(['NOTICE_LEFT']);
		expect(await told(trigger)).toEqual([]);
		simulator().trackParcel(waybill, 'DELIVERED', '', Date.now() - 90_000);
		expect(await told(trigger)).toEqual(['DELIVERED']);
		expect(await told(trigger)).toEqual([]);
	});

	test('runs of one event lose nothing, and tell in the order of the dates', async () => {
		const trigger = await begun({ options: { maxEvents: 1 } });
		const [one, other] = [parcel(), parcel()];
		track(one, 'IN_TRANSIT');
		track(other, 'IN_TRANSIT', 'DELIVERED');
		track(one, 'DELIVERED');
		const events = await trigger.drain();
		expect(events.map(({ waybill, type }) => [waybill, type])).toEqual([
			[one, 'PENDING'],
			[other, 'PENDING'],
			[one, 'IN_TRANSIT'],
			[other, 'IN_TRANSIT'],
			[other, 'DELIVERED'],
			[one, 'DELIVERED'],
		]);
	});

	test('what is told twice in its history, or happened in one instant, is told once', async () => {
		const trigger = await begun({ options: { maxEvents: 1 } });
		const waybill = parcel();
		track(waybill, 'IN_TRANSIT');
		await trigger.drain();
		later();
		const now = Date.now();
		const codes = ['NOTICE_LEFT', 'IN_TRANSIT', 'NOTICE_LEFT', 'IN_TRANSIT'] as const;
		for (const code of codes) simulator().trackParcel(waybill, code, '', now);
		expect(types(await trigger.drain())).toEqual(['NOTICE_LEFT', 'IN_TRANSIT']);
	});

	test('what was not saved is told again, the same as before', async () => {
		const trigger = await begun();
		const waybill = parcel();
		track(waybill, 'IN_TRANSIT');
		const saved = JSON.parse(JSON.stringify(trigger.state)) as IDataObject;
		const events = await trigger.poll();
		trigger.state = saved;
		expect(await trigger.poll()).toEqual(events);
	});
});

describe('several parcels', () => {
	test('of one order: those that are added later too, also when another has ended', async () => {
		const trigger = await begun({ events: ['DELIVERED'] });
		const { id, lineItems } = simulator().createOrder({
			status: 'READY_FOR_PROCESSING',
			lineItems: [{}, {}],
		});
		const some = (index: number) => [{ id: lineItems[index].id }];
		const first = parcel({ orderId: id, lineItems: some(0) });
		track(first, 'DELIVERED');
		expect(await trigger.poll()).toMatchObject([{ waybill: first, orderId: id }]);
		const second = parcel({ orderId: id, lineItems: some(1) });
		expect(await trigger.poll()).toEqual([]);
		const third = parcel({ orderId: id, lineItems: some(1) });
		track(second, 'DELIVERED');
		expect(await trigger.poll()).toMatchObject([{ waybill: second, orderId: id }]);
		track(third, 'DELIVERED');
		expect(await trigger.poll()).toMatchObject([{ waybill: third, orderId: id }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('one parcel with two orders is told for each', async () => {
		const trigger = await begun({ events: ['DELIVERED'] });
		const ids = [order(), order()];
		for (const orderId of ids) parcel({ orderId, waybill: 'TOGETHER' });
		track('TOGETHER', 'DELIVERED');
		expect((await trigger.poll()).map(({ orderId }) => orderId).sort()).toEqual(ids.sort());
	});

	test('a flood: twenty in a request, each told once', async () => {
		const trigger = await begun({ events: ['DELIVERED'], options: { maxEvents: 100 } });
		simulator().limits.paces = {};
		// All of them were bought in the same instant, which is more than a page of orders.
		simulator().seed({ orders: 250, status: 'READY_FOR_PROCESSING' });
		simulator().clock.set(Date.now());
		const waybills = Array.from({ length: 250 }, () => parcel({ orderId: order() }));
		for (const waybill of waybills) simulator().trackParcel(waybill, 'DELIVERED');
		const before = asked(TRACKING);
		const first = await trigger.poll();
		expect(first).toHaveLength(100);
		expect(asked(TRACKING) - before).toBeLessThanOrEqual(Math.ceil(250 / 20));
		const rest = await trigger.drain();
		const all = [...first, ...rest].map(({ waybill }) => waybill);
		expect(all.sort()).toEqual(waybills.sort());
		expect(asked(SHIPMENTS)).toBe(250 + 150);
		expect(JSON.stringify(trigger.state).length).toBeLessThan(64 * 1024);
	});

	test('more than are watched at a time: the others wait, and memory has its largest size', async () => {
		const orderId = order();
		const rows = Array.from({ length: 1_500 }, (_, index) => [
			orderId,
			'ALLEGRO',
			`AD${String(index).padStart(20, '0')}`,
			Date.now(),
			'1',
			Date.now(),
			3,
			0,
		]);
		const trigger = await begun({ events: ['DELIVERED'] });
		Object.assign(trigger.state, { parcels: rows });
		const waiting = parcel();
		track(waiting, 'DELIVERED');
		expect(await trigger.poll()).toEqual([]);
		expect(JSON.stringify(trigger.state).length).toBeLessThan(256 * 1024);
		simulator().trackParcel('AD00000000000000000007', 'DELIVERED');
		expect(await trigger.poll()).toMatchObject([{ waybill: 'AD00000000000000000007' }]);
		expect(await trigger.poll()).toMatchObject([{ waybill: waiting }]);
	});
});

describe('a parcel that stands still', () => {
	const STUCK = { events: ['STUCK'], stuckDays: 3 };

	test('is told once, and again when it has moved and stands still again', async () => {
		const trigger = await begun(STUCK);
		const waybill = parcel();
		track(waybill, 'IN_TRANSIT');
		const lastChangeAt = new Date(Date.now()).toISOString();
		expect(await trigger.poll()).toEqual([]);
		later(3 * DAY - 60_000);
		expect(await trigger.poll()).toEqual([]);
		later(60_000);
		const [event, ...more] = await trigger.poll();
		expect(event).toMatchObject({ type: 'STUCK', waybill, status: 'IN_TRANSIT' });
		expect(Date.parse(event.lastChangeAt as string)).toBeCloseTo(Date.parse(lastChangeAt), -4);
		expect(Date.parse(event.occurredAt as string)).toBe(
			Date.parse(event.lastChangeAt as string) + 3 * DAY,
		);
		expect(more).toEqual([]);
		later(DAY);
		expect(await trigger.poll()).toEqual([]);
		// A step that repeats the status is a sign of life.
		track(waybill, 'IN_TRANSIT');
		expect(await trigger.poll()).toEqual([]);
		later(2 * DAY);
		expect(await trigger.poll()).toEqual([]);
		later(DAY);
		expect(await told(trigger)).toEqual(['STUCK']);
		track(waybill, 'DELIVERED');
		later(9 * DAY);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each<[TrackingStatus['code'], string[]]>([
		['PENDING', []],
		['AVAILABLE_FOR_PICKUP', []],
		['DELIVERED', []],
		['RETURNED', []],
		['ISSUE', ['STUCK']],
		['NOTICE_LEFT', ['STUCK']],
		['RELEASED_FOR_DELIVERY', ['STUCK']],
	])('%s for days: %s', async (code, wanted) => {
		const trigger = await begun(STUCK);
		track(parcel(), code);
		await trigger.poll();
		later(4 * DAY);
		expect(await told(trigger)).toEqual(wanted);
	});

	test.each([
		[['PENDING'], ['STUCK']],
		['PENDING,AVAILABLE_FOR_PICKUP', ['STUCK']],
		[[], ['STUCK']],
		[['ISSUE'], []],
	])('Stuck In %j: a parcel that was not handed over is told of as %s', async (stuckIn, wanted) => {
		const trigger = await begun({ ...STUCK, options: { stuckIn } });
		parcel();
		await trigger.poll();
		later(4 * DAY);
		expect(await told(trigger)).toEqual(wanted);
	});

	test('before the activation: known from now on, told with Oldest Kept', async () => {
		const waybill = parcel();
		track(waybill, 'IN_TRANSIT');
		later(5 * DAY);
		const now = await begun(STUCK);
		expect(await now.poll()).toEqual([]);
		const oldest = new Trigger(shop, 'allegroParcelsTrigger', { ...STUCK, start: 'oldest' });
		expect(await told(oldest)).toEqual(['STUCK']);
		expect(await told(oldest)).toEqual([]);
	});

	test.each(['abc', '0', '-1'])('%s days are no days', async (stuckDays) => {
		const trigger = new Trigger(shop, 'allegroParcelsTrigger', { ...STUCK, stuckDays });
		await expect(trigger.poll()).rejects.toThrow('"Stuck After (Days)" must be a number from 1 on');
	});
});

describe('a parcel of which Allegro tells nothing', () => {
	test('is asked for under its carrier, and as one of Allegro Delivery', async () => {
		const trigger = await begun({ events: ['DELIVERED'] });
		const waybill = parcel({ carrierId: 'DPD', trackedAs: 'ALLEGRO' });
		track(waybill, 'DELIVERED');
		expect(await trigger.poll()).toMatchObject([{ waybill, carrierId: 'DPD', type: 'DELIVERED' }]);
	});

	test('is told of when it was asked for long enough', async () => {
		const trigger = await begun({ events: ['UNTRACKED'] });
		const waybill = parcel({ trackedAs: 'NOBODY' });
		expect(await trigger.poll()).toEqual([]);
		later(15 * DAY);
		expect(await trigger.poll()).toMatchObject([
			{
				type: 'UNTRACKED',
				waybill,
				status: null,
				problem: 'Allegro has told nothing of this parcel for 14 days',
			},
		]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('or does not move any more', async () => {
		const trigger = await begun({ events: ['UNTRACKED'] });
		track(parcel(), 'IN_TRANSIT');
		await trigger.poll();
		later(61 * DAY);
		expect(await trigger.poll()).toMatchObject([
			{ status: 'IN_TRANSIT', problem: 'Allegro has told nothing new of this parcel for 60 days' },
		]);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		[{ carrierId: 'OTHER' }, 'Allegro tracks no parcels of the carrier OTHER'],
		[{ carrierId: 'NOBODY', trackedAs: 'NOBODY' }, 'Carrier id NOBODY is not allowed'],
		[{ waybill: ' ' }, 'The order names a parcel without a tracking number'],
		[{ carrierId: '' }, 'The order names a parcel without a carrier'],
	])('%j: told once, why; the others are told as ever', async (fields, why) => {
		const trigger = await begun();
		const orderId = order();
		parcel({ orderId, ...fields });
		const good = parcel();
		const events = await trigger.poll();
		expect(types(events).sort()).toEqual(['PENDING', 'UNTRACKED']);
		expect(events.find(({ type }) => type === 'UNTRACKED')).toMatchObject({
			orderId,
			problem: expect.stringContaining(why),
			tracking: null,
		});
		expect(events.find(({ type }) => type === 'PENDING')).toMatchObject({ waybill: good });
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('what goes wrong on the way', () => {
	test('one number that Allegro does not know (404) keeps back no other', async () => {
		const trigger = await begun({ events: ['PENDING', 'DELIVERED'] });
		const waybills = Array.from({ length: 5 }, () => parcel());
		simulator().state.untracked.set(waybills[2], 404);
		const others = waybills.filter((one) => one !== waybills[2]);
		const tellers = async () => (await trigger.poll()).map(({ waybill }) => waybill);
		expect(await tellers()).toEqual(others);
		const before = asked(TRACKING);
		expect(await tellers()).toEqual([]);
		// The four together, and the one by itself, under both carriers.
		expect(asked(TRACKING) - before).toBeLessThanOrEqual(3);
		for (const waybill of others) track(waybill, 'DELIVERED');
		expect(await tellers()).toEqual(others);
		simulator().state.untracked.clear();
		track(waybills[2], 'DELIVERED');
		expect(await tellers()).toEqual([waybills[2], waybills[2]]);
	});

	test.each([500, 503])(
		'%s of one carrier keeps back no other, however long it lasts',
		async (status) => {
			const trigger = await begun({ events: ['DELIVERED'] });
			const [dpd, inpost] = [parcel({ carrierId: 'DPD' }), parcel({ carrierId: 'INPOST' })];
			const path = '/order/carriers/DPD/tracking';
			const fault = simulator().faults.add({ kind: 'answer', status, path });
			track(inpost, 'DELIVERED');
			track(dpd, 'DELIVERED');
			expect(await trigger.poll()).toMatchObject([{ waybill: inpost }]);
			for (let poll = 0; poll < 6; poll++) expect(await trigger.poll()).toEqual([]);
			simulator().faults.remove(fault);
			expect(await trigger.poll()).toMatchObject([{ waybill: dpd }]);
		},
	);

	test('403 of tracking is a matter of the connection: the poll fails, and nothing moves', async () => {
		const trigger = await begun();
		parcel();
		const before = JSON.stringify(trigger.state);
		const path = '/order/carriers/*';
		const fault = simulator().faults.add({ kind: 'answer', status: 403, path });
		await expect(trigger.poll({ keep: true })).rejects.toThrow();
		expect(JSON.stringify(trigger.state)).toBe(before);
		simulator().faults.remove(fault);
		expect(await told(trigger)).toEqual(['PENDING']);
	});

	test.each([500, 403, 404])(
		'an order whose parcels are refused with %s keeps back no other',
		async (status) => {
			const trigger = await begun();
			const id = order();
			const [bad, good] = [parcel({ orderId: id }), parcel()];
			const path = `/order/checkout-forms/${id}/shipments`;
			const fault = simulator().faults.add({ kind: 'answer', status, path });
			expect(await trigger.poll()).toMatchObject([{ waybill: good }]);
			simulator().faults.remove(fault);
			expect((await trigger.poll()).map(({ waybill }) => waybill)).toEqual(
				status === 404 ? [] : [bad],
			);
		},
	);

	test.each([
		['an empty list', { carrierId: 'INPOST', waybills: [] }],
		['nothing of it', (waybill: string) => ({ carrierId: 'INPOST', waybills: [{ waybill }] })],
		['null', (waybill: string) => ({ waybills: [{ waybill, trackingDetails: null }] })],
		['a list', (waybill: string) => ({ waybills: [{ waybill, trackingDetails: [] }] })],
		[
			'steps without a date or a status',
			(waybill: string) => ({
				waybills: [
					{
						waybill,
						trackingDetails: { statuses: [{ code: 'DELIVERED' }, { occurredAt: 'x' }, null] },
					},
				],
			}),
		],
		['no list', { carrierId: 'INPOST' }],
	])('the answer has %s', async (_name, answer) => {
		const trigger = await begun();
		const waybill = parcel();
		const body = typeof answer === 'function' ? answer(waybill) : answer;
		simulator().faults.add({ kind: 'answer', status: 200, body, path: '/order/carriers/*' });
		expect(await trigger.poll()).toEqual([]);
		simulator().faults.clear();
		expect(await told(trigger)).toEqual(['PENDING']);
	});
});

test('in the editor: the latest of what is chosen, and nothing is remembered', async () => {
	track(parcel(), 'IN_TRANSIT', 'DELIVERED');
	parcel();
	const trigger = new Trigger(shop, 'allegroParcelsTrigger', { events: ['DELIVERED'] });
	expect(await trigger.poll({ mode: 'manual' })).toMatchObject([{ type: 'DELIVERED' }]);
	expect(trigger.state).toEqual({});
});
