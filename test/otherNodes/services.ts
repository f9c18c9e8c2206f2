import axios from 'axios';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { plain, standIn, standInForEach } from './standIn';

/** What surrounds a workflow in a test, beside Allegro. */
export interface Surroundings {
	/** Rows of Google Sheets by the name of the sheet. */
	sheets: Record<string, IDataObject[]>;
	/** Rows of n8n's data tables by their name. */
	tables: Record<string, IDataObject[]>;
	/** What was written in Slack, questions too. */
	slack: Array<{ channel: string; text: string }>;
	/** What people answer to the questions, in their order. */
	answers: IDataObject[];
	/** What the AI says. */
	draft: string;
}

export const emptySurroundings = (): Surroundings => ({
	sheets: {},
	tables: {},
	slack: [],
	answers: [],
	draft: '',
});

/** Stand-ins for nodes of services and stores; HTTP Request really asks. */
export const serviceNodes = (around: Surroundings): Record<string, INodeType> => ({
	'n8n-nodes-base.httpRequest': standInForEach(
		[
			...['method', 'url', 'jsonBody', 'specifyBody'].map((name) => plain(name)),
			plain('options', {}),
		],
		async function (_, index) {
			const { data, headers } = await axios.request<ArrayBuffer>({
				method: (this.getNodeParameter('method', index) as string) || 'GET',
				url: this.getNodeParameter('url', index) as string,
				data: this.getNodeParameter('jsonBody', index) || undefined,
				headers: { 'content-type': 'application/json' },
				responseType: 'arraybuffer',
				proxy: false,
			});
			const bytes = Buffer.from(data);
			const format = this.getNodeParameter('options.response.response.responseFormat', index, '');
			if (format === 'file') {
				const type = String(headers['content-type']);
				const file = await this.helpers.prepareBinaryData(bytes, 'invoice.pdf', type);
				return [{ json: {}, binary: { data: file } }];
			}
			const answer = JSON.parse(bytes.toString()) as IDataObject | IDataObject[];
			return [answer].flat().map((json) => ({ json }));
		},
	),
	'n8n-nodes-base.googleSheets': standInForEach(
		[
			...['operation', 'documentId'].map((name) => plain(name)),
			...['sheetName', 'columns', 'options'].map((name) => plain(name, {})),
		],
		function ({ json }, index) {
			const name = this.getNodeParameter('sheetName.value', index) as string;
			const rows = (around.sheets[name] ??= []);
			if (this.getNodeParameter('operation', index) === 'append') {
				rows.push(json);
				return [{ json }];
			}
			return rows.map((row, number) => ({ json: { row_number: number + 2, ...row } }));
		},
	),
	'n8n-nodes-base.slack': standInForEach(
		[
			...['operation', 'text', 'message', 'select', 'responseType'].map((name) => plain(name)),
			...['channelId', 'formFields', 'approvalOptions', 'options'].map((name) => plain(name, {})),
		],
		function (_, index) {
			const asks = this.getNodeParameter('operation', index) === 'sendAndWait';
			const text = this.getNodeParameter(asks ? 'message' : 'text', index) as string;
			const channel = this.getNodeParameter('channelId.value', index) as string;
			around.slack.push({ channel, text });
			if (!asks) return [{ json: { ok: true, message: { text } } }];
			const data = around.answers.shift();
			if (!data) throw new Error(`Nobody answers in Slack: ${text}`);
			return [{ json: { data } }];
		},
	),
	'n8n-nodes-base.dataTable': standInForEach(
		[
			...['operation', 'matchType'].map((name) => plain(name)),
			...['dataTableId', 'filters', 'columns'].map((name) => plain(name, {})),
			plain('returnAll', false),
		],
		function (item, index) {
			const name = this.getNodeParameter('dataTableId.value', index) as string;
			const rows = (around.tables[name] ??= []);
			const wanted = this.getNodeParameter('filters.conditions', index, []) as Condition[];
			const found = rows.filter((row) => wanted.every((one) => holds(row, one)));
			const values = this.getNodeParameter('columns.value', index, {}) as IDataObject;
			switch ((this.getNodeParameter('operation', index) as string) || 'insert') {
				case 'insert':
					rows.push({ ...values });
					return [{ json: { id: rows.length, ...values } }];
				case 'get':
					return found.map((json) => ({ json }));
				case 'rowExists':
					return found.length > 0 ? [item] : [];
				case 'rowNotExists':
					return found.length > 0 ? [] : [item];
				case 'update':
					return found.map((row) => ({ json: Object.assign(row, values) }));
				default:
					around.tables[name] = rows.filter((row) => !found.includes(row));
					return found.map((json) => ({ json }));
			}
		},
	),
	'@n8n/n8n-nodes-langchain.agent': standInForEach(
		[plain('promptType'), plain('text'), plain('options', {})],
		() => [{ json: { output: around.draft } }],
	),
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': standIn([], (items) => [items]),
	...Object.fromEntries(
		['Messages', 'Offers', 'Orders'].map((name) => [
			`n8n-nodes-allegro.allegro${name}Tool`,
			standIn([], (items) => [items]),
		]),
	),
});

interface Condition {
	keyName: string;
	condition?: string;
	keyValue?: unknown;
}

/** As n8n's data tables compare. */
function holds(row: IDataObject, { keyName, condition = 'eq', keyValue }: Condition): boolean {
	const value = row[keyName];
	if (condition === 'isTrue') return value === true;
	if (condition === 'isFalse') return value === false;
	if (condition === 'eq') return value === keyValue;
	throw new Error(`The stand-in for data tables does not know ${condition}`);
}
