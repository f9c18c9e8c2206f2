import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';

/** Lists longer than Allegro gives at once, which change while they are read. */
let shop: Shop;
beforeEach(async () => {
	shop = await openShop({ simulator: { recording: false } });
});
afterEach(async () => await shop.close());

const LONG = 25_000;
jest.setTimeout(180_000);

interface Reading {
	items: INodeExecutionData[];
	/** How many requests it took. */
	requests: number;
	/** How often something happened meanwhile: at most once for each request. */
	changes: number;
}

/** Runs a Get Many, and lets things happen between its requests. */
async function read(
	node: string,
	parameters: IDataObject,
	happen: (round: number) => void = () => {},
): Promise<Reading> {
	const { simulator, engine } = shop;
	const before = simulator.requests.total;
	let changes = 0;
	let reading = true;
	let asked = before;
	const change = () => {
		if (!reading) return;
		if (simulator.requests.total > asked) happen(changes++);
		asked = simulator.requests.total;
		setTimeout(change, 1);
	};
	change();
	const all = { operation: 'getAll', returnAll: true, simplify: true };
	const { items, error } = await engine.node(node, { ...all, ...parameters } as never);
	reading = false;
	expect(error).toBeUndefined();
	return { items, requests: simulator.requests.total - before, changes };
}

const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.id as string);

function expectEachOnce(items: INodeExecutionData[], ids: string[]): void {
	const given = idsOf(items);
	const known = new Set(given);
	expect(known.size).toBe(given.length);
	expect(ids.filter((id) => !known.has(id))).toEqual([]);
}

describe('25,000 orders', () => {
	/** Their IDs, the newest first; none is sent yet. */
	function seedOrders(count = LONG): string[] {
		const { simulator } = shop;
		const { orders } = simulator.state;
		simulator.seed({ orders: count, events: false });
		const { records } = orders.list(() => true, { key: 'boughtAt', descending: true }, 0, count);
		for (const record of records) setStatus(record.form.id, 'NEW');
		return records.map(({ form }) => form.id);
	}

	function setStatus(id: string, status: 'NEW' | 'SENT'): void {
		const { orders } = shop.simulator.state;
		const record = orders.get(id)!;
		const fulfillment = { ...record.form.fulfillment, status };
		orders.update(record, { ...record.form, fulfillment }, false);
	}

	test('that change while they are read are given once each, newest first', async () => {
		const { simulator } = shop;
		const there = seedOrders();
		const sent = new Set<string>();
		const { items, requests, changes } = await read(
			'allegroOrders',
			{ resource: 'order', filters: { fulfillmentStatus: 'NEW' } },
			(round) => {
				simulator.createOrder();
				simulator.modifyOrder(there[(round * 7919) % LONG]);
				// What is sent leaves the list, and what lies below moves up.
				const leaving = there[(round * 104_729) % LONG];
				setStatus(leaving, 'SENT');
				sent.add(leaving);
			},
		);
		expect(changes).toBeGreaterThan(50);
		const staying = there.filter((id) => !sent.has(id));
		expectEachOnce(items, staying);
		const known = new Set(staying);
		expect(idsOf(items).filter((id) => known.has(id))).toEqual(staying);
		// 250 pages, and a few to cut the slices.
		expect(requests).toBeLessThan(320);
	});

	test('come as the user sorts them, within their dates, up to their limit', async () => {
		const there = seedOrders(13_000);
		const { orders } = shop.simulator.state;
		const moments = there.map((id) => orders.get(id)!.boughtAt);
		const [from, to] = [moments[12_500], moments[500]];
		const { items } = await read('allegroOrders', {
			resource: 'order',
			returnAll: false,
			limit: 11_000,
			filters: {
				boughtAfter: new Date(from).toISOString(),
				boughtBefore: new Date(to).toISOString(),
				sort: 'lineItems.boughtAt',
			},
		});
		const within = there.filter((_, place) => moments[place] >= from && moments[place] <= to);
		expect(idsOf(items)).toEqual(within.reverse().slice(0, 11_000));
	});

	test('of which the newest 10,001 are wanted take no more requests than these need', async () => {
		const there = seedOrders(13_000);
		const limit = { resource: 'order', returnAll: false, limit: 10_001 };
		const { items, requests } = await read('allegroOrders', limit);
		expect(idsOf(items)).toEqual(there.slice(0, 10_001));
		expect(requests).toBeLessThan(125);
	});
});

