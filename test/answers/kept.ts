import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** An answer that Allegro has really given to somebody. */
export interface KeptAnswer {
	name: string;
	/** `METHOD /path` as in Allegro's reference. */
	endpoint: string;
	status: number;
	/** The media type of the answer. */
	type: string;
	/** Where it was seen, such as `allegro-api #9547`. */
	source: string;
	body: unknown;
}

const FOLDER = path.join(__dirname, 'fixtures');
const ORIGINALS = path.join(__dirname, '../../../shared/allegro/answers');

/**
 * The answers that the project keeps: shapes, codes and odd values are those of real ones, everything that
 * somebody wrote is made up.
 */
export function keptAnswers(): KeptAnswer[] {
	return readdirSync(FOLDER)
		.sort()
		.flatMap((file) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as KeptAnswer[]);
}

/** The real ones themselves, where they lie beside the project; else none. */
export function originalAnswers(folder = ORIGINALS): KeptAnswer[] {
	const index = path.join(folder, 'index.csv');
	if (!existsSync(index)) return [];
	const [, ...rows] = readFileSync(index, 'utf8').trim().split('\n').map(cellsOf);
	return rows.map(([file, method, template, status, type, source]) => ({
		name: file.replace(/^real-|\.json$/g, ''),
		endpoint: `${method} ${template}`,
		status: Number(status),
		type,
		source,
		body: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown,
	}));
}

/** The cells of a row of CSV, where a cell with commas stands in quotes, doubled within. */
function cellsOf(row: string): string[] {
	return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
		([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
	);
}

/** What a body is made of, without its values: names, kinds, and whether a text is empty. */
export function shapeOf(body: unknown): unknown {
	if (Array.isArray(body)) return body.map(shapeOf);
	if (typeof body === 'object' && body !== null) {
		return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, shapeOf(value)]));
	}
	if (typeof body === 'string') return body === '' ? 'empty text' : 'text';
	return body === null ? null : typeof body;
}
