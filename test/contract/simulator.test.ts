import axios from 'axios';
import { loadContract, whyNoOpenApi, type Contract, type RecordedResponse } from '.';
import { isJson } from './media';
import { describeUnless } from './skip';
import { startSimulator, type Exchange, type Simulator } from '../simulator';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const BYTES = 'application/octet-stream';
const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

describeUnless(
	whyNoOpenApi(),
	"The simulator's answers, held to Allegro's OpenAPI document",
	() => {
		let contract: Contract;
		let simulator: Simulator;

		beforeAll(async () => {
			contract = (await loadContract())!;
			simulator = await startSimulator({ settings: { invoicePauseMs: 0, invoiceScanMs: 0 } });
		});

		afterAll(async () => await simulator.close());

		beforeEach(() => simulator.reset());

		test('to requests that are in order', async () => {
			await walk(simulator);
			const failed = simulator.exchanges.filter(({ status }) => status >= 400);
			expect(failed.map((one) => `${name(one)}: ${one.responseBody.toString()}`)).toEqual([]);
			expect(requestProblems()).toEqual({});
			expect(responseProblems()).toEqual({});
		});

		test('to requests for every endpoint that it has', async () => {
			await walk(simulator);
			const all = simulator['routes'].map(({ key }) => key);
			// The two that are left are retired, and only ever refuse.
			expect(all.filter((key) => !simulator.requests.byRoute[key])).toEqual([
				'GET /sale/offers/{offerId}',
				'GET /offers/listing',
			]);
		});

		test('to requests that it refuses', async () => {
			await stumble(simulator);
			const statuses = new Set(simulator.exchanges.map(({ status }) => status));
			expect([...statuses].filter((status) => status >= 400).sort()).toEqual([
				400, 401, 403, 404, 406, 409, 413, 415, 422, 429,
			]);
			expect(responseProblems()).toEqual({});
		});

		/** The problems of what went out to the simulator, by request. */
		function requestProblems(): Record<string, string[]> {
			return collect((exchange) =>
				contract.checkRequest({
					method: exchange.method,
					host: exchange.host as 'api' | 'upload',
					path: `${exchange.path}?${query(exchange)}`.replace(/\?$/, ''),
					headers: exchange.headers as Record<string, string>,
					body: requestBody(exchange),
				}),
			);
		}

		/** The problems of what came back, by request. */
		function responseProblems(): Record<string, string[]> {
			return collect((exchange) =>
				// An answer of a path that Allegro does not have has nothing to be held to.
				contract.operationFor(exchange.method, exchange.path)
					? contract.checkResponse(exchange, response(exchange))
					: [],
			);
		}

		function collect(check: (exchange: Exchange) => string[]): Record<string, string[]> {
			return Object.fromEntries(
				simulator.exchanges
					.map((exchange): [string, string[]] => [name(exchange), check(exchange)])
					.filter(([, problems]) => problems.length > 0),
			);
		}
	},
);

const name = ({ method, path, route, status }: Exchange) =>
	`${route ?? `${method} ${path}`} ${status}`;

const query = (exchange: Exchange) =>
	Object.entries(exchange.query)
		.flatMap(([key, values]) => [values].flat().map((value) => [key, value]))
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&');

function requestBody({ body, headers }: Exchange) {
	if (body.length === 0) return undefined;
	const type = headers['content-type'] ?? '';
	return isJson(type)
		? (JSON.parse(body.toString()) as Record<string, never>)
		: { $binary: type, size: body.length, sha256: '' };
}

function response({ status, responseHeaders: headers, responseBody }: Exchange): RecordedResponse {
	if (responseBody.length === 0) return { status, headers };
	const json = isJson(headers['content-type'] ?? '');
	const body: unknown = json ? JSON.parse(responseBody.toString()) : responseBody;
	return { status, headers, body };
}

interface Options {
	body?: unknown;
	accept?: string;
	type?: string;
	token?: string;
	userAgent?: string;
	headers?: Record<string, string>;
}

type Send = (method: string, path: string, options?: Options) => Promise<Record<string, never>>;

/** A client of the simulator that takes any answer; gives the JSON body, if there is one. */
function client(simulator: Simulator): Send {
	const { access_token } = simulator.issueTokens();
	return async (method, path, options = {}) => {
		const { body, accept = PUBLIC, type = PUBLIC, token = access_token } = options;
		const { data, headers } = await axios.request<ArrayBuffer>({
			method,
			url: simulator.apiUrl + path,
			data: body,
			responseType: 'arraybuffer',
			validateStatus: () => true,
			headers: {
				Authorization: `Bearer ${token}`,
				Accept: accept,
				'User-Agent': options.userAgent ?? simulator.userAgent,
				...(body === undefined ? {} : { 'Content-Type': type }),
				...options.headers,
			},
		});
		const json = isJson(String(headers['content-type'] ?? ''));
		return json ? (JSON.parse(Buffer.from(data).toString()) as Record<string, never>) : {};
	};
}

