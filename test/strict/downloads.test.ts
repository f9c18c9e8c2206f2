import type { IDataObject } from 'n8n-workflow';

import { byId } from '../shop';
import type { StubAnswer, StubRequest } from '../stub';
import type { StrictAllegro } from './allegro';
import { bytesAfter, bytesOf, errorsWith, openStrict, sha256 } from './allegro';
import { sleeps, slept, startClock, stopClock } from './clock';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./clock')>('./clock').sleepless(),
);

/** Every file that comes from Allegro, when it comes late, in parts, or is none. */

const PDF = bytesAfter('%PDF-1.4\n', 100_000);
const ZPL = Buffer.from('\x10CT~~CD,~CC^~CT~\n^XA^FO40,40^FDPaczka^FS^XZ\n', 'latin1');
const NOTICE = '71529ad2-2265-11e8-b76b-c17025d848f7';

let allegro: StrictAllegro;
beforeEach(async () => {
	allegro = await openStrict();
	startClock();
});
afterEach(async () => {
	stopClock();
	expect(allegro.strayed).toEqual([]);
	expect(allegro.violations).toEqual([]);
	await allegro.close();
});

const shipments = (count: number) =>
	Array.from({ length: count }, (_, index) => `shipment-${index}`);
const shipmentsOf = ({ body }: StubRequest) => body.shipmentIds as string[];
const asked = () => allegro.requests.map(shipmentsOf);

async function download(shipmentIds: string[], more: object = {}, operation = 'downloadLabel') {
	const parameters = { resource: 'shipment', operation, shipmentIds: shipmentIds.join(',') };
	return await allegro.run('allegroParcels', { ...parameters, ...more });
}

const binary = (body: Buffer): StubAnswer => ({
	headers: { 'content-type': 'application/octet-stream' },
	body,
});

describe('labels', () => {
	test('of a hundred shipments come in one file, asked for as Allegro demands', async () => {
		allegro.answer(() => binary(PDF));
		const additionalFields = { pageSize: 'A4', cutLine: false };
		const run = await download(shipments(100), { additionalFields });
		expect(run.error).toBeUndefined();
		expect(allegro.lines()).toEqual(['api POST /shipment-management/label']);
		const [{ headers, body }] = allegro.requests;
		expect(headers.accept).toBe('application/octet-stream');
		expect(headers['content-type']).toBe('application/vnd.allegro.public.v1+json');
		expect(body).toEqual({ shipmentIds: shipments(100), pageSize: 'A4', cutLine: false });
		expect(run.items).toHaveLength(1);
		expect(run.items[0].binary?.data).toMatchObject({
			fileName: 'labels-100-shipments.pdf',
			mimeType: 'application/pdf',
			fileExtension: 'pdf',
		});
		expect(sha256(bytesOf(run))).toBe(sha256(PDF));
	});

	test('come one file for each shipment, in the order of the shipments', async () => {
		allegro.answer((request) => binary(bytesAfter(`%PDF ${shipmentsOf(request)[0]}`, 999)));
		const run = await download(shipments(30), { output: 'each' });
		expect(run.error).toBeUndefined();
		expect(
			asked()
				.map(([id]) => id)
				.sort(),
		).toEqual(shipments(30).sort());
		expect(allegro.requests).toHaveLength(30);
		shipments(30).forEach((id, index) => {
			expect(run.items[index]).toMatchObject({
				json: { shipmentIds: [id], fileName: `label-${id}.pdf` },
				pairedItem: { item: 0 },
			});
			expect(sha256(bytesOf(run, index))).toBe(sha256(bytesAfter(`%PDF ${id}`, 999)));
		});
	});

	test('of very many shipments come in as few files as the user allows', async () => {
		allegro.answer((request) => binary(bytesAfter(`%PDF ${shipmentsOf(request)[0]}`, 999)));
		const run = await download(shipments(250), { additionalFields: { shipmentsPerFile: 100 } });
		expect(allegro.requests.map((each) => shipmentsOf(each).length).sort()).toEqual([100, 100, 50]);
		expect(run.items.map(({ json }) => json.fileName)).toEqual([
			'labels-100-shipments-file-1-of-3.pdf',
			'labels-100-shipments-file-2-of-3.pdf',
			'labels-50-shipments-file-3-of-3.pdf',
		]);
		expect(run.items.flatMap(({ json }) => json.shipmentIds)).toEqual(shipments(250));
		expect(sha256(bytesOf(run, 2))).toBe(sha256(bytesAfter('%PDF shipment-200', 999)));
	});

	test('for label printers are told by their bytes, whatever settings they begin with', async () => {
		allegro.answer(() => binary(ZPL));
		const run = await download(['a']);
		const file = { fileName: 'label-a.zpl', mimeType: 'application/zpl' };
		expect(run.items[0].binary?.data).toMatchObject(file);
		expect(sha256(bytesOf(run))).toBe(sha256(ZPL));
	});

	test('without a shipment are not asked for', async () => {
		const { error } = await download([' ', '']);
		expect(error?.message).toBe('No shipment is named');
		expect(allegro.requests).toHaveLength(0);
	});
});

