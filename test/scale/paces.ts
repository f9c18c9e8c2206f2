import axios from 'axios';

import { CREDENTIAL_TYPE } from '../../scripts/n8n/examples';
import type { CredentialRef, Workflow } from '../../scripts/n8n/rest';
import { byId, connected } from '../shop';
import { startSimulator, type Simulator } from '../simulator';
import { type Cluster, PART_NAME, publish } from './cluster';
import { say, table } from './print';
import { until } from './waiting';
import { watch } from './watching';
import { allegro, asks, node, webhook, workflow } from './workflows';

/** Who sends. The webhook process never does. */
const PROCESSES = ['main', 'worker1', 'worker2', 'worker3'];
/** Allegro's 9,000 a minute, and what is taken of it, are a tenth here: that is filled sooner. */
const PER_MINUTE = 900;
const SHARED_BY = 10 * PROCESSES.length;
/** Each worker runs ten executions at a time: so many keep all three at work to the end. */
const EXECUTIONS = 30;
/** A little less than what a process may send in two minutes: 222 in each. */
const EACH = 440;
/** What waits longer than this is stuck. */
const PATIENCE_MS = 10 * 60_000;
/** So many messages each of four executions has to send. */
const MESSAGES = 3;
const LIST = 'GET /order/checkout-forms';
const MESSAGE = 'POST /messaging/messages';

/**
 * Four processes send as much as they can. n8n gives nodes nothing to agree by: the credential's field
 * "n8n Processes" tells each what its share is.
 */
export function pacesSuite(open: () => { cluster: Cluster }): void {
	let simulator: Simulator;
	let cluster: Cluster;
	let sent: Sent[];

	beforeAll(async () => {
		({ cluster } = open());
		simulator = await startSimulator({ recording: false });
		const note = (who: unknown) => sent.push({ who: String(who), at: Date.now() });
		watch(simulator, LIST, ({ query }) => note(query.get('buyer.login')));
		watch(simulator, MESSAGE, ({ data }) => note(data.text));
	});
	beforeEach(() => {
		simulator.reset();
		sent = [];
	});
	afterAll(async () => await simulator?.close());

	test(
		'four processes together keep to the requests a minute',
		async () => {
			simulator.limits.perMinute = PER_MINUTE;
			const work = await begin('list', SHARED_BY, EACH, asks);
			const perWorker = EXECUTIONS / (PROCESSES.length - 1);
			await work.onWorkers(EXECUTIONS, EACH / perWorker);
			await work.onMain();
			await until(() => sent.length === EACH * PROCESSES.length);
			await work.close();

			const fullest = fullestMinute(sent.map(({ at }) => at));
			table(counted(sent));
			say(`${fullest} of ${PER_MINUTE} in the fullest minute: ${percent(fullest / PER_MINUTE)}`);
			expect(simulator.requests.byStatus[429] ?? 0).toBe(0);
			expect(counted(sent)).toEqual(PROCESSES.map((process) => ({ process, sent: EACH })));
		},
		PATIENCE_MS,
	);

	test(
		'one message a second is kept to by one execution',
		async () => {
			// A credential for this alone, which one execution at a time uses.
			const work = await begin('one', 1, MESSAGES, message);
			await work.onWorkers(1, MESSAGES * PROCESSES.length);
			await until(() => sent.length === MESSAGES * PROCESSES.length);
			await work.close();
			expect(simulator.requests.byStatus[429] ?? 0).toBe(0);
		},
		PATIENCE_MS,
	);

	test(
		'several processes cannot keep to one message a second, and yet each message arrives',
		async () => {
			// Without it, each refusal is waited out for a minute, as with Allegro itself.
			simulator.limits.retryAfter = 5;
			const work = await begin('several', PROCESSES.length, MESSAGES, message);
			await work.onWorkers(PROCESSES.length - 1, MESSAGES);
			await work.onMain();
			await until(() => sent.length === MESSAGES * PROCESSES.length);
			await work.close();
			table(counted(sent));
			say(`messages: ${simulator.requests.byStatus[429] ?? 0} refused and sent again`);
		},
		PATIENCE_MS,
	);

	/** A workflow that does one thing for as many items as it is told to, in the main process for `onMain`. */
	async function begin(
		name: string,
		processes: number,
		onMain: number,
		action: (credential: CredentialRef) => Workflow['nodes'][number],
	) {
		const data = { ...connected(simulator), processes };
		const credential = await cluster.api.putCredential(`Paces: ${name}`, CREDENTIAL_TYPE, data);
		const manual = node('Manual', 'n8n-nodes-base.manualTrigger', 1, {});
		const count = node('Count', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: '={{ { list: Array.from({ length: $json.body.items }, (_, at) => at) } }}',
		});
		const each = node('Each', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'list' });
		const act = action(credential);
		const hook = webhook(name);
		const id = await publish(cluster, {
			...workflow(
				`Paces: ${name}`,
				[hook, manual, count, each, act],
				[
					[hook.name, 0, count.name],
					[manual.name, 0, count.name],
					[count.name, 0, each.name],
					[each.name, 0, act.name],
				],
			),
			pinData: { [manual.name]: [{ json: { body: { items: onMain } } }] },
		});
		const url = `${cluster.webhook.url}/webhook/${name}`;
		return {
			onWorkers: async (executions: number, items: number) => {
				for (let count = 0; count < executions; count++) {
					await axios.post(url, { items }, { timeout: 60_000, proxy: false });
				}
			},
			/** Runs by hand are done by the main process. */
			onMain: async () => await cluster.api.run(id, manual.name),
			close: async () => await cluster.api.deactivate(id),
		};
	}

	const message = (credential: CredentialRef) =>
		allegro('Write', 'allegroMessages', credential, {
			resource: 'message',
			operation: 'send',
			additionalFields: { buyerLogin: 'Jagoda_Wrzos' },
			orderId: byId(simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id),
			text: `={{ $env.${PART_NAME} }}`,
		});
}

/** A request that Allegro has done: who sent it, and when. */
interface Sent {
	who: string;
	at: number;
}

function counted(sent: Sent[]): Array<{ process: string; sent: number }> {
	const names = [...new Set(sent.map(({ who }) => who))].sort();
	return names.map((process) => ({
		process,
		sent: sent.filter(({ who }) => who === process).length,
	}));
}

/** The most that came in any 60 seconds. */
function fullestMinute(times: number[]): number {
	let first = 0;
	let most = 0;
	times.forEach((time, index) => {
		while (times[first] <= time - 60_000) first++;
		most = Math.max(most, index - first + 1);
	});
	return most;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
