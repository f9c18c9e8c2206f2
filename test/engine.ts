import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	PollContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	Logger,
	ResourceMapperFields,
} from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { deepCopy, ICredentialsHelper, Workflow } from 'n8n-workflow';

import { plainRegex } from './regex';
import { expectNoSecret, noteSecrets, type Secrets } from './secrets';
import { workflowOfState } from './workflowIds';

/** The package's name, which prefixes its node types in workflows. */
export const PACKAGE = 'n8n-nodes-allegro';
const CREDENTIAL = 'allegroOAuth2Api';

// n8n gives a panel's expression 250 ms of wall clock, which a busy machine does not keep. Older n8n has no such limit.
n8nWorkflow.setSafeRegexEngine?.(plainRegex);

/** A run of one node: its items, or what it threw. */
export interface NodeRun {
	items: INodeExecutionData[];
	/** What it says beside its output. */
	hints?: string[];
	error?: Error & { description?: string | null; context?: IDataObject; httpCode?: string | null };
}

export interface NodeRunOptions {
	items?: INodeExecutionData[];
	/** What the node does about an error, as in its settings. */
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	timezone?: string;
	/** What else stands in the node's settings. */
	settings?: Partial<Pick<INode, 'executeOnce' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;
	/** Called with a function that stops the execution, as the Stop button does. */
	onStart?: (stop: () => void) => void;
	/** Of an execution that runs the same node again; each run is one of its own without it. */
	executionId?: string;
}

/** n8n's engine with this package's built nodes and one credential. */
export interface Engine {
	/** The built node types by their short name. */
	nodeTypes: Record<string, INodeType>;
	/** The credential as n8n would have stored it; the engine renews its tokens here. */
	credential: ICredentialDataDecryptedObject;
	/** Which of n8n's credentials the panel's searches use. */
	credentialId: string;
	/** How often the credential was read so far. */
	readonly credentialReads: number;
	/** Runs one node on items. */
	node(type: string, parameters: INodeParameters, options?: NodeRunOptions): Promise<NodeRun>;
	/** Runs a workflow from one of its nodes, whose items are given. */
	workflow(workflow: IWorkflowBase, start: string, items: INodeExecutionData[]): Promise<IRun>;
	/** Polls a trigger once. The state is kept in `state`. */
	poll(
		type: string,
		parameters: INodeParameters,
		options: {
			state: IDataObject;
			mode?: 'trigger' | 'manual';
			budgetMs?: number;
			/** Two triggers in a workflow differ in this. */
			nodeId?: string;
			/** That of the workflow; without it, each memory is another workflow's. */
			workflowId?: string;
		},
	): Promise<INodeExecutionData[] | undefined>;
	search(
		type: string,
		method: string,
		filter?: string,
		token?: string,
	): Promise<INodeListSearchResult>;
	/** The choices of a dropdown, with the panel filled in so far. */
	options(
		type: string,
		method: string,
		parameters?: INodeParameters,
	): Promise<INodePropertyOptions[]>;
	/** The fields that a resource mapper shows, with the panel filled in so far. */
	mapping(type: string, method: string, parameters: INodeParameters): Promise<ResourceMapperFields>;
}

/** How an engine is made. */
interface EngineOptions {
	declaredOnly?: boolean;
	unwatched?: boolean;
	others?: Record<string, ICredentialDataDecryptedObject>;
}

/** n8n's own credentials helper reads a database; this one holds a single credential. */
class OneCredential extends ICredentialsHelper {
	/** How often the credential was read. In n8n, each time means the database. */
	reads = 0;

	constructor(
		readonly data: ICredentialDataDecryptedObject,
		private readonly loader: PackageDirectoryLoader,
		/** Other sellers' credentials by ID, for nodes that name one. */
		private readonly others: Record<string, ICredentialDataDecryptedObject> = {},
	) {
		super();
	}

	getParentTypes = (): string[] => ['oAuth2Api'];

	isCredentialUsableByNode = (): boolean => true;

