import { offset } from './pagination';
import { sliced } from './slices';

/**
 * Lists that can be longer than Allegro lists at once, for the operations and the triggers that read
 * them. Pages and ceilings: Allegro's OpenAPI document.
 */

/** GET /billing/billing-entries */
export const billingEntryPages = sliced({
	max: 100,
	ceiling: 10_000,
	by: 'occurredAt',
	newestFirst: true,
	narrow: 'Narrow the filters, for example with Types',
});

/** GET /payments/payment-operations */
export const paymentOperationPages = sliced({
	max: 50,
	ceiling: 10_000,
	by: 'occurredAt',
	// Source: https://github.com/allegro/allegro-api/issues/4172
	refusal: 'TooManyOperationsException',
	narrow: 'Narrow the filters, for example with Groups',
});

/** GET /sale/user-ratings */
export const ratingPages = sliced({
	max: 100,
	ceiling: 20_100,
	by: 'lastChangedAt',
	newestFirst: true,
	moment: ({ lastChangedAt, createdAt }) => Date.parse(String(lastChangedAt ?? createdAt)),
	moves: true,
	narrow: 'Narrow the filters',
});

/** The largest offset of a report of tasks, and its largest page. */
const LAST_TASK_OFFSET = 999;
const TASKS_ON_PAGE = 1000;

/** How many tasks of a command can be read. */
export const MOST_TASKS = LAST_TASK_OFFSET + TASKS_ON_PAGE;

/** What of a task changes while it is worked on. */
const UNSETTLED = { status: '', message: '', errors: [], finishedAt: '' };

/** GET /sale/offer-modification-commands/{commandId}/tasks, and those of the other batch commands. */
export const taskPages = offset({
	max: TASKS_ON_PAGE,
	lastOffset: LAST_TASK_OFFSET,
	narrow: 'Name fewer offers in one command',
	// How a task stands changes while the report is read.
	lasting: (task) => ({ ...task, ...UNSETTLED }),
});
