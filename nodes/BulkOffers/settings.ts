import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { onlyOffers, restOf } from '../shared/batchRest';
import { batchCompletion, lastingUuidOf, uuidFor } from '../shared/commands';
import { OFFER_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import type { OfferResult } from '../shared/taskReport';
import type { Answer } from '../shared/transport';

const COMMAND = '/sale/offer-modification-commands/{commandId}';

/**
 * Changes of offers with one setting each. Allegro takes no more in a command ("modification should contain
 * exactly 1 element"), which its document does not say. Source: allegro-api #1579, and its sandbox.
 */
export function settingsOf(change: IDataObject): IDataObject[] {
	const { modification, ...about } = change as { modification: IDataObject };
	return Object.entries(modification).map(([name, value]) => ({
		...about,
		modification: { [name]: value },
	}));
}

/** From the best to the worst: an offer is as its worst setting is. */
const STATUSES = ['SUCCESS', 'RUNNING', 'UNKNOWN', 'FAIL'];

/** What became of an offer in two commands. */
export function joinedResult(one: OfferResult, other: OfferResult): OfferResult {
	const [better, worse] = [one, other].sort(
		(a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
	);
	const message = [...new Set([one.message, other.message])].filter(Boolean).join('; ');
	return { ...better, ...worse, message, errors: [...one.errors, ...other.errors] };
}

/** The settings that wait for the command before them. */
const waiting = new WeakMap<Call, IDataObject[]>();

/** Before the first command: leaves one setting in it. */
export function takeFirst(call: Call): void {
	const [first, ...rest] = settingsOf(call.request.body as IDataObject);
	call.request.body = first;
	waiting.set(call, rest);
}

const complete = batchCompletion(`GET ${COMMAND}`);

/** After the first command: a command for each setting that is left, one after the other, as one result. */
export async function sendRest(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	const done: string[] = settingNames(call.request.body as IDataObject);
	let items = await complete(call, answer);
	for (const body of waiting.get(call) ?? []) {
		try {
			items = joined(items, await further(call, body));
		} catch (error) {
			const failure = error as NodeApiError;
			failure.description = `${failure.description ?? ''} Sent before that, in commands of their own: ${done.join(', ')}.`;
			throw failure;
		}
		done.push(...settingNames(body));
	}
	return items;
}

const settingNames = (body: IDataObject) => Object.keys(body.modification as IDataObject);

async function further(call: Call, body: IDataObject): Promise<INodeExecutionData[]> {
	const given = call.field<string>('options.commandId', '');
	const first = given ? uuidFor([given, body.modification]) : lastingUuidOf(call, body);
	const rest = restOf(call.context, first);
	const commandId = rest?.commandId ?? first;
	const { weight } = call.request;
	const more = {
		body: rest ? onlyOffers(body, rest) : body,
		values: { commandId },
		tolerated: [409],
		repeatable: true,
		weight,
	};
	const sent = { ...more, identified: true, paces: OFFER_CHANGES_PACE };
	const answer = await call.send(`PUT ${COMMAND}`, { commandId }, sent);
	return await complete({ ...call, request: { ...call.request, ...more } }, answer);
}

/** Items of two commands: by offer where they are of offers, else their counts together. */
function joined(one: INodeExecutionData[], other: INodeExecutionData[]): INodeExecutionData[] {
	if (one.every(({ json }) => 'offerId' in json) && other.every(({ json }) => 'offerId' in json)) {
		const results = new Map<string, OfferResult>();
		for (const { json } of [...one, ...other]) {
			const result = json as OfferResult;
			const known = results.get(result.offerId);
			results.set(result.offerId, known ? joinedResult(known, result) : result);
		}
		return [...results.values()].map((json) => ({ json }));
	}
	const counts = [one, other].map(([{ json }]) => json.taskCount as IDataObject | undefined);
	if (!counts[0] || !counts[1]) return [...one, ...other];
	const sum = (name: string) => Number(counts[0]?.[name] ?? 0) + Number(counts[1]?.[name] ?? 0);
	const [{ json }] = one;
	const taskCount = { total: sum('total'), success: sum('success'), failed: sum('failed') };
	const ids = [json, other[0].json].flatMap((each) => each.commandIds ?? each.id ?? []);
	return [{ json: { ...json, taskCount, commandIds: ids } }];
}
