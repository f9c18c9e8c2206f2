import type { IDataObject } from 'n8n-workflow';

import type { Fetch, Page } from '../../nodes/shared/pagination';

/** A list that gives these pages. */
export const fetching =
	(get: (query: IDataObject) => Promise<Page>): Fetch =>
	async (query, take) =>
		take(await get(query));
