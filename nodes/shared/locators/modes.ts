import type { INodePropertyMode, INodePropertyModeTypeOptions } from 'n8n-workflow';

/** Part of a regular expression. */
export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Allegro and its sandbox, in all countries and in the seller's panel. */
export const ALLEGRO_SITE =
	'https://(?:[\\w-]+\\.)*allegro(?:sandbox)?\\.(?:pl|cz|sk|hu|com)(?:\\.allegrosandbox\\.pl)?/';
/** Pages there. */
export const ALLEGRO_PAGE = `${ALLEGRO_SITE}.*?`;

const LIST = { displayName: 'From List', name: 'list' };
const ID = { displayName: 'By ID', name: 'id' };
const URL = { displayName: 'By URL', name: 'url' };

/** Picked from a list. @param search the method that gives it */
export const fromList = (
	search: string,
	placeholder: string,
	more: INodePropertyModeTypeOptions = {},
): INodePropertyMode => ({
	...LIST,
	type: 'list',
	placeholder,
	typeOptions: { searchListMethod: search, searchable: true, ...more },
});

/**
 * Typed, or from an expression.
 *
 * @param errorMessage what the panel says when it is none
 * @param id how one looks
 */
export const byId = (example: string, errorMessage?: string, id = UUID): INodePropertyMode => ({
	...ID,
	type: 'string',
	placeholder: `e.g. ${example}`,
	...(errorMessage && {
		validation: [{ type: 'regex', properties: { regex: `^\\s*${id}\\s*$`, errorMessage } }],
	}),
});

/**
 * Taken out of an address.
 *
 * @param address regular expression for it, given that for the ID
 * @param id how an ID looks
 */
export const byUrl = (
	example: string,
	errorMessage: string,
	address: (id: string) => string,
	id = UUID,
): INodePropertyMode => ({
	...URL,
	type: 'string',
	placeholder: `e.g. ${example}`,
	extractValue: { type: 'regex', regex: address(`(${id})`) },
	validation: [{ type: 'regex', properties: { regex: address(id), errorMessage } }],
});
