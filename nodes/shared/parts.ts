import { OutOfTime } from './gate';
import type { Asked, Sighting } from './watch';

/** How the parts of a reading are read, each with requests of its own. */
export interface PartOptions<Part> {
	/** Whether what was read will do, with so many parts left. */
	isEnough?: (left: number) => boolean;
	keyOf(part: Part): string;
	/** The date (ms) of the latest in it. */
	momentOf(part: Part): number;
	/** What is in it; undefined when it is to be tried again in the next poll. */
	read(part: Part): Promise<Sighting[] | undefined>;
}

/** Parts that were read, in their order. */
export interface Parts {
	read: Array<{ key: string; sightings: Sighting[] }>;
	/** How many are to be tried again, and the earliest date of one. */
	waiting: number;
	hold?: number;
}

/** So many are read side by side: as many as the gate lets out at most. */
const LANES = 32;

/**
 * Reads parts side by side, in their order, until there are no more, or the time of the poll is over, or what
 * was read will do. When reading fails for all, those under way are awaited before the failure is passed on.
 */
export async function readParts<Part>(
	parts: Part[],
	{ deadline, isWhole }: Pick<Asked, 'deadline' | 'isWhole'>,
	{ isEnough = () => false, keyOf, momentOf, read }: PartOptions<Part>,
): Promise<Parts> {
	const results: Array<Sighting[] | undefined> = [];
	let hold: number | undefined;
	let waiting = 0;
	let next = 0;
	let isOver = false;

	async function lane(): Promise<void> {
		while (!isOver && next < parts.length) {
			isOver = isEnough(parts.length - next) || (!isWhole && Date.now() >= deadline && next > 0);
			if (isOver) return;
			const place = next++;
			const sightings = await read(parts[place]).catch((error: unknown) => {
				isOver = true;
				// It was not asked for: the time is over.
				if (error instanceof OutOfTime) return 'unread' as const;
				throw error;
			});
			if (sightings === 'unread') return;
			results[place] = sightings;
			if (sightings) continue;
			waiting++;
			hold = Math.min(hold ?? Infinity, momentOf(parts[place]));
		}
	}

	const lanes = Array.from({ length: Math.min(LANES, parts.length) }, lane);
	await Promise.allSettled(lanes);
	await Promise.all(lanes);
	const done = parts.flatMap((part, place) => {
		const sightings = results[place];
		return sightings ? [{ key: keyOf(part), sightings }] : [];
	});
	return { read: done, waiting, ...(hold !== undefined && { hold }) };
}
