import type { IDataObject } from 'n8n-workflow';

import { rowsAt } from './answerRows';
import { type Pages, whole } from './pagination';
import type { Call, Endpoint } from './routing';

/**
 * All rows of a list that an operation needs for its work, over all pages.
 *
 * @param list where it is read, the values in its path, the property with its rows, how its pages follow, the
 * filter, how many rows are wanted when not all are, and the permission when it is not the operation's
 */
export async function wholeList(
	call: Call,
	list: {
		endpoint: Endpoint;
		values?: IDataObject;
		rows: string;
		pages: Pages;
		query?: IDataObject;
		most?: number;
		scope?: string;
	},
): Promise<IDataObject[]> {
	const { endpoint, values = {}, rows, pages, query = {}, most = Infinity, scope } = list;
	return await pages(
		async (page, take) => {
			const { body } = await call.send(endpoint, values, {
				...(scope ? { scope } : {}),
				query: { ...query, ...page },
				read: (answer) => take({ rows: rowsAt(answer, rows), body: (answer ?? {}) as IDataObject }),
			});
			return body as ReturnType<typeof take>;
		},
		most,
		query,
		whole,
	);
}
