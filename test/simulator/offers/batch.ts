import { type ErrorEntry, refusal } from '../errors';
import { isUuid } from '../ids';
import { page } from '../query';
import { type Call, created, ok, route, type Gate, type Route } from '../router';
import type { World } from '../state';
import type { OfferRecord } from './offers';

const MAX_OFFERS = 1_000;
const PER_MINUTE = 9_000;

export type BatchKind =
	| 'publication'
	| 'modification'
	| 'price'
	| 'quantity'
	| 'bulk'
	| 'price-automation'
	| 'promo-options';

/** One offer's part of a command. */
export interface Task {
	offerId: string;
	field: string;
	status: 'NEW' | 'SUCCESS' | 'FAIL';
	message: string;
	errors: ErrorEntry[];
	/** Does it; says why not, if it cannot be done. */
	run(record: OfferRecord): string | undefined;
}

interface Batch {
	id: string;
	kind: BatchKind;
	asked: string;
	createdAt: number;
	completedAt?: number;
	polls: number;
	tasks: Task[];
	extra: object;
}

/** What makes one kind of command: its endpoints and its work. */
export interface BatchDefinition {
	kind: BatchKind;
	start: string;
	/** Where status and tasks are read; `/tasks` is added. */
	status: string;
	startGate: Gate;
	readGate: Gate;
	/** The property of the body with the command's id, where the path does not have it. */
	idProperty?: string;
	/** @throws ApiError 422 for input that can be seen to be wrong at once */
	tasks(data: Record<string, unknown>): Array<Pick<Task, 'offerId' | 'field' | 'run'>>;
	present?(task: Task, batch: Pick<Batch, 'createdAt' | 'completedAt'>): unknown;
	/** What reports of tasks have besides tasks. */
	extra?(data: Record<string, unknown>): object;
}

/** Commands on many offers, with their reports. */
export class Batches {
	readonly byId = new Map<string, Batch>();
	private readonly failures: Array<{ kind: BatchKind; offerIds?: string[]; errors: ErrorEntry[] }> =
		[];
	private readonly spent: Array<{ kind: BatchKind; at: number; offers: number }> = [];

	constructor(private readonly world: World) {}

	/** Lets the next command of a kind fail, for all of its offers or for some. */
	failNext(options: { kind: BatchKind; offerIds?: string[]; errors?: ErrorEntry[] }): void {
		this.failures.push({ errors: [ORDERED], ...options });
	}

	/** Commands whose time has come are carried out. */
	settle(): void {
		const { clock, settings, state } = this.world;
		for (const batch of this.byId.values()) {
			if (batch.completedAt || clock.now() < batch.createdAt + settings.commandMs) continue;
			for (const task of batch.tasks) {
				if (task.status !== 'NEW') continue;
				const record = state.offers.byId.get(task.offerId);
				const problem = record ? task.run(record) : 'The offer does not exist.';
				if (problem) fail(task, { code: 'VALIDATION_ERROR', message: problem });
				else task.status = 'SUCCESS';
			}
			batch.completedAt = clock.now();
		}
	}

	/**
	 * Takes a command. The same again under the same id is the same command; anything else under a
	 * used id is a conflict. (Allegro declares 409 and says no more.)
	 * @throws ApiError
	 */
	give(definition: BatchDefinition, id: string, data: Record<string, unknown>): Batch {
		const { kind } = definition;
		const asked = JSON.stringify(data);
		const given = this.byId.get(id);
		if (given?.asked === asked && given.kind === kind) return given;
		if (given) throw refusal(409, 'COMMAND_ALREADY_EXISTS', `Command ${id} exists already`);
		const tasks = definition
			.tasks(data)
			.map((task): Task => ({ ...task, status: 'NEW', message: '', errors: [] }));
		this.spend(kind, new Set(tasks.map(({ offerId }) => offerId)).size);
		const { clock } = this.world;
		const extra = definition.extra?.(data) ?? {};
		const batch: Batch = { id, kind, asked, createdAt: clock.now(), polls: 0, tasks, extra };
		this.outdate(batch);
		this.byId.set(id, batch);
		const index = this.failures.findIndex((failure) => failure.kind === kind);
		if (index >= 0) {
			const [{ offerIds, errors }] = this.failures.splice(index, 1);
			const hit = tasks.filter(({ offerId }) => offerIds?.includes(offerId) ?? true);
			for (const task of hit) fail(task, ...errors);
		}
		this.settle();
		return batch;
	}

