import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { RecordedRequest } from '../contract';
import type { StubAnswer } from '../stub';

/** What a golden file keeps of the headers: what an operation decides. */
const KEPT = ['accept', 'accept-language', 'content-type', 'if-match', 'if-modified-since'];
const FIXED_UUID = '00000000-0000-4000-8000-000000000000';

/** What Allegro proposes for an order: as little as the document lets a shipment have. */
const PARTY = {
	name: 'Anna Kowalska',
	street: 'Wiosenna 22',
	postalCode: '80-244',
	city: 'Gdynia',
	countryCode: 'PL',
	email: 'anna@example.com',
	phone: '600000102',
};
const SUGGESTED_SHIPMENT = {
	deliveryMethodId: 'recorded-method',
	sender: PARTY,
	receiver: PARTY,
	packages: [
		{
			type: 'PACKAGE',
			length: { value: 20, unit: 'CENTIMETER' },
			width: { value: 10, unit: 'CENTIMETER' },
			height: { value: 5, unit: 'CENTIMETER' },
			weight: { value: 1, unit: 'KILOGRAMS' },
		},
	],
};

/** What operations take from an order. */
const ORDER = {
	buyer: { login: 'anna_kowalska' },
	status: 'READY_FOR_PROCESSING',
	payment: {
		id: '0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
		type: 'ONLINE',
		paidAmount: { amount: '160.00', currency: 'PLN' },
	},
	delivery: { cost: { amount: '9.99', currency: 'PLN' } },
	lineItems: [
		{
			id: '62ae358b-8f65-4fc4-9c77-bedf604a2e2b',
			quantity: 2,
			price: { amount: '69.99', currency: 'PLN' },
			deposit: { price: { amount: '0.50', currency: 'PLN' } },
			selectedAdditionalServices: [{ price: { amount: '5.00', currency: 'PLN' }, quantity: 1 }],
		},
	],
	surcharges: [
		{
			id: '2e2fe432-2115-32f9-82ae-e350e7aa9ed0',
			paidAmount: { amount: '10.00', currency: 'PLN' },
		},
	],
};

/** The parameters of any category. */
const PARAMETERS = [
	{
		id: '11323',
		name: 'Stan',
		type: 'dictionary',
		dictionary: [{ id: '11323_1', value: 'Nowy' }],
	},
];

/** What a price list for delivery always has. */
const SHIPPING_RATES = { name: 'Recorded rates', type: 'PHYSICAL', dispatchCountry: 'PL' };

/** Two hosts that take any request, note it, and answer as if all had gone well. */
export interface Recorder {
	apiUrl: string;
	uploadUrl: string;
	/** The requests since the last call, with their full headers. */
	take(): Array<RecordedRequest & { allHeaders: Record<string, string> }>;
	close(): Promise<void>;
}

/** What becomes of a request instead of success: its answer gets lost, has this status, or is this one. */
export type Intercept = (
	method: string,
	url: string,
	body: string,
) => 'lost' | number | StubAnswer | undefined;

/**
 * @param lists names of list properties, which answers hold empty.
 * @param bareLists endpoints (`METHOD /path`) whose whole answer is a list.
 */
export async function startRecorder(
	lists: string[],
	bareLists: string[] = [],
	intercept: Intercept = () => undefined,
): Promise<Recorder> {
	let requests: ReturnType<Recorder['take']> = [];
	const listen = async (host: 'api' | 'upload') => {
		const server = createServer((request, response) => {
			void read(request).then((bytes) => {
				requests.push(record(host, request, bytes));
				const other = intercept(request.method ?? '', request.url ?? '', bytes.toString('latin1'));
				if (other === 'lost') {
					request.socket.destroy();
					return;
				}
				if (typeof other === 'object') {
					const { status = 200, headers, body } = other;
					response.writeHead(status, headers);
					response.end(typeof body === 'string' ? body : JSON.stringify(body));
					return;
				}
				if (other) {
					response.writeHead(other, { 'content-type': 'application/json' }).end('{"errors":[]}');
					return;
				}
				const bare = bareLists.includes(`${request.method} ${request.url?.split('?')[0]}`);
				const { type, body } = answerTo(request, bytes, lists);
				const headers = {
					'content-type': type,
					'trace-id': 'recorded',
					...locationOf(request, `http://${request.headers.host}`),
				};
				response.writeHead(200, headers).end(bare ? '[]' : body);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return server;
	};
	const [api, upload] = [await listen('api'), await listen('upload')];
	return {
		apiUrl: urlOf(api),
		uploadUrl: urlOf(upload),
		take() {
			const taken = requests;
			requests = [];
			return taken;
		},
		async close() {
			for (const server of [api, upload]) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	};
}

async function read(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** What is kept of a request, and all of its headers. */
export function record(
	host: 'api' | 'upload',
	{ method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
	bytes: Buffer,
) {
	const allHeaders = headers as Record<string, string>;
	const kept = KEPT.filter((name) => headers[name] !== undefined);
	return {
		method: method ?? '',
		host,
		path: steady(url ?? ''),
		headers: Object.fromEntries(kept.map((name) => [name, allHeaders[name]])),
		...(bytes.length > 0 ? { body: bodyOf(allHeaders['content-type'] ?? '', bytes) } : {}),
		allHeaders,
	};
}

function bodyOf(contentType: string, bytes: Buffer): RecordedRequest['body'] {
	if (contentType.includes('json')) return JSON.parse(steady(bytes.toString('utf8'))) as never;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { $binary: contentType, size: bytes.length, sha256 };
}

/** A UUID that the node made (version 4) differs in each run. Those of the samples have other versions. */
function steady(text: string): string {
	return text.replace(
		/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g,
		FIXED_UUID,
	);
}

/** An answer as if all had gone well, and its type. */
export function answerTo(
	{ headers, url }: Pick<IncomingMessage, 'headers' | 'url'>,
	bytes: Buffer,
	lists: string[],
) {
	const accept = headers.accept ?? '';
	if (!accept.includes('json')) return { type: accept, body: '%PDF-1.4\n' };
	const sent = /"commandId":"([^"]+)"/.exec(bytes.toString('latin1'))?.[1];
	const body = {
		id: 'recorded',
		commandId: sent ?? FIXED_UUID,
		status: 'SUCCESS',
		output: { status: 'SUCCESSFUL' },
		process: { status: 'PROCESSED' },
		shipmentId: 'recorded-shipment',
		pickupId: 'recorded-pickup',
		completedAt: '2026-01-31T12:00:00Z',
		taskCount: { total: 1, success: 1, failed: 0 },
		suggestedInput: SUGGESTED_SHIPMENT,
		...Object.fromEntries(lists.map((list) => [list, []])),
		...(/^\/order\/checkout-forms\/[^/]+$/.test(url ?? '') ? ORDER : {}),
		...(/^\/sale\/shipping-rates\/[^/]+$/.test(url ?? '') ? SHIPPING_RATES : {}),
		...(/\/(product-)?parameters$/.test(url ?? '') ? { parameters: PARAMETERS } : {}),
	};
	return { type: accept, body: JSON.stringify(body) };
}

/** Issue attachments are sent to the URL that their declaration is answered with. */
export function locationOf(
	{ method, url }: Pick<IncomingMessage, 'method' | 'url'>,
	host: string,
): { location?: string } {
	if (method !== 'POST' || url !== '/sale/issues/attachments') return {};
	return { location: `${host}${url}/${FIXED_UUID}` };
}

function urlOf(server: Server): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
