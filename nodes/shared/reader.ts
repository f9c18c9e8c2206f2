import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { refuseToldErrors, rowsAt } from './answerRows';
import { segmentOf } from './halfCharacters';
import type { Fetch } from './pagination';
import { deadlineOf } from './polling';
import type { Endpoint } from './routing';
import type { AllegroRequest, Answer } from './transport';
import { send } from './transport';
import { at, objectOf, withoutEmpty } from './values';

/** Reads for a trigger: within the time of its poll, with the permission it needs. */
export interface Reader {
	/** The answer's body. */
	get(endpoint: Endpoint, query?: IDataObject, values?: IDataObject): Promise<IDataObject>;
	/** The rows of a list that comes in one answer: they stand in this property of it. */
	rows(endpoint: Endpoint, rows: string, query?: IDataObject): Promise<IDataObject[]>;
	/** A file. */
	file(endpoint: Endpoint, values: IDataObject): Promise<Answer>;
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
	): Promise<Answer> {
		const path = endpoint
			.slice('GET '.length)
			.replace(/\{([^}]+)\}/g, (_, name: string) => segment(String(values[name])));
		return await send(context, {
			...settings,
			...wanted,
			endpoint,
			method: 'GET',
			path,
			query: withoutEmpty(query),
			deadline,
		});
	}

	const get: Reader['get'] = async (endpoint, query = {}, values = {}) =>
		(await read(endpoint, query, values, { read: objectIn })).body as IDataObject;

	return {
		get,
		rows: async (endpoint, rows, query) => listIn(await get(endpoint, query), rows),
		file: async (endpoint, values) => await read(endpoint, {}, values, { file: true }),
		list:
			(endpoint, rows, query, values = {}) =>
			async (page, take) => {
				const takeFrom = (body: IDataObject) => take({ rows: listIn(body, rows), body });
				const answer = await read(endpoint, { ...query, ...page }, values, {
					read: (body) => takeFrom(objectIn(body)),
				});
				return answer.body as ReturnType<typeof take>;
			},
	};
}

/** An ID as a part of a path. These lead elsewhere. */
function segment(id: string): string {
	if (['', '.', '..'].includes(id)) throw new Error(`"${id}" is no ID`);
	return segmentOf(id);
}

/** @throws TypeError for what is no object, such as a text, and ToldErrors when it tells of errors. */
function objectIn(body: unknown): IDataObject {
	const object = objectOf(body);
	if (!object) throw new TypeError('the answer is no object');
	refuseToldErrors(object);
	return object;
}

/** @throws TypeError when there is no list: taken for an empty one, it would hide what happened. */
function listIn(body: IDataObject, path: string): IDataObject[] {
	if (at(body, path) === undefined) throw new TypeError(`the answer has no ${path}`);
	return rowsAt(body, path);
}
