import { buildContract, findOpenApi, readExtract } from '../test/contract';
import { compareContracts, tellChange } from '../test/contract/compare';
import { readOpenApi } from '../test/contract/document';
import { driftOf, isBreak, report } from '../test/contract/drift';
import { factsOf } from '../test/contract/facts';
import { loadNodeTypes } from '../test/engine';
import { golden } from '../test/golden';
import { discover } from '../test/operations/discover';

/**
 * What Allegro added, changed, deprecated and removed against the facts that the project keeps, and
 * against what the nodes send. The document is that of ALLEGRO_OPENAPI, or what `npm run openapi`
 * has fetched. Ends with exit code 1 when the nodes would fail, and with 2 without a document.
 */
async function main(): Promise<void> {
	const file = findOpenApi();
	if (!file) {
		console.error('There is no OpenAPI document: set ALLEGRO_OPENAPI, or run npm run openapi');
		process.exitCode = 2;
		return;
	}
	const document = factsOf(readOpenApi(file), 'latest');
	const operations = discover(loadNodeTypes());
	const nodesOf = (endpoint: string) =>
		operations.filter((one) => one.endpoint === endpoint).map(({ node, key }) => `${node} ${key}`);
	for (const change of compareContracts(readExtract(), document)) {
		console.log(tellChange(change));
		const touched = new Set(change.uses.flatMap(({ endpoint }) => nodesOf(endpoint)));
		for (const operation of touched) console.log(`            touches ${operation}`);
	}
	const drift = driftOf(await buildContract(document), operations, ({ node, key }) => {
		const { minimal = [], full = [] } = golden(node)[key] ?? {};
		return [...minimal, ...full];
	});
	console.log(`${operations.length} operations against ${file}`);
	for (const line of report(drift)) console.log(line);
	console.log(
		isBreak(drift)
			? 'The nodes do not fit this document'
			: 'The nodes fit this document; what else has changed stands above. Run npm run contract to take it over',
	);
	if (isBreak(drift)) process.exitCode = 1;
}

void main();
