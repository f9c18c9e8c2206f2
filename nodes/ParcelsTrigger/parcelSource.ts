import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { reasonOf } from '../shared/details';
import { SHIPMENTS_PACE } from '../shared/paces';
import type { Harvest, Source } from '../shared/polling';
import { deadlineOf } from '../shared/polling';
import { readerOf } from '../shared/reader';
import { Tries } from '../shared/tries';
import type { Parcel, ParcelChange } from './parcelChanges';
import { changesOf, isOver, keyOf, STUCK, UNTRACKED } from './parcelChanges';
import type { ParcelState } from './parcelMemory';
import { ParcelMemory } from './parcelMemory';
import { findParcels, latestParcels, latestPurchase } from './sentOrders';
import type { Tracked } from './tracking';
import { trackParcels } from './tracking';

/** What the user wants to hear of. */
export interface ParcelWishes {
	start: 'now' | 'oldest';
	isWanted(type: string): boolean;
	/** After so many days without a step a parcel is stuck, if it has one of these statuses. */
	stuckDays: number;
	stuckIn: string[];
	/** Orders that were bought in the last so many days are looked at. */
	orderDays: number;
}

const DAY_MS = 24 * 3_600_000;
/** For so long a parcel is asked for of which Allegro has never told anything. */
const UNKNOWN_DAYS = 14;
/** For so long a parcel is asked for that does not move any more. */
const UNMOVED_DAYS = 60;
/** What is left of a poll is for asking where the parcels are. */
const FINDING_SHARE = 0.5;
const SAMPLE_ORDERS = 5;

/**
 * The parcels on the account's orders: each change of their status, and when they stand still. Each is found on its
 * order, and asked for until it ends. What is remembered moves on only with what is handed over.
 *
 * Source: GET /order/carriers/{carrierId}/tracking in Allegro's OpenAPI document; that there is no list of parcels,
 * https://github.com/allegro/allegro-api/issues/6654
 */
