/**
 * Compares this package with n8n's HTTP Request node and with plain axios: the same work against the
 * same server, in turn, each in n8n's engine and on the Node.js that n8n asks for. The project must be
 * built. Installs n8n, for its nodes, and that Node.js the first time.
 *
 *   npm run bench                            everything; takes the better part of an hour
 *   npm run bench -- --quick                 one run each, at 20 ms
 *   npm run bench -- list offers --latency 20 --runs 5
 *
 * Writes artifacts/bench.json and artifacts/bench.svg; with --publish, docs/performance.json and .svg,
 * and the table in docs/performance.md; what is not run again stays there.
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { install } from '../../scripts/n8n/install';
import { ARTIFACTS, ROOT } from '../../scripts/n8n/paths';
import { chart } from './chart';
import { publishTable } from './page';
import type { Asked, Scene } from './server';
import { type Choice, type Contender, CONTENDERS, contendersOf, WORKS } from './work';
import type { Run } from './worker';

/** The medians of a contender's runs. */
interface Figures {
	seconds: number;
	/** Of the processor. */
	cpuSeconds: number;
	/** The most memory of its process, the whole engine included, after the first run. */
	peakMb: number;
	/** What of it was there before the work began. */
	idleMb: number;
	requests: number;
	mostAtOnce: number;
}

/** The lister can only list. */
type ForEach<T> = Record<Choice, T> & { lister?: T };

/** A work at a latency. */
export interface Comparison {
	work: string;
	title: string;
	latency: number;
	runs: number;
	contenders: ForEach<Figures>;
	/** The package's time and memory as a share of the others'; `work` is memory beyond that of an idle process. */
	ratios: Omit<ForEach<{ time: number; memory: number; work: number }>, 'package'>;
}

interface Plan {
	works: string[];
	latencies: number[];
	runs: number;
	publish: boolean;
}

function plan(): Plan {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			quick: { type: 'boolean', default: false },
			latency: { type: 'string', multiple: true },
			runs: { type: 'string' },
			publish: { type: 'boolean', default: false },
		},
	});
	const unknown = positionals.filter((name) => !WORKS[name]);
	if (unknown.length > 0) {
		throw new Error(`No ${unknown.join(', ')} here. There are: ${Object.keys(WORKS).join(', ')}`);
	}
	return {
		works: positionals.length > 0 ? positionals : Object.keys(WORKS),
		latencies: (values.latency ?? (values.quick ? ['20'] : ['5', '20', '100'])).map(Number),
		runs: Number(values.runs ?? (values.quick ? 1 : 5)),
		publish: values.publish,
	};
}

async function main(): Promise<void> {
	const { works, latencies, runs, publish } = plan();
	const { node } = await install();
	const server = start(node, 'server');
	try {
		const url = await answerOf<string>(server);
		const results: Comparison[] = [];
		for (const work of works) {
			for (const latency of latencies) {
				try {
					results.push(await compare(node, server, url, work, latency, runs));
					show(results[results.length - 1]);
				} catch (error) {
					console.error(`${WORKS[work].title}, ${latency} ms: ${(error as Error).message}`);
					process.exitCode = 1;
				}
			}
		}
		const folder = publish ? join(ROOT, 'docs') : ARTIFACTS;
		const name = publish ? 'performance' : 'bench';
		await mkdir(folder, { recursive: true });
		const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
		const machine = { node: version, cpu: cpus()[0].model, cores: cpus().length };
		const file = join(folder, `${name}.json`);
		const all = publish ? await withPublished(file, results) : results;
		await writeFile(file, `${JSON.stringify({ machine, results: all }, null, '\t')}\n`);
		await writeFile(join(folder, `${name}.svg`), chart(all));
		if (publish) await writePage(all);
		console.log(`\nWritten: ${file}`);
	} finally {
		server.kill();
	}
}

/** What was published before, in the order of the works, with these results in place of older ones. */
async function withPublished(file: string, results: Comparison[]): Promise<Comparison[]> {
	const text = await readFile(file, 'utf8').catch(() => '{"results":[]}');
	const { results: before } = JSON.parse(text) as { results: Comparison[] };
	const isNew = ({ work, latency }: Comparison) =>
		results.some((each) => each.work === work && each.latency === latency);
	const works = Object.keys(WORKS);
	return [...before.filter((each) => works.includes(each.work) && !isNew(each)), ...results].sort(
		(a, b) => works.indexOf(a.work) - works.indexOf(b.work) || a.latency - b.latency,
	);
}

/** Puts the figures into the page, in place of the last ones. */
async function writePage(results: Comparison[]): Promise<void> {
	const head = [
		...['Work', 'ms', 'package (s)', 'HTTP Request (s)', 'axios (s)', 'lister (s)'],
		...['time / HTTP Request', 'time / axios', 'time / lister'],
		...['memory / HTTP Request', 'of the work alone'],
	];
	const rows = results.map(({ title, latency, contenders, ratios }) => {
		const { httpRequest, axios, lister } = ratios;
		const seconds = CONTENDERS.map((name) => contenders[name]?.seconds ?? '');
		const times = [httpRequest.time, axios.time, lister?.time ?? ''];
		return [title, latency, ...seconds, ...times, httpRequest.memory, httpRequest.work ?? ''];
	});
	await publishTable('figures', head, rows);
}

