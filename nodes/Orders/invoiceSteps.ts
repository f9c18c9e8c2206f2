import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { rowsAt } from '../shared/answerRows';
import { cancelSignal } from '../shared/credential';
import { inputError, refusalError } from '../shared/errors';
import { PDF } from '../shared/files';
import { oneByOne } from '../shared/oneByOne';
import { outcomeInTime, timeoutOf } from '../shared/patience';
import type { Call } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { objectOf } from '../shared/values';

const INVOICES = 'POST /order/checkout-forms/{id}/invoices';
const LIST = 'GET /order/checkout-forms/{id}/invoices';
const FILE = 'PUT /order/checkout-forms/{id}/invoices/{invoiceId}/file';

/**
 * Does what concerns the invoices of one order one after the other, for that is how Allegro takes them.
 * Of two that were declared at once, only one was listed (allegro-api #11842).
 *
 * @throws NodeOperationError when those before it take longer than the option Timeout (Seconds)
 */
export async function inTurn<T>(call: Call, work: (orderId: string) => Promise<T>): Promise<T> {
	const { context } = call;
	const node = context.getNode();
	const orderId = call.field<string>('orderId');
	const key = JSON.stringify([node.credentials?.allegroOAuth2Api?.id ?? '', orderId]);
	const longestMs = timeoutOf(call) * 1000;
	let begun = false;
	return await oneByOne(key, cancelSignal(context), longestMs, async () => {
		begun = true;
		return await work(orderId);
	}).catch((error: Error) => {
		if (begun || error.name !== 'TimeoutError') throw error;
		throw inputError(
			node,
			`The earlier invoices of the order are not there after ${timeoutOf(call)} seconds`,
			`Allegro takes the invoices of an order one after the other. Nothing of this one was sent: run it again for the order ${orderId}, or with a longer Timeout.`,
			context.getItemIndex(),
		);
	});
}

/**
 * Announces an invoice. While Allegro scans the one before it, or wants a pause, it is asked again for as
 * long as the option Timeout (Seconds) says; that is a matter of this order, and no other request waits.
 *
 * Source: the 409, 422 and 429 of the method, and allegro-api #12721, #8507 and #9334: "Security scan ... is
 * in progress".
 */
export async function declare(call: Call, orderId: string): Promise<Answer> {
	const ask = async () =>
		await call.send(
			INVOICES,
			{ id: orderId },
			{ body: call.request.body, tolerated: [409, 422, 429] },
		);
	let last = await ask();
	if (goesBy(last)) {
		await outcomeInTime(call, last, async () => {
			last = await ask();
			return { answer: last, outcome: goesBy(last) ? undefined : last };
		});
	}
	if (last.status < 300) return last;
	const refused = refusalError(call.context.getNode(), last, {
		...call.request,
		endpoint: INVOICES,
	});
	if (goesBy(last)) {
		refused.description = `Allegro did not take the invoice within ${timeoutOf(call)} seconds, because of the one before it. Nothing of this one is there: run it again later, or with a longer Timeout. ${refused.description ?? ''}`;
	}
	throw refused;
}

function goesBy({ status, body }: Answer): boolean {
	if (status === 429) return true;
	return [409, 422].includes(status) && /scan/i.test(JSON.stringify(body ?? ''));
}

/**
 * Sends the file. That the invoice has one already is a success only where the list of the order's
 * invoices shows it: Allegro has said so of an invoice that was not there (allegro-api #11842).
 */
export async function sendBytes(
	call: Call,
	{ orderId, invoiceId }: { orderId: string; invoiceId: string },
	bytes: Buffer,
): Promise<void> {
	const sent = await call.send(
		FILE,
		{ id: orderId, invoiceId },
		{ body: bytes, contentType: PDF.mime, tolerated: [409] },
	);
	if (sent.status !== 409 || (await hasFile(call, orderId, invoiceId))) return;
	const refused: NodeApiError = refusalError(call.context.getNode(), sent, {
		...call.request,
		endpoint: FILE,
	});
	refused.description = `The file of the invoice ${invoiceId} is not there: the order does not list it with one. ${refused.description ?? ''}`;
	throw refused;
}

async function hasFile(call: Call, orderId: string, invoiceId: string): Promise<boolean> {
	const { body } = await call.send(LIST, { id: orderId }, { scope: 'orders:read' });
	const invoice = rowsAt(body, 'invoices').find((row) => (row as IDataObject).id === invoiceId);
	const file = objectOf((invoice as IDataObject | undefined)?.file) ?? {};
	return Boolean(file.uploadedAt ?? file.securityVerification);
}
