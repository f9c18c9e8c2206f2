import { generator } from '../random';

/** A process that is killed as by a power cut and started again. */
export interface Death {
	/** As the parts of the cluster are named. */
	victim: string;
	/** The share of the orders that is handled when it happens. */
	at: number;
	/** How long it stays dead, in ms. */
	downMs: number;
}

/** What goes wrong in a run, when, and whom it hits; the same for the same seed. */
export interface Plan {
	/** In the order in which they happen. */
	deaths: Death[];
	/** The shares of the orders at which the access token ends: at each death, and once besides. */
	tokenEnds: number[];
}

const LONGEST_DOWN_MS = 8_000;

/** One of the workers dies, then the main process; the webhook process dies before, between or after. */
export function planOf(seed: number, workers: string[]): Plan {
	const random = generator(seed);
	const worker = workers[Math.floor(random() * workers.length)];
	const victims = [worker, 'main'];
	victims.splice(Math.floor(random() * 3), 0, 'webhook');
	// A quarter of the run for each, so that one has come back before the next dies.
	const deaths = victims.map((victim, index) => ({
		victim,
		at: 0.05 + 0.25 * index + 0.2 * random(),
		downMs: Math.round(LONGEST_DOWN_MS * random()),
	}));
	return { deaths, tokenEnds: [...deaths.map(({ at }) => at), 0.8 + 0.1 * random()] };
}