/** Asks every endpoint for something that it can give, in all the shapes that orders have. */
async function walk(simulator: Simulator): Promise<void> {
	const send = client(simulator);
	await send('GET', '/order/event-stats');
	await walkOrders(simulator, send);
	await walkInvoices(simulator, send);
	await walkTracking(simulator, send);
	await walkShipments(simulator, send);
}

async function walkOrders(simulator: Simulator, send: Send): Promise<void> {
	simulator.seed({ orders: 60 });
	const [first, second] = [simulator.createOrder(), simulator.createOrder()];
	simulator.combineOrders([first.id, second.id]);
	simulator.cancelOrder(simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id);
	simulator.cancelOrder(simulator.createOrder().id, 'allegro');
	const order = simulator.createOrder({
		status: 'READY_FOR_PROCESSING',
		invoice: true,
		note: 'A note',
		messageToSeller: 'A message',
		lineItems: [{ quantity: 2, serialNumbersExpected: true }, { name: 'Lamp' }],
	});
	simulator.modifyOrder(order.id, { street: 'Nowa 2' });
	simulator.surchargeOrder(order.id);
	simulator.createOrder({ status: 'READY_FOR_PROCESSING', paymentType: 'CASH_ON_DELIVERY' });
	simulator.createOrder({ status: 'FILLED_IN', delivery: 'APM' });
	simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery: 'PUDO' });
	simulator.duplicateEvent();

	const path = `/order/checkout-forms/${order.id}`;
	await send('POST', `${path}/serial-numbers`, {
		body: {
			lineItems: [{ id: order.lineItems[0].id, serialNumbers: { entries: [{ value: 'SN-1' }] } }],
		},
	});
	const revision = simulator.state.orders.get(order.id)!.form.revision;
	await send('PUT', `${path}/fulfillment?checkoutForm.revision=${revision}`, {
		body: { status: 'PROCESSING', shipmentSummary: { lineItemsSent: 'SOME' } },
	});
	await send('GET', path);
	await send('GET', '/order/checkout-forms?limit=100&offset=0&sort=-updatedAt');
	await send('GET', '/order/checkout-forms?status=BOUGHT&marketplace.id=allegro-pl');
	await send('GET', '/order/events?limit=1000');
	await send('GET', '/order/events?type=BOUGHT&type=FILLED_IN&from=3');
	await send('GET', '/order/event-stats');
}

async function walkInvoices(simulator: Simulator, send: Send): Promise<void> {
	const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const path = `/order/checkout-forms/${id}/invoices`;
	await send('GET', path);
	const upload = async (number: string, content: string) => {
		const body = { file: { name: `${number}.pdf` }, invoiceNumber: number };
		const invoice = await send('POST', path, { body });
		await send('PUT', `${path}/${String(invoice.id)}/file`, {
			type: 'application/pdf',
			body: Buffer.from(content),
		});
	};
	await upload('FV-1', '%PDF-1.4');
	await upload('FV-2', '%PDF-1.4 EICAR');
	await send('GET', path);
	await send('POST', path, { body: { file: { name: 'FV-3.pdf' } } });
	await send('POST', `/order/${id}/billing-documents/links`, {
		body: { url: 'https://pomelo.example/fv-4' },
	});
	simulator.settings.invoiceScanMs = 60_000;
	await send('GET', path);
}

async function walkTracking(simulator: Simulator, send: Send): Promise<void> {
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const path = `/order/checkout-forms/${order.id}/shipments`;
	await send('GET', path);
	const lineItems = [{ id: order.lineItems[0].id }];
	await send('POST', path, { body: { carrierId: 'DPD', waybill: 'W1', lineItems } });
	await send('POST', path, { body: { carrierId: 'OTHER', carrierName: 'Own', waybill: 'W2' } });
	simulator.trackParcel('W1', 'IN_TRANSIT', 'On its way');
	simulator.trackParcel('W1', 'DELIVERED');
	await send('GET', path);
	await send('GET', '/order/carriers');
	await send('GET', '/order/carriers/DPD/tracking?waybill=W1&waybill=unknown');
	await send('GET', '/order/carriers/ALLEGRO/points?carriers=UPS&carriers=DPD');
	await send('GET', '/order/carriers/ALLEGRO/points');
	await send('GET', '/order/carriers/ALLEGRO/points', {
		headers: { 'If-Modified-Since': 'Tue, 01 Dec 2026 10:00:00 GMT' },
	});
}

