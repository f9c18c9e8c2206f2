/**
 * Writes the facts of Allegro's API that the project keeps (test/contract/extract) from a document:
 * the argument, else ALLEGRO_OPENAPI, the newest in the reference folder, or what `npm run openapi`
 * has fetched. Run it with `npm run contract`.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseOpenApi } from '../test/contract/document';
import { printEndpoints, readEndpoints, renewEndpoints } from '../test/contract/endpoints';
import { EXTRACT, extractFiles, readExtract } from '../test/contract/extract';
import { factsOf } from '../test/contract/facts';
import { listOperations } from '../test/contract/operations';
import { printJson } from '../test/contract/print';
import { findOpenApi } from '../test/contract/sources';

/** The day of a document: that of its name, else the day of the file (UTC). */
export function dateOf(file: string): string {
	const [named] = /\d{4}-\d{2}-\d{2}/.exec(path.basename(file)) ?? [];
	return named ?? statSync(file).mtime.toISOString().slice(0, 10);
}

/** The files of the extract of a document, by name, without the list of endpoints. */
export function extractOf(file: string, date = dateOf(file)): Record<string, string> {
	const facts = factsOf(parseOpenApi(readFileSync(file, 'utf8')), date);
	return Object.fromEntries(
		Object.entries(extractFiles(facts)).map(([name, part]) => [name, printJson(part)]),
	);
}

function main(): void {
	const file = process.argv[2] ?? findOpenApi();
	if (!file) {
		console.error('There is no OpenAPI document: set ALLEGRO_OPENAPI, or run npm run openapi');
		process.exitCode = 2;
		return;
	}
	mkdirSync(EXTRACT, { recursive: true });
	for (const [name, text] of Object.entries(extractOf(file)))
		writeFileSync(path.join(EXTRACT, name), text);
	// What is written has its names in order.
	const rows = renewEndpoints(readEndpoints(), listOperations(readExtract()));
	writeFileSync(path.join(EXTRACT, 'endpoints.csv'), printEndpoints(rows));
	const homeless = rows.filter(({ node }) => node === '');
	console.log(`${rows.length} operations, facts of ${dateOf(file)}`);
	for (const { method, path: place } of homeless)
		console.log(`${method} ${place} is new: name its node in endpoints.csv`);
}

if (require.main === module) main();
