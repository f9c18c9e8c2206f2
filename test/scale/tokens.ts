import { CREDENTIAL_TYPE } from '../../scripts/n8n/examples';
import type { CredentialRef } from '../../scripts/n8n/rest';
import { connected } from '../shop';
import { startSimulator, type Simulator } from '../simulator';
import { Barrier } from './barrier';
import type { Books } from './books';
import { Burst, whoAsks } from './burst';
import { type Cluster, publish } from './cluster';
import { say } from './print';
import { until } from './waiting';
import { allegro, chain, pollEvery } from './workflows';

/** How often the token ends under everybody at once. */
const ROUNDS = 10;
/** Each worker runs ten at a time: so many need all three of them. */
const BURST = 30;
/** Who talks to Allegro. The webhook process only puts executions into the queue. */
const PROCESSES = ['main', 'worker1', 'worker2', 'worker3'];
/** How long Allegro forgives the second use of a refresh token. */
const GRACE_MS = 60_000;
const TOKEN = 'POST /auth/oauth/token';

/**
 * The access token ends while four processes use it. Allegro's refresh tokens work once: whoever uses
 * one again, after a minute of grace, is told that access is over.
 *
 * n8n 2.41 takes a lock in Redis for it. Who has it reads the credential once more, renews the token
 * unless somebody else has, and saves it.
 */
export function tokensSuite(open: () => { cluster: Cluster; books: Books }): void {
	let simulator: Simulator;
	let cluster: Cluster;
	let burst: Burst;
	let trigger: string;
	let sent = 0;

	beforeAll(async () => {
		const { cluster: opened, books } = open();
		cluster = opened;
		simulator = await startSimulator({ recording: false });
		simulator.oauth.graceMs = -1;
		const data = connected(simulator);
		const credential = await cluster.api.putCredential('Tokens', CREDENTIAL_TYPE, data);
		burst = await Burst.open(cluster, books, 'token', credential);
		trigger = await publish(cluster, poll(credential));
	});
	afterAll(async () => {
		await cluster.api.deactivate(trigger);
		await burst?.close();
		await simulator?.close();
	});

	test.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
		'one of four processes renews the token, the others take it: round %i',
		async () => {
			const before = { ...counts() };
			const barrier = new Barrier(simulator, { host: 'api' }, whoAsks);
			simulator.oauth.expireAccessTokens();
			await burst.send(BURST);
			sent += BURST;
			await until(() => PROCESSES.every((name) => barrier.waiting.has(name)));
			barrier.open();
			expect(await burst.outcomes(sent)).toEqual({ success: sent });
			const { asked, renewed } = counts();
			say(`token: ${asked - before.asked} asked for, ${renewed - before.renewed} given`);
			expect({ asked, renewed }).toEqual({
				asked: before.asked + 1,
				renewed: before.renewed + 1,
			});
		},
	);

	test('a renewal that takes longer than n8n waits is forgiven by Allegro', async () => {
		simulator.oauth.graceMs = GRACE_MS;
		const before = counts();
		// After ten seconds, those who wait for the lock renew the token without it.
		const slow = simulator.faults.add({ kind: 'latency', host: 'auth', ms: 12_000 });
		simulator.oauth.expireAccessTokens();
		await burst.send(BURST);
		sent += BURST;
		expect(await burst.outcomes(sent)).toEqual({ success: sent });
		simulator.faults.remove(slow);
		// Executions go on with the first token; a renewal may still be under way.
		await until(() => counts().asked === counts().renewed);
		const { asked, renewed } = counts();
		say(`token, slow: ${asked - before.asked} asked for, ${renewed - before.renewed} given`);
		expect(asked - before.asked).toBeGreaterThan(1);
	});

	test('a worker that dies while it renews the token takes nothing with it', async () => {
		simulator.oauth.graceMs = GRACE_MS;
		await cluster.api.deactivate(trigger);
		const before = counts();
		const door = new Barrier(simulator, { host: 'api' }, whoAsks);
		const counter = new Barrier(simulator, { host: 'auth' }, () => 'somebody');
		simulator.oauth.expireAccessTokens();
		await burst.send(1);
		await until(() => door.waiting.size === 1);
		door.open();
		await until(() => counter.waiting.size === 1);
		const [name] = door.waiting;
		const victim = cluster.workers.find((worker) => worker.name === name);
		await victim?.kill();
		// Allegro renews the token now, and nobody learns of it.
		counter.open();
		await until(() => counts().renewed > before.renewed);

		await burst.send(BURST);
		await until(async () => (await burst.counts()).success === sent + BURST);
		await until(() => counts().asked === counts().renewed);
		const { asked, renewed } = counts();
		say(
			`token, ${name} dead: ${asked - before.asked} asked for, ${renewed - before.renewed} given`,
		);
		await victim?.start();
	});

	function counts() {
		return {
			asked: simulator.requests.byRoute[TOKEN] ?? 0,
			renewed: simulator.oauth.refreshCount,
		};
	}
}

/** A trigger asks Allegro from the main process. */
const poll = (credential: CredentialRef) =>
	chain('Poll', [
		allegro('Orders', 'allegroOrdersTrigger', credential, {
			events: ['READY_FOR_PROCESSING'],
			includeOrder: false,
			pollTimes: pollEvery(2),
		}),
	]);
