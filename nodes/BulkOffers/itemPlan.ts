import type { IDataObject } from 'n8n-workflow';

import { MOST_TASKS } from '../shared/longLists';

/** An offer, and how it shall change. */
export interface Wish {
	offerId: string;
	change: IDataObject;
}

/** A command to send: one change for all of its offers, or (`own`) to each offer its own. */
export interface Command {
	own: boolean;
	wishes: Wish[];
}

/** What the commands for a kind of change can do. */
export interface Abilities {
	/** Whether a command can bring this change to many offers. */
	canShare: (change: IDataObject) => boolean;
	/** Whether there is a command that brings to each offer a change of its own. */
	canDiffer: boolean;
	/** How many tasks Allegro makes of this change for one offer. */
	tasksOf: (change: IDataObject) => number;
}

/** Offers in a command with one change. Source: OfferCriterium in Allegro's OpenAPI document. */
const MOST_ALIKE = 1000;
/** Offers in a command with many. Source: OfferBulkChangeCommand in Allegro's OpenAPI document. */
const MOST_OWN = 25;

/**
 * The fewest commands that bring every change to its offer, each offer being named once. Full commands
 * of equal changes come first; what is left of them shares a command with others where that saves one.
 * Commands with one change are preferred: the other kind is in beta.
 */
export function planOf(wishes: Wish[], { canShare, canDiffer, tasksOf }: Abilities): Command[] {
	const alike: Wish[][] = [];
	const left: Wish[][] = [];
	for (const group of groups(wishes)) {
		const [{ change }] = group;
		if (!canShare(change)) {
			left.push(group);
			continue;
		}
		const most = Math.min(MOST_ALIKE, Math.floor(MOST_TASKS / tasksOf(change)));
		for (const part of parts(group, most)) {
			(canDiffer && part.length < MOST_OWN ? left : alike).push(part);
		}
	}
	const mixed = parts(left.flat(), MOST_OWN);
	const sameWithout = left.length <= mixed.length && left.every(([{ change }]) => canShare(change));
	return [
		...[...alike, ...(sameWithout ? left : [])].map((part) => ({ own: false, wishes: part })),
		...(sameWithout ? [] : mixed).map((part) => ({ own: true, wishes: part })),
	];
}

/** Offers that Allegro takes in a minute. Source: as the paces of these commands. */
const MOST_IN_A_MINUTE = 9000;

/** The commands in portions of as many as may go out together. */
export function wavesOf(commands: Command[]): Command[][] {
	const waves: Command[][] = [];
	let room = 0;
	for (const command of commands) {
		room -= command.wishes.length;
		if (room < 0) {
			room = MOST_IN_A_MINUTE - command.wishes.length;
			waves.push([]);
		}
		waves[waves.length - 1].push(command);
	}
	return waves;
}

/** Wishes for the same change, in the order of their first. */
function groups(wishes: Wish[]): Wish[][] {
	const byChange = new Map<string, Wish[]>();
	for (const wish of wishes) {
		const key = JSON.stringify(wish.change);
		const group = byChange.get(key);
		if (group) group.push(wish);
		else byChange.set(key, [wish]);
	}
	return [...byChange.values()];
}

/** A list in parts of at most `size`. */
function parts<T>(list: T[], size: number): T[][] {
	const cut: T[][] = [];
	for (let from = 0; from < list.length; from += size) cut.push(list.slice(from, from + size));
	return cut;
}
