import { findOpenApi, loadContract } from '../test/contract';
import { driftOf, isBreak, report } from '../test/contract/drift';
import { loadNodeTypes } from '../test/engine';
import { golden } from '../test/golden';
import { discover } from '../test/operations/discover';

/**
 * What Allegro added, changed, deprecated and removed against what the nodes send. The document is
 * that of ALLEGRO_OPENAPI, or what `npm run openapi` has fetched. Ends with exit code 1 when the
 * nodes would fail, and with 2 without a document.
 */
async function main(): Promise<void> {
	const contract = await loadContract();
	if (!contract) {
		console.error('There is no OpenAPI document: set ALLEGRO_OPENAPI, or run npm run openapi');
		process.exitCode = 2;
		return;
	}
	const operations = discover(loadNodeTypes());
	const drift = driftOf(contract, operations, ({ node, key }) => {
		const { minimal = [], full = [] } = golden(node)[key] ?? {};
		return [...minimal, ...full];
	});
	console.log(`${operations.length} operations against ${findOpenApi()}`);
	for (const line of report(drift)) console.log(line);
	console.log(
		isBreak(drift)
			? 'The nodes do not fit this document'
			: 'The nodes fit this document; what is added or deprecated stands above, if anything',
	);
	if (isBreak(drift)) process.exitCode = 1;
}

void main();
