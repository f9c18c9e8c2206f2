import type { IDataObject } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import type { Call } from '../shared/routing';
import { at } from '../shared/values';

/** Filters of orders that Allegro does not have, or has under another name. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A number in a filter; undefined when it is not set. */
function numberOf(call: Call, name: string, label: string): number | undefined {
	const value = call.field<unknown>(`filters.${name}`, '');
	if (value === '' || value === undefined || value === null) return undefined;
	if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
	return refuse(call, `${label} "${String(value)}" is not a number of 0 or more`, 'Correct it.');
}

/**
 * Orders that stand still: the moment of the buyer's last change goes out as Updated Before, or the earlier one
 * where both are set.
 */
export function standingOrders(call: Call): void {
	const days = numberOf(call, 'standingDays', 'Standing for (Days)');
	if (days === undefined) return;
	const since = new Date(Date.now() - days * DAY_MS).toISOString();
	const { query = {} } = call.request;
	const before = query['updatedAt.lte'] as string | undefined;
	const earlier = before && Date.parse(before) < Date.parse(since) ? before : since;
	call.request.query = { ...query, 'updatedAt.lte': earlier };
}

/** Orders that are to be sent soon, or should have been: Allegro has no filter by `delivery.time.dispatch.to`. */
export function dueOrders(call: Call): ((row: IDataObject) => boolean) | undefined {
	const hours = numberOf(call, 'dispatchWithinHours', 'Dispatch Due Within (Hours)');
	if (hours === undefined) return undefined;
	const latest = Date.now() + hours * HOUR_MS;
	return (order) => Date.parse(String(at(order, 'delivery.time.dispatch.to'))) <= latest;
}
