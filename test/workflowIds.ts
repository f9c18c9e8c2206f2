import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

const ids = new WeakMap<IDataObject, string>();

/**
 * The workflow that has this memory. What is read from where n8n had saved it is read by another process, to
 * which the workflow is new.
 */
export function workflowOfState(state: IDataObject): string {
	const id = ids.get(state) ?? randomUUID();
	ids.set(state, id);
	return id;
}