	/** A newer command for the same offer overtakes what an older one has not done yet. */
	private outdate({ kind, tasks }: Batch): void {
		const offers = new Set(tasks.map(({ offerId }) => offerId));
		for (const older of this.byId.values()) {
			if (older.kind !== kind) continue;
			const late = older.tasks.filter(
				({ status, offerId }) => status === 'NEW' && offers.has(offerId),
			);
			for (const task of late) {
				fail(task, { code: 'COMMAND_OUTDATED', message: 'A newer command came for this offer' });
			}
		}
	}

	/** The limit counts offers, not requests. */
	private spend(kind: BatchKind, offers: number): void {
		const at = this.world.clock.now();
		const recent = this.spent
			.filter((one) => one.kind === kind && one.at > at - 60_000)
			.reduce((sum, one) => sum + one.offers, 0);
		if (recent + offers > PER_MINUTE) {
			throw refusal(429, 'TOO_MANY_REQUESTS', `More than ${PER_MINUTE} offer changes per minute`);
		}
		this.spent.push({ kind, at, offers });
	}
}

/** The three endpoints of a kind of command. */
export function batchRoutes(world: World, definition: BatchDefinition): Route[] {
	const { start, status, startGate, readGate, idProperty } = definition;
	const find = ({ params }: Call) => {
		const { batches } = world.state;
		batches.settle();
		const batch = batches.byId.get(params.commandId);
		if (batch?.kind === definition.kind) return batch;
		throw refusal(404, 'COMMAND_NOT_FOUND', `Command ${params.commandId} not found`);
	};
	return [
		route(start, startGate, ({ params, data }) => {
			const id = idProperty ? (data[idProperty] ?? world.ids.uuid()) : params.commandId;
			if (!isUuid(id)) throw invalid('commandId', `${String(id)} is not a UUID`);
			const batch = world.state.batches.give(definition, id, data);
			return created(report(batch, { total: 0, success: 0, failed: 0 }));
		}),

		route(status, readGate, (call) => {
			const batch = find(call);
			const { settings } = world;
			const done = batch.completedAt && batch.polls++ >= settings.commandPolls;
			const count = (wanted: string) => batch.tasks.filter((one) => one.status === wanted).length;
			const total = batch.tasks.length;
			const counts = done
				? { total, success: count('SUCCESS'), failed: count('FAIL') }
				: { total, success: 0, failed: 0 };
			return ok(report(batch, counts, done ? batch.completedAt : undefined));
		}),

		route(`${status}/tasks`, readGate, (call) => {
			const batch = find(call);
			const bounds = { fallback: 100, max: 1_000, maxOffset: 999 };
			const { rows } = page(call.query, batch.tasks, bounds);
			const { present = plain } = definition;
			return ok({ tasks: rows.map((task) => present(task, batch)), ...batch.extra });
		}),
	];

	function report({ id, createdAt }: Batch, taskCount: object, completedAt?: number): unknown {
		// Reports of promo options have no dates.
		if (definition.kind === 'promo-options') return { id, taskCount };
		return {
			id,
			createdAt: new Date(createdAt).toISOString(),
			completedAt: completedAt ? new Date(completedAt).toISOString() : null,
			taskCount,
		};
	}
}

/**
 * The offers that `offerCriteria` names.
 * @throws ApiError 422
 */
export function criteria({ offerCriteria }: Record<string, unknown>): string[] {
	const sets = (offerCriteria ?? []) as Array<{ type?: string; offers?: Array<{ id: string }> }>;
	const ids = sets.flatMap(({ offers = [] }) => offers.map(({ id }) => id));
	if (sets.some(({ type }) => type !== 'CONTAINS_OFFERS')) {
		throw invalid('offerCriteria', 'The type must be CONTAINS_OFFERS');
	}
	if (ids.length === 0 || ids.length > MAX_OFFERS) {
		throw invalid('offerCriteria', `Between 1 and ${MAX_OFFERS} offers must be given`);
	}
	return [...new Set(ids)];
}

export const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });

/** A task's errors as Allegro writes them. */
export const entries = ({ errors }: Task) =>
	errors.map(({ code, message, details, path }) => ({
		code,
		message,
		details: details ?? null,
		path: path ?? null,
		userMessage: message,
	}));

const plain = (task: Task) => ({
	offer: { id: task.offerId },
	field: task.field,
	status: task.status,
	message: task.message,
	errors: entries(task),
});

function fail(task: Task, ...errors: ErrorEntry[]): void {
	Object.assign(task, { status: 'FAIL', message: errors[0].message, errors });
}

const ORDERED: ErrorEntry = { code: 'VALIDATION_ERROR', message: 'Ordered by a test' };
