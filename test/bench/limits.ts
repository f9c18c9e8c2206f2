/**
 * At Allegro's limits, not over them: the package does as much as it can for minutes, against a
 * simulator with Allegro's limits in a process of its own, and the simulator counts. The project must
 * be built.
 *
 *   npm run bench:limits                   all four, five minutes each and ten for the last
 *   npm run bench:limits -- seconds --minutes 2
 *
 * Writes artifacts/limits.json; with --publish, docs/limits.json and the table in docs/performance.md.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { ARTIFACTS, ROOT } from '../../scripts/n8n/paths';
import { createEngine, type Engine } from '../engine';
import { byId, connected } from '../shop';
import { type RequestCounts, startSimulator } from '../simulator';
import { publishTable } from './page';

const LATENCY_MS = 20;
const PER_MINUTE = 9_000;
const TOGETHER = 'Everything, 9,000 a minute';

/** What a workflow does without end, and how often Allegro allows it. */
interface Load {
	/** What Allegro allows. */
	title: string;
	type: string;
	parameters: INodeParameters;
	/** As the simulator counts it. */
	route: string;
	perMinute: number;
}

/** What the simulator's process says when it is ready. */
interface Ready {
	credential: Parameters<typeof createEngine>[0];
	controlUrl: string;
	order: string;
	offer: string;
}

/** How much of what was allowed got through. */
interface Result {
	limit: string;
	minutes: number;
	allowed: number;
	done: number;
	share: number;
	tooMany: number;
}

const loads = ({ order, offer }: Ready): Record<string, Load> => {
	const offers = (operation: string, more: object = {}): INodeParameters => ({
		resource: 'offer',
		operation,
		...more,
	});
	const ofOffer = { offerId: byId(offer) };
	return {
		messages: {
			title: 'Messages, 1 a second',
			type: 'allegroMessages',
			parameters: {
				resource: 'message',
				operation: 'send',
				orderId: byId(order),
				text: 'Dzień dobry',
				additionalFields: { buyerLogin: 'Jagoda_Wrzos' },
			},
			route: 'POST /messaging/messages',
			perMinute: 60,
		},
		priceRules: {
			title: 'Price rules, 5 a second',
			type: 'allegroBulkOffers',
			parameters: { resource: 'priceRule', operation: 'getAll' },
			route: 'GET /sale/price-automation/rules',
			perMinute: 300,
		},
		reads: {
			title: 'Reads of offers, 3,500 a minute',
			type: 'allegroOffers',
			parameters: offers('get', ofOffer),
			route: 'GET /sale/product-offers/{offerId}',
			perMinute: 3_500,
		},
		updates: {
			title: 'Updates of offers, 2,500 a minute',
			type: 'allegroOffers',
			parameters: offers('update', {
				...ofOffer,
				options: { additionalJson: { name: 'Lampa' } },
				waitForCompletion: false,
			}),
			route: 'PATCH /sale/product-offers/{offerId}',
			perMinute: 2_500,
		},
		creations: {
			title: 'Creations of offers, 2,490 a minute',
			type: 'allegroOffers',
			parameters: offers('create', {
				options: { additionalJson: { name: 'Lampa' } },
				waitForCompletion: false,
			}),
			route: 'POST /sale/product-offers',
			perMinute: 2_490,
		},
		orders: {
			title: TOGETHER,
			type: 'allegroOrders',
			parameters: { resource: 'order', operation: 'get', orderId: byId(order) },
			route: 'GET /order/checkout-forms/{id}',
			perMinute: PER_MINUTE,
		},
	};
};

/** The simulator's own process. */
async function serve(): Promise<void> {
	process.on('disconnect', () => process.exit());
	const simulator = await startSimulator({ recording: false });
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const { id: offer } = simulator.state.offers.create();
	simulator.faults.add({ kind: 'latency', ms: LATENCY_MS });
	const { controlUrl } = simulator;
	process.send?.({ credential: connected(simulator), controlUrl, order: order.id, offer });
}

/** A load under way. */
interface Work {
	/** Fails when an execution fails. */
	running: Promise<void>;
	stop: () => Promise<unknown>;
}

/** Asks for more and more until it is stopped, in executions of half a minute: between two, nothing is sent. */
function work(engine: Engine, { type, parameters, perMinute }: Load): Work {
	const items = Array.from(
		{ length: Math.round(perMinute / 2) },
		(): INodeExecutionData => ({ json: {} }),
	);
	let isOver = false;
	let stop = () => {};
	const run = async () => {
		while (!isOver) {
			const { error } = await engine.node(type, parameters, {
				items,
				onStart: (cancel) => (stop = cancel),
			});
			if (error && !isOver) throw error;
		}
	};
	const running = run();
	return {
		running,
		stop: async () => {
			isOver = true;
			stop();
			await running.catch(() => undefined);
		},
	};
}

/** One scenario with a simulator and an engine of its own. */
class Scenario {
	private readonly works: Work[] = [];

	private constructor(
		private readonly engine: Engine,
		readonly loads: Record<string, Load>,
		private readonly controlUrl: string,
		private readonly allegro: ChildProcess,
	) {}

