import type { Discovered } from '../operations/discover';
import type { Contract, Operation, RecordedRequest } from './types';

/** The recorded requests of an operation, minimal and full. */
export type Recorded = (operation: Discovered) => RecordedRequest[];

/** What Allegro's document says otherwise than the nodes do. */
export interface Drift {
	/** Methods that no node offers. */
	added: Operation[];
	/** Query parameters that no field sends. */
	fields: Array<{ operation: Discovered; names: string[] }>;
	/** Operations that Allegro has marked for removal, and the nodes have not. */
	deprecated: Discovered[];
	/** Operations whose method is gone: they will fail. */
	removed: Discovered[];
	/** Operations whose requests Allegro would no longer accept, with what is wrong. */
	broken: Array<{ operation: Discovered; problems: string[] }>;
}

/** Filled in by the pages of a list. */
const PAGING = ['offset', 'limit', 'page.id'];
/** What only the former version of a method knows, and is done here. */
const FORMER: Record<string, string[]> = {
	'GET /messaging/threads/{threadId}/messages': ['before', 'after'],
};

/** Whether a query parameter needs no field of its own. */
export const needsNoField = (endpoint: string, name: string): boolean =>
	[...PAGING, ...(FORMER[endpoint] ?? [])].includes(name);

/** Compares a document with what the nodes send. */
export function driftOf(contract: Contract, operations: Discovered[], recorded: Recorded): Drift {
	const alive = operations.filter(({ route }) => !route.retired);
	const known = (operation: Discovered) => declared(contract, operation);
	const present = alive.filter(known);
	// Allegro's document may show an operation longer than it answers.
	const offered = new Set(operations.map(({ endpoint }) => endpoint as string));
	return {
		added: contract.operations.filter(({ method, path }) => !offered.has(`${method} ${path}`)),
		fields: present
			.map((operation) => ({ operation, names: unsent(operation) }))
			.filter(({ names }) => names.length > 0),
		deprecated: present.filter((each) => known(each)?.deprecated && !each.route.deprecated),
		removed: alive.filter((operation) => !known(operation)),
		broken: present
			.map((operation) => ({ operation, problems: problemsOf(operation) }))
			.filter(({ problems }) => problems.length > 0),
	};

	function problemsOf(operation: Discovered): string[] {
		const problems = recorded(operation).flatMap((request) => contract.checkRequest(request));
		return [...new Set(problems)];
	}

	function unsent(operation: Discovered): string[] {
		const twins = alive.filter(({ endpoint }) => endpoint === operation.endpoint);
		const sent = twins
			.flatMap(recorded)
			.flatMap(({ path }) => [...new URL(path, 'http://allegro').searchParams.keys()]);
		const names = known(operation)?.query.map(({ name }) => name) ?? [];
		return names.filter((name) => !needsNoField(operation.endpoint, name) && !sent.includes(name));
	}
}

/** Whether the nodes stop working with this document. */
export const isBreak = ({ removed, broken }: Drift): boolean =>
	removed.length > 0 || broken.length > 0;

/** The drift in lines to read, by node and operation. */
export function report(drift: Drift): string[] {
	const name = ({ node, key, endpoint }: Discovered) => `${node} ${key} (${endpoint})`;
	return [
		...drift.removed.map((operation) => `REMOVED     ${name(operation)}`),
		...drift.broken.flatMap(({ operation, problems }) =>
			problems.map((problem) => `CHANGED     ${name(operation)}: ${problem}`),
		),
		...drift.deprecated.map((operation) => `DEPRECATED  ${name(operation)}`),
		...drift.added.map(({ method, path, tag }) => `ADDED       ${method} ${path} (${tag})`),
		...drift.fields.map(
			({ operation, names }) => `ADDED       ${name(operation)}: query ${names.join(', ')}`,
		),
	];
}

function declared(contract: Contract, { endpoint }: Discovered): Operation | undefined {
	return contract.operations.find(({ method, path }) => `${method} ${path}` === endpoint);
}
