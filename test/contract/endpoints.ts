import { readFileSync } from 'node:fs';
import { findShared } from './sources';
import type { QueryParameter } from './types';

/** A row of the coverage list: one operation, alive or retired. */
export interface Endpoint {
	node: string;
	tag: string;
	method: string;
	path: string;
	source: string;
	lifecycle: '' | 'deprecated' | 'retired';
	host: 'api' | 'upload';
	requestMedia: string[];
	responseMedia: string[];
	query: QueryParameter[];
	headers: Array<{ name: string; required: boolean }>;
	/** The property that holds the rows of a list. */
	arrayInResponse: string;
	/** Scopes without the prefix `allegro:api:`. */
	scopes: string[];
	appTokenOk: boolean;
	successCodes: string[];
}

/** The one name of a query parameter that has a space: it stands for filters with ids for names. */
const FREE_NAMES = 'Dynamic filters';

/** The coverage list; undefined when it is not here. */
export function readEndpoints(): Endpoint[] | undefined {
	const file = findShared('endpoints.csv');
	return file === undefined ? undefined : parseEndpoints(readFileSync(file, 'utf8'));
}

/** Reads the rows of the coverage list by the names of its columns. */
export function parseEndpoints(csv: string): Endpoint[] {
	const [header, ...rows] = parseCsv(csv);
	const names = header.map((name) => name.replace(/\(.*\)$/, ''));
	return rows.map((cells) => {
		const cell = (name: string): string => {
			const index = names.indexOf(name);
			if (index < 0) throw new Error(`the coverage list has no column ${name}`);
			return cells[index] ?? '';
		};
		return {
			node: cell('node'),
			tag: cell('tag'),
			method: cell('method'),
			path: cell('path'),
			source: cell('source'),
			lifecycle: cell('lifecycle') as Endpoint['lifecycle'],
			host: cell('host') as Endpoint['host'],
			requestMedia: list(cell('request_media'), '|'),
			responseMedia: list(cell('response_media'), '|'),
			query: list(cell('query').replace(FREE_NAMES, ''), ' ').map(readParameter),
			headers: list(cell('headers'), ' ').map(readParameter),
			arrayInResponse: cell('array_in_response').replace(/ \(.*\)$/, ''),
			scopes: list(cell('scopes'), ' '),
			appTokenOk: cell('app_token_ok') === 'yes',
			successCodes: list(cell('success_codes'), /[ |]/),
		};
	});
}

/** Reads `name`, `name*` (required), `name[]` (repeated) and `name*[]`. */
function readParameter(text: string): QueryParameter {
	return {
		name: text.replace(/[*[\]]+$/, ''),
		required: text.includes('*'),
		repeated: text.endsWith('[]'),
	};
}

function list(text: string, separator: string | RegExp): string[] {
	return text.split(separator).filter((part) => part !== '');
}

/** Splits CSV into rows of cells; a cell in quotes may hold commas, quotes ("") and line ends. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const [, quoted, plain, end] of text.matchAll(
		/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
	)) {
		// The end of the text matches once more after the last line.
		if (end === '' && row.length === 0 && !quoted && !plain) break;
		row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === ',') continue;
		rows.push(row);
		row = [];
	}
	return rows;
}
