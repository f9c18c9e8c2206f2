import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { Details } from '../shared/details';
import type { Journal, JournalEvent } from '../shared/journal';
import { latestOf, newestOf } from '../shared/journal';
import { readerOf } from '../shared/reader';

/** An entry of GET /sale/category-events. */
interface CategoryEvent extends JournalEvent {
	type: string;
	occurredAt: string;
	category: IDataObject & { id: string };
}

const PAGE_SIZE = 1000;

/** The journal of changed categories, which Allegro keeps for three months. */
export function categoryJournal(
	context: IPollFunctions,
	types: string[],
	full?: Details,
): Journal<CategoryEvent> {
	const reader = readerOf(context, { languages: ['pl-PL'] });

	const read = async (from: string | undefined, limit: number) => {
		const query = { limit, from, type: types };
		return (await reader.rows('GET /sale/category-events', 'events', query)) as CategoryEvent[];
	};

	return {
		endpoint: 'GET /sale/category-events',
		read,
		latest: async () => (await newestOf(read, PAGE_SIZE))?.id,
		samples: async () => await latestOf(read, PAGE_SIZE),
		identity: ({ type, occurredAt, category }) => `${type}|${occurredAt}|${category.id}`,
		...(full && {
			async look(events, tries, onlyKnown) {
				const ids = events.map(({ category }) => category.id);
				await full.look(ids, tries, { onlyKnown });
				return new Set(events.filter(({ category }) => full.waits(category.id)));
			},
		}),
		items: async (events) =>
			events.map(({ id, type, occurredAt, category, ...more }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					categoryId: category.id,
					...fullCategory(category, full),
					...more,
				},
			})),
		keptMs: 90 * 24 * 3_600_000,
		keptText: 'three months',
		pageSize: PAGE_SIZE,
	};
}

/** Reads categories in the credential's language. */
export function categoryDetails(context: IPollFunctions): Details {
	const reader = readerOf(context, {});
	return new Details(
		async (categoryId) => await reader.get('GET /sale/categories/{categoryId}', {}, { categoryId }),
		'Allegro does not have this category any more',
	);
}

/** What is told of a category: all there is, or what the event says of it, and why. */
export function fullCategory(category: IDataObject & { id: string }, full?: Details): IDataObject {
	const { value, problem } = full?.of(category.id) ?? {};
	return { category: value ?? category, ...(problem ? { problem } : {}) };
}
