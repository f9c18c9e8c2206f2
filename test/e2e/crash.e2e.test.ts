import { rm } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import { install } from '../../scripts/n8n/install';
import { installPackage, packed } from '../../scripts/n8n/pack';
import { ARTIFACTS, N8N_HOME } from '../../scripts/n8n/paths';
import { N8nApi, OWNER, type CredentialRef, type Workflow } from '../../scripts/n8n/rest';
import { freePort, startServer, type Server } from '../../scripts/n8n/server';
import { generator } from '../random';
import { connected } from '../shop';
import { startSimulator, type Simulator } from '../simulator';

/** What is random here; set CRASH_SEED to see a run again, and CRASH_KILLS for more of it. */
const SEED = Number(process.env.CRASH_SEED ?? 20261123);
const ORDERS = 7_500;
const CRASHES = Number(process.env.CRASH_KILLS ?? 2);
const PAGE = 1_000;
/** n8n refuses to poll every five seconds, but not twelve times a minute at one second each. */
const SECONDS = Array.from({ length: 12 }, (_, index) => index * 5);
const DRAIN_TIMEOUT_MS = 240_000;
/** Until it is killed, n8n polls up to five times, five seconds apart; then it starts anew. */
const KILL_TIMEOUT_MS = 90_000;

/** One execution's events, as they arrived. */
interface Delivery {
	execution: string;
	ids: string[];
}

/**
 * n8n is killed while it drains a long journal.
 *
 * The trigger's promise is "at least once": it notes a position only with the events up to it. n8n then
 * saves the position and makes an execution, one after the other. Where n8n dies before the position
 * is saved, the batch comes once more, whole and in the same order: so at most Max Events per Run events
 * repeat with each crash. A batch whose execution was noted, but whose first node was not through, is
 * not run again by n8n: it stands in the list of executions as crashed, with its events, and counts
 * as handed over.
 *
 * By default n8n 2.41 saves the position first and without waiting, so a death in the moment before the
 * execution is noted loses the batch, whatever a trigger does. With its durable cursors
 * (N8N_POLLER_DURABLE_CURSORS_ENABLED and the settings that this asks for) both are one transaction.
 */
