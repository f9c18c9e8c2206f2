import Ajv, { type ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as n8nCore from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import answered from './answers/golden.json';
import { READERS } from './answers/triggers';
import { loadNodeTypes } from './engine';
import { discover } from './operations/discover';
import { sampleItem, sampleParameters } from './operations/samples';
import { collectOutputs, type Output } from './outputs/collect';
import { schemaFile } from './outputs/files';
import type { OutputSchema } from './outputs/infer';
import { openShop, type Shop } from './shop';
import { Trigger } from './triggers/polling';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./strict/clock')>('./strict/clock').sleepless(),
);

/**
 * What n8n shows of a node's output before the first run (nodes/<Node>/__schema__) is what the node gives:
 * as Allegro's document has it, from the simulator, and out of real answers. `npm run schemas` renews it.
 */
const NODES = join(__dirname, '..', 'nodes');
const operations = discover(loadNodeTypes());
const retired = operations
	.filter(({ route }) => route.retired)
	.map(({ node, key }) => `${node} ${key.replace('.', '/')}`);
const ajv = new Ajv({ allowUnionTypes: true });

/** Retired ones of which is not known what they gave, so that nothing is told of it. */
const UNKNOWN = ['allegroSettings additionalServiceDefinition/getAll'];

let outputs: Output[];
beforeAll(async () => {
	outputs = await collectOutputs();
}, 300_000);

const kept = (path: string) => readFileSync(join(NODES, path), 'utf8');
const schemaOf = (node: string, place: string): OutputSchema =>
	outputs.find((each) => each.node === node && each.place === place)?.schema as OutputSchema;

test('every operation and every trigger has its schema, as it is now', () => {
	expect(outputs.length).toBeGreaterThan(330);
	const stale = outputs.map(schemaFile).filter(({ path, text }) => kept(path) !== text);
	expect(stale.map(({ path }) => path)).toEqual([]);
});

test('no file is left of what is no more', () => {
	const known = outputs.map((output) => schemaFile(output).path).sort();
	const found = readdirSync(NODES, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.includes('__schema__') && path.endsWith('.json'))
		.sort();
	expect(found).toEqual(known);
});

test('something comes out of each, and its schema tells what', () => {
	const silent = outputs.filter(({ problem }) => problem !== undefined);
	expect(silent.map(({ node, place }) => `${node} ${place}`)).toEqual(UNKNOWN);
	const empty = outputs.filter(({ schema }) => !schema.properties);
	const told = empty.map(({ node, place }) => `${node} ${place}`);
	expect(told.filter((name) => !retired.includes(name))).toEqual([]);
});

test('n8n finds them where they are in the built package', () => {
	// Older n8n looks itself for files at the same places.
	const { resolveOutputSchemaPath: find } = n8nCore as Partial<typeof n8nCore>;
	for (const output of outputs) {
		const { path, text } = schemaFile(output);
		const [folder] = path.split(/[\\/]/);
		const nodeDir = join(__dirname, '..', 'dist', 'nodes', folder);
		const [resource, operation] = output.place.split('/');
		const isTrigger = operation === undefined;
		const named = isTrigger ? { versionFallback: true } : { resource, operation };
		const file = find?.({ nodeDir, version: 1, ...named }) ?? join(nodeDir, '..', path);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text));
	}
});

describe('an order of Orders: Get', () => {
	test('can be dragged field by field', () => {
		const { properties = {} } = schemaOf('allegroOrders', 'order/get');
		expect(Object.keys(properties).slice(0, 6)).toEqual([
			...['id', 'boughtAt', 'buyerLogin', 'totalToPay', 'currency', 'status'],
		]);
		expect(properties.items.items?.properties).toHaveProperty('lineItemId.type');
		expect(properties.details.properties).toHaveProperty('taxId', { type: ['string', 'null'] });
	});
});

const validators = new Map<OutputSchema, ValidateFunction>();
/** What is wrong with an item, held to the schema. */
function faults(schema: OutputSchema, item: IDataObject): string[] {
	let validate = validators.get(schema);
	if (!validate) validators.set(schema, (validate = ajv.compile(schema)));
	if (validate(item)) return unknownIn(schema, item, '');
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Fields of an item that its schema does not tell of, which nobody would find before the first run. */
function unknownIn(schema: OutputSchema | undefined, value: unknown, at: string): string[] {
	if (!schema || typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value))
		return value.flatMap((each) => unknownIn(schema.items, each, `${at}[]`));
	if (!schema.properties) return [];
	return Object.entries(value as IDataObject).flatMap(([name, inner]) => {
		const known = schema.properties?.[name] ?? schema.additionalProperties;
		return known ? unknownIn(known, inner, `${at}.${name}`) : [`${at}.${name} is not told of`];
	});
}

