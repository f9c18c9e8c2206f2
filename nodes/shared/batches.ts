import type { IDataObject } from 'n8n-workflow';

import type { Call, Operation } from './routing';
import { send } from './transport';

/**
 * For lists of IDs in the query that may be longer than Allegro takes at once: the operation sends as
 * many requests as it needs, and gives the rows of all answers in the order of the IDs.
 *
 * @param parameter the query parameter with the IDs.
 * @param max how many of them one request may have.
 * @param rowsOf the rows in the body of an answer.
 */
export function inBatches(
	parameter: string,
	max: number,
	rowsOf: (body: IDataObject) => IDataObject[] | undefined,
): Pick<Operation, 'before' | 'after'> {
	const waiting = new WeakMap<Call, string[]>();
	const withIds = ({ request }: Call, values: string[]) => ({
		...request.query,
		[parameter]: values,
	});
	return {
		before(call) {
			const all = (call.request.query?.[parameter] ?? []) as string[];
			waiting.set(call, all.slice(max));
			if (all.length > max) call.request.query = withIds(call, all.slice(0, max));
		},
		async after(call, first) {
			const rest = waiting.get(call) ?? [];
			const batches: string[][] = [];
			for (let from = 0; from < rest.length; from += max) {
				batches.push(rest.slice(from, from + max));
			}
			const answers = await Promise.all(
				batches.map(
					async (batch) =>
						await send(call.context, { ...call.request, query: withIds(call, batch) }),
				),
			);
			return [first, ...answers].flatMap(({ body }) =>
				(rowsOf(body as IDataObject) ?? []).map((json) => ({ json })),
			);
		},
	};
}
