import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine, type NodeRun } from '../engine';
import { connectedTo } from '../operations/credential';
import { byId } from '../shop';

/** What a test lets a node do: each is another way from n8n to Allegro. */
export interface Acts {
	engine: Engine;
	/** GET, of a list. */
	list(more?: INodeParameters): Promise<NodeRun>;
	/** PUT, which may be repeated. */
	put(more?: INodeParameters): Promise<NodeRun>;
	/** POST, which must not. */
	post(more?: INodeParameters): Promise<NodeRun>;
	/** PATCH, which must not. */
	patch(): Promise<NodeRun>;
	/** DELETE, which may. */
	delete(): Promise<NodeRun>;
	/** GET, of a file. */
	download(): Promise<NodeRun>;
	/** POST, then PUT of a file. */
	upload(): Promise<NodeRun>;
	/** GET, for a dropdown; as a run, so that all are judged alike. */
	search(filter?: string): Promise<NodeRun>;
	/** GET, by a trigger with this memory. */
	poll(state?: IDataObject): Promise<NodeRun>;
}

export const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
export const PDF = Buffer.from('%PDF-1.4\n% a file\n%%EOF');

/** An engine whose credential leads to a host. */
export async function actsOn(apiUrl: string, uploadUrl = apiUrl): Promise<Acts> {
	const engine = await createEngine({
		...connectedTo({ apiUrl, uploadUrl }),
		// What shares a Client ID shares a gate, and its waits.
		clientId: apiUrl,
	});
	let searches = 0;
	const asRun = async (work: () => Promise<Array<{ json: IDataObject }>>): Promise<NodeRun> =>
		await work().then(
			(items) => ({ items }),
			(error: NonNullable<NodeRun['error']>) => ({ items: [], error }),
		);
	return {
		engine,
		list: async (more = {}) =>
			await engine.node('allegroOrders', {
				resource: 'order',
				operation: 'getAll',
				limit: 10,
				...more,
			}),
		put: async (more = {}) =>
			await engine.node('allegroOrders', {
				resource: 'order',
				operation: 'setStatus',
				orderId: byId(ORDER),
				status: 'PROCESSING',
				...more,
			}),
		post: async (more = {}) =>
			await engine.node('allegroOrders', {
				resource: 'invoice',
				operation: 'addLink',
				orderId: byId(ORDER),
				url: 'https://invoices.example/1.pdf',
				...more,
			}),
		patch: async () =>
			await engine.node('allegroOffers', {
				resource: 'offer',
				operation: 'update',
				offerId: byId('7600012345'),
				options: { additionalJson: '{ "name": "Kubek" }' },
			}),
		delete: async () =>
			await engine.node('allegroOffers', {
				resource: 'offer',
				operation: 'delete',
				offerId: byId('7600012345'),
			}),
		download: async () =>
			await engine.node('allegroMessages', {
				resource: 'attachment',
				operation: 'download',
				attachmentId: byId('a'),
			}),
		upload: async () =>
			await engine.node(
				'allegroMessages',
				{ resource: 'attachment', operation: 'upload' },
				{
					items: [
						{
							json: {},
							binary: {
								data: {
									data: PDF.toString('base64'),
									mimeType: 'application/pdf',
									fileName: 'a.pdf',
								},
							},
						},
					],
				},
			),
		search: async (filter) =>
			await asRun(async () => {
				// Answers are kept for a minute, for each credential by itself.
				engine.credentialId = `credential ${++searches}`;
				const { results } = await engine.search('allegroOrders', 'searchOrders', filter);
				return results.map((json) => ({ json: json as unknown as IDataObject }));
			}),
		poll: async (state = { cursor: '1', readAt: Date.now() }) =>
			await asRun(async () => (await engine.poll('allegroOrdersTrigger', {}, { state })) ?? []),
	};
}
