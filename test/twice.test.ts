import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { createEngine, loadNodeTypes, type Engine, type NodeRun } from './engine';
import { connectedTo } from './operations/credential';
import type { Discovered } from './operations/discover';
import { discover } from './operations/discover';
import type { Intercept, Recorder } from './operations/recorder';
import { startRecorder } from './operations/recorder';
import { sampleItem, sampleParameters } from './operations/samples';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('./strict/clock')>('./strict/clock').sleepless(),
);

/**
 * Every operation that changes something, sent twice: n8n repeats it (Retry On Fail) after Allegro acted
 * and its answer got lost, and after another item of the run failed. What Allegro did is counted: with
 * a command ID it acts once, a request that sets something sets the same, and each other one counts.
 * The table of docs/sent-twice.md says for each operation which of these it is. `npm run golden` renews it.
 */
const PAGE = join(__dirname, '..', 'docs', 'sent-twice.md');
const UPDATE = process.env.UPDATE_GOLDEN === '1';

const READING =
	/^POST \/(pricing\/offer-fee-preview|ingredients\/parse|sale\/allegro-prices\/offers-queries|shipment-management\/(label|protocol|pickup-proposals))$/;
/** A picture or a place for a file: nobody sees it, and unused it goes by itself. */
const PASSING = /\/(images|[a-z-]*attachments)(\?|$)/;
const COMMAND_ID =
	/"(?:commandId|id)":"([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12})"/;
const ID_IN_PATH = /\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

const writing = discover(loadNodeTypes()).filter(
	({ endpoint }) => !endpoint.startsWith('GET ') && !READING.test(endpoint),
);

/** What Allegro did: each act once, by what tells it from others. */
const acts = new Map<string, number>();
let intercept: Intercept = () => undefined;
let isMoving = false;
let recorder: Recorder;
let engine: Engine;
const found: Record<string, string> = {};

beforeAll(async () => {
	recorder = await startRecorder(['offers'], [], (...request) => intercept(...request));
	engine = await createEngine(connectedTo(recorder));
});
afterAll(async () => {
	await recorder.close();
	if (UPDATE) writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8')));
});

/** Notes what Allegro does at a request. @returns whether it is one that Allegro knows already. */
function act(method: string, url: string, body: string): boolean {
	const id = COMMAND_ID.exec(body)?.[1];
	const known =
		(id && acts.has(`command ${id}`)) || (ID_IN_PATH.test(url) && acts.has(`command ${url}`));
	if (id) note(`command ${id}`);
	else if (ID_IN_PATH.test(url)) note(`command ${url}`);
	else if (method === 'POST' && !PASSING.test(url)) note(`${method} ${url} #${acts.size}`);
	// What moves is set to the value that came last.
	else note(`${method} ${url} ${isMoving ? '' : body}`);
	// Allegro's document names no such refusal for this command: it sets the same price again.
	return Boolean(known) && !url.includes('/change-price-commands/');
}

const note = (key: string) => acts.set(key, (acts.get(key) ?? 0) + 1);
const isWriting = (method: string, url: string) =>
	method !== 'GET' && !READING.test(`${method} ${url.split('?')[0]}`);

/** Texts and moments that expressions fill in: `{{ $now }}` and the like, another one at each try. */
const RESTLESS: Array<[string, RegExp]> = [
	['={{ "text " + Math.random() }}', /comment|description|message|note|reference|text/i],
	['={{ $now.plus(Math.floor(Math.random() * 1e9), "milliseconds").toISO() }}', /^2026-01-31T/],
];

function restless(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((each) => restless(each, name));
	if (value && typeof value === 'object') {
		if ('__rl' in value) return value;
		const entries = Object.entries(value).map(([key, inner]) => [key, restless(inner, key)]);
		return Object.fromEntries(entries);
	}
	if (typeof value !== 'string' || value === '') return value;
	const [[text, names], [moment, moments]] = RESTLESS;
	if (moments.test(value)) return moment;
	// Choices and IDs are what is asked for.
	return names.test(name) && /[a-z] /.test(value) && !name.endsWith('Id') ? text : value;
}

interface Way {
	items?: number;
	retry?: boolean;
	/** Whether its texts and moments differ at each try. */
	moving?: boolean;
	executionId?: string;
}

async function run(
	operation: Discovered,
	{ items = 1, retry = true, moving = false, executionId }: Way,
): Promise<NodeRun> {
	if (!executionId) acts.clear();
	isMoving = moving;
	engine.credential.clientId = `${operation.node}.${operation.key}.${Math.random()}`;
	const filled = sampleParameters(operation, operation.route.retired ? 'full' : 'typed');
	// Those of the sample are no IDs that the node has made.
	for (const [name, value] of Object.entries(filled)) {
		if (name === 'options' && value && typeof value === 'object') {
			delete (value as Record<string, unknown>).commandId;
			delete (value as Record<string, unknown>).onePerOrder;
		}
	}
	const { resource, operation: chosen, ...fields } = filled;
	const parameters = moving
		? { resource, operation: chosen, ...(restless(fields) as INodeParameters) }
		: filled;
	return await engine.node(operation.node, parameters, {
		executionId,
		items: Array.from({ length: items }, () => sampleItem(operation)),
		settings: retry ? { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } : {},
	});
}

