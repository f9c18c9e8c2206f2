import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodePropertyRouting,
	INodeTypeDescription,
} from 'n8n-workflow';

import { rowsAt } from './answerRows';
import { cancelSignal } from './credential';
import type { Retired } from './errors';
import { inputError, nodeError } from './errors';
import type { Pace } from './gate';
import type { Convert, Located } from './inputs';
import { converted, Inputs, VALUE } from './inputs';
import { hint, hintsOf } from './hints';
import type { Pages } from './pagination';
import { whole } from './pagination';
import { Selection } from './selection';
import type { AllegroRequest, Answer } from './transport';
import { preview, send } from './transport';
import { sharing } from './sharing';
import { taking, type Takes } from './typing';
import { isPlain, merge, withoutEmpty } from './values';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `METHOD /path`, spelled as in Allegro's reference. */
export type Endpoint = `${Method} /${string}`;

/** What sets an operation apart from "send the fields, return the body". */
export interface Operation {
	/** Fields that hold the path's parameters, where their names differ: `{ id: 'orderId' }`. */
	path?: Record<string, string>;
	/** Makes path parameters that are no fields of their own, once for all attempts, such as the ID of a command. */
	made?: Record<string, (asked: Asked) => string>;
	/** The permission it needs, without `allegro:api:`. Errors and the documentation name it. */
	scope?: string;
	/** Property of the answer that holds the rows of a list; '' when the answer is the list. */
	rows?: string;
	/** How the list continues, when it has pages. */
	pages?: Pages;
	/** Where a page is asked for: in the query, unless said otherwise. */
	pagesIn?: 'query' | 'body';
	/** Picks the fields that most people want, when the user left Simplify on. */
	simplify?: (row: IDataObject) => IDataObject;
	/** Which rows of a list are wanted, where Allegro has no such filter; undefined when all are. */
	only?: (call: Call) => ((row: IDataObject) => boolean) | undefined;
	/** Adds to each row, before anything is picked, what Allegro left out and the user counts on. */
	complete?: (call: Call) => Promise<(row: IDataObject) => IDataObject>;
	host?: 'upload';
	accept?: string;
	contentType?: string;
	languages?: string[];
	paces?: Pace[];
	/** Whether the answer is a file. */
	file?: boolean;
	/** Whether it may be sent again while it is not known what became of it, when its method does not say. */
	repeatable?: boolean;
	/** What to use instead of what Allegro will switch off, in the user's words. */
	deprecated?: string;
	retired?: Retired;
	/** Whether it can be tried without being sent, for what cannot be taken back; goes with `dryRunField`. */
	dryRun?: boolean;
	/** What a dry run tells beside the request. */
	foretold?: (call: Call) => IDataObject;
	/** Completes the request before it is sent, e.g. with a file. */
	before?: (call: Call) => Promise<void> | void;
	/** Makes the items out of the answer; may send more requests. */
	after?: (call: Call, answer: Answer) => Promise<INodeExecutionData[]>;
	/** Does the work in place of the request, e.g. together with the other items of the run. */
	instead?: (call: Call) => Promise<INodeExecutionData[]>;
}

/** What an item asks for, before its request has a path. */
export interface Asked extends Pick<Call, 'context' | 'field'> {
	body: IDataObject | undefined;
}

/** One item's run of an operation, as its steps see it. */
export interface Call {
	context: IExecuteSingleFunctions;
	/** What will be sent. Steps may change it. */
	request: AllegroRequest;
	/**
	 * The value of a field of this item, in the field's type (of a locator, the ID); the fallback when it is
	 * not shown for the item.
	 */
	field: <T>(name: string, fallback?: T) => T;
	/** A locator as it was filled in, with its mode; `field` gives the ID alone. */
	locator: (name: string) => Located | undefined;
	/** Sends a further request with the same permission and settings. */
	send: (
		endpoint: Endpoint,
		values: IDataObject,
		changes?: Partial<AllegroRequest>,
	) => Promise<Answer>;
}

export type { Convert } from './inputs';

/** The nodes that operations belong to. */
const descriptions = new WeakMap<Route, INodeTypeDescription>();

/** Tells an operation whose fields it reads. */
export function belongsTo(route: Route, description: INodeTypeDescription): void {
	descriptions.set(route, description);
}

/**
 * The routing of an operation: its endpoint, and what is special about it. Whoever runs it (items.ts, or
 * n8n itself), its request is prepared from the fields by inputs.ts, and everything from there on happens
 * in one place, below.
 */
