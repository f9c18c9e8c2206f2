import type { AllegroContext } from './credential';
import { inputError } from './errors';
import { setLatest } from './latest';
import { originOf } from './origin';
import type { AllegroRequest, Answer } from './transport';
import { unknownEnd } from './unknownEnd';
import { told } from './words';

/**
 * Retry On Fail repeats a node with all of its items, also those for which all went well, and those of
 * which nobody knows: their answer got lost. So it is kept in mind, for the tries of an execution, what
 * came of each request that changes something:
 *
 * - Allegro has answered that it did it: the answer is given again, and nothing is sent.
 * - It is not known, and the request would act again: it is refused, and the user told where to look.
 *
 * What Allegro knows again by an ID, and what sets a value, is sent again where its fate is not known.
 */
type Fate = { answer: Answer } | { lost: string };

const fates = new Map<string, Fate>();
/** As many as a large run has items. The oldest go first. */
const MOST_FATES = 20_000;
/** How many requests of a kind each item of a try has sent: the second is another act than the first. */
const counts = new WeakMap<object, Map<string, number>>();

/** Methods with which the same request acts again. */
const ACTS_AGAIN = ['POST'];
/** A picture, or the place for a file: without anything that uses it, it is gone after some hours. */
const PASSING = /\/(images|[a-z-]*attachments)$/;

/**
 * Sends a request, unless an earlier try of this execution has.
 *
 * @param isLost whether an error leaves open what Allegro did.
 * @throws NodeOperationError when it is not known what became of it.
 */
export async function actOnce(
	context: AllegroContext,
	request: AllegroRequest,
	isLost: (error: unknown) => boolean,
	send: () => Promise<Answer>,
): Promise<Answer> {
	const place = keyOf(context, request);
	if (!place) return await send();
	const { key, release } = place;
	const fate = fates.get(key);
	if (fate && 'answer' in fate) return fate.answer;
	if (fate && actsAgain(request)) throw unknown(context, request, fate.lost);
	const sent = send();
	await sent.then(
		(answer) => {
			if (answer.status < 300) remember(key, { answer });
			else release();
		},
		(error: unknown) => {
			if (isLost(error)) remember(key, { lost: (error as Error).message });
			else release();
		},
	);
	return await sent;
}

/** Where the fate of a request is kept; undefined for one that n8n will not repeat, or that may be repeated. */
function keyOf(context: AllegroContext, request: AllegroRequest) {
	const { method, path, repeatable, file, act: named } = request;
	if (method === 'GET' || repeatable === true || file) return undefined;
	if (context.getNode().retryOnFail !== true) return undefined;
	const origin = originOf(context);
	if (!origin) return undefined;
	const act = JSON.stringify([...origin, method, path, named]);
	const own = counts.get(context) ?? new Map<string, number>();
	counts.set(context, own);
	const earlier = own.get(act) ?? 0;
	own.set(act, earlier + 1);
	return { key: `${act} ${earlier}`, release: () => own.set(act, earlier) };
}

const actsAgain = ({ method, path, repeatable, identified }: AllegroRequest) =>
	!identified && !PASSING.test(path) && (ACTS_AGAIN.includes(method) || repeatable === false);

const remember = (key: string, fate: Fate) => setLatest(fates, key, fate, MOST_FATES);

function unknown(context: AllegroContext, request: AllegroRequest, lost: string) {
	const said = told(lost, 300).replace(/[.\s]+$/, '');
	return inputError(
		context.getNode(),
		'It is not known whether this was done already',
		`An earlier try sent it, and its end is open: ${said}. ${unknownEnd(request)} To send it once more, run the workflow again for this item alone. This was ${request.endpoint}. This time nothing was sent to Allegro.`,
		request.itemIndex,
	);
}
