import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { commandIdInPath } from '../shared/commands';
import { problemsOf, refusalError } from '../shared/errors';
import type { Call } from '../shared/routing';
import type { Answer } from '../shared/transport';

/** The body repeats the ID of the command. */
export function withPriceCommand(call: Call): void {
	commandIdInPath.before(call);
	const { commandId: id } = call.request.values ?? {};
	call.request.body = { id, ...(call.request.body as IDataObject | undefined) };
}

/** Allegro may report errors with the status 200. There is no way to ask for the command later. */
export async function priceChanged(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	const { offerId, commandId } = call.request.values ?? {};
	const { output, ...command } = answer.body as { output?: IDataObject } & IDataObject;
	if (output?.status === 'ERROR' || problemsOf({ errors: output?.errors ?? [] }).length > 0) {
		throw refusalError(call.context.getNode(), { ...answer, body: output }, call.request);
	}
	return [{ json: { offerId, commandId, ...command, output } }];
}
