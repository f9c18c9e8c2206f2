import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nApi, Workflow } from '../../scripts/n8n/rest';

const RUN_TIMEOUT_MS = 90_000;
const RUNNING = ['new', 'running', 'waiting'];

/**
 * Brings a workflow into n8n, runs it by hand from a trigger, and waits for the end.
 *
 * @throws Error with the execution's error and the end of its data when it did not succeed
 */
export async function runByHand(
	api: N8nApi,
	trigger: string,
	workflow: Omit<Workflow, 'id'>,
): Promise<void> {
	const { id } = await api.createWorkflow(workflow);
	const execution = await api.run(id, trigger);
	const deadline = Date.now() + RUN_TIMEOUT_MS;
	let status = await api.executionStatus(execution);
	while (RUNNING.includes(status) && Date.now() < deadline) {
		await sleep(200);
		status = await api.executionStatus(execution);
	}
	if (status === 'success') return;
	const data = await api.executionData(execution);
	const heading = `"${workflow.name}" from "${trigger}": ${status}`;
	throw new Error([heading, errorOf(data), data.slice(-4_000)].join('\n'));
}

/** The message of the error that an execution ended with: its data is a list whose values name places in it. */
function errorOf(data: string): string {
	const places = JSON.parse(data) as Array<Record<string, string> | string | undefined>;
	const follow = (path: string[]) =>
		path.reduce((value, key) => {
			const next = typeof value === 'object' ? value[key] : undefined;
			return next === undefined ? undefined : places[Number(next)];
		}, places[0]);
	return String(follow(['resultData', 'error', 'message']) ?? '');
}
