/** A list read by offset, as plainly as can be: what axios does here, and a node that asks n8n for nothing else. */
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CREDENTIAL, PUBLIC } from './work';

/** As many as the package's gate lets out. */
export const CONCURRENCY = 32;
const PAGE = 100;

/** The type of the node. */
export const LISTER = 'bench.lister';

type GetPage = (params: IDataObject) => Promise<IDataObject>;

/** All rows of a list whose total is right and whose rows stay where they are. */
export async function listed(getPage: GetPage): Promise<IDataObject[]> {
	const rowsOf = ({ checkoutForms }: IDataObject) => checkoutForms as IDataObject[];
	const first = await getPage({ limit: PAGE, offset: 0 });
	const starts: number[] = [];
	for (let at = PAGE; at < Number(first.totalCount); at += PAGE) starts.push(at);
	const rest = await pooled(starts, async (offset) =>
		rowsOf(await getPage({ limit: PAGE, offset })),
	);
	return [rowsOf(first), ...rest].flat();
}

/** Does something for each of the entries, with so many under way as the package has. */
export async function pooled<T, R>(entries: T[], run: (entry: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const lane = async () => {
		while (next < entries.length) {
			const index = next++;
			results[index] = await run(entries[index]);
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, lane));
	return results;
}

/** Its parameters: as the HTTP Request node does, it names the credential. */
export const listerAt = (url: string) => ({ url, nodeCredentialType: CREDENTIAL });

/**
 * A list as plainly as a node can read it: it asks n8n's function for requests, and makes items of the rows.
 * It keeps to no limit, repeats nothing, and reads past Allegro's ceiling, which the server does not have.
 */
export const lister = nodeOf('lister', async function () {
	const url = this.getNodeParameter('url', 0) as string;
	const rows = await listed(
		async (qs) =>
			(await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, {
				url,
				qs,
				headers: { Accept: PUBLIC },
				json: true,
			})) as IDataObject,
	);
	return rows.map(itemOf);
});

/** A row as an item that comes from the node's only one. */
export const itemOf = (json: IDataObject): INodeExecutionData => ({
	json,
	pairedItem: { item: 0 },
});

/** A node with nothing around what it does. */
export function nodeOf(
	name: string,
	run: (this: IExecuteFunctions) => Promise<INodeExecutionData[]>,
): INodeType {
	return {
		description: {
			name,
			displayName: name,
			group: ['input'],
			version: 1,
			description: 'A node to compare with',
			defaults: { name },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
		} as INodeTypeDescription,
		async execute(this: IExecuteFunctions) {
			return [await run.call(this)];
		},
	};
}
