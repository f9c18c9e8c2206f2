import type { IDataObject, INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { REQUIRED_WHERE_SHOWN } from '../nodes/shared/inputs';
import { MOST_CHARACTERS, shortName } from '../nodes/shared/locators/shortNames';
import { loadNodeTypes } from './engine';
import { discover, type Discovered } from './operations/discover';
import { sampleItem, sampleParameters } from './operations/samples';
import { openStub, type Stub } from './stub';

/** What a panel shows to somebody who has just put the node on the canvas. */
const operations = discover(loadNodeTypes());

let stub: Stub;
beforeAll(async () => {
	stub = await openStub(() => ({ status: 500, body: {} }));
});
beforeEach(() => {
	stub.requests.length = 0;
});
afterAll(async () => await stub.close());

/** The collections that must be filled in, of those that belong to an operation. */
function demanded({ description, resource, operation }: Discovered): INodeProperties[] {
	return description.properties.filter(
		(field) =>
			field.type === 'fixedCollection' &&
			(field.required || REQUIRED_WHERE_SHOWN in field) &&
			field.displayOptions?.show?.resource?.includes(resource.value as string) &&
			field.displayOptions.show.operation?.includes(operation.value as string),
	);
}

/** The parameters of a new node, as n8n works them out. */
function fresh({ description, resource, operation }: Discovered): INodeParameters {
	const chosen = { resource: resource.value, operation: operation.value };
	const node = { typeVersion: 1, parameters: chosen } as unknown as INode;
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		chosen,
		true,
		false,
		node,
		description,
	);
	return all as INodeParameters;
}

/** Those in whose rows no field waits to be filled in: a row that nobody touched would be sent. */
const CLOSED = [
	...['bundleDiscounts', 'description', 'participations', 'quantityThresholds'],
	...['safetyInformation', 'slotDiscounts', 'modifications of promoOption'],
];

const isClosed = ({ resource }: Discovered, name: string) =>
	CLOSED.includes(name) || CLOSED.includes(`${name} of ${String(resource.value)}`);

const named = operations.map((each) => [`${each.node} ${each.key}`, each] as const);

test.each(named)('n8n can put a new %s on the canvas', (_, operation) => {
	expect(fresh(operation)).toMatchObject({ operation: operation.operation.value });
});

const demanding = named.filter(([, operation]) => demanded(operation).length > 0);

test('collections are demanded in many places', () => {
	expect(demanding.length).toBeGreaterThan(20);
});

describe.each(demanding)('The panel of a new %s', (_, operation) => {
	test('shows rows that must be filled in', () => {
		const parameters = fresh(operation);
		for (const { name, typeOptions, displayOptions, ...field } of demanded(operation)) {
			// n8n breaks off when what holds a single entry begins with it.
			const isOpen = Object.keys(field.default as object).length > 0;
			expect(isOpen).toBe(Boolean(typeOptions?.multipleValues) && !isClosed(operation, name));
			if (!isOpen) {
				expect(field.placeholder).toMatch(/^Add .+ \(Required\)$/);
				continue;
			}
			const [rows] = Object.values(field.default as Record<string, IDataObject[]>);
			expect(rows).toHaveLength(typeOptions?.minRequiredFields ?? 1);
			const isBranch = Object.keys(displayOptions?.show ?? {}).length > 2;
			if (!isBranch) expect(Object.values(parameters[name] as object)[0]).toHaveLength(rows.length);
		}
	});

	test('left as it is, sends nothing that acts', async () => {
		const { node } = operation;
		const open = demanded(operation).filter(
			(field) => Object.keys(field.default as object).length > 0,
		);
		for (const { name, displayOptions } of open) {
			const { resource: _r, operation: _o, ...branch } = displayOptions?.show ?? {};
			const chosen = Object.fromEntries(
				Object.entries(branch).map(([field, values]) => [field, (values as string[])[0]]),
			) as INodeParameters;
			const filled = sampleParameters(operation, 'full', chosen);
			const field = demanded(operation).find((each) => each.name === name)!;
			const left = { ...filled, [name]: field.default as INodeParameters };
			const refused = await stub.engine
				.node(node, left, { items: [sampleItem(operation)] })
				.then(({ error }) => error?.message)
				.catch((error: Error) => error.message);
			expect([name, refused ?? 'no error']).not.toEqual([name, 'no error']);
			const acts = stub.requests.filter(({ method }) => method !== 'GET');
			expect([name, acts.map(({ target }) => target)]).toEqual([name, []]);
		}
	});
});

describe('The name of a choice', () => {
	test.each([
		['Kubek', 'Kubek'],
		['Jagoda Wrzos · 2026-10-30 · 139.89 PLN', 'Jagoda Wrzos · 2026-10-30 · 139.89 PLN'],
		[
			'Kubek ceramiczny do kawy 330 ml ręcznie malowany niebieski · 49.90 PLN · 7 left',
			'Kubek ceramiczny…alowany niebieski · 49.90 PLN · 7 left',
		],
		[
			'Filiżanka porcelanowa ze spodkiem i łyżeczką, zestaw dla sześciu osób, biała',
			'Filiżanka porcelanowa ze spo…taw dla sześciu osób, biała',
		],
	])('%s', (name, short) => {
		expect(shortName(name)).toBe(short);
	});

	test('fits, and keeps its beginning and its end', () => {
		const word = (length: number) => 'Zażółć gęślą jaźń 😀 '.repeat(10).slice(0, length).trim();
		for (let first = 1; first < 140; first += 7) {
			for (let second = 1; second < 60; second += 13) {
				const name = `${word(first)} · ${word(second)} · 49.90 PLN`;
				const short = shortName(name);
				expect([...short].length).toBeLessThanOrEqual(MOST_CHARACTERS);
				expect(short.startsWith(name.slice(0, 4))).toBe(true);
				expect(short.endsWith(' · 49.90 PLN')).toBe(true);
			}
		}
	});

	test('is looked for whole, and shown short', async () => {
		const name = 'Kubek ceramiczny do kawy i herbaty 330 ml ręcznie malowany niebieski';
		const policies = [{ id: 'policy-1', name }];
		const answering = await openStub(() => ({ body: { returnPolicies: policies, count: 1 } }));
		const { results } = await answering.engine.search(
			'allegroOffers',
			'searchReturnPolicies',
			'herbaty 330',
		);
		await answering.close();
		expect(results).toEqual([{ name: shortName(name), value: 'policy-1' }]);
		expect(results[0].name).not.toBe(name);
	});
});