	/** Fills in defaults and works out the hidden expressions, as n8n does before each use. */
	async getDecrypted(
		_additional: unknown,
		details?: Partial<INodeCredentialsDetails>,
	): Promise<ICredentialDataDecryptedObject> {
		this.reads++;
		const { properties } = this.loader.credentialTypes[CREDENTIAL].type;
		const defaults = properties.map(({ name, default: value }) => [name, value] as const);
		const data = { ...Object.fromEntries(defaults), ...this.named(details) } as INodeParameters;
		const node = nodeOf(START, {});
		const { expression } = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: typesOf({ [START]: startType }),
		});
		return deepCopy(
			expression.getComplexParameterValue(node, data, 'internal', {}, undefined, undefined, data),
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const named = this.named(details);
		named.oauthTokenData = deepCopy(data.oauthTokenData);
		noteSecrets(named, secrets);
	}

	private named(details?: Partial<INodeCredentialsDetails>): ICredentialDataDecryptedObject {
		return this.others[details?.id ?? ''] ?? this.data;
	}

	runPreAuthentication = async (): Promise<undefined> => undefined;

	preAuthentication = async (): Promise<undefined> => undefined;

	authenticate = async (
		_data: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions | object,
	): Promise<IHttpRequestOptions> => request as IHttpRequestOptions;

	getCredentialsProperties = () => this.loader.credentialTypes[CREDENTIAL].type.properties;

	getCredentials(): Promise<ICredentials> {
		throw new Error('Stored credentials are not used here');
	}

	updateCredentials(): Promise<void> {
		throw new Error('Stored credentials are not used here');
	}
}

/** The project's folder, with package.json and dist. */
const ROOT = join(__dirname, '..');

let loaded: Promise<PackageDirectoryLoader> | undefined;

/** All that this file's credentials held. */
const secrets: Secrets = new Map();
/** What n8n and the nodes wrote to the log since it was looked at. */
const logged: unknown[] = [];

/** Whatever comes out of an engine, and what is logged meanwhile, is searched for secrets. */
async function watched<T>(what: string, work: () => Promise<T>, kept?: unknown): Promise<T> {
	try {
		const result = await work();
		expectNoSecret(result, what, secrets);
		return result;
	} catch (error) {
		expectNoSecret(error, 'an error', secrets);
		throw error;
	} finally {
		expectNoSecret(kept, 'static data', secrets);
		expectNoSecret(logged.splice(0), 'the log', secrets);
	}
}

let listening = false;

/** Notes what is logged. */
function listenTo(logger: Logger): void {
	if (listening) return;
	listening = true;
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		// n8n fixes what it has switched off: that writes nothing.
		if (Object.getOwnPropertyDescriptor(logger, level)?.writable === false) continue;
		const write = logger[level].bind(logger);
		logger[level] = (...said) => {
			logged.push(said);
			write(...said);
		};
	}
}

/** Loads the built package the way n8n does, from package.json. Needs `npm run build`. */
async function load(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	return loader;
}

/** The built node types by short name, at once: for tests that are made while a file is read. */
export function loadNodeTypes(): Record<string, INodeType> {
	const loader = new PackageDirectoryLoader(ROOT);
	for (const path of loader.packageJson.n8n?.nodes ?? []) loader.loadNodeFromFile(path);
	return Object.fromEntries(
		Object.entries(loader.nodeTypes).map(([name, { type }]) => [name, type as INodeType]),
	);
}

/**
 * Makes an engine whose nodes use the given credential.
 *
 * @param extraTypes node types of other packages that workflows use, by their full name.
 * @param options with `others`, nodes of a workflow that name one have another seller's credential; with `declaredOnly`, n8n's own engine prepares the requests from what the nodes declare,
 * as it does for the tools of an AI agent; with `unwatched`, nothing is searched for secrets, which would
 * take much of a benchmark's time.
 */
