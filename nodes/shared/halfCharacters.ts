import type { IDataObject } from 'n8n-workflow';

import { isPlain } from './values';

/** What of a request holds texts. */
interface Texts {
	path: string;
	query?: IDataObject;
	headers?: IDataObject;
	body?: IDataObject | Buffer;
}

/** A text that cannot be sent: the name of its field, and what is wrong with it. */
export interface Unsendable {
	field: string;
	problem: string;
}

/** Half of a character, as a text ends with that was cut between the two halves of an emoji. */
const HALF = /\p{Surrogate}/u;
/** What may stand in a header. Source: RFC 9110, 5.5 */
const HEADER = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The first text of a request that cannot be sent. Half of a character has no bytes: in a query it
 * would fail without words, and in a body it would arrive as something else.
 */
export function unsendable({ path, query, headers, body }: Texts): Unsendable | undefined {
	const half =
		halfIn(query, '') ??
		(Buffer.isBuffer(body) ? undefined : halfIn(body, '')) ??
		(HALF.test(path) ? 'ID' : undefined);
	if (half !== undefined) return { field: half, problem: 'holds half of a character' };
	const [field] =
		Object.entries(headers ?? {}).find(([, value]) => !HEADER.test(String(value))) ?? [];
	return field ? { field, problem: 'holds characters that no header can' } : undefined;
}

/** The dotted path of a text with half of a character. */
function halfIn(value: unknown, path: string): string | undefined {
	if (typeof value === 'string') return HALF.test(value) ? path : undefined;
	if (!Array.isArray(value) && !isPlain(value)) return undefined;
	for (const [key, part] of Object.entries(value)) {
		const inner = path ? `${path}.${key}` : key;
		if (HALF.test(key)) return path || 'a name';
		const found = halfIn(part, inner);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** An ID as a part of a path; one with half of a character stays as it is, for `unsendable` to find. */
export function segmentOf(id: string): string {
	return HALF.test(id) ? id : encodeURIComponent(id);
}
