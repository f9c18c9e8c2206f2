import type { IDataObject } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import type { Call } from '../shared/routing';
import { objectOf } from '../shared/values';
import { phoneWithPrefix } from './phone';

/** Addresses in requests for shipments and pickups, by the field that holds them, in the user's words. */
const ADDRESSES: Record<string, string> = {
	sender: 'sender',
	receiver: 'receiver',
	address: 'place of the pickup',
};

/**
 * The step before a shipment or a courier is asked for: texts of addresses without blanks around them
 * (Allegro counts them, allegro-api #10112), phones with the prefix of their country, and a name. It looks
 * at what is going to be sent, so that Additional JSON and what Allegro suggests are meant too.
 *
 * @throws NodeOperationError when a phone cannot be completed, or an address has neither name nor company:
 * Allegro then answers with no pickup at all, and no error (allegro-api #12376).
 */
export function completeAddresses(call: Call): void {
	const request = objectOf(call.request.body);
	if (!request) return;
	const input = objectOf(request.input);
	const completed = { ...(input ?? request) };
	for (const [field, whose] of Object.entries(ADDRESSES)) {
		const address = objectOf(completed[field]);
		if (address) completed[field] = completeAddress(call, address, whose);
	}
	call.request.body = input ? { ...request, input: completed } : completed;
}

function completeAddress(call: Call, given: IDataObject, whose: string): IDataObject {
	const address: IDataObject = {};
	for (const [name, value] of Object.entries(given)) {
		const kept = typeof value === 'string' ? value.trim() : value;
		if (kept !== '' && kept !== null && kept !== undefined) address[name] = kept;
	}
	if (typeof address.countryCode === 'string') {
		address.countryCode = address.countryCode.toUpperCase();
	}
	if (!address.name && !address.company) {
		refuse(call, `The ${whose} has neither a name nor a company`, 'Fill in Name or Company.');
	}
	if (address.phone === undefined) return address;
	try {
		return { ...address, phone: phoneWithPrefix(address.phone, address.countryCode, whose) };
	} catch (error) {
		return refuse(
			call,
			(error as Error).message,
			'Since October 2026, Allegro refuses numbers without the prefix of their country. Correct the field Phone.',
		);
	}
}
