import type { IExecuteFunctions, IExecuteSingleFunctions, NodeExecutionHint } from 'n8n-workflow';

/** n8n knows hints of a run in newer versions only, and keeps them in a list. */
type Hinting = Partial<
	Pick<IExecuteFunctions, 'addExecutionHints'> & { hints: NodeExecutionHint[] }
>;

/**
 * Tells beside the output, where n8n can, what a node that has ended well could not do. What several items
 * of a run have to say alike is said once.
 */
export function hint(
	context: IExecuteSingleFunctions,
	message: string,
	type: NonNullable<NodeExecutionHint['type']> = 'warning',
): void {
	const run = context as unknown as Hinting;
	if (run.hints?.some((given) => given.message === message)) return;
	run.addExecutionHints?.call(context, { message, type, location: 'outputPane' });
}
