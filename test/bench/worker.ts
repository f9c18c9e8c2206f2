/** One contender in a process of its own: does a work as often as it is told, and says how long it took. */
import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeExecutionData, INodeType } from 'n8n-workflow';

import { createEngine, type Engine, PACKAGE } from '../engine';
import { connectedTo } from '../operations/credential';
import { AXIOS, axiosNode } from './axiosNode';
import { lister, LISTER, listerAt } from './lister';
import { n8nNodes } from './n8nNodes';
import { type Contender, type NodeSetup, type Work, WORKS } from './work';

/** What the process is given as arguments, in this order. */
export interface Job {
	work: string;
	contender: Contender;
	url: string;
}

/** A run's figures. */
export interface Run {
	ms: number;
	/** Time of the processor, which other programs on the machine change little. */
	cpuMs: number;
	/** The most memory that the process has had so far, in MB. */
	peakMb: number;
	/** The most that it had before its first run, n8n's engine and the nodes included. */
	idleMb: number;
}

type Attempt = () => Promise<number>;

async function prepare({ work: name, contender, url }: Job): Promise<Attempt> {
	const work = WORKS[name];
	switch (contender) {
		case 'package':
			liftPaces();
			return await withPackage(work, url);
		case 'httpRequest':
			return await withHttpRequest(work, url);
		case 'lister':
			return await withLister(work, url);
		case 'axios':
			return await withAxios(work, url);
	}
}

/**
 * The server has no limits, so the package shall not keep Allegro's for single endpoints either: what
 * is compared here is the machinery. `npm run bench:limits` is about the limits.
 */
function liftPaces(): void {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const paces = require('../../dist/nodes/shared/paces') as Record<string, { limit: number }>;
	for (const pace of Object.values(paces)) {
		if (typeof pace === 'object') pace.limit = 1_000_000;
	}
}

/** Allegro's tokens last for twelve hours; n8n notes with each when it ends. */
const LIFETIME_MS = 12 * 3_600_000;

/** A gate of its own for each run: each one begins with the narrow window of a new process. */
async function engineAt(url: string, types = {}): Promise<Engine> {
	const sample = connectedTo({ apiUrl: url, uploadUrl: url });
	const tokens = sample.oauthTokenData as IDataObject;
	const credential = {
		...sample,
		clientId: randomUUID(),
		oauthTokenData: { ...tokens, n8n_expires_at: `${Date.now() + LIFETIME_MS}` },
	};
	return await createEngine(credential, types, { unwatched: true });
}

async function withPackage({ own, items, count }: Work, url: string): Promise<Attempt> {
	// n8n has loaded the nodes long before a workflow runs.
	await engineAt(url);
	const input = items?.(count) ?? [{ json: {} }];
	return async () => {
		const engine = await engineAt(url);
		if ('drain' in own) {
			const state: IDataObject = {};
			let events = 0;
			for (;;) {
				const polled = await engine.poll('allegroOrdersTrigger', own.drain, { state });
				if (!polled) return events;
				events += polled.length;
			}
		}
		return await runWorkflow(engine, [{ ...own, type: `${PACKAGE}.${own.type}` }], input);
	};
}

async function withHttpRequest(work: Work, url: string): Promise<Attempt> {
	return await withNodes(work, url, n8nNodes(), work.httpRequest(url));
}

async function withLister(work: Work, url: string): Promise<Attempt> {
	if (!('list' in work.axios)) throw new Error('This is no list');
	const setups = [{ type: LISTER, parameters: listerAt(`${url}${work.axios.list}`) }];
	return await withNodes(work, url, { [LISTER]: lister }, setups);
}

async function withAxios(work: Work, url: string): Promise<Attempt> {
	const setups = [{ type: AXIOS, parameters: listerAt(url) }];
	return await withNodes(work, url, { [AXIOS]: axiosNode(work, url) }, setups);
}

/** Nodes that are not the package's, in the same engine. */
async function withNodes(
	{ items, count }: Work,
	url: string,
	types: Record<string, INodeType>,
	setups: NodeSetup[],
): Promise<Attempt> {
	const input = items?.(count) ?? [{ json: {} }];
	await engineAt(url, types);
	return async () => await runWorkflow(await engineAt(url, types), setups, input);
}

async function runWorkflow(
	engine: Engine,
	setups: NodeSetup[],
	input: INodeExecutionData[],
): Promise<number> {
	const nodes = [{ type: 'test.start', parameters: {} }, ...setups].map(
		({ type, parameters }, index): INode => ({
			id: `${index}`,
			name: `${index}`,
			type,
			typeVersion: type.endsWith('httpRequest') ? 4.2 : 1,
			position: [0, 0],
			parameters,
		}),
	);
	const connections = Object.fromEntries(
		setups.map((_, index) => [
			`${index}`,
			{ main: [[{ node: `${index + 1}`, type: 'main' as const, index: 0 }]] },
		]),
	);
	const workflow = { nodes, connections, settings: {} };
	const { data } = await engine.workflow(workflow as never, '0', input);
	if (data.resultData.error) throw data.resultData.error;
	const last = data.resultData.runData[`${setups.length}`][0];
	return last.data?.main[0]?.length ?? 0;
}

/** The most memory that this process has had, in MB. */
const highestMb = () => process.resourceUsage().maxRSS / 1024;

async function main(): Promise<void> {
	const [work, contender, url] = process.argv.slice(2);
	process.on('disconnect', () => process.exit());
	const attempt = await prepare({ work, contender: contender as Contender, url });
	const idleMb = highestMb();
	process.on('message', () => {
		void (async () => {
			const startedAt = performance.now();
			const cpuBefore = process.cpuUsage();
			const count = await attempt();
			const ms = performance.now() - startedAt;
			const { user, system } = process.cpuUsage(cpuBefore);
			const { count: expected, title } = WORKS[work];
			if (count !== expected) throw new Error(`${title}, ${contender}: ${count} came`);
			const cpuMs = (user + system) / 1000;
			const run: Run = { ms, cpuMs, peakMb: highestMb(), idleMb };
			process.send?.(run);
		})().catch((error: unknown) => {
			console.error(error);
			process.exit(1);
		});
	});
	process.send?.('ready');
}

void main();