export function route(endpoint: Endpoint, operation: Operation = {}): INodePropertyRouting {
	const [method, url] = split(endpoint);
	async function run(
		this: IExecutePaginationFunctions,
		prepared: DeclarativeRestApiSettings.ResultOptions,
	) {
		return await guarded(this, endpoint, async () => {
			const description = descriptions.get(pagination);
			if (!description) throw new Error('This operation belongs to no node');
			const inputs = new Inputs(this, description);
			return await perform(this, endpoint, operation, prepared, inputs);
		});
	}
	const pagination: Route = Object.assign(run, { endpoint, operation });
	return { request: { method, url }, send: { paginate: true }, operations: { pagination } };
}

/** What runs an operation for one item, once its request is prepared; and what it is about. */
export interface Route {
	(
		this: IExecutePaginationFunctions,
		prepared: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]>;
	endpoint: Endpoint;
	operation: Operation;
}

/** Sends the field as a query parameter; dots in its name are part of the name. */
export function query(property: string, convert?: Convert): INodePropertyRouting {
	return converted({ send: { type: 'query', property, propertyInDotNotation: false } }, convert);
}

/** Sends the field in the body; dots in its name lead into objects. */
export function body(property: string, convert?: Convert): INodePropertyRouting {
	return converted({ send: { type: 'body', property } }, convert);
}

/** Sends what goes with an option of a field, and is not the user's choice. */
export function constant(property: string, value: string): INodePropertyRouting {
	return { send: { type: 'body', property, value } };
}

/** Sends the field as a header. */
export function header(name: string, convert?: Convert): INodePropertyRouting {
	return converted({ request: { headers: { [name]: VALUE } } }, convert);
}

/**
 * For a text that the operation's steps read, and that can also be a list: nothing is sent from here.
 *
 * @param takes whether it is a list of texts, or of anything
 */
export const asList = (takes: Takes = 'list'): INodePropertyRouting =>
	converted(
		{},
		taking(takes, (value: unknown) => value),
	);

/** Runs an operation for one item: request, pages, rows, and links to the input. */
async function perform(
	context: IExecutePaginationFunctions,
	endpoint: Endpoint,
	operation: Operation,
	prepared: DeclarativeRestApiSettings.ResultOptions,
	inputs: Inputs,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	const call = callOf(context, endpoint, operation, prepared, inputs);
	await operation.before?.(call);
	try {
		const items = isDryRun(call, operation)
			? await rehearsed(call, operation)
			: await results(call, operation, inputs);
		for (const each of items) {
			if (!isPlain(each.json)) throw new TypeError('it holds no object where one belongs');
			each.pairedItem ??= { item };
		}
		sayUnfound(call);
		return items;
	} catch (error) {
		cancelSignal(context)?.throwIfAborted();
		// Worded here, where it is known what was sent.
		throw nodeError(context.getNode(), error, call.request);
	}
}

/** Words the error of an item; makes an item of it where the node goes on after errors. */
export async function guarded(
	context: IExecutePaginationFunctions,
	endpoint: Endpoint,
	work: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	try {
		return await work();
	} catch (error) {
		cancelSignal(context)?.throwIfAborted();
		const failure = nodeError(context.getNode(), error, { endpoint, itemIndex: item });
		if (!context.continueOnFail()) throw failure;
		hintsOf(context)?.failedItem();
		// n8n takes items with these keys for errors, and leads them to the error output if there is one.
		const details = { description: failure.description, ...(failure.context.allegro as object) };
		return [{ json: { error: failure.message, details }, pairedItem: { item } }];
	}
}

/** The fields that were selected of what a call gives. */
const selections = new WeakMap<Call, Selection>();

/** What the user wants to see of an answer: the simple view, the selected fields, or all of it. */
export function shapeOf(
	call: Call,
	simplify: (row: IDataObject) => IDataObject,
): (row: IDataObject) => IDataObject {
	const { field } = call;
	if (field('simplify', false)) return simplify;
	const selected = field<unknown>('selectedFields', '');
	const names = (Array.isArray(selected) ? selected.map(String) : String(selected).split(','))
		.map((name) => name.trim())
		.filter(Boolean);
	if (names.length === 0) return whole;
	const selection = new Selection(names);
	selections.set(call, selection);
	return (row) => {
		const selected = selection.of(row);
		// What was done cannot be looked at again: its ID must not get lost.
		const isLost = Object.keys(selected).length === 0 && call.request.method !== 'GET';
		return isLost ? row : selected;
	};
}

