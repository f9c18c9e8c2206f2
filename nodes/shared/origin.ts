import type { IDataObject } from 'n8n-workflow';

import type { AllegroContext } from './credential';
import { placeOf } from './credential';
import { isPlain } from './values';

/**
 * What an act comes from: execution, node with its credential, run (a loop has several, and so has the tool of an AI agent)
 * and item. It stays the same when n8n repeats the node (Retry On Fail).
 *
 * @returns undefined where there is no execution, as in a panel's searches.
 */
export function originOf(context: AllegroContext): unknown[] | undefined {
	if (!('getItemIndex' in context) || !('evaluateExpression' in context)) return undefined;
	const execution = context.getExecutionId();
	if (!execution) return undefined;
	const item = context.getItemIndex();
	return [execution, placeOf(context), context.evaluateExpression('{{ $runIndex }}', item), item];
}

/**
 * Properties that say something about an act, and do not make it another one. An expression such as
 * `{{ $now }}` gives them another value at each try.
 */
const REMARKS = [
	'comment',
	'description',
	'maxTime',
	'message',
	'minTime',
	'note',
	'pickupDate',
	'pickupDateProposalId',
	'pickupTime',
	'pickupTimes',
	'referenceNumber',
	'scheduledFor',
	'sellerComment',
	'text',
	'textOnLabel',
];
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:/;

/** A body without remarks and moments, at any depth: what makes of it this act and no other. */
export function withoutRemarks(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutRemarks);
	if (!isPlain(value)) return typeof value === 'string' && MOMENT.test(value) ? null : value;
	const kept: IDataObject = {};
	for (const [name, inner] of Object.entries(value)) {
		if (!REMARKS.includes(name)) kept[name] = withoutRemarks(inner) as IDataObject[string];
	}
	return kept;
}
