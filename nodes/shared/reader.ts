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

	async function read(
		endpoint: Endpoint,
		query: IDataObject,
		values: IDataObject,
		wanted: Pick<AllegroRequest, 'file' | 'read'> = {},
	) {
		const path = endpoint
			.slice('GET '.length)
			.replace(/\{([^}]+)\}/g, (_, name: string) => segmentOf(String(values[name])));
		const answer = await send(context, {
			...settings,
			...wanted,
			endpoint,
			method: 'GET',
			path,
			query: withoutEmpty(query),
			deadline,
			tolerated: Object.keys(values).length > 0 ? [404] : [],
		});
		return answer.status === 404 ? null : answer;
	}

	const get: Reader['get'] = async (endpoint, query = {}, values = {}) => {
		const answer = await read(endpoint, query, values);
		return answer && objectIn(answer.body);
	};

	return {
		get,
		file: async (endpoint, values) => await read(endpoint, {}, values, { file: true }),
		list:
			(endpoint, rows, query, values = {}) =>
			async (page, take) => {
				const takeFrom = (body: IDataObject) => take({ rows: rowsAt(body, rows), body });
				const answer = await read(endpoint, { ...query, ...page }, values, {
					read: (body) => takeFrom(objectIn(body)),
				});
				return answer ? (answer.body as ReturnType<typeof take>) : takeFrom({});
			},
	};
}

function objectIn(body: unknown): IDataObject {
	const object = objectOf(body);
	if (!object) throw new TypeError('the answer is no object');
	return object;
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
