import axios from 'axios';
import type { IDataObject, INodeExecutionData, INodeProperties, INodeType } from 'n8n-workflow';

/**
 * Stand-ins for the nodes of n8n itself that the example workflows use, as far as they use them. n8n's
 * own come with the whole of n8n; the tests in a real n8n run the examples with those.
 */
export const otherNodes: Record<string, INodeType> = {
	'n8n-nodes-base.stickyNote': nodeType([], async (item) => item),
	'n8n-nodes-base.httpRequest': nodeType(['url', 'options'], async (item, parameter) => {
		const { data, headers } = await axios.get<ArrayBuffer>(String(parameter('url')), {
			responseType: 'arraybuffer',
		});
		const bytes = Buffer.from(data);
		const binary = {
			data: {
				data: bytes.toString('base64'),
				mimeType: String(headers['content-type']),
				fileName: 'invoice.pdf',
			},
		};
		return { json: item.json, binary };
	}),
};

function nodeType(
	parameters: string[],
	run: (
		item: INodeExecutionData,
		parameter: (name: string) => unknown,
	) => Promise<INodeExecutionData>,
): INodeType {
	const properties = parameters.map(
		(name): INodeProperties => ({
			displayName: name,
			name,
			type: name === 'options' ? 'json' : 'string',
			default: '',
		}),
	);
	return {
		description: {
			displayName: 'Stand-in',
			name: 'standIn',
			group: ['transform'],
			version: [1, 4.2],
			description: 'Stands in for a node of n8n',
			defaults: { name: 'Stand-in' },
			inputs: ['main'],
			outputs: ['main'],
			properties,
		},
		async execute() {
			const items = this.getInputData();
			const out = await Promise.all(
				items.map(async (item, index) => ({
					...(await run(item, (name) => this.getNodeParameter(name, index) as IDataObject)),
					pairedItem: { item: index },
				})),
			);
			return [out];
		},
	};
}
