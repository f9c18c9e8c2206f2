import type * as n8nWorkflow from 'n8n-workflow';

/** n8n-workflow with waits cut short: what is tested is what comes after them. */
export function haste(times = 50): typeof n8nWorkflow {
	const real = jest.requireActual<typeof n8nWorkflow>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / times, signal);
	return { ...real, sleep };
}
