import type { ErrorEntry } from './errors';
import { refusal } from './errors';
import { html, type Answer } from './router';
import type { World } from './state';

/** What the real Allegro does with some rows, against its own reference. Each can be switched on: see `hasTrait`. */
export const TRAITS = [
	/** The other one of a thread has no name. Source: allegro-api #12690 */
	'namelessBuyer',
	/** The list gives a thread whose messages answer 404. Source: allegro-api #13123 */
	'goneThread',
	/** A message without a text, of files alone. Source: allegro-api #12675 */
	'emptyMessage',
	/** The phone of the delivery is a plus sign. Source: allegro-api #9547 */
	'plusPhone',
	/** The list gives an order that answers 500. Source: allegro-api #628 */
	'brokenOrder',
	/** The buyer of an issue has no login, and its decision was due before it was opened. Source: allegro-api #12168 */
	'oddIssue',
	/** The chat of an issue answers 404, with an empty message. Source: allegro-api #11969, #12381 */
	'unreadableIssue',
	/** A shipment ends in ERROR with status 200 and a page among the details. Source: allegro-api #10396 */
	'carrierPage',
] as const;

export type Trait = (typeof TRAITS)[number];

/** Whether a row has a trait that is switched on. */
export function hasTrait({ settings, state }: World, trait: Trait, id: string): boolean {
	return settings.traits.includes(trait) && state.oddRows.has({ trait, id });
}

/** The rows that have traits: of each trait, the first that was asked for and every third after it. */
export class OddRows {
	private readonly asked = new Map<Trait, string[]>();

	has({ trait, id }: { trait: Trait; id: string }): boolean {
		const ids = this.asked.get(trait) ?? [];
		this.asked.set(trait, ids);
		if (!ids.includes(id)) ids.push(id);
		return ids.indexOf(id) % 3 === 0;
	}
}

/** An answer of a service that has broken off. Source: allegro-api #628 */
export const brokenOff = () => refusal(500, 'ERROR', 'An error has occurred');

/** Source: allegro-api #11969 */
export const unreadable = () =>
	refusal(404, 'DATA_FETCHING_ERROR', '', {
		userMessage: '"Error while reading internal data"',
		metadata: {},
	});

/** Source: allegro-api #10396 */
export const CARRIER_PAGE: ErrorEntry = {
	code: 'UNEXPECTED_ERROR',
	message: 'The carrier answered with an unexpected error',
	details:
		'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>< [...]',
	path: '',
};

/** A page instead of an answer, for a while. Source: allegro-api #11478 */
export const notFoundPage = (): Answer =>
	html(404, '<h1>404 Not Found</h1>No context found for request');
