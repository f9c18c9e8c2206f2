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
	/** Why it must not be taken from this order; undefined when it may be. */
	against?: (order: unknown) => Reason | undefined;
}

/** What the user is told, and how to go on. */
export interface Reason {
	message: string;
	advice: string;
}

/**
 * The step before a request whose body names an order: what the user left empty is read from that order.
 * What is filled in is sent as it is, and nothing is read.
 *
 * @returns a step that throws NodeApiError when the order cannot be read, and NodeOperationError when
 * it does not have it, or something speaks against it.
 */
export function fromOrder({ property, source, missing, against }: Taken) {
	return async (call: Call): Promise<void> => {
		const body = (call.request.body ??= {}) as IDataObject;
		const id = at(body, 'order.id');
		if (!id || (at(body, property) ?? '') !== '') return;
		const endpoint = 'GET /order/checkout-forms/{id}';
		const order = await call.send(endpoint, { id }, { scope: 'orders:read' });
		const reason = against?.(order.body);
		if (reason) refuse(call, reason.message, reason.advice);
		const value = at(order.body, source) ?? '';
		if (value === '') refuse(call, missing.message, missing.advice);
		setAt(body, property, value);
	};
}