describe('Billing entries', () => {
	test('25,000 of them are given once each, whatever is booked meanwhile', async () => {
		const { billing } = shop.simulator.state;
		billing.seed({ entries: LONG });
		const there = billing.entries.map(({ id }) => id);
		const { items, requests, changes } = await read(
			'allegroPayments',
			{ resource: 'billingEntry' },
			(round) => {
				billing.charge();
				billing.charge({ occurredAt: new Date(Date.now() - round * 7_000_003) });
			},
		);
		expect(changes).toBeGreaterThan(50);
		expectEachOnce(items, there);
		expect(requests).toBeLessThan(350);
	});

	test('that fit into a page take one request', async () => {
		const { billing } = shop.simulator.state;
		billing.seed({ entries: 60 });
		const { items, requests } = await read('allegroPayments', { resource: 'billingEntry' });
		expect(items).toHaveLength(60);
		expect(requests).toBe(1);
	});
});

describe('25,000 payment operations, of which Allegro refuses to list even the first page', () => {
	/** Two of each: operations have no ID, and these look alike. */
	function seedTwins(): void {
		const { payments } = shop.simulator.state;
		payments.seed({ operations: LONG / 2 });
		const at = (place: number) => payments.operations[place];
		for (let place = 0; place < LONG / 2; place++) {
			payments.operations.push({ ...at(place), payment: { ...at(place).payment! } });
		}
	}
	const countOf = (items: Array<{ json: object }>) => {
		const counts = new Map<string, number>();
		for (const { json } of items) {
			const key = JSON.stringify(json);
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
		return counts;
	};

	test('are all given, those that look alike too', async () => {
		const { payments } = shop.simulator.state;
		seedTwins();
		const there = payments.operations.map((operation) => ({ json: { ...operation } }));
		const { items, requests, changes } = await read(
			'allegroPayments',
			{ resource: 'paymentOperation', simplify: false },
			() => payments.add(),
		);
		expect(changes).toBeGreaterThan(50);
		const given = countOf(items);
		for (const [key, count] of countOf(there)) expect([key, given.get(key)]).toEqual([key, count]);
		expect(items.length).toBeLessThanOrEqual(LONG + changes);
		expect(requests).toBeLessThan(720);
	});

	test('can be had by a Limit, the newest', async () => {
		const { payments } = shop.simulator.state;
		seedTwins();
		const limit = { resource: 'paymentOperation', returnAll: false, limit: 75 };
		const { items, requests } = await read('allegroPayments', limit);
		const newest = payments.operations
			.map(({ occurredAt }) => occurredAt)
			.sort()
			.reverse();
		expect(items.map(({ json }) => json.occurredAt)).toEqual(newest.slice(0, 75));
		expect(requests).toBeLessThan(15);
	});
});

describe('25,000 ratings', () => {
	test('that buyers change while they are read are given once each', async () => {
		const { ratings } = shop.simulator.state;
		const now = Date.now();
		for (let place = LONG; place > 0; place--) {
			ratings.rate({ createdAt: new Date(now - place * 60_000) });
		}
		const there = [...ratings.byId.keys()];
		const { items, requests, changes } = await read(
			'allegroRatings',
			{ resource: 'rating' },
			(round) => {
				ratings.rate();
				ratings.edit({ id: there[(round * 7919) % LONG], comment: 'Zmieniam' });
			},
		);
		expect(changes).toBeGreaterThan(50);
		expectEachOnce(items, there);
		expect(requests).toBeLessThan(350);
	});
});