/**
 * Says which of the selected fields were in nothing that Allegro gave.
 *
 * @throws NodeOperationError when none of them was, and nothing but reading was done
 */
function sayUnfound(call: Call): void {
	const unfound = selections.get(call)?.unfound();
	if (!unfound) return;
	const { context, request } = call;
	if (!unfound.all || request.method !== 'GET') {
		return hint(context, `${unfound.message}. ${unfound.description}`);
	}
	throw inputError(context.getNode(), unfound.message, unfound.description, context.getItemIndex());
}

const isDryRun = ({ field }: Call, { dryRun = false }: Operation) =>
	dryRun && field('dryRun', false);

async function rehearsed(call: Call, { foretold }: Operation): Promise<INodeExecutionData[]> {
	const request = await preview(call.context, call.request);
	return [{ json: { dryRun: true, ...foretold?.(call), request } }];
}

/** Stands in a list for a row that is not wanted. */
const UNWANTED: IDataObject = {};

async function results(
	call: Call,
	{ pages, pagesIn = 'query', rows, simplify, only, complete, after, instead }: Operation,
	inputs: Inputs,
): Promise<INodeExecutionData[]> {
	if (instead) return await instead(call);
	const wanted = rowCount(call, inputs);
	const view = simplify ? shapeOf(call, simplify) : whole;
	const completed = await complete?.(call);
	const shape: typeof view = completed ? (row) => view(completed(row)) : view;
	// In whole rows there is so much to look for that it takes an eighth of a list's time.
	const keep = shape === whole ? whole : sharing(shape);
	const isWanted = only?.(call);
	const rowsOf = (answer: unknown) => rowsAt(answer, rows ?? '');
	if (pages) {
		let notModified = false;
		const list = await pages(
			async (page, take) => {
				const answer = await request(call, {
					[pagesIn]: { ...call.request[pagesIn], ...page },
					read: (body) => take({ rows: rowsOf(body), body: (body || {}) as IDataObject }),
				});
				notModified ||= answer.status === 304;
				return answer.body as ReturnType<typeof take>;
			},
			// Those that are wanted may lie on the last page.
			isWanted ? Infinity : wanted,
			call.request.query,
			isWanted ? (row) => (isWanted(row) ? keep(row) : UNWANTED) : keep,
		);
		if (notModified) return [{ json: { notModified } }];
		const item = call.context.getItemIndex();
		const kept = isWanted ? list.filter((row) => row !== UNWANTED).slice(0, wanted) : list;
		return kept.map((json) => ({ json, pairedItem: { item } }));
	}
	const isList = rows !== undefined && !after;
	const answer = await request(call, isList ? { read: rowsOf } : {});
	if (answer.status === 304) return [{ json: { notModified: true } }];
	if (after) return (await after(call, answer)).slice(0, wanted);
	if (isList) {
		return (answer.body as IDataObject[]).slice(0, wanted).map((row) => ({ json: shape(row) }));
	}
	return [{ json: answerJson(call, answer, shape) }];
}

/**
 * How many rows are wanted at most. Return All is asked first: n8n shows the Limit beside it when an
 * expression decides. What is no number would make half of the rows look like all of them, or the reverse.
 */
function rowCount({ context, field }: Call, inputs: Inputs): number {
	if (field('returnAll', false) || !inputs.has('limit')) return Infinity;
	const limit = field<unknown>('limit');
	if (Number.isInteger(limit) && Number(limit) > 0) return Number(limit);
	throw inputError(
		context.getNode(),
		`The Limit "${String(limit ?? '')}" is not a whole number above 0`,
		'Correct the Limit, or turn on Return All. Nothing was sent to Allegro.',
		context.getItemIndex(),
	);
}

async function request(call: Call, page: Partial<AllegroRequest> = {}): Promise<Answer> {
	return await send(call.context, { ...call.request, ...page });
}

/** An answer without a body says what was done, and to what: the next node can go on from it. */
function answerJson(
	{ request: { method, values } }: Call,
	answer: Answer,
	shape: (row: IDataObject) => IDataObject,
): IDataObject {
	const { body: json } = answer;
	if (typeof json === 'object' && json !== null) return shape(json as IDataObject);
	if (typeof json === 'string' && json !== '') return { data: json };
	return method === 'DELETE' ? { deleted: true } : { success: true, ...values };
}

