/**
 * Allegro for benchmarks, in a process of its own. Its answers are the simulator's, made beforehand
 * and only put together here, so that the server's own speed is not what is measured. It has no
 * limits and no ceiling, and asks for nothing but a token.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import { EVENTS, FIRST_EVENT, IN_COMMAND, PUBLIC } from './work';

/** What the server is set to before each run. */
export interface Scene {
	/** Milliseconds until an answer begins. */
	latency: number;
	/** How many orders there are. */
	orders: number;
}

/** What a run has asked of the server. */
export interface Asked {
	requests: number;
	/** The most requests that were under way at once. */
	mostAtOnce: number;
}

/** When the newest order was bought. */
const NEWEST = Date.parse('2026-01-01T12:00:00Z');
/** Orders and events repeat after so many, under other ids. */
const DIFFERENT = 1_000;
const LABEL = Buffer.alloc(20_000, '%PDF-1.4 a label\n');

/** The answer to a request, by its method and the beginning of its path. */
type Answers = Array<[target: string, answer: (query: URLSearchParams) => string | Buffer]>;

async function takeFromSimulator(): Promise<{ orders: string[]; events: string[]; offer: string }> {
	const simulator = await startSimulator({ recording: false });
	try {
		simulator.seed({ orders: DIFFERENT, status: 'READY_FOR_PROCESSING' });
		const orders: string[] = [];
		for (let offset = 0; offset < DIFFERENT; offset += 100) {
			const { checkoutForms } = await get(simulator, `/order/checkout-forms?offset=${offset}`);
			orders.push(...checkoutForms.map((order) => JSON.stringify(order)));
		}
		const journal = await get(simulator, `/order/events?limit=${DIFFERENT}`);
		const { id } = simulator.state.offers.create();
		return {
			orders,
			events: journal.events.map((event) => JSON.stringify(event)),
			offer: JSON.stringify(await get(simulator, `/sale/product-offers/${id}`)),
		};
	} finally {
		await simulator.close();
	}
}

async function get(simulator: Simulator, path: string): Promise<Record<string, object[]>> {
	const response = await fetch(`${simulator.apiUrl}${path}`, {
		headers: {
			Authorization: `Bearer ${simulator.issueTokens().access_token}`,
			Accept: PUBLIC,
			'User-Agent': simulator.userAgent,
		},
	});
	if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
	return (await response.json()) as Record<string, object[]>;
}

/** Rows `from` to `to` of an endless list, each with an id of its own in place of its first property. */
function rowsOf(
	rows: string[],
	from: number,
	to: number,
	idOf: (index: number) => string,
): string[] {
	const page: string[] = [];
	for (let index = from; index < to; index++) {
		const row = rows[index % rows.length];
		page.push(`{"id":"${idOf(index)}"${row.slice(row.indexOf(','))}`);
	}
	return page;
}

const uuid = (index: number) => `5c5581d4-7f6a-11f1-ac45-${`${index}`.padStart(12, '0')}`;

async function answersOf(scene: Scene): Promise<Answers> {
	const { orders, events, offer } = await takeFromSimulator();
	const number = (query: URLSearchParams, name: string, fallback: number) =>
		Number(query.get(name) ?? fallback);
	return [
		[
			'GET /order/checkout-forms',
			(query) => {
				// Bought one in a second, the newest first: dates are places in the list.
				const place = (end: string, fallback: number) => {
					const date = Date.parse(query.get(`lineItems.boughtAt.${end}`) ?? '');
					return Number.isNaN(date) ? fallback : (NEWEST - date) / 1000;
				};
				const first = Math.max(0, Math.ceil(place('lte', 0)));
				const end = Math.min(scene.orders, Math.floor(place('gte', scene.orders)) + 1);
				const from = first + number(query, 'offset', 0);
				const to = Math.min(from + number(query, 'limit', 100), end);
				const page = rowsOf(orders, from, to, uuid).map((order, index) => {
					const boughtAt = new Date(NEWEST - (from + index) * 1000).toISOString();
					return order.replace(/"boughtAt":"[^"]*"/g, `"boughtAt":"${boughtAt}"`);
				});
				const counts = `"count":${page.length},"totalCount":${Math.max(0, end - first)}`;
				return `{"checkoutForms":[${page.join()}],${counts}}`;
			},
		],
		[
			'GET /order/events',
			(query) => {
				const from = number(query, 'from', FIRST_EVENT - 1) - FIRST_EVENT + 1;
				const to = Math.min(from + number(query, 'limit', 100), EVENTS);
				const page = rowsOf(events, from, to, (index) => `${FIRST_EVENT + index}`);
				// Of another order each: a trigger would rightly take them for repetitions.
				const different = page.map((event, index) =>
					event.replace(
						/"checkoutForm":\{"id":"[^"]*"/,
						`"checkoutForm":{"id":"${uuid(from + index)}"`,
					),
				);
				return `{"events":[${different.join()}]}`;
			},
		],
		['GET /order/event-stats', () => `{"latestEvent":{"id":"${FIRST_EVENT + EVENTS - 1}"}}`],
		['GET /sale/product-offers/', () => offer],
		['PUT /offers/', () => '{"id":"1","input":{},"output":{"status":"SUCCESSFUL","errors":null}}'],
		['POST /sale/offer-bulk-modification-commands', () => '{}'],
		[
			'GET /sale/offer-bulk-modification-commands/',
			() =>
				`{"completedAt":"2026-01-01T12:00:00Z","taskCount":{"total":${IN_COMMAND},"success":${IN_COMMAND},"failed":0}}`,
		],
		['POST /sale/images', () => '{"location":"https://a.allegroimg.example/original/1"}'],
		['POST /shipment-management/label', () => LABEL],
	];
}

async function serve(): Promise<void> {
	process.on('disconnect', () => process.exit());
	const scene: Scene = { latency: 0, orders: 0 };
	const asked: Asked = { requests: 0, mostAtOnce: 0 };
	const answers = await answersOf(scene);
	let underWay = 0;

	const server = createServer((request, response) => {
		asked.requests++;
		asked.mostAtOnce = Math.max(asked.mostAtOnce, ++underWay);
		response.on('close', () => underWay--);
		request.resume().on('end', () => {
			void sleep(scene.latency).then(() => {
				const { pathname, searchParams } = new URL(request.url ?? '', 'http://allegro');
				const target = `${request.method} ${pathname}`;
				const [, answer] = answers.find(([start]) => target.startsWith(start)) ?? [];
				const known = answer && request.headers.authorization?.startsWith('Bearer ');
				response.writeHead(known ? 200 : 404, { 'content-type': request.headers.accept });
				response.end(known ? answer(searchParams) : '{"errors":[]}');
			});
		});
	});
	process.on('message', (next: Scene | 'asked') => {
		if (next === 'asked') process.send?.(asked);
		else {
			Object.assign(scene, next);
			Object.assign(asked, { requests: 0, mostAtOnce: 0 });
			process.send?.('set');
		}
	});
	server.listen(0, '127.0.0.1', () => {
		process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	});
}

void serve();
