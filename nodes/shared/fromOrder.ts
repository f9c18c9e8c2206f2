import type { IDataObject } from 'n8n-workflow';

import { refuse } from './commands';
import type { Call } from './routing';
import { at, setAt } from './values';

/** What a body takes from the order that it names. */
interface Taken {
	/** Where it goes, as a dotted path. */
	property: string;
	/** Where the order has it. */
	source: string;
	/** What the user is told when the order does not have it. */
	missing: Reason;
	/**
	 * Why the request must not be made for this order; undefined when it may be. With it, the order is read
	 * also where nothing is taken from it.
	 */
	against?: (order: unknown) => Reason | undefined;
}

/** What the user is told, and how to go on. */
export interface Reason {
	message: string;
	advice: string;
}

/** An order that is not to be had: it is older than a year, or of another account, or the permission is missing. */
const NOT_TO_BE_HAD = [403, 404];

/**
 * The step before a request whose body names an order: what the user left empty is read from that order.
 * What is filled in is sent as it is, and nothing is read, unless something may speak against it. An order
 * that is not to be had does not hold up who has filled in everything.
 *
 * @returns a step that throws NodeApiError when the order cannot be read, and NodeOperationError when
 * it does not have it, or something speaks against it.
 */
export function fromOrder({ property, source, missing, against }: Taken) {
	return async (call: Call): Promise<void> => {
		const body = (call.request.body ??= {}) as IDataObject;
		const id = at(body, 'order.id');
		const isGiven = (at(body, property) ?? '') !== '';
		if (!id || (isGiven && !against)) return;
		const endpoint = 'GET /order/checkout-forms/{id}';
		const tolerated = isGiven ? NOT_TO_BE_HAD : [];
		const order = await call.send(endpoint, { id }, { scope: 'orders:read', tolerated });
		if (tolerated.includes(order.status)) return;
		const reason = against?.(order.body);
		if (reason) refuse(call, reason.message, reason.advice);
		if (isGiven) return;
		const value = at(order.body, source) ?? '';
		if (value === '') refuse(call, missing.message, missing.advice);
		setAt(body, property, value);
	};
}
