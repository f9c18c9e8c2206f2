import type { IDataObject } from 'n8n-workflow';

import type { Progress } from '../../nodes/shared/commands';
import {
	batch,
	batchProgress,
	commandIdInPath,
	completion,
	outputProgress,
	withCommandId,
} from '../../nodes/shared/commands';
import { noteRefused } from '../../nodes/shared/refusedCommands';
import type { Call } from '../../nodes/shared/routing';
import type { Answer } from '../../nodes/shared/transport';

const ID = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
const STATUS = 'GET /sale/offer-price-change-commands/{commandId}';
const node = { id: '1', name: 'Node', type: 'node', typeVersion: 1, position: [0, 0] };

interface Options {
	fields?: IDataObject;
	body?: IDataObject;
	/** The path's values, as route() fills them in. */
	values?: IDataObject;
	/** What the reads of the status answer, in turn; the last one again and again. */
	answers?: IDataObject[];
}

function callWith({ fields = {}, body, values = {}, answers = [] }: Options = {}) {
	const sent: Array<{ endpoint: string; values: IDataObject; scope?: string }> = [];
	const call = {
		context: {
			getNode: () => node,
			getItemIndex: () => 0,
			getExecutionCancelSignal: () => undefined,
		},
		request: { endpoint: 'PUT /x/{commandId}', method: 'PUT', path: '/x', body, values },
		field: (name: string, fallback?: unknown) =>
			({ report: 'summary', ...fields })[name] ?? fallback,
		send: async (endpoint: string, given: IDataObject, { scope }: { scope?: string } = {}) => {
			sent.push({ endpoint, values: given, ...(scope ? { scope } : {}) });
			return answerOf(answers[Math.min(sent.length, answers.length) - 1]);
		},
	} as unknown as Call;
	return { call, sent };
}

const answerOf = (body: unknown, status = 200): Answer => ({ status, headers: {}, body });

const offers = (count: number) => ({
	offerCriteria: [
		{
			type: 'CONTAINS_OFFERS',
			offers: Array.from({ length: count }, (_, id) => ({ id: String(id) })),
		},
	],
});

const stateOf = ({ running, refusal }: Progress) =>
	running ? 'running' : refusal ? 'failed' : 'done';

describe('how a command stands', () => {
	test.each([
		[{ completedAt: null, taskCount: { total: 0, success: 0, failed: 0 } }, 'running'],
		[{ taskCount: { total: 3, success: 1, failed: 1 } }, 'running'],
		[{ taskCount: { total: 3, success: 2, failed: 1 } }, 'done'],
		[{ taskCount: { total: 3, success: 0, failed: 3 } }, 'done'],
		[{ completedAt: '2026-01-31T12:00:00Z', taskCount: { total: 3, success: 0 } }, 'done'],
		[{}, 'running'],
	])('a batch: %j', (summary, state) => {
		expect(stateOf(batchProgress(summary as IDataObject))).toBe(state);
	});

	test.each([
		[{ output: { status: 'NEW' } }, 'running'],
		[{ output: { status: 'IN_PROGRESS' } }, 'running'],
		[{ output: { status: 'RUNNING' } }, 'running'],
		[{ output: { status: 'SUCCESSFUL' } }, 'done'],
		[{ output: { status: 'SUCCESSFUL', errors: [] } }, 'done'],
		[{ output: { status: 'FAILED' } }, 'failed'],
		[{ output: { status: 'SUCCESSFUL', errors: [{ code: 'X' }] } }, 'failed'],
	])('a job with output: %j', (job, state) => {
		expect(stateOf(outputProgress(job))).toBe(state);
	});
});

describe('the Command ID', () => {
	const asked = (body: IDataObject, execution = '7', run = 0, item = 0) =>
		({
			context: {
				getNode: () => node,
				getItemIndex: () => item,
				getExecutionId: () => execution,
				evaluateExpression: () => run,
			},
			field: (_: string, fallback?: unknown) => fallback,
			body,
		}) as never;
	const { commandId: made } = commandIdInPath.made;
	const change = { modification: { type: 'INCREASE_PERCENTAGE', percentage: '10' } };

	test('is the same for the same act, whatever is remarked on it', () => {
		const one = made(asked({ ...change, scheduledFor: '2026-01-01T10:00:00Z' }));
		expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(made(asked({ ...change, scheduledFor: '2026-01-01T10:00:01Z' }))).toBe(one);
		expect(made(asked({ ...change, at: '2026-01-01T10:00:01Z' }))).toBe(
			made(asked({ ...change, at: '2026-01-01T10:00:02Z' })),
		);
	});

	test('is another one for another execution, run, item or change', () => {
		const ids = [
			made(asked(change)),
			made(asked(change, '8')),
			made(asked(change, '7', 1)),
			made(asked(change, '7', 0, 1)),
			made(asked({ modification: { type: 'INCREASE_PERCENTAGE', percentage: '20' } })),
		];
		expect(new Set(ids).size).toBe(5);
	});

	test('is another one for the next try, when Allegro has refused it for good', () => {
		const body = { modification: { type: 'REFUSED' } };
		const first = made(asked(body));
		noteRefused(first);
		expect(made(asked(body))).not.toBe(first);
		expect(made(asked(body))).toBe(made(asked(body)));
	});

	test('is that of the user, when there is one', () => {
		const { field, context } = callWith({ fields: { 'options.commandId': ` ${ID} ` } }).call;
		expect(made({ field, context, body: {} })).toBe(ID);
	});

	test('of the user must be a UUID, in the path and in the body', () => {
		const path = callWith({ values: { commandId: 'mine' } });
		expect(() => commandIdInPath.before(path.call)).toThrow('"mine" is not a UUID');
		const inBody = callWith({ fields: { 'options.commandId': 'mine' } });
		expect(() => withCommandId(inBody.call)).toThrow('"mine" is not a UUID');
	});
});

