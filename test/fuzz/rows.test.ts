import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';

import { nodeError } from '../../nodes/shared/errors';
import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { openStub, type Stub, type StubAnswer } from '../stub';
import { anyJson, anyObject, expectNoPollution } from './json';
import { expectClear } from './outcome';
import { times } from './runs';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/** What is made of Allegro's rows: simple views of operations, and choices of the panel. */
const node = { name: 'Allegro', type: 'allegro', parameters: {} } as unknown as INode;
const nodeTypes = loadNodeTypes();
const operations = discover(nodeTypes);

/** Names of Allegro's fields: a row of random names alone would give nothing but empty views. */
const FIELDS = [
	...['buyer', 'lineItems', 'summary', 'payment', 'delivery', 'fulfillment', 'publication'],
	...['sellingMode', 'price', 'stock', 'offer', 'order', 'category', 'name', 'parameters'],
	...['totalToPay', 'createdAt', 'value', 'type', 'status', 'author', 'rate', 'items', 'values'],
];

const simple = operations.filter(({ route }) => route.simplify);

test('there are simple views to test', () => expect(simple.length).toBeGreaterThan(30));

test.each(simple.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s: the simple view of any row is an object, no larger than the row, or told to be odd',
	(_name, { route, endpoint }) => {
		const simplify = route.simplify as (row: IDataObject) => IDataObject;
		fc.assert(
			fc.property(anyObject(FIELDS) as fc.Arbitrary<IDataObject>, (row) => {
				const before = JSON.stringify(row);
				try {
					const view = simplify(row);
					expect(Object.prototype.toString.call(view)).toBe('[object Object]');
					expectNoPollution(view);
					expect(Object.keys(view).length).toBeLessThan(25);
					// Texts can be joined, and one value can be shown twice.
					expect((JSON.stringify(view) ?? '').length).toBeLessThan(before.length * 3 + 2_000);
				} catch (error) {
					if ((error as Error).message.includes('expect(')) throw error;
					expectClear(nodeError(node, error, { endpoint }), endpoint);
				}
				expect(JSON.stringify(row)).toBe(before);
			}),
			times(25),
		);
	},
);

let stub: Stub;
let answer: StubAnswer;
let asked = 0;
beforeAll(async () => {
	stub = await openStub(() => answer);
});
afterAll(async () => await stub.close());

type Kind = 'listSearch' | 'loadOptions' | 'resourceMapping';
const methods = Object.entries(nodeTypes).flatMap(([type, { methods: known = {} }]) =>
	(['listSearch', 'loadOptions', 'resourceMapping'] as Kind[]).flatMap((kind) =>
		Object.keys(known[kind] ?? {}).map((name) => [`${type} ${name}`, type, kind, name] as const),
	),
);

/** Lists that answers for the panel have: what stands in them is any. */
const LISTS = [
	...['checkoutForms', 'offers', 'issues', 'customerReturns', 'threads', 'ratings', 'categories'],
	...[
		'matchingCategories',
		'products',
		'parameters',
		'carriers',
		'deliveryMethods',
		'rules',
		'tags',
	],
	...['basePackages', 'extraPackages', 'supportedCategories', 'additional-emails', 'posList'],
	...['advanceShipNotices', 'bundles', 'promotions', 'shippingRates', 'returnPolicies'],
	...['impliedWarranties', 'warranties', 'contacts', 'tables', 'responsiblePersons'],
	...['responsibleProducers', 'additionalServicesGroups', 'campaigns', 'badgeCampaigns'],
];
const listed = fc.oneof(fc.array(fc.oneof(anyObject(FIELDS), anyJson), { maxLength: 4 }), anyJson);
const panelAnswer = fc.oneof(
	anyJson,
	listed.map((rows) => Object.fromEntries(LISTS.map((name) => [name, rows]))),
);

async function open(type: string, kind: Kind, name: string, filter: string): Promise<unknown[]> {
	// Answers are kept for a minute, for each credential by itself.
	stub.engine.credentialId = `credential ${++asked}`;
	if (kind === 'listSearch') return (await stub.engine.search(type, name, filter)).results;
	if (kind === 'loadOptions') return await stub.engine.options(type, name);
	const category = { __rl: true, mode: 'id', value: '1' };
	const parameters = { resource: 'offer', operation: 'create', categoryId: category };
	return (await stub.engine.mapping(type, name, parameters)).fields;
}

test.each(methods)(
	'%s: the panel gets choices with a name and a value, or an error in words',
	async (about, type, kind, name) => {
		await fc.assert(
			fc.asyncProperty(panelAnswer, fc.constantFrom('', 'a', '12345678'), async (given, filter) => {
				answer = { body: JSON.stringify(given) };
				const choices = await open(type, kind, name, filter).catch((error: Error) => {
					expectClear(error, about);
					return [];
				});
				for (const choice of choices as Array<Record<string, unknown>>) {
					if (kind === 'resourceMapping') {
						expect(typeof choice.displayName).toBe('string');
						continue;
					}
					expect(typeof choice.name).toBe('string');
					expect(choice.name).not.toBe('');
					expect(['string', 'number', 'boolean']).toContain(typeof choice.value);
				}
				expectNoPollution(choices);
			}),
			times(5),
		);
	},
);
