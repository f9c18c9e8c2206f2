/**
 * What changed in Allegro's API, and what it means for the nodes: each change with the operation,
 * field or trigger that it touches, and what to do. Ends with exit code 1 when something breaks, and
 * with 2 when there is no document to read.
 *
 *     npm run spec:check                                the facts that the project keeps, and the newest document
 *     npm run spec:check -- october.yaml                ... and this document
 *     npm run spec:check -- july.yaml october.yaml      two documents
 *     npm run spec:check -- --page changes.md           writes the page to a file too
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findOpenApi, readExtract } from '../test/contract';
import { doesBreak, findingsOf, pageOf } from '../test/contract/alarm';
import { factsOf } from '../test/contract/facts';
import { readWhole } from '../test/contract/reading';
import { loadNodeTypes } from '../test/engine';
import { dateOf } from './contract';

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { page: { type: 'string' } },
		allowPositionals: true,
	});
	const files = positionals.length > 0 ? positionals : [findOpenApi()];
	if (files.length > 2) throw new Error('Two documents can be compared, not more');
	const [last] = files.slice(-1);
	if (last === undefined)
		throw new Error('There is no OpenAPI document: set ALLEGRO_OPENAPI, or run npm run openapi');
	const read = async (file: string) => {
		const { document, faults } = await readWhole(file);
		for (const fault of faults) console.error(`${file} is not quite OpenAPI: ${fault}`);
		return factsOf(document, dateOf(file));
	};
	const before = files.length === 2 ? await read(String(files[0])) : readExtract();
	const findings = await findingsOf(before, await read(last), loadNodeTypes());
	const page = pageOf(findings);
	console.log(page);
	if (values.page !== undefined) writeFileSync(values.page, page);
	const isBroken = doesBreak(findings);
	console.log(
		isBroken
			? 'The nodes do not fit this document: see what breaks.'
			: 'The nodes fit this document. Run npm run contract to take it over.',
	);
	if (isBroken) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
});
