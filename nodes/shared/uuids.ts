import { createHash } from 'node:crypto';

/** A UUID that is the same for the same values. */
export function uuidOf(values: unknown): string {
	const hex = createHash('sha256').update(JSON.stringify(values)).digest('hex');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}