/** An answer that was cut when it was made public lacks what is always there. */
function withoutRequired({ required: _, ...schema }: OutputSchema): OutputSchema {
	const of = (inner?: OutputSchema) => inner && withoutRequired(inner);
	return {
		...schema,
		...(typeof schema.type === 'string' && { nullable: true }),
		...(schema.properties && {
			properties: Object.fromEntries(
				Object.entries(schema.properties).map(([name, inner]) => [name, withoutRequired(inner)]),
			),
		}),
		...(schema.items && { items: of(schema.items) }),
		...(schema.additionalProperties && { additionalProperties: of(schema.additionalProperties) }),
	};
}

describe('what comes out of the simulator is told', () => {
	let shop: Shop;
	beforeAll(async () => {
		shop = await openShop();
		shop.simulator.seed({ orders: 3 });
		shop.simulator.payOrder(shop.simulator.createOrder().id);
	});
	afterAll(async () => await shop.close());

	test('by operations', async () => {
		const wrong: string[] = [];
		const ran = new Set<string>();
		const { engine, simulator } = shop;
		const { id: orderId } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		for (const operation of operations) {
			const { node, key } = operation;
			const place = key.replace('.', '/');
			const chosen = { options: { timeoutSeconds: 1 } };
			const parameters = sampleParameters(operation, 'minimal', chosen);
			for (const [name, id] of Object.entries({ orderId })) {
				if (name in parameters) parameters[name] = { __rl: true, mode: 'id', value: id };
			}
			const { items, error } = await engine.node(node, parameters, {
				items: [sampleItem(operation)],
			});
			if (error || items.length === 0) continue;
			ran.add(`${node} ${place}`);
			const schema = schemaOf(node, place);
			const found = items.flatMap(({ json }) => faults(schema, json));
			wrong.push(...[...new Set(found)].map((fault) => `${node} ${place}${fault}`));
		}
		expect(wrong).toEqual([]);
		expect(ran.size).toBeGreaterThan(80);
	}, 300_000);

	test.each(READERS.map((reader) => [`${reader.trigger} ${reader.endpoints[0]}`, reader] as const))(
		'by %s',
		async (_, { trigger, parameters, happen }) => {
			const { properties } = shop.engine.nodeTypes[trigger].description;
			const defaults = properties.map(({ name, default: given }) => [name, given]);
			const events = parameters?.events ?? [];
			const polled = new Trigger(shop, trigger, { ...Object.fromEntries(defaults), events });
			await polled.poll();
			happen(shop.simulator);
			const items = (await polled.poll()) ?? [];
			expect(items.length).toBeGreaterThan(0);
			expect(items.flatMap((json) => faults(schemaOf(trigger, 'output'), json))).toEqual([]);
		},
	);
});

test('what comes out of real answers is told', () => {
	const wrong: string[] = [];
	let held = 0;
	for (const [answer, outcomes] of Object.entries(answered)) {
		for (const [about, outcome] of Object.entries(outcomes as object)) {
			const [node, key] = about.replace(', simplified', '').split(' ');
			const schema = schemaOf(node, key.replace('.', '/'));
			const simple = `${about}, simplified` in outcomes;
			// The default of these is the simple view.
			if (simple) continue;
			const loose = withoutRequired(schema);
			for (const item of (outcome as { items?: IDataObject[] }).items ?? []) {
				held++;
				wrong.push(...faults(loose, item).map((fault) => `${answer}: ${about}${fault}`));
			}
		}
	}
	expect(wrong).toEqual([]);
	expect(held).toBeGreaterThan(10);
});

test('a schema that tells something else is found out', () => {
	const schema = schemaOf('allegroOrders', 'order/get');
	const { simplify } = operations.find(
		({ node, key }) => node === 'allegroOrders' && key === 'order.get',
	)?.route as { simplify: (row: IDataObject) => IDataObject };
	const order = { ...simplify({ lineItems: [{ id: 'l' }] }), id: 'o' } as IDataObject;
	expect(faults(schema, order)).toEqual([]);
	expect(faults(schema, { ...order, id: 7 })).not.toEqual([]);
	expect(faults(schema, { ...order, extra: 1 })).toEqual(['.extra is not told of']);
	expect(faults(schema, { ...order, details: undefined as never })).not.toEqual([]);
});
