import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { install, type Installation } from '../../scripts/n8n/install';
import { installPackage, packed } from '../../scripts/n8n/pack';
import { ARTIFACTS, N8N_HOME } from '../../scripts/n8n/paths';
import { N8nApi, OWNER, type Workflow } from '../../scripts/n8n/rest';
import { freePort, startServer, type Server } from '../../scripts/n8n/server';
import { say } from './print';
import { type Database, startPostgres, startRedis } from './services';
import { until } from './waiting';

/** A part of n8n in queue mode that can be killed and started again. */
export class Part {
	private server: Server | undefined;
	private starts = 0;

	constructor(
		readonly name: string,
		readonly url: string,
		private readonly launch: (logFile: string) => Promise<Server>,
	) {}

	async start(): Promise<void> {
		this.server = await this.launch(join(ARTIFACTS, `scale-${this.name}-${++this.starts}.log`));
	}

	/** As a power cut: kill -9. */
	async kill(): Promise<void> {
		await this.server?.kill();
	}

	async stop(): Promise<void> {
		await this.server?.stop();
	}
}

/** n8n in queue mode. */
export interface Cluster {
	main: Part;
	webhook: Part;
	workers: Part[];
	database: Database;
	/** n8n's API at the main process; it forgets nothing when that starts again. */
	api: N8nApi;
	close(): Promise<void>;
}

/**
 * Starts n8n as docs/queue-mode.md sets it up: PostgreSQL and Redis, one main, one webhook process and
 * some workers, each with the packed package.
 */
export async function openCluster(workerCount: number): Promise<Cluster> {
	const installation = await install();
	const closers: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const end of closers.reverse()) await end();
		closers.length = 0;
	};
	try {
		say('PostgreSQL and Redis');
		const postgres = await startPostgres(installation);
		closers.push(postgres.stop);
		const redis = await startRedis(installation);
		closers.push(redis.stop);
		say('n8n: the main process');
		const env = queueMode(postgres.port, redis.port);
		const part = async (name: string, role: 'start' | 'webhook' | 'worker') => {
			const made = await partOf(installation, name, role, env);
			closers.push(async () => await made.stop());
			return made;
		};
		const main = await part('main', 'start');
		// The main process makes the tables that the others need.
		await main.start();
		const api = await N8nApi.open(main.url, OWNER);
		say(`n8n: the webhook process and ${workerCount} workers`);
		const webhook = await part('webhook', 'webhook');
		const workers: Part[] = [];
		for (let count = 1; count <= workerCount; count++) {
			workers.push(await part(`worker${count}`, 'worker'));
		}
		await Promise.all([webhook, ...workers].map(async (each) => await each.start()));
		return { main, webhook, workers, database: postgres, api, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * Makes a workflow and begins it. n8n answers before a webhook is there: it is waited for.
 *
 * @returns the workflow's ID
 */
export async function publish(
	{ api, database }: Cluster,
	workflow: Omit<Workflow, 'id'>,
): Promise<string> {
	const { id } = await api.createWorkflow(workflow);
	await api.activate(id);
	const listens = `SELECT to_json("webhookPath") FROM webhook_entity WHERE "workflowId" = '${id}'`;
	if (workflow.nodes.some(({ type }) => type.endsWith('.webhook'))) {
		await until(async () => (await database.query(listens)).length > 0);
	}
	return id;
}

/** One process with a user folder of its own, as in a container of its own. */
async function partOf(
	installation: Installation,
	name: string,
	role: 'start' | 'webhook' | 'worker',
	env: NodeJS.ProcessEnv,
): Promise<Part> {
	const userFolder = join(N8N_HOME, 'scale', name);
	await rm(userFolder, { recursive: true, force: true });
	await installPackage(await packed(), userFolder);
	const port = await freePort();
	return new Part(
		name,
		`http://localhost:${port}`,
		async (logFile) =>
			await startServer(installation, {
				userFolder,
				port,
				role,
				logFile,
				env: { ...env, [PART_NAME]: name },
			}),
	);
}

/** Tells a workflow in which process it runs. */
export const PART_NAME = 'SCALE_PART';

/** What matters for Allegro: docs/queue-mode/docker-compose.yml sets the same, and a test compares. */
export const SETTINGS = {
	EXECUTIONS_MODE: 'queue',
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '10',
	DB_POSTGRESDB_POOL_SIZE: '10',
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
	N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
};

function queueMode(postgresPort: number, redisPort: number): NodeJS.ProcessEnv {
	return {
		...SETTINGS,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_DATABASE: 'n8n',
		DB_POSTGRESDB_USER: 'n8n',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		N8N_ENCRYPTION_KEY: 'the same in all processes',
		// Workflows may read their process's name.
		N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
	};
}