type Runs = Record<Contender, Array<Run & Asked>>;

/** All contenders are ready before the first one starts; then they take turns. */
async function takeTurns(
	names: Contender[],
	begin: (name: Contender) => ChildProcess,
	turn: (name: Contender, worker: ChildProcess) => Promise<void>,
	rounds: number,
): Promise<void> {
	const workers: Array<[Contender, ChildProcess]> = [];
	try {
		for (const name of names) {
			const worker = begin(name);
			workers.push([name, worker]);
			await answerOf(worker);
		}
		for (let round = 0; round < rounds; round++) {
			for (const [name, worker] of workers) await turn(name, worker);
		}
	} finally {
		for (const [, worker] of workers) worker.kill();
	}
}

/** A work's figures, for each contender and as ratios. */
async function compare(
	node: string,
	server: ChildProcess,
	url: string,
	work: string,
	latency: number,
	runs: number,
): Promise<Comparison> {
	const { title, count, memory } = WORKS[work];
	// After a first run a process has the room that it needs, whether it still needs it or not.
	const [processes, runsOfEach] = memory ? [runs, 1] : [1, runs];
	const scene: Scene = { latency, orders: count };
	const names = contendersOf(WORKS[work]);
	const all = Object.fromEntries(names.map((name) => [name, []])) as unknown as Runs;
	const begin = (name: Contender) => start(node, 'worker', [work, name, url]);
	for (let started = 0; started < processes; started++) {
		await takeTurns(
			names,
			begin,
			async (contender, worker) => {
				await ask(server, scene);
				const done = await ask<Run>(worker, 'run');
				all[contender].push({ ...done, ...(await ask<Asked>(server, 'asked')) });
			},
			runsOfEach,
		);
	}
	const contenders = Object.fromEntries(
		names.map((name) => [name, figures(all[name], runsOfEach)]),
	) as Comparison['contenders'];
	const own = contenders.package;
	const ratio = (other: Figures) => ({
		time: round(own.seconds / other.seconds),
		memory: round(own.peakMb / other.peakMb),
		work: round(beyondIdle(own) / beyondIdle(other)),
	});
	const { httpRequest, axios, lister } = contenders;
	const ratios = {
		httpRequest: ratio(httpRequest),
		axios: ratio(axios),
		...(lister && { lister: ratio(lister) }),
	};
	return { work, title, latency, runs, contenders, ratios };
}

const beyondIdle = ({ peakMb, idleMb }: Figures) => Math.max(1, peakMb - idleMb);

function figures(runs: Array<Run & Asked>, runsOfProcess: number): Figures {
	const first = runs.filter((_, run) => run % runsOfProcess === 0);
	return {
		seconds: round(median(runs.map(({ ms }) => ms)) / 1000),
		cpuSeconds: round(median(runs.map(({ cpuMs }) => cpuMs)) / 1000),
		peakMb: Math.round(median(first.map(({ peakMb }) => peakMb))),
		idleMb: Math.round(median(first.map(({ idleMb }) => idleMb))),
		requests: runs[0].requests,
		mostAtOnce: Math.max(...runs.map(({ mostAtOnce }) => mostAtOnce)),
	};
}

function show({ title, latency, runs, contenders, ratios }: Comparison): void {
	console.log(`\n${title}, ${latency} ms, median of ${runs}`);
	console.table(contenders);
	const { httpRequest, axios, lister } = ratios;
	console.log(
		`package / HTTP Request: time ${httpRequest.time}, memory ${httpRequest.memory} (${httpRequest.work} beyond an idle process); ` +
			`package / axios: time ${axios.time}, memory ${axios.memory}` +
			(lister ? `; package / lister: time ${lister.time}, memory ${lister.memory}` : ''),
	);
}

/** Starts one of the other programs of this folder. */
function start(node: string, program: 'server' | 'worker', args: string[] = []): ChildProcess {
	return fork(join(__dirname, program), args, { execPath: node, execArgv: process.execArgv });
}

async function ask<T>(child: ChildProcess, question: Scene | string): Promise<T> {
	child.send(question);
	return await answerOf<T>(child);
}

/** @throws Error when the child ends instead */
async function answerOf<T = unknown>(child: ChildProcess): Promise<T> {
	const done = new AbortController();
	const { signal } = done;
	try {
		return await Promise.race([
			once(child, 'message', { signal }).then(([answer]) => answer as T),
			once(child, 'exit', { signal }).then(([code]) => {
				throw new Error(`A process of the benchmark ended with ${code}`);
			}),
		]);
	} finally {
		done.abort();
	}
}

function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const round = (value: number) => Number(value.toPrecision(3));

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
