import type { INodeType } from 'n8n-workflow';
import { golden } from '../../golden';
import { discover, type Discovered } from '../../operations/discover';
import type { OpenApiDocument } from '../document';
import { driftOf, report } from '../drift';
import { buildContract } from '..';
import { compareContracts } from './compare';
import { judge } from './judge';
import { Package } from './package';
import type { Findings } from './page';

export { compareContracts } from './compare';
export { doesBreak, pageOf, type Findings } from './page';

/** The package as it is built, with the requests that its operations are known to send. */
export function packageOf(nodeTypes: Record<string, INodeType>): Package {
	return new Package(nodeTypes, discover(nodeTypes), recorded, minimal);
}

/**
 * All that changed between two documents (or extracts), with what each change means for the package.
 * What the nodes send today is held to the newer one besides.
 */
export async function findingsOf(
	before: OpenApiDocument,
	after: OpenApiDocument,
	nodeTypes: Record<string, INodeType>,
): Promise<Findings> {
	const pack = packageOf(nodeTypes);
	const changes = compareContracts(before, after).map((change) => judge(change, pack));
	const operations = discover(nodeTypes);
	const refusedBy = async (document: OpenApiDocument) => {
		const drift = driftOf(await buildContract(document), operations, recorded);
		return report({ ...drift, added: [], deprecated: [], fields: [] });
	};
	// What the older one refuses too is no news.
	const known = await refusedBy(before);
	const refused = (await refusedBy(after)).filter((line) => !known.includes(line));
	return { from: before.info.version, to: after.info.version, changes, refused };
}

function minimal({ node, key }: Discovered) {
	return golden(node)[key]?.minimal ?? [];
}

function recorded(operation: Discovered) {
	const { full = [] } = golden(operation.node)[operation.key] ?? {};
	return [...minimal(operation), ...full];
}