describe('A trigger whose n8n is killed', () => {
	const random = generator(SEED);
	const deliveries: Delivery[] = [];
	let simulator: Simulator;
	let collector: HttpServer;
	let n8n: Server;
	let api: N8nApi;
	let workflow: Workflow;
	let start: () => Promise<void>;

	beforeAll(async () => {
		const installation = await install();
		const userFolder = join(N8N_HOME, 'e2e-crash');
		await rm(userFolder, { recursive: true, force: true });
		await installPackage(await packed(), userFolder);
		simulator = await startSimulator({ recording: false });
		simulator.seed({ orders: ORDERS });
		collector = await startCollector(deliveries);
		const port = await freePort();
		let starts = 0;
		start = async () => {
			const logFile = join(ARTIFACTS, `crash-n8n-${++starts}.log`);
			n8n = await startServer(installation, { userFolder, port, logFile });
			api = await N8nApi.open(n8n.url, OWNER);
		};
		await start();
		const { oauthTokenData, ...data } = connected(simulator);
		const credential = await api.putCredential('Allegro', CREDENTIAL_TYPE, {
			...data,
			oauthTokenData,
		});
		const { port: collectorPort } = collector.address() as AddressInfo;
		workflow = await api.createWorkflow(
			drainingWorkflow(credential, `http://127.0.0.1:${collectorPort}/`),
		);
	});
	afterAll(async () => {
		await n8n?.stop();
		collector?.closeAllConnections();
		collector?.close();
		await simulator?.close();
	});

	test(
		'hands every event over',
		async () => {
			const known = eventIds(simulator);
			expect(known.length).toBeGreaterThan(20_000);
			const polls = () => simulator.requests.byRoute['GET /order/events'] ?? 0;

			await api.activate(workflow.id);
			const kills: string[] = [];
			for (let crash = 1; crash <= CRASHES; crash++) {
				// In the thick of it: shortly after a page was asked for.
				const poll = polls() + 2 + Math.floor(random() * 4);
				const delayMs = Math.floor(random() * 500);
				await until(() => polls() >= poll, 2);
				await sleep(delayMs);
				await n8n.kill();
				kills.push(`${delayMs} ms after request ${poll}`);
				await start();
			}

			await drained(known);
			const { repeats, crashed } = await report(known);
			console.log(
				`seed ${SEED}: killed ${kills.join(', ')}; ${known.length} events, ` +
					`${deliveries.length} deliveries, ${repeats} repeats, ${crashed} in crashed executions`,
			);
			expect(repeats).toBeLessThanOrEqual(CRASHES * PAGE);
		},
		DRAIN_TIMEOUT_MS + CRASHES * KILL_TIMEOUT_MS,
	);

	test('hands over what happened while it was off', async () => {
		await api.deactivate(workflow.id);
		const before = new Set(eventIds(simulator));
		for (let index = 0; index < 50; index++) {
			simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		}
		const fresh = eventIds(simulator).filter((id) => !before.has(id));
		expect(fresh).toHaveLength(150);
		const earlier = deliveries.length;
		await api.activate(workflow.id);
		await drained(fresh);
		expect(deliveries.slice(earlier).flatMap(({ ids }) => ids)).toEqual(fresh);
	});

	/** Waits until everything was handed over; fails with what is missing. */
	async function drained(known: string[]): Promise<void> {
		const deadline = Date.now() + DRAIN_TIMEOUT_MS;
		const last = known[known.length - 1];
		const isLast = ({ ids }: Delivery) => ids.includes(last);
		// The last batch can be in an execution that crashed: then the collector never gets it.
		while (!deliveries.some(isLast) && (await report(known)).missing.length > 0) {
			if (Date.now() > deadline) break;
			await sleep(1_000);
		}
		expect((await report(known)).missing).toEqual([]);
	}

	/** What became of the events. */
	async function report(known: string[]) {
		const times = new Map<string, number>();
		for (const { ids } of deliveries) {
			for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
		}
		const undelivered = known.filter((id) => !times.has(id));
		const isOver = ({ status }: { status: string }) =>
			!['success', 'running', 'new'].includes(status);
		const rows = (await api.executions(workflow.id)).filter(isOver);
		const texts = await Promise.all(rows.map(async ({ id }) => await api.executionData(id)));
		const missing = undelivered.filter((id) => !texts.some((text) => text.includes(`"${id}"`)));
		const repeats = [...times.values()].reduce((sum, count) => sum + count - 1, 0);
		return { missing, repeats, crashed: undelivered.length - missing.length };
	}
});

/** Every event that the simulator knows, oldest first. */
function eventIds({ state }: Simulator): string[] {
	return state.events.after(0, new Set(), Infinity).map(({ id }) => `${id}`);
}

/** The trigger, and a node that tells the collector which events an execution got. */
function drainingWorkflow(credential: CredentialRef, url: string) {
	const node = (name: string, type: string, typeVersion: number, more: object) => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: {},
		...more,
	});
	return {
		name: 'Drain',
		nodes: [
			node('Orders', `${NODE_PREFIX}allegroOrdersTrigger`, 1, {
				credentials: { [CREDENTIAL_TYPE]: credential },
				parameters: {
					events: [],
					start: 'oldest',
					includeOrder: false,
					options: { maxEvents: PAGE },
					pollTimes: {
						item: SECONDS.map((second) => ({
							mode: 'custom',
							cronExpression: `${second} * * * * *`,
						})),
					},
				},
			}),
			node('Collector', 'n8n-nodes-base.httpRequest', 4.2, {
				executeOnce: true,
				parameters: {
					method: 'POST',
					url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody:
						"={{ JSON.stringify({ execution: $execution.id, ids: $('Orders').all().map((item) => item.json.eventId) }) }}",
					options: {},
				},
			}),
		],
		connections: { Orders: { main: [[{ node: 'Collector', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Notes what is posted to it. It survives n8n. */
async function startCollector(deliveries: Delivery[]): Promise<HttpServer> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			deliveries.push(JSON.parse(Buffer.concat(chunks).toString()) as Delivery);
			response.setHeader('content-type', 'application/json').end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

async function until(holds: () => boolean, everyMs: number): Promise<void> {
	const deadline = Date.now() + DRAIN_TIMEOUT_MS;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error('What was waited for did not come');
		await sleep(everyMs);
	}
}
