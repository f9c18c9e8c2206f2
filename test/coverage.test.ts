import { loadContract, readEndpoints, type Contract } from './contract';
import { needsNoField } from './contract/drift';
import { loadNodeTypes } from './engine';
import { golden } from './golden';
import { discover, type Discovered } from './operations/discover';

/**
 * That the built nodes offer all that Allegro does, found by walking them: each row of the list of
 * endpoints, each query parameter, and the right permission.
 */
const operations = discover(loadNodeTypes());

describe('The list of endpoints', () => {
	const rows = readEndpoints();

	test('has every method, alive or retired', () => {
		const listed = rows.map(({ method, path }) => `${method} ${path}`);
		expect(new Set(listed).size).toBe(listed.length);
		expect([...new Set(operations.map(({ endpoint }) => endpoint as string))].sort()).toEqual(
			listed.sort(),
		);
	});

	test.each(rows.map((row) => [`${row.node} ${row.method} ${row.path}`, row] as const))(
		'%s',
		(_, { node, method, path, lifecycle, scopes }) => {
			const own = operations.filter(
				(each) =>
					each.node.toLowerCase() === node.toLowerCase() && each.endpoint === `${method} ${path}`,
			);
			expect(own).not.toHaveLength(0);
			for (const { route } of own) {
				expect(route.retired !== undefined).toBe(lifecycle === 'retired');
				expect(Boolean(route.deprecated)).toBe(lifecycle === 'deprecated');
				expect(route.scope ?? '').toBe(scopes.join(' '));
			}
		},
	);

	test.each(operations.map((each) => [`${each.node} ${each.key}`, each] as const))(
		'%s is in it',
		(_, { node, endpoint, route }) => {
			// The items of a run are sent with what may stand in another node too.
			const own = (row: { node: string }) => row.node.toLowerCase() === node.toLowerCase();
			const known = route.instead ? rows : rows.filter(own);
			expect(known.map(({ method, path }) => `${method} ${path}`)).toContain(endpoint);
		},
	);
});

describe('Query parameters', () => {
	let contract: Contract;

	beforeAll(async () => {
		contract = await loadContract();
	});

	const byEndpoint = new Map<string, Discovered[]>();
	for (const each of operations) {
		if (each.route.retired) continue;
		byEndpoint.set(each.endpoint, [...(byEndpoint.get(each.endpoint) ?? []), each]);
	}

	test.each([...byEndpoint])('%s has a field for each', (endpoint, own) => {
		const [method, path] = endpoint.split(' ');
		const { query } = contract.operationFor(method, path) ?? { query: [] };
		const sent = own.flatMap(({ node, key }) =>
			golden(node)[key].full.flatMap((request) => [
				...new URL(request.path, 'http://allegro').searchParams.keys(),
			]),
		);
		const names = query.map(({ name }) => name).filter((name) => !needsNoField(endpoint, name));
		expect(names.filter((name) => !sent.includes(name))).toEqual([]);
	});
});
