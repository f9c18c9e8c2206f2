import type { IDataObject } from 'n8n-workflow';

import { rowsAt } from './answerRows';
import { type Pages, whole } from './pagination';
import type { Call, Endpoint } from './routing';

/**
 * All rows of a list that an operation needs for its work, over all pages.
 *
 * @param list where it is read, the property with its rows, how its pages follow, the filter, and the
 * permission when it is not the operation's
 */
export async function wholeList(
	call: Call,
	list: {
		endpoint: Endpoint;
		rows: string;
		pages: Pages;
		query: IDataObject;
		scope?: string;
	},
): Promise<IDataObject[]> {
	const { endpoint, rows, pages, query, scope } = list;
	return await pages(
		async (page, take) => {
			const { body } = await call.send(
				endpoint,
				{},
				{
					...(scope ? { scope } : {}),
					query: { ...query, ...page },
					read: (answer) =>
						take({ rows: rowsAt(answer, rows), body: (answer ?? {}) as IDataObject }),
				},
			);
			return body as ReturnType<typeof take>;
		},
		Infinity,
		query,
		whole,
	);
}
