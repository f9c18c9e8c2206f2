import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../shared/journal';
import { newestOf } from '../shared/journal';
import { readerOf } from '../shared/reader';

/** An entry of GET /sale/category-events. */
interface CategoryEvent extends JournalEvent {
	type: string;
	occurredAt: string;
	category: IDataObject & { id: string };
}

const PAGE_SIZE = 1000;

/** The journal of changed categories, which Allegro keeps for three months. */
export function categoryJournal(context: IPollFunctions, types: string[]): Journal<CategoryEvent> {
	const reader = readerOf(context, { languages: ['pl-PL'] });

	const read = async (from: string | undefined, limit: number) => {
		const page = await reader.get('GET /sale/category-events', { limit, from, type: types });
		return (page?.events ?? []) as CategoryEvent[];
	};

	return {
		endpoint: 'GET /sale/category-events',
		read,
		latest: async () => (await newestOf(read, PAGE_SIZE))?.id,
		sample: async () => await newestOf(read, PAGE_SIZE),
		identity: ({ type, occurredAt, category }) => `${type}|${occurredAt}|${category.id}`,
		items: async (events) =>
			events.map(({ id, type, occurredAt, category, ...more }) => ({
				json: { eventId: id, type, occurredAt, categoryId: category.id, category, ...more },
			})),
		keptMs: 90 * 24 * 3_600_000,
		keptText: 'three months',
		pageSize: PAGE_SIZE,
	};
}
