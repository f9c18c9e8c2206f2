import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '..', '..');

/** Where `npm run openapi` keeps the document. */
export const OPENAPI_CACHE = path.join(PROJECT, '.cache', 'openapi.yaml');

/**
 * The path of Allegro's OpenAPI document: `ALLEGRO_OPENAPI`, else the newest one in the shared
 * reference folder, else the cache.
 */
export function findOpenApi(): string | undefined {
	const chosen = process.env.ALLEGRO_OPENAPI;
	if (chosen) {
		// A wrong path must not look like a missing document.
		if (!existsSync(chosen)) throw new Error(`ALLEGRO_OPENAPI names no file: ${chosen}`);
		return chosen;
	}
	const shared = path.join(sharedFolder(), 'allegro');
	const newest = existsSync(shared)
		? readdirSync(shared)
				.filter((name) => /^openapi-.*\.ya?ml$/.test(name))
				.sort()
				.at(-1)
		: undefined;
	if (newest) return path.join(shared, newest);
	return existsSync(OPENAPI_CACHE) ? OPENAPI_CACHE : undefined;
}

/** The path of a file of the shared reference folder (`ALLEGRO_SHARED`, else `../shared`). */
export function findShared(name: string): string | undefined {
	const file = path.join(sharedFolder(), 'allegro', name);
	return existsSync(file) ? file : undefined;
}

function sharedFolder(): string {
	return process.env.ALLEGRO_SHARED ?? path.join(PROJECT, '..', 'shared');
}