async function walkShipments(simulator: Simulator, send: Send): Promise<void> {
	const base = '/shipment-management';
	await send('GET', `${base}/delivery-services`);
	const shipmentIds: string[] = [];
	for (const [delivery, labelFormat] of [
		['DOOR', 'PDF'],
		['APM', 'PDF'],
		['DOOR', 'ZPL'],
	] as const) {
		const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery });
		const { suggestedInput } = await send('GET', `${base}/delivery-proposals/${order.id}`);
		const input = { ...(suggestedInput as object), labelFormat, referenceNumber: 'R1' };
		const id = await command(`${base}/shipments/create-commands`, input, 'shipmentId');
		shipmentIds.push(id);
		await send('GET', `${base}/shipments/${id}`);
	}
	const order = simulator.createOrder({
		status: 'READY_FOR_PROCESSING',
		paymentType: 'CASH_ON_DELIVERY',
	});
	await send('GET', `${base}/delivery-proposals/${order.id}`);

	const [first, second, zebra] = shipmentIds;
	const summaryReport = { placement: 'LAST', fields: ['WAYBILL'] };
	for (const body of [
		{ shipmentIds: [first, second], pageSize: 'A4', cutLine: true },
		{ shipmentIds: [first], pageSize: 'A6', summaryReport },
		{ shipmentIds: [zebra] },
	])
		await send('POST', `${base}/label`, { body, accept: BYTES });
	await send('POST', `${base}/protocol`, { body: { shipmentIds: [first] }, accept: BYTES });
	await send('POST', `${base}/protocol`, { body: { shipmentIds: [second] }, accept: BYTES });

	const { sender: address } = simulator.state.shipments.get(first)!;
	const ids = [first];
	await send('POST', `${base}/pickup-proposals`, {
		body: { shipmentIds: ids, address, readyDate: '2026-11-24' },
	});
	const pickupTime = { date: '2026-11-25', minTime: '10:00', maxTime: '14:00' };
	const input = { shipmentIds: ids, address, pickupTime };
	const pickupId = await command(`${base}/pickups/create-commands`, input, 'pickupId');
	await send('GET', `${base}/pickups/${pickupId}`);

	await command(`${base}/shipments/cancel-commands`, { shipmentId: second }, 'none');
	await send('GET', `${base}/shipments/${second}`);
	await send('POST', `${base}/label`, { body: { shipmentIds: [second] }, accept: BYTES });

	simulator.failNextCommand('shipment');
	await command(`${base}/shipments/create-commands`, { ...simulatedInput(first) }, 'none');
	simulator.failNextCommand('cancellation');
	await command(`${base}/shipments/cancel-commands`, { shipmentId: first }, 'none');
	simulator.failNextCommand('pickup');
	await command(`${base}/pickups/create-commands`, input, 'none');

	/** Gives a command and reads its status, in progress and done. */
	async function command(path: string, input: unknown, result: string): Promise<string> {
		const { commandId } = await send('POST', path, { body: { input } });
		await send('GET', `${path}/${String(commandId)}`);
		return String((await send('GET', `${path}/${String(commandId)}`))[result]);
	}

	function simulatedInput(id: string) {
		const { sender, receiver, packages } = simulator.state.shipments.get(id)!;
		const [{ type, length, width, height, weight }] = packages;
		return { sender, receiver, packages: [{ type, length, width, height, weight }] };
	}
}

