import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../shared/routing';

/** Repeats the ID of the path in the body, where Allegro wants it in both. */
export function idInBody(field: string) {
	return ({ request }: Call): void => {
		request.body = { id: request.values?.[field], ...(request.body as IDataObject | undefined) };
	};
}
