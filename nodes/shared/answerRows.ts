import type { IDataObject } from 'n8n-workflow';

import { at } from './values';
import { bounded, shown } from './words';

const LONGEST_TOLD = 500;

/**
 * An answer that tells of errors though its status says that all is well. Where it is read (transport.ts),
 * it becomes an error as of any refusal, with Allegro's code and trace-id.
 */
export class ToldErrors extends Error {
	constructor(
		/** The whole body. */
		readonly body: unknown,
		errors: unknown[],
	) {
		const told = errors.map((error) => {
			const said = at(error, 'userMessage') || at(error, 'message') || '';
			const code = at(error, 'code');
			return [shown(said), code && `code ${shown(code)}`].filter(Boolean).join(', ');
		});
		const words = bounded(told.filter(Boolean).join('; ') || shown(errors), LONGEST_TOLD);
		super(`Allegro gives no list: ${words}`);
	}
}

/** @throws ToldErrors when the body of an answer has `errors`, and they are not empty. */
export function refuseToldErrors(body: unknown): void {
	const errors = at(body, 'errors');
	if (Array.isArray(errors) && errors.length > 0) throw new ToldErrors(body, errors);
}

/**
 * Lists that an answer has to hold: without them, it is no empty list but a broken one. Others may be
 * left out when there is nothing. Source: `required` in Allegro's OpenAPI document.
 */
const REQUIRED_LISTS = [
	...['additional-emails', 'advanceShipNotices', 'badgeApplications', 'badgeCampaigns', 'badges'],
	...['bundles', 'checkoutForms', 'customerReturns', 'events', 'matchingCategories', 'messages'],
	...['offerEvents', 'packages', 'paymentOperations', 'promotions', 'quality', 'ratings', 'rules'],
	...['scheduledChanges', 'tables', 'tags', 'templates', 'threads'],
];

/**
 * The rows in an answer: the list at a dotted path ('' when the answer is the list); none when there is
 * nothing, as after 204 and 304.
 *
 * @throws ToldErrors when the answer tells of errors, whatever its status.
 * @throws TypeError when the list is missing, or something else is there. Taken for an empty list, it
 * would end a list early.
 */
export function rowsAt(answer: unknown, path: string): IDataObject[] {
	if (path) refuseToldErrors(answer);
	const rows = path ? at(answer, path) : answer;
	if (Array.isArray(rows)) return rows as IDataObject[];
	if (rows !== undefined && rows !== null && rows !== '') {
		throw new TypeError(`${path || 'the answer'} is no list`);
	}
	const isNothing = answer === undefined || answer === '';
	const isRequired = REQUIRED_LISTS.includes(path) || Number(at(answer, 'totalCount')) > 0;
	if (!isNothing && isRequired) throw new TypeError(`the answer has no ${path}`);
	return [];
}