export async function createEngine(
	credential: ICredentialDataDecryptedObject,
	extraTypes: Record<string, INodeType> = {},
	{ declaredOnly = false, unwatched = false, others = {} }: EngineOptions = {},
): Promise<Engine> {
	const loader = await (loaded ??= load());
	const own = Object.fromEntries(
		Object.entries(loader.nodeTypes).map(([name, { type }]) => {
			const offered = served(type as INodeType);
			return [name, declaredOnly ? withoutCustomOperations(offered) : offered];
		}),
	);
	const full = Object.entries(own).map(([name, type]) => [`${PACKAGE}.${name}`, type] as const);
	const nodeTypes = typesOf({ ...Object.fromEntries(full), [START]: startType, ...extraTypes });
	const helper = new OneCredential(credential, loader, others);
	[credential, ...Object.values(others)].forEach((each) => noteSecrets(each, secrets));
	const watch: typeof watched = unwatched ? async (_what, work) => await work() : watched;
	const workflowOf = (
		nodes: INode[],
		connections = {},
		settings: { timezone?: string } = {},
		staticData?: IDataObject,
	) =>
		new Workflow({
			id: randomUUID(),
			name: 'Test',
			nodes,
			connections,
			active: false,
			nodeTypes,
			settings,
			staticData,
		});

	async function run(
		workflow: Workflow,
		start: string,
		items: INodeExecutionData[],
		onStart?: NodeRunOptions['onStart'],
		executionId?: string,
	): Promise<IRun> {
		const additional = additionalData(helper);
		additional.executionId = executionId ?? additional.executionId;
		let finished: IRun | undefined;
		additional.hooks?.addHandler('workflowExecuteAfter', (data) => {
			finished = data;
		});
		const execution = new WorkflowExecute(additional, 'trigger').run({
			workflow,
			startNode: workflow.getNode(start) ?? undefined,
			triggerToStartFrom: { name: start, data: { data: { main: [items] } } as never },
		});
		onStart?.(() => execution.cancel());
		const result = await execution.catch(() => undefined);
		if (!(result ?? finished)) throw new Error('The execution ended without a result');
		return (result ?? finished) as IRun;
	}

	const engine: Engine = {
		nodeTypes: own,
		credential,
		credentialId: 'credential',
		get credentialReads() {
			return helper.reads;
		},
		async node(
			type,
			parameters,
			{ items = [{ json: {} }], onError, timezone, settings, onStart, executionId } = {},
		) {
			const node = { ...nodeOf(`${PACKAGE}.${type}`, parameters), onError, ...settings };
			node.id = executionId ?? node.id;
			const workflow = workflowOf([nodeOf(START, {}, 'Start'), node], toNode('Start', node.name), {
				timezone: timezone ?? 'Europe/Warsaw',
			});
			const { data } = await watch(
				'the run',
				async () => await run(workflow, 'Start', items, onStart, executionId),
				workflow.staticData,
			);
			const [task] = data.resultData.runData[node.name] ?? [];
			const outputs = task?.data?.main ?? [];
			return {
				items: outputs.flatMap((output) => output ?? []),
				hints: (task?.hints ?? []).map(({ message }) => message),
				error: (task?.error ?? data.resultData.error) as NodeRun['error'],
			};
		},
		async workflow({ nodes, connections, settings }, start, items) {
			const withCredential = nodes.map((node) =>
				node.type.startsWith(PACKAGE) || node.parameters.nodeCredentialType === CREDENTIAL
					? { ...node, credentials: node.credentials ?? CREDENTIALS }
					: node,
			);
			const made = workflowOf(withCredential, connections, settings);
			return await watch('the run', async () => await run(made, start, items), made.staticData);
		},
		async poll(
			type,
			parameters,
			{
				state,
				mode = 'trigger',
				budgetMs,
				nodeId = 'trigger',
				workflowId = workflowOfState(state),
			},
		) {
			// Polls of one trigger have the same node in the same workflow.
			const node = { ...nodeOf(`${PACKAGE}.${type}`, parameters), id: nodeId };
			const workflow = workflowOf([node], {}, { timezone: 'Europe/Warsaw' });
			workflow.id = workflowId;
			const activation = mode === 'manual' ? 'manual' : 'activate';
			const context = new PollContext(workflow, node, additionalData(helper), mode, activation);
			// Before 2.36, n8n keeps the state elsewhere; before 2.38, it tells no budget.
			context.getWorkflowStaticData = () => state;
			if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
			const output = await watch(
				'the poll',
				async () => await own[type].poll?.call(context),
				state,
			);
			return output?.[0];
		},
		async search(type, method, filter, token) {
			const context = loadOptions(type);
			const find = own[type].methods?.listSearch?.[method];
			return await watch(
				'the search',
				async () => (await find?.call(context, filter, token)) as INodeListSearchResult,
			);
		},
		async options(type, method, parameters) {
			const load = own[type].methods?.loadOptions?.[method];
			return await watch(
				'the options',
				async () => (await load?.call(loadOptions(type, parameters))) as INodePropertyOptions[],
			);
		},
		async mapping(type, method, parameters) {
			const read = own[type].methods?.resourceMapping?.[method];
			if (!read) throw new Error(`No method ${method}`);
			const context = loadOptions(type, parameters);
			return await watch('the mapping', async () => await read.call(context));
		},
	};
	if (!unwatched) listenTo(loadOptions(Object.keys(own)[0]).logger);
	return engine;

	function loadOptions(type: string, parameters: INodeParameters = {}): LoadOptionsContext {
		const credentials = { [CREDENTIAL]: { id: engine.credentialId, name: 'Allegro account' } };
		const node = { ...nodeOf(`${PACKAGE}.${type}`, parameters), credentials };
		const additional = { ...additionalData(helper), currentNodeParameters: parameters };
		return new LoadOptionsContext(workflowOf([node]), node, additional, '');
	}
}

