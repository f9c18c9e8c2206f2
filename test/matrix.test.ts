import { loadContract, type Contract } from './contract';
import { loadNodeTypes } from './engine';
import { wrongIn, wrongWith } from './matrix/judge';
import { kindsOf } from './matrix/kinds';
import { keysOf, placesOf, type Place } from './matrix/places';
import { prepared, quickRunner, type Outcome } from './matrix/quick';
import { discover, type Discovered } from './operations/discover';
import { sampleItem } from './operations/samples';
import { at, setAt } from '../nodes/shared/values';

jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...real, sleep: async () => await Promise.resolve() };
});

const types = loadNodeTypes();
const operations = discover(types);
const run = quickRunner(
	operations.map(({ route }) => route.rows?.split('.')[0] ?? '').filter(Boolean),
	operations.filter(({ route }) => route.rows === '').map(({ endpoint }) => endpoint),
);

let contract: Contract;
let cells = 0;
beforeAll(async () => {
	contract = await loadContract();
});
afterAll(() => {
	console.log(cells, process.cpuUsage());
});

const nodes = [...new Set(operations.map(({ node }) => node))];
const only = process.env.ONLY;
describe.each(nodes.filter((each) => !only || only.includes(each)))('%s', (node) => {
	const own = operations.filter((operation) => operation.node === node);
	test.each(own.map((operation) => [operation.key, operation] as const))('%s', async (_, each) => {
		const wrong: string[] = [];
		for (const place of placesOf(each)) wrong.push(...(await tried(each, place)));
		expect(wrong).toEqual([]);
	});
});

const EXPRESSION = '={{ $json.value }}';
const checked = new Map<string, string[]>();

async function tried(operation: Discovered, place: Place): Promise<string[]> {
	const type = types[operation.node];
	const item = sampleItem(operation);
	const right = at(place.panel, keysOf(place.place));
	const isLocator = place.field.type === 'resourceLocator';
	const panel = JSON.parse(JSON.stringify(place.panel)) as typeof place.panel;
	setAt(
		panel as never,
		keysOf(place.place),
		isLocator ? { ...(right as object), value: EXPRESSION } : EXPRESSION,
	);
	const parameters = prepared(type, panel);
	const outcomes = new Map<string, Outcome>();
	const outcomeOf = async (value: unknown): Promise<Outcome> => {
		cells++;
		const given = isLocator ? { ...(right as object), value } : value;
		return await run(type, parameters, item, { place: place.place, value: given });
	};
	const wrong: string[] = [];
	for (const kind of kindsOf(place, right)) {
		const outcome = await outcomeOf(kind.value);
		const faults: string[] = [];
		if (outcome.error === undefined) {
			for (const request of outcome.requests) {
				const key = `${JSON.stringify(request)}`;
				if (!checked.has(key)) checked.set(key, wrongIn(request, contract));
				faults.push(...(checked.get(key) ?? []));
			}
			if (kind.refused)
				faults.push(
					`is not refused: ${JSON.stringify(outcome.requests.at(-1)?.body ?? outcome.requests.at(-1)?.path)?.slice(0, 300)}`,
				);
		} else {
			faults.push(...wrongWith(outcome, place));
		}
		if ('same' in kind) {
			const key = JSON.stringify(kind.same) ?? 'undefined';
			if (!outcomes.has(key)) outcomes.set(key, await outcomeOf(kind.same));
			const same = outcomes.get(key);
			if (Boolean(same?.error) !== Boolean(outcome.error))
				faults.push(`is not as ${key}: ${outcome.error ?? same?.error}`);
			else if (!same?.error && JSON.stringify(same?.requests) !== JSON.stringify(outcome.requests))
				faults.push(
					`is not as ${key}: ${JSON.stringify(outcome.requests)} instead of ${JSON.stringify(same?.requests)}`.slice(
						0,
						500,
					),
				);
		}
		wrong.push(
			...faults.map(
				(fault) =>
					`${place.place} (${place.field.displayName}, ${place.field.type}), ${kind.name}: ${fault}`,
			),
		);
	}
	return wrong;
}
