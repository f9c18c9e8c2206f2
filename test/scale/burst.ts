import axios from 'axios';

import type { CredentialRef } from '../../scripts/n8n/rest';
import type { Call } from '../simulator/router';
import type { Books } from './books';
import { type Cluster, publish } from './cluster';
import { until } from './waiting';
import { asks, chain, webhook } from './workflows';

/** n8n's executions that ask Allegro one thing, many at once: workers run ten each at a time. */
export class Burst {
	private constructor(
		private readonly cluster: Cluster,
		private readonly books: Books,
		private readonly path: string,
		private readonly workflow: string,
	) {}

	static async open(
		cluster: Cluster,
		books: Books,
		path: string,
		credential: CredentialRef,
	): Promise<Burst> {
		const id = await publish(cluster, chain(`Ask: ${path}`, [webhook(path), asks(credential)]));
		return new Burst(cluster, books, path, id);
	}

	/** Puts so many executions into the queue. */
	async send(count: number): Promise<void> {
		const url = `${this.cluster.webhook.url}/webhook/${this.path}`;
		const options = { timeout: 60_000, proxy: false } as const;
		await Promise.all(
			Array.from({ length: count }, async () => await axios.post(url, {}, options)),
		);
	}

	/** How many executions stand how. */
	async counts(): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const { workflow, statuses } of await this.books.executions()) {
			if (workflow !== this.workflow) continue;
			const status = statuses[statuses.length - 1];
			counts[status] = (counts[status] ?? 0) + 1;
		}
		return counts;
	}

	/** How so many executions have ended; waits until they have. */
	async outcomes(count: number): Promise<Record<string, number>> {
		let counts: Record<string, number> = {};
		await until(async () => {
			counts = await this.counts();
			const { new: waiting = 0, running = 0, ...ended } = counts;
			const sum = Object.values(ended).reduce((all, some) => all + some, 0);
			return waiting + running === 0 && sum >= count;
		});
		return counts;
	}

	async close(): Promise<void> {
		await this.cluster.api.deactivate(this.workflow);
	}
}

/** The process that sends a request: one of the workers by the burst, or the main process by its trigger. */
export function whoAsks({ query, path }: Call): string {
	return query.get('buyer.login') ?? (path.startsWith('/order/event') ? 'main' : 'somebody');
}
