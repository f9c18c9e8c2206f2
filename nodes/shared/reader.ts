import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { segmentOf } from './halfCharacters';
import type { Fetch } from './pagination';
import { deadlineOf } from './polling';
import type { Endpoint } from './routing';
import type { AllegroRequest, Answer } from './transport';
import { send } from './transport';
import { objectOf, rowsAt, withoutEmpty } from './values';

/** Reads for a trigger: within the time of its poll, with the permission it needs. */
export interface Reader {
	/** The answer's body; null when what is asked for is gone. */
	get(endpoint: Endpoint, query?: IDataObject, values?: IDataObject): Promise<IDataObject | null>;
	/** A file; null when it is gone. */
	file(endpoint: Endpoint, values: IDataObject): Promise<Answer | null>;
	/** A list for `pagination.ts`: the rows stand in this property of the answer. */
	list(endpoint: Endpoint, rows: string, query?: IDataObject, values?: IDataObject): Fetch;
}

/** Makes a reader; `settings` hold what all its requests share. */
export function readerOf(
	context: IPollFunctions,
	settings: Pick<AllegroRequest, 'scope' | 'accept' | 'paces' | 'languages'>,
): Reader {
	const deadline = deadlineOf(context);

	async function read(endpoint: Endpoint, query: IDataObject, values: IDataObject, file = false) {
		const path = endpoint
			.slice('GET '.length)
			.replace(/\{([^}]+)\}/g, (_, name: string) => segmentOf(String(values[name])));
		const answer = await send(context, {
			...settings,
			endpoint,
			method: 'GET',
			path,
			query: withoutEmpty(query),
			file,
			deadline,
			tolerated: Object.keys(values).length > 0 ? [404] : [],
		});
		return answer.status === 404 ? null : answer;
	}

	const get: Reader['get'] = async (endpoint, query = {}, values = {}) => {
		const answer = await read(endpoint, query, values);
		const body = answer && objectOf(answer.body);
		if (body === undefined) throw new TypeError('the answer is no object');
		return body;
	};

	return {
		get,
		file: async (endpoint, values) => await read(endpoint, {}, values, true),
		list: (endpoint, rows, query, values) => async (page, take) => {
			const body = (await get(endpoint, { ...query, ...page }, values)) ?? {};
			return take({ rows: rowsAt(body, rows), body });
		},
	};
}

/**
 * Reads the record of each ID once, however often it is named. When one fails, the others are awaited
 * before the failure is passed on.
 */
export async function recordsOf(
	ids: Array<string | undefined>,
	read: (id: string) => Promise<IDataObject | null>,
): Promise<Map<string, IDataObject | null>> {
	const tasks = new Map<string, Promise<IDataObject | null>>();
	for (const id of ids) if (id && !tasks.has(id)) tasks.set(id, read(id));
	await Promise.allSettled(tasks.values());
	const entries = [...tasks].map(async ([id, task]) => [id, await task] as const);
	return new Map(await Promise.all(entries));
}
