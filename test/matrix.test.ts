import type { INodeParameters } from 'n8n-workflow';

import { at, setAt } from '../nodes/shared/values';
import { loadContract, type Contract } from './contract';
import { loadNodeTypes } from './engine';
import { wrongIn, wrongWith } from './matrix/judge';
import { kindsOf, type Kind } from './matrix/kinds';
import { keysOf, placesOf, type Place } from './matrix/places';
import { prepared, quickRunner, type Outcome } from './matrix/quick';
import { discover, type Discovered } from './operations/discover';
import { sampleItem } from './operations/samples';

// The answers are those of a server that has done everything at once.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...real, sleep: async () => await Promise.resolve() };
});

/**
 * Every field of every operation, down to those of rows, with every kind of value that an expression gives:
 * the request is that of the value that was meant, with the JSON types of Allegro's document, or an error
 * names the field and nothing was done.
 */
const types = loadNodeTypes();
const operations = discover(types);
const run = quickRunner(
	operations.map(({ route }) => route.rows?.split('.')[0] ?? '').filter(Boolean),
	operations.filter(({ route }) => route.rows === '').map(({ endpoint }) => endpoint),
);
/** Filters that Allegro lets repeat, though its reference tells of one. Source: allegro-api #3432 */
const REPEATED = ['filters.fulfillmentStatus', 'filters.status'];
/** Fields that take objects with a name, as another operation gives them. */
const NAMED_OBJECTS = /\.ingredients$/;
const EXPRESSION = '={{ $json.value }}';

let contract: Contract;
beforeAll(async () => {
	contract = await loadContract();
	// Some filters are so many days from now.
	const now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterAll(() => jest.restoreAllMocks());

describe.each([...new Set(operations.map(({ node }) => node))])('%s', (node) => {
	const own = operations.filter((operation) => operation.node === node);
	test.each(own.map((operation) => [operation.key, operation] as const))('%s', async (_, each) => {
		const wrong: string[] = [];
		for (const place of placesOf(each)) wrong.push(...(await wrongAt(place, each)));
		expect(wrong).toEqual([]);
	});
});

/** What is wrong with the outcomes of a field, a line each. */
async function wrongAt(place: Place, { node, key, resource }: Discovered): Promise<string[]> {
	const right = at(place.panel, keysOf(place.place));
	const isLocator = place.field.type === 'resourceLocator';
	const held = (value: unknown) => (isLocator ? { ...(right as object), value } : value);
	const panel = JSON.parse(JSON.stringify(place.panel)) as INodeParameters;
	setAt(panel as never, keysOf(place.place), held(EXPRESSION));
	const parameters = prepared(types[node], panel);
	const item = sampleItem({ resource });
	const known = new Map<string, Outcome>();
	const outcomeOf = async (value: unknown) =>
		await run(types[node], parameters, item, { place: place.place, value: held(value) });
	const meant = async (value: unknown): Promise<Outcome> => {
		const name = JSON.stringify([value]);
		const outcome = known.get(name) ?? (await outcomeOf(value));
		known.set(name, outcome);
		return outcome;
	};
	const wrong: string[] = [];
	for (const kind of kindsOf(place, right)) {
		if (kind.name === 'a list of two' && key === 'order.getAll' && REPEATED.includes(place.place)) {
			continue;
		}
		if (kind.name === 'a list of objects' && NAMED_OBJECTS.test(place.place)) continue;
		const outcome = await outcomeOf(kind.value);
		const same = 'same' in kind ? await meant(kind.same) : undefined;
		// Without a collection, what other fields lack is told: the same as for the empty panel.
		const isOfOthers =
			outcome.error !== undefined &&
			place.field.type === 'collection' &&
			same?.error === outcome.error;
		const faults = isOfOthers && same ? [] : faultsOf(outcome, kind, place);
		if (same) faults.push(...differing(outcome, same));
		const name = `${place.place} (${place.field.displayName}), ${kind.name}`;
		wrong.push(...faults.map((fault) => `${name}: ${fault}`));
	}
	return wrong;
}

function faultsOf(outcome: Outcome, { refused }: Kind, place: Place): string[] {
	if (outcome.error !== undefined) return wrongWith(outcome, place);
	const { requests } = outcome;
	return [
		...requests.flatMap((request) => wrongIn(request, contract)),
		...(refused ? [`is not refused: ${JSON.stringify(requests.at(-1))}`] : []),
	];
}

function differing(outcome: Outcome, same: Outcome): string[] {
	if ((outcome.error === undefined) !== (same.error === undefined)) {
		return [`${outcome.error ?? 'is taken'}, where what it means is not: ${same.error ?? 'taken'}`];
	}
	if (outcome.error !== undefined) return [];
	const [sent, meant] = [outcome, same].map(({ requests }) => JSON.stringify(requests));
	return sent === meant ? [] : [`${sent}, where this is meant: ${meant}`];
}