describe.each([['a label', 'downloadLabel', 'The label is not ready yet']])(
	'%s that is not ready',
	(_, operation, words) => {
		const late = (count: number, empty: StubAnswer = { status: 204 }) =>
			allegro.answer((_request, earlier) => (earlier.length < count ? empty : binary(PDF)));

		test('is waited for in growing intervals, and comes whole', async () => {
			late(10);
			const run = await download(['a', 'b'], { options: { timeoutSeconds: 600 } }, operation);
			expect(run.error).toBeUndefined();
			expect(allegro.requests).toHaveLength(11);
			expect(new Set(asked().map(String))).toEqual(new Set(['a,b']));
			expect(sha256(bytesOf(run))).toBe(sha256(PDF));
			expect(sleeps).toHaveLength(10);
			sleeps.slice(1).forEach((ms, index) => expect(ms).toBeGreaterThanOrEqual(sleeps[index]));
			expect(Math.max(...sleeps)).toBe(15_000);
		});

		test('is waited for no sooner than Allegro asks', async () => {
			late(2, { status: 204, headers: { 'retry-after': '7' } });
			await download(['a'], {}, operation);
			expect(sleeps).toEqual([7000, 7000]);
		});

		test('is said at once by choice, in one request', async () => {
			late(1);
			const { error } = await download(['a', 'b'], { waitUntilReady: false }, operation);
			expect(error?.message).toBe(words);
			expect(error?.description).toContain('a, b');
			expect(allegro.requests).toHaveLength(1);
		});

		test('is said when the time is over', async () => {
			late(1000);
			const { error } = await download(['a'], { options: { timeoutSeconds: 60 } }, operation);
			expect(error?.message).toMatch(/^Allegro is still working on the \w+ after 60 seconds$/);
			expect(error?.description).toContain('Asked for: a.');
			expect(Math.round(slept() / 1000)).toBe(60);
		});

		test('and comes as an empty file, is not given out', async () => {
			late(1, binary(Buffer.alloc(0)));
			const run = await download(['a'], {}, operation);
			expect(sha256(bytesOf(run))).toBe(sha256(PDF));
		});

		test('survives the end of the token and trouble on the way', async () => {
			allegro.answer((_request, { length }) => {
				if (length === 0) allegro.expireToken();
				if (length < 2) return { status: 204 };
				return length < 8 ? { status: 504 } : binary(PDF);
			});
			const run = await download(['a'], { options: { timeoutSeconds: 600 } }, operation);
			expect(run.error).toBeUndefined();
			expect(allegro.refreshes).toBe(1);
			expect(sha256(bytesOf(run))).toBe(sha256(PDF));
		});
	},
);

test('one label of three that is late holds up no other, and all come in order', async () => {
	allegro.answer((request, earlier) => {
		const [id] = shipmentsOf(request);
		const before = earlier.filter((each) => shipmentsOf(each)[0] === id).length;
		return id === 'b' && before < 5 ? { status: 204 } : binary(bytesAfter(`%PDF ${id}`, 99));
	});
	const run = await download(['a', 'b', 'c'], { output: 'each' });
	expect(run.error).toBeUndefined();
	expect(run.items.map(({ json }) => json.fileName)).toEqual(
		['a', 'b', 'c'].map((id) => `label-${id}.pdf`),
	);
	expect(allegro.requests).toHaveLength(8);
});

/** What comes with the status 200, and is no file. */
const IMPOSTORS: Array<[string, StubAnswer, string]> = [
	[
		'an error of Allegro',
		{
			headers: { 'content-type': 'application/vnd.allegro.public.v1+json' },
			body: errorsWith('ERROR', 'The documents have expired'),
		},
		'The documents have expired',
	],
	[
		'an error that calls itself a file',
		{
			headers: { 'content-type': 'application/octet-stream' },
			body: JSON.stringify(errorsWith('ERROR', 'The documents have expired')),
		},
		'The documents have expired',
	],
	[
		'a page of a gateway',
		{ headers: { 'content-type': 'text/html' }, body: '<html><h1>Be right back</h1></html>' },
		'Allegro sent a page of text instead of the file',
	],
];

interface Download {
	node: string;
	parameters: object;
	line: string;
	accept: string;
	file: Buffer;
	fileName: string | RegExp;
	mimeType: string;
}

