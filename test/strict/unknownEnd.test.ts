import type { IDataObject } from 'n8n-workflow';

import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';
import { startClock, stopClock } from './clock';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./clock')>('./clock').sleepless(),
);

/**
 * What acts and is answered with an error of the server may be done all the same: each operation that
 * writes says so, where to look, and the Command ID that it sent (allegro-api #13231, #13278). What only
 * reads says nothing of the kind.
 */

const BROKEN: Record<string, StubAnswer> = {
	'504 in JSON': {
		status: 504,
		body: {
			errors: [
				{
					code: 'ServiceTimeoutException',
					message: 'An error occurred',
					userMessage: 'Execution of the request timed-out. Try again.',
				},
			],
		},
	},
	'502 with a page': {
		status: 502,
		headers: { 'content-type': 'text/html' },
		body: '<html><body>Bad Gateway</body></html>',
	},
	'200 with an error in XML': {
		headers: { 'content-type': 'application/xml' },
		body: '<?xml version="1.0"?><error><code>100003</code><message/></error>',
	},
};

const READING = [
	'POST /ingredients/parse',
	'POST /pricing/offer-fee-preview',
	'POST /sale/allegro-prices/offers-queries',
	'POST /shipment-management/label',
	'POST /shipment-management/pickup-proposals',
	'POST /shipment-management/protocol',
];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

const writing = discover(loadNodeTypes()).filter(({ endpoint, route }) => {
	return !endpoint.startsWith('GET ') && !route.retired;
});

const PAID = {
	status: 'READY_FOR_PROCESSING',
	payment: { id: 'payment', paidAmount: { amount: '12.00', currency: 'PLN' } },
	buyer: { login: 'b' },
	lineItems: [{ id: 'line', quantity: 1, price: { amount: '12.00', currency: 'PLN' } }],
};
/** Lists that are read before something is written. */
const NOTHING_YET = { refunds: [], refundClaims: [] };

let stub: Stub;
let broken: StubAnswer;

beforeAll(async () => {
	stub = await openStub(({ method, path }) => {
		const isReading = method === 'GET' || READING.includes(`${method} ${path}`);
		if (!isReading) return broken;
		// What is read before it is written.
		if (/\/checkout-forms\/[^/]+$/.test(path)) return { body: PAID };
		if (path.includes('/delivery-proposals/')) {
			return { body: { suggestedInput: { packages: [] } } };
		}
		if (/refunds$|refund-claims$/.test(path)) return { body: NOTHING_YET };
		if (!path.endsWith('-parameters')) return { body: {} };
		return { body: { parameters: [{ id: '11323', name: 'Stan', type: 'string' }] } };
	});
});
afterAll(async () => await stub.close());
beforeEach(() => {
	startClock();
	jest.spyOn(performance, 'now').mockImplementation(() => Date.now());
});
afterEach(stopClock);

/** The ID of the command in a request: in its body, or at the end of its path. */
function commandIdOf({ body, path }: StubRequest): string | undefined {
	const { commandId, id } = body as IDataObject;
	const last = /commands?\/([^/]+)$/.exec(path)?.[1];
	return [commandId, last, id].map(String).find((each) => UUID.test(each));
}

const cases = writing
	.filter(({ endpoint }) => !READING.includes(endpoint))
	.map((each) => [`${each.node} ${each.key}`, each] as const);

test.each(cases)('%s', async (_, operation) => {
	const seen: string[] = [];
	for (const [name, answer] of Object.entries(BROKEN)) {
		broken = answer;
		const before = stub.requests.length;
		const run = async (variant: 'full' | 'minimal') => {
			const parameters = sampleParameters(operation, variant);
			const items = [sampleItem(operation)];
			const { error } = await stub.engine.node(operation.node, parameters, { items });
			const sent = stub.requests.slice(before);
			return { error, written: sent.filter(({ method }) => method !== 'GET') };
		};
		let { error, written } = await run('full');
		// Some read first, and get no further with an empty answer.
		if (written.length === 0) ({ error, written } = await run('minimal'));
		if (written.length === 0) continue;
		seen.push(name);
		const text = `${error?.message}. ${error?.description}`;
		expect(text).toContain('may be done all the same');
		expect(text).toContain('before you repeat it');
		expect(error?.message).not.toMatch(/try again/i);
		expect(text).not.toContain('Try again in a while');
		if (name.includes('XML')) expect(text).toContain('code 100003');
		const commandId = commandIdOf(written[written.length - 1]);
		if (commandId) expect(text).toContain(`Command ID ${commandId}`);
		// A picture is looked for nowhere, but what costs money is.
		if (/refunds|shipments\/create|product-offers$/.test(operation.endpoint)) {
			expect(text).toMatch(/look in Allegro \(/);
		}
	}
	reached[operation.key] = seen.length;
});

const reached: Record<string, number> = {};

test('nearly all of them got as far as writing', () => {
	const none = Object.entries(reached).filter(([, count]) => count === 0);
	expect(none.map(([key]) => key).sort()).toEqual([]);
});