describe.each(
	writing.map((operation) => [`${operation.node} ${operation.key}`, operation] as const),
)('%s', (name, operation) => {
	test('acts once, also when its answer got lost and n8n repeats it', async () => {
		intercept = (method, url, body) => {
			if (isWriting(method, url)) act(method, url, body);
			return undefined;
		};
		expect((await run(operation, { retry: false })).error).toBeUndefined();
		const once = acts.size;
		const first = [...acts.keys()];
		expect(once).toBeGreaterThan(0);

		for (const [lost, moving] of [
			['lost', true],
			[504, false],
		] as const) {
			for (const at of Array.from({ length: once }, (_, index) => index)) {
				const failed = new Set<string>();
				const order: string[] = [];
				intercept = (method, url, body) => {
					if (!isWriting(method, url)) return undefined;
					const before = acts.size;
					const known = act(method, url, body);
					if (acts.size > before) order.push(`${method} ${url}`);
					// The act is done; its answers get lost as often as we repeat it ourselves, and once more.
					const mine = order.length - 1 === at && !known ? `${method} ${url}` : undefined;
					const target = order[at];
					if (target === `${method} ${url}` && (mine || !failed.has('over'))) {
						failed.add(`${failed.size}`);
						if (failed.size > 4) failed.add('over');
						return lost;
					}
					return known ? 409 : undefined;
				};
				const { error } = await run(operation, { moving });
				expect([lost, at, acts.size <= once]).toEqual([lost, at, true]);
				if (error) {
					expect(`${error.message} ${error.description}`).toMatch(
						/may be done|not known whether|was made, but/,
					);
				}
			}
		}
		found[name] = kindOf(operation, first);
	});

	test('acts once, also when the same item runs again in its execution', async () => {
		intercept = (method, url, body) => {
			if (!isWriting(method, url)) return undefined;
			return act(method, url, body) ? 409 : undefined;
		};
		const executionId = randomUUID();
		acts.clear();
		const first = await run(operation, { executionId, moving: true });
		const once = acts.size;
		const again = await run(operation, { executionId, moving: true });
		expect([first.error, again.error]).toEqual([undefined, undefined]);
		expect(acts.size).toBe(once);
	});

	test('acts once for an item, when another item fails and n8n repeats both', async () => {
		intercept = (method, url, body) => {
			if (isWriting(method, url)) act(method, url, body);
			return undefined;
		};
		await run(operation, { retry: false });
		const once = acts.size;
		const taken = new Set<string>();
		intercept = (method, url, body) => {
			if (!isWriting(method, url)) return undefined;
			const id = COMMAND_ID.exec(body)?.[1] ?? (ID_IN_PATH.test(url) ? url : undefined);
			if (id && acts.has(`command ${id}`)) return 409;
			const path = `${method} ${url.replace(ID_IN_PATH, '')}`;
			if (taken.size >= once || taken.has(`${path}`)) return 422;
			taken.add(path);
			act(method, url, body);
			return undefined;
		};
		await run(operation, { items: 2, moving: true });
		expect(acts.size).toBeLessThanOrEqual(once);
	});
});

function kindOf({ endpoint, key }: Discovered, first: string[]): string {
	if (first.some((each) => each.startsWith('command '))) return 'Command ID';
	if (PASSING.test(endpoint)) return 'Passing';
	if (first.some((each) => each.startsWith('POST ')) || key === 'bid.place')
		return 'Once per execution';
	return 'Sets the same';
}

const ROW = /^\| (\w+) +\| ([\w.]+) +\| `([^`]+)` +\| (\w[\w ]*\w) +\|$/gm;

function withTable(page: string): string {
	const rows = writing.map(
		({ node, key, endpoint }) =>
			`| ${node} | ${key} | \`${endpoint}\` | ${found[`${node} ${key}`]} |`,
	);
	const head =
		'| Node | Operation | Request | How it is kept from acting twice |\n| --- | --- | --- | --- |\n';
	return `${page.slice(0, page.search(/^\| Node /m))}${head}${rows.join('\n')}\n`;
}

test('the table of docs/sent-twice.md has each of them, with how it is kept from acting twice', () => {
	if (UPDATE) return;
	const rows = [...readFileSync(PAGE, 'utf8').matchAll(ROW)];
	expect(Object.fromEntries(rows.map(([, node, key, , kind]) => [`${node} ${key}`, kind]))).toEqual(
		found,
	);
	expect(rows.map(([, , , endpoint]) => endpoint).sort()).toEqual(
		writing.map(({ endpoint }) => endpoint).sort(),
	);
});