const DOWNLOADS: Record<string, Download> = {
	'a label': {
		node: 'allegroParcels',
		parameters: { resource: 'shipment', operation: 'downloadLabel', shipmentIds: 'a' },
		line: 'api POST /shipment-management/label',
		accept: 'application/octet-stream',
		file: PDF,
		fileName: 'label-a.pdf',
		mimeType: 'application/pdf',
	},
	'a protocol': {
		node: 'allegroParcels',
		parameters: { resource: 'shipment', operation: 'downloadProtocol', shipmentIds: 'a' },
		line: 'api POST /shipment-management/protocol',
		accept: 'application/octet-stream',
		file: PDF,
		fileName: 'protocol-a.pdf',
		mimeType: 'application/pdf',
	},
	'labels for the warehouse as PDF': {
		node: 'allegroFulfillment',
		parameters: {
			resource: 'advanceShipNotice',
			operation: 'downloadLabels',
			advanceShipNoticeId: byId(NOTICE),
			format: 'pdf',
		},
		line: `api GET /fulfillment/advance-ship-notices/${NOTICE}/labels`,
		accept: 'application/pdf',
		file: PDF,
		fileName: `labels-${NOTICE}.pdf`,
		mimeType: 'application/pdf',
	},
	'labels for the warehouse as ZPL': {
		node: 'allegroFulfillment',
		parameters: {
			resource: 'advanceShipNotice',
			operation: 'downloadLabels',
			advanceShipNoticeId: byId(NOTICE),
			format: 'zpl',
		},
		line: `api GET /fulfillment/advance-ship-notices/${NOTICE}/labels`,
		accept: 'x-application/zpl',
		file: ZPL,
		fileName: `labels-${NOTICE}.zpl`,
		mimeType: 'application/zpl',
	},
	'the stock as CSV': {
		node: 'allegroFulfillment',
		parameters: { resource: 'stock', operation: 'downloadCsv' },
		line: 'api GET /fulfillment/stock',
		accept: 'text/csv',
		file: Buffer.from('\ufeffid;nazwa\n1;Kubek żółty\n'),
		fileName: /^stock-\d{4}-\d\d-\d\d\.csv$/,
		mimeType: 'text/csv',
	},
	'a file of a message': {
		node: 'allegroMessages',
		parameters: { resource: 'attachment', operation: 'download', attachmentId: byId('a1') },
		line: 'api GET /messaging/message-attachments/a1',
		accept: '*/*',
		file: PDF,
		fileName: 'attachment-a1.pdf',
		mimeType: 'application/pdf',
	},
	'a file of an issue': {
		node: 'allegroAfterSales',
		parameters: { resource: 'issueAttachment', operation: 'download', attachmentId: byId('a1') },
		line: 'api GET /sale/issues/attachments/a1',
		accept: '*/*',
		file: PDF,
		fileName: 'attachment-a1.pdf',
		mimeType: 'application/pdf',
	},
};

describe.each(Object.entries(DOWNLOADS))('%s', (_, { node, parameters, line, ...wanted }) => {
	const run = async () => await allegro.run(node, { ...parameters, waitUntilReady: false });

	test('comes byte for byte in one request, with its type and a name', async () => {
		allegro.answer(() => binary(wanted.file));
		const got = await run();
		expect(got.error).toBeUndefined();
		expect(allegro.lines()).toEqual([line]);
		expect(allegro.requests[0].headers.accept).toBe(wanted.accept);
		expect(sha256(bytesOf(got))).toBe(sha256(wanted.file));
		const { fileName, mimeType, fileExtension } = got.items[0].binary?.data ?? {};
		expect(fileName).toMatch(wanted.fileName);
		expect(mimeType).toBe(wanted.mimeType);
		expect(fileExtension).toBe(fileName?.split('.').at(-1));
		expect(got.items[0].json).toMatchObject({ fileName, mimeType, fileSize: wanted.file.length });
	});

	test('comes byte for byte with a renewed token', async () => {
		allegro.expireToken();
		allegro.answer(() => binary(wanted.file));
		const got = await run();
		expect(sha256(bytesOf(got))).toBe(sha256(wanted.file));
		expect(allegro.lines()).toEqual([line, line]);
	});

	test.each(IMPOSTORS)('is not made of %s', async (__, answer, words) => {
		allegro.answer(() => answer);
		const { items, error } = await run();
		expect(error?.message).toBe(words);
		expect(items).toEqual([]);
		expect(allegro.requests).toHaveLength(1);
	});

	test('is not fetched from another host', async () => {
		const location = `http://${allegro.elsewhere}/file`;
		allegro.answer(() => ({ status: 302, headers: { location } }));
		expect((await run()).error?.message).toBe('Allegro leads this request to another address');
		expect(allegro.requests).toHaveLength(1);
	});

	test('that Allegro has no access to says so in its words', async () => {
		const body = errorsWith('NOT_FOUND', 'No such thing') as IDataObject;
		allegro.answer(() => ({ status: 404, body }));
		const { error } = await run();
		expect(error?.message).toBe('No such thing');
		expect(allegro.requests).toHaveLength(1);
	});
});

test.each([
	['labels for the warehouse as PDF', 'The labels are not ready yet'],
	['a file of a message', 'The file is not ready yet'],
	['a file of an issue', 'The file is not ready yet'],
])('%s: an answer without a file is said', async (name, words) => {
	const { node, parameters } = DOWNLOADS[name];
	for (const status of [200, 204]) {
		allegro.answer(() => ({ status }));
		expect((await allegro.run(node, parameters)).error?.message).toBe(words);
	}
	expect(allegro.requests).toHaveLength(2);
});
