import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { allowRepetition, commandIdInPath } from '../shared/commands';
import { pick } from '../shared/fields';
import { fileItem, PDF, readyFile, ZPL } from '../shared/files';
import type { Call } from '../shared/routing';
import { shapeOf } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { send } from '../shared/transport';

export const simplify = pick({
	id: 'id',
	displayNumber: 'displayNumber',
	status: 'status',
	createdAt: 'createdAt',
	unitType: 'handlingUnit.unitType',
	units: 'handlingUnit.amount',
	shippingMethod: 'shipping.method',
	estimatedTimeOfArrival: 'shipping.estimatedTimeOfArrival',
	pieces: ({ items }) =>
		((items ?? []) as Array<{ quantity?: number }>).reduce(
			(sum, { quantity = 0 }) => sum + quantity,
			0,
		),
});

/** The version stands in a header only, and the next update needs it. */
export async function withEtag(call: Call, { body, headers }: Answer) {
	const notice = shapeOf(call, simplify)(body as IDataObject);
	return [{ json: { ...notice, etag: headers.etag ?? null } }] as INodeExecutionData[];
}

/** The command's ID stands in the path, and in the body once more. */
export function nameCommand(call: Call): void {
	commandIdInPath.before(call);
	allowRepetition(call);
	const { request } = call;
	request.body = { id: request.values?.commandId, ...(request.body as IDataObject | undefined) };
}

const ZPL_ANSWER = 'x-application/zpl';

export function askForFormat({ request, field }: Call): void {
	request.accept = field('format') === 'zpl' ? ZPL_ANSWER : PDF.mime;
}

/** Allegro does not say what it answers before there are labels. */
const MISSING = {
	what: 'labels',
	message: 'The labels are not ready yet',
	advice: 'Allegro drops them when the content of a draft changes. Try again in a while.',
};

export async function labelFile(call: Call, answer: Answer) {
	const { field, request } = call;
	const { advanceShipNoticeId } = request.values ?? {};
	const ready = await readyFile(
		call,
		answer,
		async () => await send(call.context, request),
		MISSING,
	);
	const file = await fileItem(call, ready, {
		property: field('binaryPropertyName', 'data'),
		name: `labels-${String(advanceShipNoticeId)}`,
		types: [PDF, ZPL],
	});
	return [{ ...file, json: { advanceShipNoticeId, ...file.json } }];
}
