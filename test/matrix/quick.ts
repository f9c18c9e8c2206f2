import { randomUUID } from 'node:crypto';

import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { at } from '../../nodes/shared/values';
import type { RecordedRequest } from '../contract';
import { connectedTo } from '../operations/credential';
import { answerTo, locationOf, record } from '../operations/recorder';

/**
 * Runs operations without n8n's engine and without HTTP: what it adds takes milliseconds for each run,
 * and there are thousands of runs. Fields hold what their expressions would give. That n8n hands over
 * the same is tested with a part of the runs: see matrix.test.ts.
 */
const HOSTS = {
	apiUrl: 'https://api.recorded.example',
	uploadUrl: 'https://upload.recorded.example',
};

/** What came of a run: its requests, and its error in all of its words. */
export interface Outcome {
	requests: RecordedRequest[];
	error?: string;
}

/** What an expression gives at a place of the panel. */
export interface Cell {
	place: string;
	value: unknown;
}

/** What stands in the panel, as n8n has it when a workflow starts. */
export const prepared = ({ description }: INodeType, parameters: INodeParameters) =>
	NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		null,
		description,
	) as INodeParameters;

/**
 * @param lists names of the properties that answers hold empty
 * @param bareLists endpoints whose whole answer is a list
 */
export function quickRunner(lists: string[], bareLists: string[]) {
	return async function run(
		{ description, customOperations }: INodeType,
		parameters: INodeParameters,
		item: INodeExecutionData,
		cell?: Cell,
	): Promise<Outcome> {
		const requests: RecordedRequest[] = [];
		const clientId = randomUUID();
		const node = {
			...{ id: clientId, name: 'Allegro', typeVersion: 1, position: [0, 0] },
			type: `n8n-nodes-allegro.${description.name}`,
			parameters,
			credentials: { allegroOAuth2Api: { id: 'credential', name: 'Allegro account' } },
		};
		const { signal } = new AbortController();
		const context = {
			getNode: () => node,
			getInputData: () => [item],
			getNodeParameter(place: string, _item: number, fallback?: unknown) {
				if (cell?.place === place) return cell.value;
				const value = at(parameters, place.replace(/\[(\d+)\]/g, '.$1'));
				return value === undefined ? fallback : value;
			},
			getCredentials: async () => await Promise.resolve({ ...connectedTo(HOSTS), clientId }),
			getTimezone: () => 'Europe/Warsaw',
			getExecutionCancelSignal: () => signal,
			getExecutionId: () => clientId,
			getWorkflow: () => ({ id: 'workflow', name: 'Test', active: false }),
			continueOnFail: () => false,
			evaluateExpression: (text: string) => text,
			addExecutionHints: () => undefined,
			logger: { warn: () => undefined },
			helpers: {
				httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
					await exchange(options, requests),
				getBinaryDataBuffer: async (_: number, name: string) =>
					await Promise.resolve(Buffer.from(item.binary?.[name]?.data ?? '', 'base64')),
				assertBinaryData: (_: number, name: string) => item.binary?.[name],
				prepareBinaryData: async () => await Promise.resolve({ data: '', mimeType: 'text/plain' }),
			},
		} as unknown as IExecuteFunctions;
		const { resource, operation } = parameters as Record<string, string>;
		const work = customOperations?.[resource]?.[operation];
		if (!work) throw new Error(`No operation ${resource}.${operation}`);
		try {
			await work.call(context as never);
			return { requests };
		} catch (error) {
			const { message, description: more } = error as Error & { description?: string };
			return { requests, error: `${message} ${more ?? ''}` };
		}
	};

	async function exchange(options: IHttpRequestOptions, requests: RecordedRequest[]) {
		const { method = 'GET', url, qs = {}, baseURL, body = '' } = options;
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body as string);
		const headers = Object.fromEntries(
			Object.entries(options.headers ?? {}).map(([name, value]) => [
				name.toLowerCase(),
				String(value),
			]),
		);
		const query = new URLSearchParams(
			Object.entries(qs).flatMap(([name, value]) =>
				[value ?? []].flat().map((one) => [name, String(one)]),
			),
		).toString();
		const asked = {
			method,
			url: query ? `${url}?${query}` : url,
			headers,
		};
		const host = baseURL === HOSTS.uploadUrl ? 'upload' : 'api';
		const { allHeaders: _, ...recorded } = record(host, asked, bytes);
		requests.push(recorded);
		const { type, body: answer } = answerTo(asked, bytes, lists);
		const isBare = bareLists.includes(`${method} ${url}`);
		return await Promise.resolve({
			statusCode: 200,
			headers: { 'content-type': type, ...locationOf(asked, HOSTS.apiUrl) },
			body: Buffer.from(isBare ? '[]' : answer),
		});
	}
}
