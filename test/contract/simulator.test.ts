import { loadContract, type Contract, type RecordedResponse } from '.';
import { isJson } from './media';
import { startSimulator, type Exchange, type Simulator } from '../simulator';
import { client, PUBLIC, sender, UUID } from '../simulator-tests/client';
import { STUMBLES, WALKS } from '../simulator-tests/walks';

/** Endpoints that are gone, and only ever refuse. */
const RETIRED = ['GET /sale/offers/{offerId}', 'GET /offers/listing'];

describe("The simulator's answers, held to Allegro's OpenAPI document", () => {
	let contract: Contract;
	let simulator: Simulator;

	beforeAll(async () => {
		contract = await loadContract();
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
		const all = simulator.routes.map(({ key }) => key);
		expect(all.filter((key) => !simulator.requests.byRoute[key])).toEqual(RETIRED);
	});

	test('to requests that it refuses', async () => {
		await stumble(simulator);
		const statuses = new Set(simulator.exchanges.map(({ status }) => status));
		expect([...statuses].filter((status) => status >= 400).sort()).toEqual([
			400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429,
		]);
		expect(responseProblems()).toEqual({});
	});

	test('in what it asks of a request', () => {
		const ours = simulator.routes
			.filter(({ key }) => !RETIRED.includes(key))
			.map(({ key, method, path, gate }) => {
				const { accept = PUBLIC } = gate;
				const { scopes, appTokenOk, host, requestMedia, successMedia } = contract.operationFor(
					method,
					path,
				)!;
				// The document has a slip: a media type with a blank in it.
				const json = successMedia.filter((type) => !/[* ]/.test(type));
				return [
					{
						key,
						host: gate.host ?? 'api',
						scope: gate.scope,
						app: gate.app ?? false,
						accept: accept === null ? [] : [accept].flat().sort(),
						body: [...(gate.body ?? [])].sort(),
					},
					{
						key,
						host,
						scope: scopes[0],
						app: appTokenOk,
						accept: [...json].sort(),
						body: [...requestMedia].sort(),
					},
				];
			});
		expect(ours.map(([one]) => one)).toEqual(ours.map(([, documented]) => documented));
	});

	test('to every operation that it has not, when they are generated', async () => {
		const own = new Set(simulator.routes.map(({ key }) => key));
		const whole = await startSimulator({ generate: true });
		try {
			expect(whole.routes).toHaveLength(contract.operations.length + RETIRED.length);
			const ask = client(whole);
			const problems: Record<string, string[]> = {};
			for (const { key, method, path, gate } of whole.routes) {
				if (own.has(key)) continue;
				const [type] = gate.body ?? [];
				const [accept] = [gate.accept ?? '*/*'].flat();
				const body = type && (isJson(type) ? {} : Buffer.from('sample'));
				const place = path.replace(/\{\w+\}/g, UUID);
				const options = { host: gate.host, accept, type, body };
				const { data, ...answer } = await ask(method, place, options);
				const recorded = {
					...answer,
					body: Buffer.isBuffer(data) && !data.length ? undefined : data,
				};
				const found = contract.checkResponse({ method, path: place }, recorded);
				if (answer.status >= 400) found.push(`status: ${answer.status}`);
				if (found.length > 0) problems[key] = found;
			}
			expect(problems).toEqual({});
		} finally {
			await whole.close();
		}
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
});

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

/** Asks every endpoint for something that it can give. */
async function walk(simulator: Simulator): Promise<void> {
	for (const area of WALKS) await area(simulator, sender(simulator));
}

/** Does wrong what can be done wrong. */
async function stumble(simulator: Simulator): Promise<void> {
	for (const area of STUMBLES) await area(simulator, sender(simulator));
	simulator.limits.perMinute = 1;
	const send = sender(simulator);
	await send('GET', '/order/event-stats');
	await send('GET', '/order/event-stats');
}