	static async open(): Promise<Scenario> {
		const child = fork(__filename, ['--serve'], { execArgv: process.execArgv });
		const [ready] = (await once(child, 'message')) as [Ready];
		const engine = await createEngine(ready.credential, {}, { unwatched: true });
		return new Scenario(engine, loads(ready), ready.controlUrl, child);
	}

	start(name: string): void {
		this.works.push(work(this.engine, this.loads[name]));
	}

	async close(): Promise<void> {
		await Promise.all(this.works.map(async ({ stop }) => await stop()));
		this.allegro.kill();
	}

	async counts(): Promise<RequestCounts> {
		return (await (await fetch(`${this.controlUrl}/requests`)).json()) as RequestCounts;
	}

	async limit(perMinute: number): Promise<void> {
		await fetch(`${this.controlUrl}/limits`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ perMinute }),
		});
	}

	/** What gets through in some minutes, by the limit's name and the load that it is for (or all). */
	async measure(minutes: number, limits: Record<string, string | undefined>): Promise<Result[]> {
		const before = await this.counts();
		await Promise.race([sleep(minutes * 60_000), ...this.works.map(({ running }) => running)]);
		const after = await this.counts();
		const tooMany = (after.byStatus[429] ?? 0) - (before.byStatus[429] ?? 0);
		return Object.entries(limits).map(([limit, name]) => {
			const load = name === undefined ? undefined : this.loads[name];
			const count = ({ total, byRoute }: RequestCounts) =>
				load ? (byRoute[load.route] ?? 0) : total;
			const allowed = (load?.perMinute ?? PER_MINUTE) * minutes;
			const done = count(after) - count(before);
			const share = Number((done / allowed).toFixed(3));
			return { limit, minutes, allowed, done, share, tooMany };
		});
	}
}

type Measure = (scenario: Scenario, minutes: number) => Promise<Result[]>;

/** Limits of single endpoints, at once: together they stay below the common one. */
const endpoints =
	(...names: string[]): Measure =>
	async (scenario, minutes) => {
		names.forEach((name) => scenario.start(name));
		const titles = names.map((name) => [scenario.loads[name].title, name] as const);
		return await scenario.measure(minutes, Object.fromEntries(titles));
	};

const SCENARIOS: Record<string, Measure> = {
	/** Limits of so many a second: a thread that works off thousands of others is late for them. */
	seconds: endpoints('messages', 'priceRules'),
	minutes: endpoints('reads', 'updates', 'creations'),
	/** The common limit, with three workflows that use one credential. */
	async together(scenario, minutes) {
		for (let workflow = 0; workflow < 3; workflow++) scenario.start('orders');
		return await scenario.measure(minutes, { [`${TOGETHER}, three workflows`]: undefined });
	},
	/** The common limit is suddenly half of what it was. */
	async halved(scenario, minutes) {
		scenario.start('orders');
		const before = await scenario.measure(1, { [`${TOGETHER}, before it is halved`]: undefined });
		await scenario.limit(PER_MINUTE / 2);
		// Refused twice at most, each time followed by a minute's block.
		const learning = await scenario.measure(4, { [`${TOGETHER}, while it learns`]: undefined });
		const after = await scenario.measure(minutes, { [`${TOGETHER}, halved`]: undefined });
		const ofHalf = [...learning, ...after].map((result) => {
			const allowed = result.allowed / 2;
			return { ...result, allowed, share: Number((result.done / allowed).toFixed(3)) };
		});
		return [...before, ...ofHalf];
	},
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			minutes: { type: 'string', default: '5' },
			publish: { type: 'boolean', default: false },
		},
	});
	const results: Result[] = [];
	for (const name of positionals.length > 0 ? positionals : Object.keys(SCENARIOS)) {
		console.log(`${name}: ${values.minutes} minutes and more`);
		const scenario = await Scenario.open();
		try {
			results.push(...(await SCENARIOS[name](scenario, Number(values.minutes))));
		} finally {
			await scenario.close();
		}
	}
	console.table(results);
	if (values.publish) {
		await publish(results);
		return;
	}
	await mkdir(ARTIFACTS, { recursive: true });
	await write(join(ARTIFACTS, 'limits.json'), results);
}

async function write(path: string, results: Result[]): Promise<void> {
	await writeFile(path, `${JSON.stringify({ latencyMs: LATENCY_MS, results }, null, '\t')}\n`);
	console.log(path);
}

/** Puts the results among those that were published before; what was not run again stays. */
async function publish(results: Result[]): Promise<void> {
	const path = join(ROOT, 'docs', 'limits.json');
	const text = await readFile(path, 'utf8').catch(() => '{"results":[]}');
	const before = (JSON.parse(text) as { results: Result[] }).results;
	const latest = ({ limit }: Result) => results.find((each) => each.limit === limit);
	const all = [
		...before.map((each) => latest(each) ?? each),
		...results.filter(({ limit }) => !before.some((each) => each.limit === limit)),
	];
	await write(path, all);
	const head = ['Limit', 'Minutes', 'Allowed', 'Got through', 'Share', '429'];
	const rows = all.map(({ limit, minutes, allowed, done, share, tooMany }) => [
		...[limit, minutes, allowed.toLocaleString('en'), done.toLocaleString('en')],
		...[share, tooMany],
	]);
	await publishTable('limits', head, rows);
}

(process.argv.includes('--serve') ? serve() : main()).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
