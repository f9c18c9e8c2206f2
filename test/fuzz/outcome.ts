import type { INodeExecutionData } from 'n8n-workflow';

import type { NodeRun } from '../engine';

/** What JavaScript says of a mistake in a program, and no seller can understand. */
const INTERNAL =
	/cannot (read|set|convert|destructure)|is not (a function|iterable|defined|an object)|undefined|\[object|unexpected (token|end)|URI malformed|invalid (array|string) length|maximum call stack|circular|Invalid time value|\bNaN\b/i;

/** An error for the user: of n8n's kinds, and in words. */
export function expectClear(error: NonNullable<NodeRun['error']>, about: string): void {
	const { name, message } = error;
	const clear =
		['NodeApiError', 'NodeOperationError'].includes(name) &&
		message.trim() !== '' &&
		// What the user entered is repeated in quotes.
		!INTERNAL.test(message.replace(/"(?!undefined")[^"]*"/g, ''));
	if (!clear) throw new Error(`${about}: ${name}: ${message}\n${String(error.stack)}`);
}

/** Items as the next node needs them: each an object with its item of the input. */
export function expectClean(items: INodeExecutionData[], about: string): void {
	for (const { json, pairedItem } of items) {
		const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
		if (!isObject) throw new Error(`${about}: an item holds ${JSON.stringify(json)}`);
		if (pairedItem === undefined) throw new Error(`${about}: an item is linked to none`);
	}
	if (({} as Record<string, unknown>).polluted !== undefined) {
		throw new Error(`${about}: the prototype of all objects has changed`);
	}
}