describe('a batch', () => {
	const { before, after } = batch(STATUS);

	test('is not sent without offers', () => {
		expect(() => before(callWith({ values: { commandId: ID } }).call)).toThrow('No offer is named');
		const empty = callWith({ values: { commandId: ID }, body: { offerCriteria: [{}] } });
		expect(() => before(empty.call)).toThrow('No offer is named');
	});

	test('takes a thousand offers, and not one more', () => {
		const values = { commandId: ID };
		expect(() => before(callWith({ values, body: offers(1000) }).call)).not.toThrow();
		expect(() => before(callWith({ values, body: offers(1001) }).call)).toThrow(
			'1001 offers are too many for one command',
		);
	});

	test('gives the summary at once when nobody waits', async () => {
		const { call, sent } = callWith({ values: { commandId: ID } });
		const summary = { id: ID, taskCount: { total: 0, success: 0, failed: 0 } };
		expect(await after(call, answerOf(summary, 201))).toEqual([{ json: summary }]);
		expect(sent).toEqual([]);
	});

	test('is waited for, and ends also when it failed for some offers', async () => {
		const running = { id: ID, taskCount: { total: 2, success: 1, failed: 0 } };
		const over = { id: ID, taskCount: { total: 2, success: 1, failed: 1 } };
		const { call, sent } = callWith({
			fields: { waitForCompletion: true },
			answers: [running, over],
		});
		expect(await after(call, answerOf({ id: ID }, 201))).toEqual([{ json: over }]);
		expect(sent).toEqual([
			{ endpoint: STATUS, values: { commandId: ID } },
			{ endpoint: STATUS, values: { commandId: ID } },
		]);
	});

	test('that Allegro has already is gone on with', async () => {
		const summary = { id: ID, taskCount: { total: 1, success: 1, failed: 0 } };
		const refusal = answerOf({ errors: [{ code: 'CONFLICT' }] }, 409);
		const own = callWith({ values: { commandId: ID }, answers: [summary] });
		expect(await after(own.call, refusal)).toEqual([{ json: summary }]);
		expect(own.sent).toEqual([{ endpoint: STATUS, values: { commandId: ID } }]);
		const given = callWith({
			fields: { 'options.commandId': ID },
			body: { commandId: ID },
			answers: [summary],
		});
		expect(await after(given.call, refusal)).toEqual([{ json: { ...summary, repeated: true } }]);
	});

	test('is asked for with its own permission', async () => {
		const { call, sent } = callWith({
			fields: { waitForCompletion: true },
			answers: [{ completedAt: '2026-01-31T12:00:00Z' }],
		});
		await batch(STATUS, 'sale:offers:read').after(call, answerOf({ id: ID }, 201));
		expect(sent[0].scope).toBe('sale:offers:read');
	});

	test('that takes too long says how to go on', async () => {
		const { call } = callWith({
			fields: { waitForCompletion: true, 'options.timeoutSeconds': 0.01 },
			answers: [{ id: ID }],
		});
		await expect(after(call, answerOf({ id: ID }, 201))).rejects.toThrow(
			'Allegro is still working on the offers after 0.01 seconds',
		);
	});
});

test('a job that failed reports the errors of its output', async () => {
	const output = { status: 'FAILED', errors: [{ code: 'ASN_NOT_FOUND', message: 'No such ASN' }] };
	const { call } = callWith({ fields: { waitForCompletion: true }, answers: [{ id: ID, output }] });
	const complete = completion({ status: STATUS, progress: outputProgress, what: 'notice' });
	await expect(complete(call, answerOf({ id: ID }, 201))).rejects.toThrow('No such ASN');
});
