import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Details } from '../shared/details';
import { rowsIn } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Change, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';
import type { Windowed } from '../shared/windows';
import { readInTime } from '../shared/windows';
import { fullCategory } from './categoryJournal';

/** A row of GET /sale/category-parameters-scheduled-changes. It has no ID. */
interface PlannedChange extends IDataObject {
	type: string;
	scheduledAt: string;
	scheduledFor: string;
	category: IDataObject & { id: string };
	parameter: { id: string };
}

const ENDPOINT = 'GET /sale/category-parameters-scheduled-changes';
const PAGE_SIZE = 1000;

/** The type of planned changes among the events of categories. */
export const PLANNED = 'REQUIREMENT_CHANGE';

/**
 * What Allegro plans for the parameters of categories, by the time it was planned. A plan with another
 * day is a new one; a plan that is dropped is not told of.
 *
 * Source: GET /sale/category-parameters-scheduled-changes in Allegro's OpenAPI document.
 */
export function plannedChanges(context: IPollFunctions, full?: Details): Watch {
	const reader = readerOf(context, { languages: ['pl-PL'] });
	const list = reader.list(ENDPOINT, 'scheduledChanges');
	const windowed: Windowed = {
		list,
		by: 'scheduledAt',
		size: PAGE_SIZE,
		seen: (rows) => (rows as PlannedChange[]).map((row) => sightingOf(changeOf(row))),
	};

	return {
		endpoint: ENDPOINT,
		lateMs: 24 * 3_600_000,
		read: async (asked) => await readInTime(windowed, asked),
		/** Allegro does not say in which order they come. */
		async latest() {
			const rows = await list({ limit: PAGE_SIZE }, rowsIn);
			const moment = ({ occurredAt }: Change) => Date.parse(occurredAt);
			const changes = (rows as PlannedChange[]).map(changeOf);
			const last = changes.sort((a, b) => moment(a) - moment(b)).pop();
			return last && sightingOf(last);
		},
		...(full && {
			async look(changes, tries) {
				const idOf = ({ record }: Change) => (record as PlannedChange).category.id;
				await full.look(changes.map(idOf), tries);
				return new Set(changes.filter((change) => full.waits(idOf(change))));
			},
		}),
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => {
				const { scheduledFor, category, parameter } = record as PlannedChange;
				return {
					json: {
						eventId: id,
						type,
						occurredAt,
						scheduledFor,
						categoryId: category.id,
						parameterId: parameter.id,
						...fullCategory(category, full),
					},
				};
			}),
	};
}

function changeOf(record: PlannedChange): Change {
	const { type, scheduledAt, scheduledFor, category, parameter } = record;
	const id = [type, category.id, parameter.id, scheduledAt, scheduledFor].join('|');
	return { id, type, occurredAt: scheduledAt, record };
}
