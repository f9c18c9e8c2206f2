import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import type { CredentialRef, Workflow } from '../../scripts/n8n/rest';

/** The path of the webhook that takes one order. */
const PATH = 'order';

/** n8n refuses to poll every five seconds, but not twelve times a minute at one second each. */
const SECONDS = Array.from({ length: 12 }, (_, index) => index * 5);

type Node = Workflow['nodes'][number];

function node(name: string, type: string, typeVersion: number, parameters: object): Node {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters } as unknown as Node;
}

function chain(name: string, nodes: Node[]): Omit<Workflow, 'id'> {
	const links = nodes
		.slice(1)
		.map((next, index) => [
			nodes[index].name,
			{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
		]);
	return {
		name,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	};
}

const allegro = (name: string, type: string, credential: CredentialRef, parameters: object) => ({
	...node(name, NODE_PREFIX + type, 1, parameters),
	credentials: { [CREDENTIAL_TYPE]: credential },
});

/** Makes an execution of its own of each order: the webhook process puts it into the queue. */
const handOver = (webhookUrl: string, orderId: string) =>
	node('Hand Over', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url: `${webhookUrl}/webhook/${PATH}`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify({ orderId: ${orderId} }) }}`,
		// The webhook process takes 50 a time, and again what it could not take.
		options: { batching: { batch: { batchSize: 50, batchInterval: 100 } } },
	});

/** Paid orders, as they come. */
export function takeOrders(credential: CredentialRef, webhookUrl: string) {
	return chain('Take orders', [
		allegro('Orders', 'allegroOrderTrigger', credential, {
			events: ['READY_FOR_PROCESSING'],
			includeOrder: false,
			options: { maxEvents: 500 },
			pollTimes: {
				item: SECONDS.map((second) => ({
					mode: 'custom',
					cronExpression: `${second} * * * * *`,
				})),
			},
		}),
		handOver(webhookUrl, '$json.orderId'),
	]);
}

/** What is done with one order. Its status at Allegro says that it was. */
export function handleOrder(credential: CredentialRef) {
	return chain('Handle order', [
		{
			...node('Order', 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path: PATH,
				responseMode: 'onReceived',
				options: {},
			}),
			webhookId: PATH,
		} as Node,
		allegro('Set Status', 'allegroOrders', credential, {
			resource: 'order',
			operation: 'setStatus',
			orderId: { __rl: true, mode: 'id', value: '={{ $json.body.orderId }}' },
			status: 'PROCESSING',
		}),
	]);
}

/** What was left over: paid orders that still stand as new go the same way once more. */
export function sweepOrders(credential: CredentialRef, webhookUrl: string) {
	return chain('Sweep orders', [
		node('Every 10 Seconds', 'n8n-nodes-base.scheduleTrigger', 1.2, {
			rule: { interval: [{ field: 'seconds', secondsInterval: 10 }] },
		}),
		allegro('New Orders', 'allegroOrders', credential, {
			resource: 'order',
			operation: 'getAll',
			returnAll: true,
			filters: { status: 'READY_FOR_PROCESSING', fulfillmentStatus: 'NEW' },
		}),
		handOver(webhookUrl, '$json.id'),
	]);
}
