import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { permissionFor } from '../../nodes/shared/locators/lookUp';
import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { openStub, type Stub, type StubAnswer } from '../stub';

/** What the panels pick from is read once a minute, for each credential by itself. */

let stub: Stub;
let answer: () => StubAnswer;
beforeEach(async () => {
	answer = () => ({ body: { carriers: [{ id: 'DPD', name: 'DPD' }] } });
	stub = await openStub(() => answer());
});
afterEach(async () => await stub.close());
const carriers = async () => await stub.engine.options('allegroOrders', 'getCarriers');

test('a panel that is opened twice asks once', async () => {
	await carriers();
	expect(await carriers()).toEqual([{ name: 'DPD', value: 'DPD' }]);
	expect(stub.requests).toHaveLength(1);
});

test('panels that open at once share the request', async () => {
	await Promise.all([carriers(), carriers(), carriers()]);
	expect(stub.requests).toHaveLength(1);
});

test('another credential does not see it, even with the same application', async () => {
	await carriers();
	stub.engine.credentialId = 'another';
	answer = () => ({ body: { carriers: [] } });
	expect(await carriers()).toEqual([]);
	expect(stub.requests).toHaveLength(2);
});

test('a failure is not kept', async () => {
	answer = () => ({ status: 404 });
	await expect(carriers()).rejects.toThrow();
	answer = () => ({ body: { carriers: [] } });
	expect(await carriers()).toEqual([]);
});

test('an error says what to do, for the panel shows nothing else of it', async () => {
	const errors = [{ code: 'AccessDenied', message: 'Denied', userMessage: 'Access denied' }];
	answer = () => ({ status: 403, body: { errors } });
	await expect(stub.engine.search('allegroOrders', 'searchOrders')).rejects.toThrow(
		/^The connection may lack Orders: Read\. .*Access denied.*needs the permission Orders: Read \(allegro:api:orders:read\): tick it/,
	);
});

test('the permissions are those of the operations that read the same lists', () => {
	const nodes = join(__dirname, '..', '..', 'nodes');
	const sources = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
		.filter((file) => /locators.*\.ts$|parameters\/.*\.ts$/.test(file))
		.map((file) => readFileSync(join(nodes, file), 'utf8'));
	const endpoints = sources.flatMap((text) => [...text.matchAll(/'GET (\/[^']+)'/g)]);
	const paths = [...new Set(endpoints.map(([, path]) => path))];
	const operations = discover(loadNodeTypes());
	const wanted = paths.map((path) => {
		const same = operations.find(({ endpoint }) => endpoint === `GET ${path}`);
		expect(`${path} ${String(same?.key)}`).not.toContain('undefined');
		return [path, same?.route.scope];
	});
	expect(paths.length).toBeGreaterThan(30);
	expect(paths.map((path) => [path, permissionFor(path)])).toEqual(wanted);
});
