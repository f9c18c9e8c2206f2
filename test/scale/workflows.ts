import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import type { CredentialRef, Workflow } from '../../scripts/n8n/rest';
import { PART_NAME } from './cluster';

type Node = Workflow['nodes'][number] & {
	onError?: string;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	webhookId?: string;
};
type NewWorkflow = Omit<Workflow, 'id'>;

/** From a node's output to a node. */
type Link = [from: string, output: number, to: string];

export function node(name: string, type: string, typeVersion: number, parameters: object): Node {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters } as unknown as Node;
}

export function workflow(name: string, nodes: Node[], links: Link[]): NewWorkflow {
	const connections: Record<string, { main: object[][] }> = {};
	for (const [from, output, to] of links) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output].push({ node: to, type: 'main', index: 0 });
	}
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** A workflow whose nodes stand in a row. */
export function chain(name: string, nodes: Node[]): NewWorkflow {
	const links = nodes.slice(1).map((next, index): Link => [nodes[index].name, 0, next.name]);
	return workflow(name, nodes, links);
}

export const allegro = (
	name: string,
	type: string,
	credential: CredentialRef,
	parameters: object,
): Node => ({
	...node(name, NODE_PREFIX + type, 1, parameters),
	credentials: { [CREDENTIAL_TYPE]: credential },
});

/** Asks for an order; Allegro learns from it which of n8n's processes asks. */
export const asks = (credential: CredentialRef): Node =>
	allegro('Who Asks', 'allegroOrders', credential, {
		resource: 'order',
		operation: 'getAll',
		returnAll: false,
		limit: 1,
		filters: { buyerLogin: `={{ $env.${PART_NAME} }}` },
	});

/** Begins an execution for each request, and answers once it is in the queue. */
export const webhook = (path: string): Node => ({
	...node('Webhook', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path,
		responseMode: 'onReceived',
		options: {},
	}),
	webhookId: path,
});

/** n8n refuses to poll every second, but not sixty times a minute at one second each. */
export const pollEvery = (seconds: number) => ({
	item: Array.from({ length: 60 / seconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * seconds} * * * * *`,
	})),
});

/** The path of the webhook that takes one order. */
const ORDER = 'order';
/** Orders that one execution hands over at a time. */
const AT_A_TIME = 10;

/**
 * Makes an execution of its own of each order that `source` gives: the webhook process puts it into the
 * queue. The next ten go out when these are in, so that it is never asked for more than it can do. What
 * it does not take in the end, the sweep finds.
 */
function handingOver(
	name: string,
	source: Node[],
	webhookUrl: string,
	by: string,
	orderId: string,
): NewWorkflow {
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: AT_A_TIME });
	const handOver: Node = {
		...node('Hand Over', 'n8n-nodes-base.httpRequest', 4.2, {
			method: 'POST',
			url: `${webhookUrl}/webhook/${ORDER}`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify({ orderId: ${orderId}, handedOverBy: '${by}', within: $execution.id }) }}`,
			options: {},
		}),
		// As long as a webhook process takes to come back. n8n tries all ten again when the first one failed.
		retryOnFail: true,
		maxTries: 5,
		waitBetweenTries: 5_000,
		onError: 'continueRegularOutput',
	};
	const nodes = [...source, loop, handOver];
	const row = nodes.slice(1, -1).map((next, at): Link => [nodes[at].name, 0, next.name]);
	return workflow(name, nodes, [
		...row,
		[loop.name, 1, handOver.name],
		[handOver.name, 0, loop.name],
	]);
}

/** Paid orders, as they come. */
export function takeOrders(credential: CredentialRef, webhookUrl: string): NewWorkflow {
	const trigger = allegro('Orders', 'allegroOrdersTrigger', credential, {
		events: ['READY_FOR_PROCESSING'],
		includeOrder: false,
		options: { maxEvents: 200 },
		pollTimes: pollEvery(5),
	});
	return handingOver('Take orders', [trigger], webhookUrl, 'trigger', '$json.orderId');
}

/** What is done with one order. Its status at Allegro says that it was. */
export function handleOrder(credential: CredentialRef): NewWorkflow {
	return chain('Handle order', [
		webhook(ORDER),
		allegro('Set Status', 'allegroOrders', credential, {
			resource: 'order',
			operation: 'setStatus',
			orderId: { __rl: true, mode: 'id', value: '={{ $json.body.orderId }}' },
			status: 'PROCESSING',
		}),
	]);
}

/** What was left over: paid orders that still stand as new go the same way once more. */
export function sweepOrders(credential: CredentialRef, webhookUrl: string): NewWorkflow {
	const source = [
		node('Every 20 Seconds', 'n8n-nodes-base.scheduleTrigger', 1.2, {
			rule: { interval: [{ field: 'seconds', secondsInterval: 20 }] },
		}),
		allegro('New Orders', 'allegroOrders', credential, {
			resource: 'order',
			operation: 'getAll',
			returnAll: true,
			filters: { status: 'READY_FOR_PROCESSING', fulfillmentStatus: 'NEW' },
		}),
	];
	return handingOver('Sweep orders', source, webhookUrl, 'sweep', '$json.id');
}
