import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../shared/journal';
import { newestOf } from '../shared/journal';
import { readerOf, recordsOf } from '../shared/reader';
import { rowsAt } from '../shared/values';

/** An entry of GET /sale/category-events. */
interface CategoryEvent extends JournalEvent {
	type: string;
	occurredAt: string;
	category: IDataObject & { id: string };
}

/** Reads a category; null when it is gone. */
export type ReadCategory = (categoryId: string) => Promise<IDataObject | null>;

const PAGE_SIZE = 1000;

/** The journal of changed categories, which Allegro keeps for three months. */
export function categoryJournal(
	context: IPollFunctions,
	types: string[],
	readCategory?: ReadCategory,
): Journal<CategoryEvent> {
	const reader = readerOf(context, { languages: ['pl-PL'] });

	const read = async (from: string | undefined, limit: number) => {
		const page = await reader.get('GET /sale/category-events', { limit, from, type: types });
		return rowsAt(page, 'events') as CategoryEvent[];
	};

	return {
		endpoint: 'GET /sale/category-events',
		read,
		latest: async () => (await newestOf(read, PAGE_SIZE))?.id,
		sample: async () => await newestOf(read, PAGE_SIZE),
		identity: ({ type, occurredAt, category }) => `${type}|${occurredAt}|${category.id}`,
		async items(events) {
			const ids = readCategory ? events.map(({ category }) => category.id) : [];
			const full = readCategory ? await recordsOf(ids, readCategory) : new Map();
			return events.map(({ id, type, occurredAt, category, ...more }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					categoryId: category.id,
					category: full.get(category.id) ?? category,
					...more,
				},
			}));
		},
		keptMs: 90 * 24 * 3_600_000,
		keptText: 'three months',
		pageSize: PAGE_SIZE,
	};
}

/** Reads categories in the credential's language. */
export function categoryReader(context: IPollFunctions): ReadCategory {
	const reader = readerOf(context, {});
	return async (categoryId) =>
		await reader.get('GET /sale/categories/{categoryId}', {}, { categoryId });
}