export function parcelSource(context: IPollFunctions, wishes: ParcelWishes): Source {
	const { start, isWanted, stuckDays, stuckIn, orderDays } = wishes;
	const reader = readerOf(context, { scope: 'orders:read', paces: [SHIPMENTS_PACE] });

	/** What is to be said of a parcel that has no other news: that it is stuck, or not watched any more. */
	function standingOf(
		parcel: Parcel,
		{ tracking, problem }: Tracked,
		gone: Set<Parcel>,
	): ParcelChange[] {
		if (changesOf(parcel, tracking).length > 0) return [];
		const { reached, createdAt, code } = parcel;
		const now = Math.max(Date.now(), reached, createdAt);
		const ofItself = (type: string, moment: number, more: Partial<ParcelChange>): ParcelChange => ({
			parcel,
			type,
			occurredAt: new Date(moment).toISOString(),
			tracking,
			note: () => gone.add(parcel),
			...more,
		});
		const days = reached > 0 ? UNMOVED_DAYS : UNKNOWN_DAYS;
		const end = (reached || createdAt) + days * DAY_MS;
		const nothing = reached > 0 ? 'nothing new' : 'nothing';
		const why = problem ?? `Allegro has told ${nothing} of this parcel for ${days} days`;
		if (!isOver(parcel) && (problem || now >= end)) {
			return [ofItself(UNTRACKED, problem ? createdAt : end, { problem: why })];
		}
		const stuckAt = reached + stuckDays * DAY_MS;
		const isStuck = isWanted(STUCK) && reached > 0 && stuckIn.includes(code) && now >= stuckAt;
		if (!isStuck || parcel.isStuck) return [];
		return [ofItself(STUCK, stuckAt, { note: () => (parcel.isStuck = true) })];
	}

	async function poll(state: ParcelState, most: number): Promise<Harvest> {
		const isFirst = state.begun === undefined;
		const memory = new ParcelMemory(state, state.begun ?? (start === 'now' ? Infinity : 0));
		const tries = new Tries(state.tries);
		const deadline = deadlineOf(context);
		const known = new Set(memory.parcels);
		const found = await findParcels(reader, memory, tries, {
			since: Date.now() - orderDays * DAY_MS,
			until: Date.now() + (deadline - Date.now()) * FINDING_SHARE,
		});
		memory.parcels.push(...found);
		const { tracked, failure } = await trackParcels(reader, memory.parcels);
		// What was there at the beginning must be known, to be told from what comes.
		if (isFirst && start === 'now' && failure) throw failure;

		const gone = new Set<Parcel>();
		const told: ParcelChange[] = [];
		const tell = (changes: ParcelChange[]) => {
			for (const change of changes.sort(byDate)) {
				const { parcel, type, occurredAt } = change;
				if (Date.parse(occurredAt) > parcel.knownUntil && isWanted(type)) {
					// What happened to a parcel in one instant is told together: its place is the date of its last step.
					const last = told[told.length - 1];
					const isTogether = last?.parcel === parcel && last.occurredAt === occurredAt;
					if (told.length >= most && !isTogether) return;
					told.push(change);
				}
				change.note();
			}
		};
		tell([...tracked].flatMap(([parcel, { tracking }]) => changesOf(parcel, tracking)));
		// That it stands still can be said of what was told to its end.
		tell([...tracked].flatMap(([parcel, answer]) => standingOf(parcel, answer, gone)));
		const items = told.sort(byDate).map(itemOf);

		for (const parcel of memory.parcels) {
			if (!isOver(parcel) && !gone.has(parcel)) continue;
			memory.ended.add(keyOf(parcel));
			// Meanwhile another one can have been put on its order.
			if (known.has(parcel)) memory.again.add(parcel.orderId);
		}
		if (isFirst && start === 'now') {
			// By the dates that Allegro gives, since the clock of this computer can be another one.
			const dates = memory.parcels.flatMap(({ reached, createdAt }) => [reached, createdAt]);
			const bought = await latestPurchase(reader);
			memory.begun = dates.reduce((latest, date) => Math.max(latest, date), bought);
		}
		// Those that were not asked for come first the next time.
		const left = memory.parcels.filter((parcel) => !isOver(parcel) && !gone.has(parcel));
		const isAsked = (parcel: Parcel) => tracked.has(parcel);
		memory.parcels = [...left.filter((one) => !isAsked(one)), ...left.filter(isAsked)];
		warn(memory, failure ?? (tries.reason && new Error(tries.reason)));
		return { items, memory: { ...memory.state(), tries: tries.noted() } };
	}

	function warn({ room }: ParcelMemory, failure: unknown): void {
		const { name } = context.getNode();
		if (failure) {
			context.logger.warn(`${name}: Tried again in the next poll: ${reasonOf(failure)}`);
		}
		if (room > 0) return;
		context.logger.warn(
			`${name}: So many parcels are under way that others wait until some have ended`,
		);
	}

	async function sample(): Promise<INodeExecutionData[]> {
		const parcels = await latestParcels(reader, SAMPLE_ORDERS);
		const { tracked } = await trackParcels(reader, parcels);
		const changes = [...tracked]
			.flatMap(([parcel, { tracking }]) => changesOf(parcel, tracking))
			.sort(byDate);
		const change = changes.filter(({ type }) => isWanted(type)).pop() ?? changes.pop();
		return change ? [itemOf(change)] : [];
	}

	return { endpoint: 'GET /order/checkout-forms', sample, poll };
}

const byDate = (one: ParcelChange, other: ParcelChange) =>
	Date.parse(one.occurredAt) - Date.parse(other.occurredAt);

function itemOf({ parcel, type, occurredAt, step, tracking, problem }: ParcelChange) {
	const { orderId, carrierId, waybill, code, reached } = parcel;
	const status = step ? step.code : code || null;
	return {
		json: {
			eventId: [
				keyOf(parcel),
				step?.code ?? type,
				...(type === UNTRACKED ? [] : [occurredAt]),
			].join('|'),
			type,
			occurredAt,
			orderId,
			carrierId,
			waybill,
			status,
			description: step?.description ?? null,
			...(type === STUCK && { lastChangeAt: new Date(reached).toISOString() }),
			...(problem && { problem }),
			tracking: tracking ?? null,
		},
	};
}