/** n8n's server gives declarative nodes this method when it loads them. */
function served(type: INodeType): INodeType {
	if (type.description.requestDefaults && !type.execute) {
		type.execute = async function () {
			return (await new RoutingNode(this as never, type).runNode()) ?? [];
		};
	}
	return type;
}

function withoutCustomOperations(type: INodeType): INodeType {
	return Object.create(type, { customOperations: { value: undefined } }) as INodeType;
}

const START = 'test.start';
const CREDENTIALS = { [CREDENTIAL]: { id: 'credential', name: 'Allegro account' } };

/** Hands on what it is given. */
const startType: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['transform'],
		version: 1,
		description: 'Hands on what it is given',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

function nodeOf(type: string, parameters: INodeParameters, name = 'Allegro'): INode {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: deepCopy(parameters),
		credentials: CREDENTIALS,
	};
}

function toNode(from: string, to: string) {
	return { [from]: { main: [[{ node: to, type: 'main' as const, index: 0 }]] } };
}

function typesOf(types: Record<string, INodeType>): INodeTypes {
	const get = (name: string): INodeType => {
		if (!types[name]) throw new Error(`Unknown node type "${name}"`);
		return types[name];
	};
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
}

/** What n8n's server gives each execution; what these tests do not use is left out. */
function additionalData(credentialsHelper: ICredentialsHelper): IWorkflowExecuteAdditionalData {
	const workflowData = { id: 'workflow', name: 'Test', nodes: [], connections: {} };
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('trigger', randomUUID(), workflowData as never),
		executionId: randomUUID(),
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost',
		instanceBaseUrl: 'http://localhost',
		formBaseUrl: 'http://localhost',
		formWaitingBaseUrl: 'http://localhost',
		formTestBaseUrl: 'http://localhost',
		webhookBaseUrl: 'http://localhost',
		webhookWaitingBaseUrl: 'http://localhost',
		webhookTestBaseUrl: 'http://localhost',
		mcpBaseUrl: 'http://localhost',
		mcpTestBaseUrl: 'http://localhost',
		variables: {},
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
