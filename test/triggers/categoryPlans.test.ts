import { openShop, type Shop } from '../shop';
import { CATEGORIES } from '../simulator/categories/catalogue';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const categories = () => shop.simulator.state.categoryEvents;
const PLANNED = { events: ['REQUIREMENT_CHANGE'] };
const BOTH = { events: ['CATEGORY_MOVED', 'REQUIREMENT_CHANGE'] };
const typesOf = (events: Array<{ type?: unknown }>) => events.map(({ type }) => type);

test('tells what is planned, with category, parameter and day, once', async () => {
	categories().schedule({ categoryId: '1' });
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', PLANNED);
	expect(await trigger.poll()).toEqual([]);
	const { scheduledAt, scheduledFor } = categories().schedule({
		categoryId: '319159',
		parameterId: '11323',
	});
	expect(await trigger.poll()).toEqual([
		{
			eventId: expect.stringContaining('319159|11323'),
			type: 'REQUIREMENT_CHANGE',
			occurredAt: scheduledAt,
			scheduledFor,
			categoryId: '319159',
			parameterId: '11323',
			category: { id: '319159' },
		},
	]);
	expect(await trigger.poll()).toEqual([]);
});

test('only planned changes are chosen: the journal is not read', async () => {
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', PLANNED);
	await trigger.poll();
	categories().emit({ type: 'CATEGORY_MOVED' });
	expect(await trigger.poll()).toEqual([]);
	expect(shop.simulator.requests.byRoute).not.toHaveProperty(['GET /sale/category-events']);
});

test('planned changes are off until they are chosen', async () => {
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', { events: ['CATEGORY_MOVED'] });
	await trigger.poll();
	categories().schedule();
	expect(await trigger.poll()).toEqual([]);
	expect(Object.keys(trigger.state)).toEqual(['journal']);
});

test('from the oldest kept: everything that is planned; a new day is a new plan', async () => {
	for (let index = 0; index < 1_200; index++) {
		categories().schedule({ parameterId: `${index}`, at: new Date(1.7e12 + index).toISOString() });
	}
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', { ...PLANNED, start: 'oldest' });
	const told = await trigger.drain();
	expect(new Set(told.map(({ parameterId }) => parameterId)).size).toBe(1_200);
	expect(told).toHaveLength(1_200);
	const soon = new Date(Date.now() + 86_400_000).toISOString();
	categories().schedule({ parameterId: '7', for: soon });
	expect(await trigger.poll()).toMatchObject([{ parameterId: '7', scheduledFor: soon }]);
});

test('both at once: each has its own memory', async () => {
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', BOTH);
	await trigger.poll();
	categories().emit({ type: 'CATEGORY_MOVED' });
	categories().schedule();
	expect(typesOf(await trigger.poll())).toEqual(['CATEGORY_MOVED', 'REQUIREMENT_CHANGE']);
	expect(await trigger.poll()).toEqual([]);
	expect(Object.keys(trigger.state).sort()).toEqual(['journal', 'planned']);
	expect(trigger.state.journal).toHaveProperty('cursor');
	expect(trigger.state.planned).toHaveProperty('reached');
	expect(trigger.state.planned).not.toHaveProperty('cursor');
});

test('when one of them cannot be read, the other one loses nothing', async () => {
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', BOTH);
	await trigger.poll();
	categories().emit({ type: 'CATEGORY_MOVED' });
	categories().schedule();
	const path = '/sale/category-parameters-scheduled-changes';
	shop.simulator.faults.add({ kind: 'answer', status: 400, path, times: 1 });
	// n8n keeps the memory of a running process also after a poll that failed.
	await expect(trigger.poll({ keep: true })).rejects.toThrow();
	expect(typesOf(await trigger.poll())).toEqual(['CATEGORY_MOVED', 'REQUIREMENT_CHANGE']);
});

test('a run holds so many events of both together, and the rest comes next', async () => {
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', {
		...BOTH,
		options: { maxEvents: 3 },
	});
	await trigger.poll();
	for (let index = 0; index < 4; index++) {
		categories().emit({ type: 'CATEGORY_MOVED', id: `${index}` });
		categories().schedule({ categoryId: `${index}` });
	}
	const runs = [await trigger.poll(), await trigger.poll(), await trigger.poll()];
	expect(runs.map(({ length }) => length)).toEqual([3, 3, 2]);
	expect(new Set(runs.flat().map(({ eventId }) => eventId)).size).toBe(8);
});

test('with the full category; what is gone stays as the event has it', async () => {
	const [known] = CATEGORIES;
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', {
		events: [],
		includeCategory: true,
	});
	await trigger.poll();
	categories().emit({ type: 'CATEGORY_DELETED', id: '404404', name: 'Gone' });
	categories().schedule({ categoryId: known.id });
	const [deleted, planned] = await trigger.poll();
	expect(deleted.category).toMatchObject({ id: '404404', name: 'Gone' });
	expect(planned.category).toMatchObject({ id: known.id, name: known.name, options: {} });
});

test('in the editor: a sample of each that is chosen, and nothing is remembered', async () => {
	categories().emit({ type: 'CATEGORY_MOVED' });
	categories().schedule({ parameterId: '1', at: '2026-01-01T00:00:00Z' });
	categories().schedule({ parameterId: '2', at: '2026-03-01T00:00:00Z' });
	categories().schedule({ parameterId: '3', at: '2026-02-01T00:00:00Z' });
	const trigger = new Trigger(shop, 'allegroCatalogTrigger', BOTH);
	expect(await trigger.poll({ mode: 'manual' })).toMatchObject([
		{ type: 'CATEGORY_MOVED' },
		{ type: 'REQUIREMENT_CHANGE', parameterId: '2' },
	]);
	expect(trigger.state).toEqual({});
});
