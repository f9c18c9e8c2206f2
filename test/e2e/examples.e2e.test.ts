import type { IDataObject, INode, INodeTypeDescription, IWorkflowBase } from 'n8n-workflow';

import { CREDENTIAL_TYPE, withCredential } from '../../scripts/n8n/examples';
import { N8nApi, OWNER, type Workflow } from '../../scripts/n8n/rest';
import type { Server } from '../../scripts/n8n/server';
import { putStandInCredentials, type Credentials } from '../../scripts/n8n/standIns';
import { createEngine } from '../engine';
import { EXAMPLES, ledTo, openOutside, readExample, SCENARIOS, type Stage } from '../examples';
import { faultsAgainst } from '../examples/check';
import { emptySurroundings, type Surroundings } from '../otherNodes';
import { connected } from '../shop';
import { startSimulator } from '../simulator';
import { runByHand } from './runs';
import { openN8n } from './stage';

/** The data tables of the examples, as their notes describe them. */
const TABLES: Record<string, Record<string, 'string' | 'boolean'>> = {
	'Payment reminders': { orderId: 'string' },
	'Sold out offers': { offerId: 'string' },
	'Purchase problems': {
		threadId: 'string',
		orderId: 'string',
		reason: 'string',
		answerBy: 'string',
		state: 'string',
	},
	Shipments: {
		shipmentId: 'string',
		orderId: 'string',
		carrier: 'string',
		pickupAvailable: 'boolean',
		handedOver: 'boolean',
	},
};

/**
 * The examples with n8n's own nodes around them. What would need somebody else's account (Slack, Google
 * Sheets, the AI) is pinned, as a person does in the editor; HTTP Request calls a local server.
 */
describe('The examples in a whole n8n', () => {
	let n8n: Server;
	let api: N8nApi;
	let others: Credentials;
	let nodeTypes: INodeTypeDescription[];

	beforeAll(async () => {
		n8n = await openN8n('examples');
		api = await N8nApi.open(n8n.url, OWNER);
		others = await putStandInCredentials(api);
		nodeTypes = await api.nodeTypes();
	});
	afterAll(async () => await n8n?.stop());

	test.each(EXAMPLES)('%s uses nodes, versions and fields that n8n has', (file) => {
		const faults = readExample(file).nodes.flatMap((node) => {
			const found = nodeTypes.find(
				({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
			);
			return found ? faultsAgainst(node, found) : [`There is no ${node.type} ${node.typeVersion}`];
		});
		expect(faults).toEqual([]);
	});

	const told = SCENARIOS.filter(({ inEngineAlone }) => !inEngineAlone);
	test.each(told)('$file $title', async ({ file, story }) => {
		const around = emptySurroundings();
		const outside = await openOutside();
		const simulator = await startSimulator();
		try {
			const account = connected(simulator);
			const engine = await createEngine({ ...account });
			// n8n takes tokens only with a new credential.
			const name = `Allegro at ${simulator.apiUrl}`;
			const credential = await api.putCredential(name, CREDENTIAL_TYPE, account);
			const workflow = ledTo(outside, readExample(file));
			const states: Record<string, IDataObject> = {};
			let tables = false;

			const fire: Stage['fire'] = async (name, meanwhile, given = {}) => {
				const trigger = workflow.nodes.find((node) => node.name === name) as INode;
				let items = [{ json: given }];
				if (meanwhile) {
					const type = trigger.type.replace(/^n8n-nodes-allegro\./, '');
					const state = (states[name] ??= {});
					const poll = async () => await engine.poll(type, trigger.parameters, { state });
					await poll();
					meanwhile();
					items = ((await poll()) ?? []).map(({ json }) => ({ json }));
				}
				if (items.length === 0) throw new Error(`"${name}" did not fire`);
				if (!tables) await putTables(around);
				tables = true;
				await runByHand(api, name, {
					...(workflow as unknown as Workflow),
					nodes: workflow.nodes.map((node) =>
						withCredential(node as never, { ...others, [CREDENTIAL_TYPE]: credential }),
					),
					pinData: { [name]: items, ...pinned(workflow, around) },
				});
			};
			await story({ simulator, around, outside, fire });
		} finally {
			await simulator.close();
			await outside.close();
		}
	});

	async function putTables(around: Surroundings): Promise<void> {
		for (const [name, types] of Object.entries(TABLES)) {
			const columns = Object.entries(types).map(([column, type]) => ({ name: column, type }));
			await api.putDataTable(name, columns, around.tables[name] ?? []);
		}
	}
});

/** What the nodes of other people's services give. */
function pinned({ nodes }: IWorkflowBase, around: Surroundings): Record<string, unknown[]> {
	const answer = around.answers.shift();
	const given = ({ type, parameters }: INode): IDataObject[] | undefined => {
		switch (type.replace(/^.*\./, '')) {
			case 'slack':
				return [parameters.operation === 'sendAndWait' && answer ? { data: answer } : { ok: true }];
			case 'googleSheets': {
				const { value } = parameters.sheetName as { value: string };
				return parameters.operation === 'append' ? [{ ok: true }] : around.sheets[value];
			}
			case 'agent':
				return [{ output: around.draft }];
			default:
				return undefined;
		}
	};
	return Object.fromEntries(
		nodes.flatMap((node) => {
			const rows = given(node);
			return rows ? [[node.name, rows.map((json) => ({ json }))]] : [];
		}),
	);
}
