import type { IDataObject } from 'n8n-workflow';

/**
 * Rows of which several may be for the same thing, as lists of returned pieces are: made into one each,
 * in the order of the first. Allegro keeps one of them only: four rows with one piece of a line item
 * refund one piece. Source: allegro-api #2644.
 *
 * @param key what tells whether two rows are for the same; rows without one stay as they are.
 * @param merge makes one row of two. It throws an Error when they contradict each other.
 */
export function mergeSame<T extends IDataObject>(
	rows: T[],
	key: (row: T) => unknown,
	merge: (one: T, other: T) => T,
): T[] {
	const merged: T[] = [];
	const places = new Map<unknown, number>();
	for (const row of rows) {
		const id = key(row);
		const place = places.get(id);
		if (place !== undefined && id) merged[place] = merge(merged[place], row);
		else places.set(id, merged.push(row) - 1);
	}
	return merged;
}
