import shapes from '../contract/extract/retired-answers.json';
import { bestTemplate } from '../contract/operations';
import type { StubAnswer } from '../stub';

/** What a value of a type looks like. */
const LEAVES: Record<string, unknown> = {
	string: '2026-11-23T12:00:00.000Z',
	number: 1,
	boolean: true,
};

const places = Object.entries(shapes as Record<string, unknown>).map(([endpoint, shape]) => {
	const [method, path] = endpoint.split(' ');
	return { method, path, shape };
});

/**
 * What Allegro answered as long as it had an operation; an empty object when that is not known.
 *
 * @param path as sent, without a query
 */
export function retiredAnswer(method: string, path: string, accept: string): StubAnswer {
	const isFile =
		!accept.includes('json') || /\/(label|protocol)$|dispute-attachments\/./.test(path);
	if (isFile) return { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n' };
	if (method === 'DELETE') return { status: 204 };
	const own = places.filter((place) => place.method === method);
	return { body: valueOf(bestTemplate(own, path)?.shape) ?? {} };
}

/** A value of a shape whose leaves are the names of types; what is not known is left out. */
function valueOf(shape: unknown): unknown {
	if (Array.isArray(shape)) return shape.map(valueOf).filter((entry) => entry !== undefined);
	if (typeof shape === 'string') return LEAVES[shape];
	if (typeof shape !== 'object' || shape === null) return undefined;
	return Object.fromEntries(
		Object.entries(shape).map(([name, inner]) => [
			name,
			name === 'status' ? 'SUCCESS' : valueOf(inner),
		]),
	);
}
