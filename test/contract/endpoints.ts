import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXTRACT } from './extract';
import type { Operation, QueryParameter } from './types';

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
	headers: QueryParameter[];
	/** The property that holds the rows of a list. */
	arrayInResponse: string;
	/** Scopes without the prefix `allegro:api:`. */
	scopes: string[];
	appTokenOk: boolean;
	successCodes: string[];
}

/** The one name of a query parameter that has a space: it stands for filters with ids for names. */
const FREE_NAMES = 'Dynamic filters';

/** Where the coverage list stands. */
export const ENDPOINTS = path.join(EXTRACT, 'endpoints.csv');

/** The coverage list: every operation that Allegro has or had, and the node that it belongs to. */
export function readEndpoints(): Endpoint[] {
	return parseEndpoints(readFileSync(ENDPOINTS, 'utf8'));
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

/** The columns of the list, in their order. */
const COLUMNS: Array<[string, (row: Endpoint) => string]> = [
	['node', ({ node }) => node],
	['tag', ({ tag }) => tag],
	['method', ({ method }) => method],
	['path', ({ path }) => path],
	['source', ({ source }) => source],
	['lifecycle', ({ lifecycle }) => lifecycle],
	['host', ({ host }) => host],
	['request_media', ({ requestMedia }) => requestMedia.join('|')],
	['response_media', ({ responseMedia }) => responseMedia.join('|')],
	['query(*=required []=repeated)', ({ query }) => query.map(writeParameter).join(' ')],
	['headers', ({ headers }) => headers.map(writeParameter).join(' ')],
	['array_in_response', ({ arrayInResponse }) => arrayInResponse],
	['scopes', ({ scopes }) => scopes.join(' ')],
	['app_token_ok', ({ appTokenOk }) => (appTokenOk ? 'yes' : '')],
	['success_codes', ({ successCodes }) => successCodes.join(' ')],
];

/** Writes the list in the form that `parseEndpoints` reads. */
export function printEndpoints(rows: Endpoint[]): string {
	const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	const lines = rows.map((row) => COLUMNS.map(([, cell]) => quoted(cell(row))).join(','));
	return `${[COLUMNS.map(([name]) => name).join(','), ...lines].join('\n')}\n`;
}

function writeParameter({ name, required, repeated }: QueryParameter): string {
	return `${name}${required ? '*' : ''}${repeated ? '[]' : ''}`;
}

/**
 * The list after a new document: facts of living operations are the document's, new ones come
 * without a node (a test asks for it), and those that are gone are retired. What stands as retired
 * stays so: Allegro's document may show an operation longer than it answers.
 */
export function renewEndpoints(rows: Endpoint[], operations: Operation[]): Endpoint[] {
	const key = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
	const present = new Map(operations.map((one) => [key(one), one]));
	const listed = new Set(rows.map(key));
	const renewed = rows.map((row): Endpoint => {
		const found = present.get(key(row));
		if (row.lifecycle === 'retired') return row;
		return found ? { ...row, ...factsFor(found) } : { ...row, lifecycle: 'retired' };
	});
	const added = operations
		.filter((one) => !listed.has(key(one)))
		.map(
			(one): Endpoint => ({
				...{ node: '', source: 'current', arrayInResponse: '', headers: [] },
				...{ tag: one.tag, method: one.method, path: one.path },
				...factsFor(one),
			}),
		);
	const order = ({ node, tag, path, method }: Endpoint) => [node, tag, path, method].join(' ');
	return [...renewed, ...added].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function factsFor(operation: Operation) {
	const { deprecated, host, requestMedia, successMedia, query, scopes, appTokenOk } = operation;
	return {
		lifecycle: deprecated ? ('deprecated' as const) : ('' as const),
		...{ host: host as Endpoint['host'], query, scopes, appTokenOk, requestMedia },
		responseMedia: successMedia,
		successCodes: operation.statuses.filter((status) => status.startsWith('2')),
	};
}
