import type { INodeParameters } from 'n8n-workflow';

import { loadNodeTypes, type NodeRun } from '../engine';
import { discover, type Discovered } from '../operations/discover';
import { sampleParameters } from '../operations/samples';
import { byId } from '../shop';
import { openStub, type Stub } from '../stub';

/**
 * A text that was cut within an emoji ends with half of a character, which has no bytes. It is told
 * before anything is sent.
 */
const HALF = '\ud83d';
const WHOLE = '\ud83d\ude00';
const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';

const operations = discover(loadNodeTypes());
const sampleOf = (wanted: string) =>
	sampleParameters(operations.find(({ endpoint }) => endpoint === wanted) as Discovered, 'minimal');

let stub: Stub;
beforeAll(async () => {
	stub = await openStub(() => ({ body: { checkoutForms: [], offers: [], id: '1' } }));
});
afterAll(async () => await stub.close());
beforeEach(() => {
	stub.requests.length = 0;
});

const setStatus = {
	resource: 'order',
	operation: 'setStatus',
	orderId: byId(ORDER),
	status: 'PROCESSING',
};
const addLink = { resource: 'invoice', operation: 'addLink', orderId: byId(ORDER) };
const text = '={{ $json.text }}';

/** Where a text can go: node, parameters, and Allegro's name for the field. */
const PLACES: Record<string, [string, INodeParameters, string]> = {
	'the query': [
		'allegroOrders',
		{ resource: 'order', operation: 'getAll', filters: { buyerLogin: text } },
		'buyer.login',
	],
	'a revision in the query': [
		'allegroOrders',
		{ ...setStatus, additionalFields: { revision: text } },
		'checkoutForm.revision',
	],
	'the body': ['allegroOrders', { ...addLink, url: text }, 'url'],
	'an object of the body': [
		'allegroOrders',
		{ ...setStatus, options: { additionalJson: '={{ ({ a: { b: [$json.text] } }) }}' } },
		'a.b.0',
	],
};

const run = async (
	place: string,
	texts: string[],
	more: INodeParameters = {},
): Promise<NodeRun> => {
	const [node, parameters] = PLACES[place];
	const items = texts.map((each) => ({ json: { text: each } }));
	return await stub.engine.node(node, { ...parameters, ...more }, { items });
};

describe.each(Object.keys(PLACES))('half of a character in %s', (place) => {
	test.each([HALF, `Kubek ${HALF}`, `${HALF} x`, '\ude00', `${WHOLE}${HALF}`])(
		'%j names field and item, and is not sent',
		async (half) => {
			const { error } = await run(place, ['fine', half]);
			expect(error?.message).toBe(`The value for "${PLACES[place][2]}" holds half of a character`);
			expect(error?.description).toContain('Nothing was sent to Allegro');
			expect(error?.context).toMatchObject({ itemIndex: 1 });
			// The other item may be on its way already.
			expect(JSON.stringify(stub.requests.map(({ target }) => target))).not.toMatch(/%EF|ud83d/i);
			expect(stub.requests.length).toBeLessThanOrEqual(1);
		},
	);

	test('a whole one is sent', async () => {
		expect((await run(place, [WHOLE])).error).toBeUndefined();
		const [{ target, bytes }] = stub.requests;
		expect(decodeURIComponent(target) + bytes.toString('utf8')).toContain(WHOLE);
	});
});

test.each([HALF, WHOLE, 'ł', 'a\r\nX-Injected: 1'])('%j in a header', async (tag) => {
	const parameters = { ...sampleOf('PUT /fulfillment/advance-ship-notices/{id}'), etag: tag };
	const { error } = await stub.engine.node('allegroFulfillment', parameters);
	expect(error?.message).toBe('The value for "If-Match" holds characters that no header can');
	expect(error?.description).toContain('Nothing was sent to Allegro');
	expect(stub.requests).toHaveLength(0);
});

test('in a path', async () => {
	const get = { resource: 'order', operation: 'get', orderId: byId(text) };
	const items = [{ json: { text: HALF } }];
	const { error } = await stub.engine.node('allegroOrders', get, { items });
	expect(error?.message).toContain('is not an ID');
	expect(stub.requests).toHaveLength(0);
});

test('in what is only rehearsed', async () => {
	const options = { additionalJson: { note: HALF } };
	const rejection = sampleOf('POST /order/customer-returns/{customerReturnId}/rejection');
	const parameters = { ...rejection, dryRun: true, options };
	const { error } = await stub.engine.node('allegroAfterSales', parameters);
	expect(error?.message).toContain('holds half of a character');
});

test('in what the user looks for', async () => {
	await expect(stub.engine.search('allegroOffers', 'searchOffers', HALF)).rejects.toThrow(
		'The value for "name" holds half of a character',
	);
	expect(stub.requests).toHaveLength(0);
});

test('in the category whose parameters the panel asks for', async () => {
	const parameters = { operation: 'create', resource: 'offer', categoryId: byId(HALF) };
	await expect(
		stub.engine.mapping('allegroOffers', 'getCategoryParameters', parameters),
	).rejects.toThrow('The value for "ID" holds half of a character');
	expect(stub.requests).toHaveLength(0);
});
