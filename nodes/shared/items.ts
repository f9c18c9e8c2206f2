import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeType,
	INodeTypeDescription,
	PreSendAction,
} from 'n8n-workflow';
import { NodeHelpers, sleep } from 'n8n-workflow';

import { ItemRun, joinRun } from './collector';
import { inputError } from './errors';
import type { Route } from './routing';
import { guarded, VALUE } from './routing';
import { at, setAt } from './values';

/** One item's view of a run, as n8n's engine gives it to the function of an operation. */
type ItemContext = IExecutePaginationFunctions;
type CustomOperations = NonNullable<INodeType['customOperations']>;

/** What carries a routing: a field (with a type), or the chosen option of one. */
type Routed = Pick<INodeProperties, 'name' | 'displayOptions' | 'routing'> &
	Partial<Omit<INodeProperties, 'name'>>;

/** What n8n's engine would hand to an operation's function. */
type Prepared = Omit<DeclarativeRestApiSettings.ResultOptions, 'options'> & {
	options: IHttpRequestOptions & { qs: IDataObject; body: IDataObject; headers: IDataObject };
	preSend: PreSendAction[];
};

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
	const operations: CustomOperations = {};
	for (const { name, displayOptions, options } of description.properties) {
		if (name !== 'operation') continue;
		const [resource] = (displayOptions?.show?.resource ?? []) as string[];
		operations[resource] = Object.fromEntries(
			(options as INodePropertyOptions[]).map(({ value, routing }) => [
				value,
				async function (this: IExecuteFunctions) {
					const route = routing?.operations?.pagination as Route;
					return [await runAll(this, description, route)];
				},
			]),
		);
	}
	return operations;
}

/**
 * Runs an operation for all items side by side; the gate holds back what is too much for Allegro.
 *
 * @throws the first item's error, when all have come to an end
 */
async function runAll(
	run: IExecuteFunctions,
	description: INodeTypeDescription,
	route: Route,
): Promise<INodeExecutionData[]> {
	const node = run.getNode();
	const isShown = visibility(node, description);
	const fields = description.properties.filter(isShown);
	const requestOptions = run.getNodeParameter('requestOptions', 0, {}) as RequestOptions;
	const { batchSize = 1, batchInterval = 0 } = requestOptions.batching?.batch ?? {};
	const items = run.getInputData();
	const together = new ItemRun(items.length);
	const signal = run.getExecutionCancelSignal();
	const results: Array<Promise<Ended>> = [];
	let turnEnds = Date.now() + TURN_MS;
	for (const item of items.keys()) {
		if (item > 0 && batchInterval > 0 && item % Math.max(1, batchSize) === 0) {
			await sleep(batchInterval);
		} else if (Date.now() >= turnEnds) {
			await sleep(0);
			turnEnds = Date.now() + TURN_MS;
		}
		if (signal?.aborted) break;
		const context = contextOf(run, node, item);
		joinRun(context, together);
		const work = async () => {
			const prepared = await prepare(context, fields, isShown, requestOptions);
			return await route.call(context, prepared);
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
	const failed = all.find(({ made }) => !made);
	if (failed) throw failed.thrown;
	return all.flatMap(({ made = [] }) => made);
}

/** What n8n gives a declarative node for each item, on top of what it gives for a run. */
function contextOf(run: IExecuteFunctions, node: INode, item: number): ItemContext {
	const helpers = Object.assign(Object.create(run.helpers) as object, {
		getBinaryDataBuffer: async (property: string) =>
			await run.helpers.getBinaryDataBuffer(item, property),
	});
	return Object.assign(Object.create(run) as object, {
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

/** Whether a field is shown: as in n8n, by what stands in the panel, which is the same for all items. */
function visibility(node: INode, description: INodeTypeDescription): (field: Routed) => boolean {
	const known = new Map<Routed, boolean>();
	const { parameters } = node;
	return (field) => {
		let shown = known.get(field);
		if (shown === undefined) {
			shown = NodeHelpers.displayParameter(
				parameters,
				field as INodeProperties,
				node,
				description,
				parameters,
			);
			known.set(field, shown);
		}
		return shown;
	};
}

/** The request of an item, from the fields that are shown. */
async function prepare(
	context: ItemContext,
	fields: INodeProperties[],
	isShown: (field: Routed) => boolean,
	{ proxy, timeout, allowUnauthorizedCerts }: RequestOptions,
): Promise<DeclarativeRestApiSettings.ResultOptions> {
	const { parameters } = context.getNode();
	const entered = (place: string) => at(parameters, place.replace(/\[(\d+)\]/g, '.$1'));
	const prepared: Prepared = {
		options: {
			url: '',
			qs: {},
			body: {},
			headers: {},
			timeout: timeout || TIMEOUT_MS,
			...(proxy && { proxy: proxyOf(context, proxy) }),
			...(allowUnauthorizedCerts && { skipSslCertificateValidation: true }),
		},
		preSend: [],
	} as unknown as Prepared;

	const read = (field: Routed, path: string) => {
		if (!isShown(field)) return;
		const place = path + field.name;
		if (field.routing) apply(prepared, field.routing, valueOf(context, field, place));
		const { type, options = [] } = field;
		if (type === 'options') {
			const chosen = entered(place);
			const option = (options as INodePropertyOptions[]).find(({ value }) => value === chosen);
			if (option) read(option as Routed, `${place}.`);
		} else if (type === 'collection') {
			const given = entered(place);
			for (const each of options as INodeProperties[]) {
				if (Object.hasOwn(Object(given), each.name)) read(each, `${place}.`);
			}
		} else if (type === 'fixedCollection') {
			for (const { name, values } of options as Array<{
				name: string;
				values: INodeProperties[];
			}>) {
				const section = `${place}.${name}`;
				if (entered(section) === undefined) continue;
				const rows = context.getNodeParameter(section) as unknown;
				for (const index of (Array.isArray(rows) ? rows : [rows]).keys()) {
					const row = field.typeOptions?.multipleValues ? `${section}[${index}]` : section;
					for (const each of values) read(each, `${row}.`);
				}
			}
		}
	};
	fields.forEach((field) => read(field, ''));
	let { options } = prepared as { options: IHttpRequestOptions };
	for (const complete of prepared.preSend) options = await complete.call(context, options);
	return { ...prepared, options } as DeclarativeRestApiSettings.ResultOptions;
}

/** What the user entered; an option of a list has no value of its own. */
function valueOf(context: ItemContext, { type, extractValue }: Routed, place: string): unknown {
	if (type === undefined) return undefined;
	return context.getNodeParameter(place, undefined, {
		extractValue: extractValue !== undefined || type === 'resourceLocator',
	});
}

/** Puts a field's value where its routing says, in the words that routing.ts has for it. */
function apply(
	prepared: Prepared,
	{ request, send, output }: INodePropertyRouting,
	given: unknown,
): void {
	const { options } = prepared;
	const resolved = (value: unknown) => (value === VALUE ? given : value) as IDataObject[string];
	for (const [name, value] of Object.entries(request?.headers ?? {})) {
		options.headers[name] = resolved(value);
	}
	if (send?.property !== undefined) {
		const value = send.value ?? given;
		if (send.type === 'query') options.qs[send.property] = value as IDataObject[string];
		else setAt(options.body, send.property, value);
	}
	prepared.preSend.push(...(send?.preSend ?? []));
	if (output?.maxResults !== undefined) prepared.maxResults = resolved(output.maxResults) as number;
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