function callOf(
	context: IExecutePaginationFunctions,
	endpoint: Endpoint,
	operation: Operation,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	inputs: Inputs,
): Call {
	const itemIndex = context.getItemIndex();
	const { proxy, timeout, skipSslCertificateValidation, allowedDomains } = options;
	const field = <T>(name: string, fallback?: T) => inputs.value(name, fallback) as T;
	const filled = inputs.fill();
	const common = {
		scope: operation.scope,
		retired: operation.retired,
		languages: operation.languages,
		itemIndex,
		settings: { proxy, timeout, skipSslCertificateValidation, allowedDomains } as object,
	};
	const [method, path] = split(endpoint);
	const body = bodyOf(context, filled.body, field);
	// What stands in place of the request has paths of its own.
	const values = pathValues(
		operation.instead ? '' : path,
		(name) =>
			operation.made?.[name]?.({ context, field, body }) ??
			field(operation.path?.[name] ?? name, ''),
	);
	return {
		context,
		field,
		locator: (name) => inputs.locator(name),
		request: {
			...common,
			endpoint,
			method,
			path: operation.instead ? '' : fill(context, path, values, itemIndex),
			values: renamed(values, operation.path),
			host: operation.host,
			accept: operation.accept,
			contentType: operation.contentType,
			paces: operation.paces,
			file: operation.file,
			repeatable: operation.repeatable,
			query: withoutEmpty(filled.query),
			headers: withoutEmpty(filled.headers),
			body,
		},
		send: async (next, nextValues, changes = {}) => {
			const [nextMethod, nextPath] = split(next);
			for (const [name, value] of Object.entries(nextValues)) {
				// What the user gave is a text; the rest comes from the answer before.
				if (value === undefined || value === null) throw new TypeError(`it names no ${name}`);
			}
			return await send(context, {
				...common,
				endpoint: next,
				method: nextMethod,
				path: fill(context, nextPath, nextValues, itemIndex),
				values: nextValues,
				...changes,
			});
		},
	};
}

/** The fields' values without the empty ones, and over them the user's own JSON. */
function bodyOf(
	context: IExecuteSingleFunctions,
	fields: IDataObject,
	field: Call['field'],
): IDataObject | undefined {
	const typed = withoutEmpty(fields);
	const { additionalJson: extra = '' } = field<IDataObject>('options', {});
	const json = merge(typed, jsonObject(context, extra));
	return Object.keys(json).length === 0 ? undefined : json;
}

function jsonObject(context: IExecuteSingleFunctions, value: unknown): IDataObject {
	try {
		const json: unknown = typeof value === 'string' ? JSON.parse(value.trim() || '{}') : value;
		if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
			return json as IDataObject;
		}
	} catch {
		// Reported below, as any other value that is no object.
	}
	throw inputError(
		context.getNode(),
		'Additional JSON is not a JSON object',
		'Write it like { "name": "value" }. Nothing was sent to Allegro.',
		context.getItemIndex(),
	);
}

function pathValues(path: string, value: (name: string) => unknown): IDataObject {
	const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
	return Object.fromEntries(names.map((name) => [name, String(value(name) ?? '').trim()]));
}

function renamed(values: IDataObject, names: Record<string, string> = {}): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [names[name] ?? name, value]),
	);
}

/**
 * Puts values into a path. An empty one, '.' or '..' would turn it into the path of something else.
 */
function fill(
	context: IExecuteSingleFunctions,
	path: string,
	values: IDataObject,
	itemIndex: number,
): string {
	return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
		const value = String(values[name] ?? '').trim();
		// Half of a character, as a cut text may end with, cannot be encoded.
		if (['', '.', '..', 'undefined', 'null'].includes(value) || /\p{Surrogate}/u.test(value)) {
			throw inputError(
				context.getNode(),
				value === '' ? 'An ID is missing' : `"${value}" is not an ID`,
				`The path ${path} needs a value for "${name}", and this item gives none. Nothing was sent to Allegro.`,
				itemIndex,
			);
		}
		return encodeURIComponent(value);
	});
}

function split(endpoint: Endpoint): [IHttpRequestMethods, string] {
	const space = endpoint.indexOf(' ');
	return [endpoint.slice(0, space) as IHttpRequestMethods, endpoint.slice(space + 1)];
}
