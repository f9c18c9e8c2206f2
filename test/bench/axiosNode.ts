/** Axios in a node of n8n's engine, with connections that are kept alive: what somebody could write who needs no more. */
import { Agent } from 'node:http';
import axios from 'axios';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CONCURRENCY, itemOf, listed, nodeOf, pooled } from './lister';
import { FIRST_EVENT, type PlainRequest, PUBLIC, type Work } from './work';

/** The type of the node. */
export const AXIOS = 'bench.axios';

const EVENT_PAGE = 1_000;

/** A node that does the work with axios: a list, a journal, or a request for each item. */
export function axiosNode({ axios: how }: Work, url: string): INodeType {
	const client = axios.create({
		baseURL: url,
		httpAgent: new Agent({ keepAlive: true, maxSockets: CONCURRENCY }),
		headers: { Authorization: 'Bearer bench', Accept: PUBLIC },
	});
	const page = async (path: string, params: IDataObject) =>
		(await client.get<Record<string, IDataObject[]>>(path, { params })).data;

	async function journal(path: string): Promise<IDataObject[]> {
		const all: IDataObject[] = [];
		for (let from = `${FIRST_EVENT - 1}`; ; ) {
			const { events } = await page(path, { limit: EVENT_PAGE, from });
			for (const event of events) all.push(event);
			if (events.length < EVENT_PAGE) return all;
			from = String(events[events.length - 1].id);
		}
	}

	async function answer({ method, path, accept, contentType, body, file }: PlainRequest) {
		const { data } = await client.request<IDataObject | Buffer>({
			method,
			url: path,
			data: body,
			responseType: file ? 'arraybuffer' : 'json',
			headers: {
				...(accept && { Accept: accept }),
				...(body !== undefined && { 'Content-Type': contentType ?? PUBLIC }),
			},
		});
		return data;
	}

	return nodeOf('axios', async function (this: IExecuteFunctions) {
		if ('list' in how)
			return (await listed(async (query) => await page(how.list, query))).map(itemOf);
		if ('journal' in how) return (await journal(how.journal)).map(itemOf);
		return await pooled(this.getInputData(), async (input): Promise<INodeExecutionData> => {
			const data = await answer(how.each(input));
			if (!Buffer.isBuffer(data)) return itemOf(data);
			return { json: {}, binary: { data: await this.helpers.prepareBinaryData(data) } };
		});
	});
}
