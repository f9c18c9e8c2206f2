import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { openStub, type Stub } from '../stub';
import { startClock, stopClock } from './clock';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./clock')>('./clock').sleepless(),
);

/** How often a request is sent while Allegro says no: the first time counts too. */
const LIMITED = 6;
const BUSY = 4;
const ONCE = 1;

/** An operation of each kind, and how often it is sent. */
const KINDS: Array<{ kind: string; node: string; key: string; busy: number }> = [
	{ kind: 'a GET', node: 'allegroOrders', key: 'order.get', busy: BUSY },
	{ kind: 'a PUT', node: 'allegroOrders', key: 'order.setStatus', busy: BUSY },
	{ kind: 'a DELETE', node: 'allegroOffers', key: 'tag.delete', busy: BUSY },
	{ kind: 'a POST', node: 'allegroOffers', key: 'tag.create', busy: ONCE },
];
const STATUSES = [
	[429, () => LIMITED],
	[500, (busy: number) => busy],
	[502, (busy: number) => busy],
	[503, (busy: number) => busy],
	[504, (busy: number) => busy],
	[400, () => ONCE],
	[403, () => ONCE],
	[404, () => ONCE],
	[409, () => ONCE],
	[422, () => ONCE],
] as const;

const operations = discover(loadNodeTypes());
let stub: Stub;
afterEach(async () => {
	stopClock();
	await stub.close();
});

describe.each(KINDS)('$kind', ({ node, key, busy }) => {
	test.each(STATUSES)('that is answered with %i', async (status, tries) => {
		const operation = operations.find((each) => each.node === node && each.key === key);
		if (!operation) throw new Error(`There is no ${node} ${key}`);
		stub = await openStub(() => ({
			status,
			headers: { 'retry-after': '0' },
			body: { errors: [] },
		}));
		startClock();
		const { error } = await stub.engine.node(node, sampleParameters(operation, 'minimal'), {
			items: [sampleItem(operation)],
		});
		expect(error).toBeDefined();
		expect(stub.requests.map(({ method }) => method)).toEqual(
			Array(tries(busy)).fill(operation.endpoint.split(' ')[0]),
		);
	});
});
