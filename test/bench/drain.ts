/**
 * How a long journal is drained in n8n's engine, over HTTP from a simulated Allegro in a process of
 * its own, with Allegro's limits: ten thousand orders take more than a minute whatever one does. The
 * project must be built.
 *
 *   tsx test/bench/drain.ts        writes artifacts/drain.json
 */
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ARTIFACTS } from '../../scripts/n8n/paths';
import { createEngine, type Engine } from '../engine';
import { connected } from '../shop';
import { startSimulator } from '../simulator';

const TRIGGER = 'allegroOrdersTrigger';
/** Three in twenty orders are not paid: this gives a little over 60,000 events. */
const ORDERS = 22_000;
const FULL_ORDERS = 10_000;
const EVENTS = 60_000;

type Credential = Parameters<typeof createEngine>[0];

/** One measured drain. */
interface Figures {
	events: number;
	polls: number;
	requests: number;
	requestsPerEvent: number;
	seconds: number;
	eventsPerSecond: number;
	stateBytes: number;
	/** The highest resident memory while it ran, in MB, and what it was before. */
	peakMb: number;
	beforeMb: number;
}

/** What the simulator's process is told and answers. */
interface Told {
	orders: number;
	events?: number;
}

/** The simulator's own process, so that its memory and time are not counted. */
async function serve(): Promise<void> {
	const simulator = await startSimulator({ recording: false });
	process.on('message', ({ orders }: Told) => {
		simulator.reset();
		simulator.recording = false;
		simulator.seed({ orders, status: orders === FULL_ORDERS ? 'READY_FOR_PROCESSING' : undefined });
		process.send?.({
			credential: connected(simulator),
			controlUrl: simulator.controlUrl,
			events: simulator.state.events.size,
		});
	});
	process.send?.('ready');
}

async function main(): Promise<void> {
	const child = fork(__filename, ['--serve'], { execArgv: process.execArgv });
	const answer = async <T>() =>
		await new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
	const shop = async (orders: number) => {
		child.send({ orders });
		return await answer<{ credential: Credential; controlUrl: string; events: number }>();
	};
	try {
		await answer();
		const results: Record<string, Figures> = {};

		const long = await shop(ORDERS);
		if (long.events < EVENTS) throw new Error(`Only ${long.events} events`);
		for (const maxEvents of [1_000, 100_000]) {
			results[`backlog, ${maxEvents} events per run`] = await measure(
				long.controlUrl,
				await createEngine(long.credential, {}, { unwatched: true }),
				{ events: [], includeOrder: false, options: { maxEvents } },
				long.events,
			);
		}

		const full = await shop(FULL_ORDERS);
		results['full orders, 1000 events per run'] = await measure(
			full.controlUrl,
			await createEngine(full.credential, {}, { unwatched: true }),
			{
				events: ['READY_FOR_PROCESSING'],
				includeOrder: true,
				options: { maxEvents: 1_000 },
			},
			FULL_ORDERS,
		);

		console.table(results);
		await mkdir(ARTIFACTS, { recursive: true });
		const path = join(ARTIFACTS, 'drain.json');
		const machine = { node: process.version, platform: process.platform };
		await writeFile(path, `${JSON.stringify({ machine, results }, null, '\t')}\n`);
		console.log(path);
	} finally {
		child.kill();
	}
}

/** @throws Error when not each event came exactly once */
async function measure(
	controlUrl: string,
	engine: Engine,
	wishes: INodeParameters,
	expected: number,
): Promise<Figures> {
	const ids = new Set<unknown>();
	let state: IDataObject = {};
	let events = 0;
	let polls = 0;
	const requestsBefore = await requestsOf(controlUrl);
	const beforeMb = residentMb();
	let peakMb = beforeMb;
	const watch = setInterval(() => (peakMb = Math.max(peakMb, residentMb())), 20);
	const started = Date.now();
	for (;;) {
		const items = await engine.poll(TRIGGER, { start: 'oldest', ...wishes }, { state });
		polls++;
		peakMb = Math.max(peakMb, residentMb());
		if (!items) break;
		events += items.length;
		for (const { json } of items) {
			if (wishes.includeOrder === true && !json.order) throw new Error('An order is missing');
			ids.add(json.eventId);
		}
		state = JSON.parse(JSON.stringify(state)) as IDataObject;
	}
	const seconds = (Date.now() - started) / 1000;
	clearInterval(watch);
	if (ids.size !== expected || events !== expected) {
		throw new Error(`${events} events (${ids.size} different) came instead of ${expected}`);
	}
	const requests = (await requestsOf(controlUrl)) - requestsBefore;
	return {
		events,
		polls,
		requests,
		requestsPerEvent: Number((requests / events).toFixed(4)),
		seconds,
		eventsPerSecond: Math.round(events / seconds),
		stateBytes: Buffer.byteLength(JSON.stringify(state)),
		peakMb,
		beforeMb,
	};
}

async function requestsOf(controlUrl: string): Promise<number> {
	const state = (await (await fetch(`${controlUrl}/state`)).json()) as { requests: number };
	return state.requests;
}

const residentMb = () => Math.round(process.memoryUsage().rss / 1024 / 1024);

(process.argv.includes('--serve') ? serve() : main()).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