/** Does wrong what can be done wrong. */
async function stumble(simulator: Simulator): Promise<void> {
	const send = client(simulator);
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const path = `/order/checkout-forms/${order.id}`;
	const missing = `/order/checkout-forms/${UUID}`;

	await send('GET', path, { token: 'none' });
	await send('GET', path, { token: simulator.issueTokens({ scopes: ['bids'] }).access_token });
	await send('GET', path, { token: simulator.issueTokens({ user: false }).access_token });
	await send('GET', path, { userAgent: 'node' });
	await send('GET', path, { accept: 'text/html' });
	await send('GET', '/sale/no-such-thing');
	await send('GET', '/sale/offers/1');
	await send('GET', '/offers/listing');

	await send('GET', missing);
	await send('GET', '/order/checkout-forms/7');
	await send('GET', '/order/checkout-forms?limit=many');
	await send('GET', '/order/checkout-forms?limit=1000');
	await send('GET', '/order/checkout-forms?offset=9990&limit=100');
	await send('GET', '/order/checkout-forms?status=LOST');
	await send('GET', '/order/checkout-forms?updatedAt.gte=yesterday');
	await send('GET', '/order/events?type=LOST');
	await send('GET', '/order/events?from=x');
	await send('PUT', `${path}/fulfillment`, { body: { status: 'LOST' } });
	await send('PUT', `${path}/fulfillment?checkoutForm.revision=old`, { body: { status: 'SENT' } });
	await send('PUT', `${missing}/fulfillment`, { body: { status: 'SENT' } });
	await send('PUT', `${path}/fulfillment`, { body: { status: 'SENT' }, type: 'application/json' });
	await send('PUT', `${path}/fulfillment`, { body: 'no json' });
	await send('POST', `${path}/serial-numbers`, { body: {} });
	await send('POST', `${missing}/serial-numbers`, { body: {} });
	await send('POST', `${path}/serial-numbers?checkoutForm.revision=old`, { body: {} });

	await stumbleOverFiles(simulator, send, path, missing);

	for (const body of [
		{},
		{ carrierId: 'DPD' },
		{ carrierId: 'DPD', waybill: 'W', lineItems: [{ id: 'x' }] },
	])
		await send('POST', `${path}/shipments`, { body });
	await send('GET', `${missing}/shipments`);
	await send('POST', `${missing}/shipments`, { body: { carrierId: 'DPD', waybill: 'W' } });
	await send('GET', '/order/carriers/NOBODY/tracking?waybill=W');
	await send('GET', '/order/carriers/DPD/tracking');
	await send('GET', '/order/carriers/ALLEGRO/points?carriers=NOBODY');

	await stumbleOverShipments(send);

	simulator.limits.perMinute = 1;
	await send('GET', path);
	await send('GET', path);
}

async function stumbleOverFiles(
	simulator: Simulator,
	send: Send,
	path: string,
	missing: string,
): Promise<void> {
	const pdf = { type: 'application/pdf', body: Buffer.from('%PDF-1.4') };
	await send('GET', `${missing}/invoices`);
	await send('POST', `${missing}/invoices`, { body: { file: { name: 'a.pdf' } } });
	await send('POST', `${path}/invoices`, { body: {} });
	await send('PUT', `${path}/invoices/${UUID}/file`, pdf);
	const { id } = await send('POST', `${path}/invoices`, { body: { file: { name: 'a.pdf' } } });
	const file = `${path}/invoices/${String(id)}/file`;
	await send('PUT', file, { ...pdf, type: 'image/png' });
	await send('PUT', file, { ...pdf, body: Buffer.from('no pdf') });
	await send('PUT', file, { ...pdf, body: Buffer.alloc(3 * 1024 * 1024 + 1, '%PDF-') });
	simulator.settings.invoicePauseMs = 60_000;
	await send('POST', `${path}/invoices`, { body: { file: { name: 'b.pdf' } } });
	simulator.settings.invoicePauseMs = 0;
	await send('PUT', file, pdf);
	await send('PUT', file, pdf);
	simulator.settings.invoiceScanMs = 60_000;
	await send('POST', `${path}/invoices`, { body: { file: { name: 'c.pdf' } } });
	simulator.settings.invoiceScanMs = 0;

	const links = `/order/${path.split('/').at(-1)}/billing-documents/links`;
	const body = { url: 'https://pomelo.example/fv' };
	await send('POST', links, { body: { url: 'fv' } });
	await send('POST', links, { body });
	await send('POST', links, { body });
	await send('POST', `/order/${UUID}/billing-documents/links`, { body });
}

async function stumbleOverShipments(send: Send): Promise<void> {
	const base = '/shipment-management';
	const bytes = { accept: BYTES };
	await send('GET', `${base}/delivery-proposals/${UUID}`);
	await send('GET', `${base}/shipments/${UUID}`);
	await send('GET', `${base}/pickups/${UUID}`);
	await send('POST', `${base}/label`, { ...bytes, body: {} });
	await send('POST', `${base}/label`, { ...bytes, body: { shipmentIds: [UUID] } });
	await send('POST', `${base}/label`, { body: { shipmentIds: [UUID] } });
	await send('POST', `${base}/protocol`, { ...bytes, body: {} });
	await send('POST', `${base}/protocol`, { ...bytes, body: { shipmentIds: [UUID] } });
	await send('POST', `${base}/pickup-proposals`, { body: {} });
	for (const kind of ['shipments/create', 'shipments/cancel', 'pickups/create']) {
		const path = `${base}/${kind}-commands`;
		await send('POST', path, { body: {} });
		await send('POST', path, { body: { commandId: '7', input: {} } });
		await send('POST', path, { body: { input: {} } });
		await send('GET', `${path}/${UUID}`);
	}
}
