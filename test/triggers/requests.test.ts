import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import type { Contract } from '../contract';
import { loadContract } from '../contract';
import { loadNodeTypes } from '../engine';
import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';
import { SOURCES } from './sources';

/** All that there are: a new one is asked for the same. */
const TYPES = Object.entries(loadNodeTypes()).filter(([, type]) => type.poll);
const TRIGGERS = TYPES.map(([name]) => name).sort();
const NODES = join(__dirname, '../../nodes');

/** The endpoints that a trigger's own source names. */
function endpointsOf(trigger: string): string[] {
	const folder = join(NODES, trigger.replace('allegro', ''));
	const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'));
	const texts = sources.map((file) => readFileSync(join(folder, file), 'utf8'));
	const named = texts.flatMap((text) => [...text.matchAll(/'([A-Z]+ \/[^'\s]*)'/g)]);
	return [...new Set(named.map(([, endpoint]) => endpoint))].sort();
}

/** Every choice that makes a trigger read more. */
function everythingOn(trigger: string): INodeParameters {
	const { properties } = TYPES.find(([name]) => name === trigger)![1].description;
	const switches = properties.filter(({ type }) => type === 'boolean');
	return Object.fromEntries(switches.map(({ name }) => [name, true]));
}

test.each(TRIGGERS)(
	'%s has a history in the hostile tests, and a part in those of all',
	(trigger) => {
		const told = [...SOURCES.map((source) => source.trigger), 'allegroOrdersTrigger'];
		expect(told).toContain(trigger);
		expect(endpointsOf(trigger)).not.toEqual([]);
	},
);

describe('What triggers ask for is what Allegro documents', () => {
	let contract: Contract;
	let shop: Shop;

	beforeAll(async () => {
		contract = await loadContract();
		shop = await openShop({ credential: { language: 'hu-HU' } });
		const { state } = shop.simulator;
		state.messages.receive({ text: 'Hello', attachments: [{ fileName: 'photo.png' }] });
		state.issues.say(state.issues.open());
		state.categoryEvents.emit({ type: 'CATEGORY_MOVED' });
		state.categoryEvents.schedule();
		state.offerEvents.emit({ type: 'OFFER_ENDED' });
		const { id } = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		shop.simulator.sendParcel({ orderId: id });
	});
	afterAll(async () => await shop.close());

	test.each(TRIGGERS)('%s', async (type) => {
		shop.simulator.clearExchanges();
		const trigger = new Trigger(shop, type, {
			start: 'oldest',
			...everythingOn(type),
		});
		await trigger.poll();
		await trigger.poll();
		await trigger.poll({ mode: 'manual' });
		const sent = shop.simulator.exchanges.filter(({ host }) => host === 'api');
		expect(sent.length).toBeGreaterThan(1);
		const problems = sent.flatMap(({ method, path, query, headers }) => {
			const names = new URLSearchParams(
				Object.entries(query).flatMap(([name, value]) =>
					[value].flat().map((each): [string, string] => [name, each]),
				),
			);
			return contract.checkRequest({
				method,
				host: 'api',
				path: names.size > 0 ? `${path}?${names}` : path,
				headers: headers as Record<string, string>,
			});
		});
		expect([...new Set(problems)]).toEqual([]);
		// What its source names was asked for, and so held to the document.
		const anyName = (route: string) => route.replace(/\{\w+\}/g, '{}');
		const asked = Object.keys(shop.simulator.requests.byRoute).map(anyName);
		expect(asked).toEqual(expect.arrayContaining(endpointsOf(type).map(anyName)));
	});
});
