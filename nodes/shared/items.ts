import type {
	DeclarativeRestApiSettings,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { ItemRun, joinRun } from './collector';
import { inputError } from './errors';
import { RunHints } from './hints';
import { lifecycleRemark } from './lifecycle';
import type { Route } from './routing';
import { belongsTo, guarded } from './routing';
import { wholeExpressions } from './wholeExpressions';

/** One item's view of a run, as n8n's engine gives it to the function of an operation. */
type ItemContext = IExecutePaginationFunctions;
type CustomOperations = NonNullable<INodeType['customOperations']>;

/** What the user set for all requests of a node: the option that n8n adds to declarative nodes. */
interface RequestOptions {
	batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	proxy?: string;
	timeout?: number;
	allowUnauthorizedCerts?: boolean;
}

/** What became of an item: what it made, or what was thrown. */
interface Ended {
	made?: INodeExecutionData[];
	thrown?: unknown;
}

/** n8n's limit for a request of a declarative node, where the user sets none. */
const TIMEOUT_MS = 300_000;
/** So long items are prepared in one go; then what Allegro has answered meanwhile has its turn. */
const TURN_MS = 10;

/**
 * The operations of a declarative node, run as its routing says and with the outcome of n8n's own engine,
 * which works out every field of the node for every item, whether it is shown or not, before it sends the
 * first request. Where n8n runs its engine all the same, it reads the same routing: see
 * docs/decisions/0011-items-prepared-here.md.
 */
export function operationsOf(description: INodeTypeDescription): CustomOperations {
	description.properties.push(...wholeExpressions(description.properties));
	const operations: CustomOperations = {};
	for (const { name, displayOptions, options } of description.properties) {
		if (name !== 'operation') continue;
		const [resource] = (displayOptions?.show?.resource ?? []) as string[];
		operations[resource] = Object.fromEntries(
			(options as INodePropertyOptions[]).map(({ value, routing }) => {
				const route = routing?.operations?.pagination as Route;
				belongsTo(route, description);
				return [
					value,
					async function (this: IExecuteFunctions) {
						return [await runAll(this, route)];
					},
				];
			}),
		);
	}
	offered.set(description.name, operations);
	return operations;
}

/** The operations of the nodes, by the names of their types. */
const offered = new Map<string, CustomOperations>();

/**
 * The routing of a Resource select: it comes into play where n8n finds no operation of that name, as in a
 * workflow that was made by hand or with a newer version, and would send to nowhere.
 */
export const knownOperation: INodePropertyRouting = { send: { preSend: [refuseUnknown] } };

async function refuseUnknown(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const node = this.getNode();
	const name = node.type.replace(/^.*\./, '').replace(/Tool$/, '');
	const known = offered.get(name) ?? {};
	const { resource, operation } = node.parameters as Record<string, string>;
	const own = known[resource];
	if (own?.[operation]) return request;
	const [what, names] = own
		? [`operation "${operation}" for "${resource}"`, Object.keys(own)]
		: [`resource "${resource}"`, Object.keys(known)];
	throw inputError(
		node,
		`This node has no ${what}`,
		`It has: ${names.join(', ')}. Choose one, or update the package if the workflow comes from a newer version. Nothing was sent to Allegro.`,
		this.getItemIndex(),
	);
}

/**
 * Runs an operation for all items side by side; the gate holds back what is too much for Allegro.
 *
 * @throws the first item's error, when all have come to an end
 */
async function runAll(run: IExecuteFunctions, route: Route): Promise<INodeExecutionData[]> {
	const node = run.getNode();
	const requestOptions = run.getNodeParameter('requestOptions', 0, {}) as RequestOptions;
	const { batchSize = 1, batchInterval = 0 } = requestOptions.batching?.batch ?? {};
	const items = run.getInputData();
	const together = new ItemRun(items.length);
	const hints = new RunHints(items.length);
	const remark = lifecycleRemark(route.operation);
	if (remark) hints.remark(remark);
	const signal = run.getExecutionCancelSignal();
	const results: Array<Promise<Ended>> = [];
	let turnEnds = Date.now() + TURN_MS;
	for (const item of items.keys()) {
		if (item > 0 && batchInterval > 0 && item % Math.max(1, batchSize) === 0) {
			// Whoever stops the execution does not wait for the interval: the loop ends below.
			await sleep(batchInterval, signal).catch(() => undefined);
		} else if (Date.now() >= turnEnds) {
			await sleep(0);
			turnEnds = Date.now() + TURN_MS;
		}
		if (signal?.aborted) break;
		const context = contextOf(run, node, item, hints);
		joinRun(context, together);
		const work = async () => {
			return await route.call(context, settingsOf(context, requestOptions));
		};
		// Whoever waits for the results comes later: an error must not be without one to take it.
		const ended = guarded(context, route.endpoint, work).then(
			(made): Ended => ({ made }),
			(thrown: unknown): Ended => ({ thrown }),
		);
		results.push(ended.finally(() => together.ended(item)));
	}
	if (signal?.aborted) together.stopped();
	const all = await Promise.all(results);
	hints.tell(run);
	const failed = all.find(({ made }) => !made);
	if (failed) throw failed.thrown;
	return all.flatMap(({ made = [] }) => made);
}

/** What n8n gives a declarative node for each item, on top of what it gives for a run. */
function contextOf(
	run: IExecuteFunctions,
	node: INode,
	item: number,
	hints: RunHints,
): ItemContext {
	const helpers = Object.assign(Object.create(run.helpers) as object, {
		getBinaryDataBuffer: async (property: string) =>
			await run.helpers.getBinaryDataBuffer(item, property),
	});
	return Object.assign(Object.create(run) as object, hints.within, {
		helpers,
		getItemIndex: () => item,
		getNode: () => node,
		getInputData: () => run.getInputData()[item],
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			run.getNodeParameter(name, item, fallback, options) as unknown,
		getCredentials: async (type: string) => await run.getCredentials(type, item),
		evaluateExpression: (expression: string, index = item) =>
			run.evaluateExpression(expression, index),
	}) as unknown as ItemContext;
}

/** What n8n's engine would hand to an operation's function; the fields' part is made there. */
function settingsOf(
	context: ItemContext,
	{ proxy, timeout, allowUnauthorizedCerts }: RequestOptions,
): DeclarativeRestApiSettings.ResultOptions {
	return {
		options: {
			url: '',
			timeout: timeout || TIMEOUT_MS,
			...(proxy && { proxy: proxyOf(context, proxy) }),
			...(allowUnauthorizedCerts && { skipSslCertificateValidation: true }),
		},
		preSend: [],
		postReceive: [],
	};
}

/** @throws NodeOperationError when the proxy is no address */
function proxyOf(context: ItemContext, proxy: string): IHttpRequestOptions['proxy'] {
	try {
		const { protocol, hostname, port, username, password } = new URL(proxy);
		if (!hostname) throw new TypeError('no host');
		return {
			protocol: protocol.replace(':', ''),
			host: hostname,
			port: Number(port || (protocol === 'https:' ? 443 : 80)),
			...(username && {
				auth: {
					username: decodeURIComponent(username),
					password: decodeURIComponent(password),
				},
			}),
		};
	} catch {
		throw inputError(
			context.getNode(),
			'The proxy is not an address',
			`"${proxy}" stands in the node's settings: write one like http://proxy.example:3128. Nothing was sent to Allegro.`,
			context.getItemIndex(),
		);
	}
}
