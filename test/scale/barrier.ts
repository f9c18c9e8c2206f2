import type { FaultMatch } from '../simulator/faults';
import type { Simulator } from '../simulator';
import type { Call } from '../simulator/router';

/** Holds requests at Allegro's door, and lets them in all in the same instant. */
export class Barrier {
	/** Who is waiting, each once. */
	readonly waiting = new Set<string>();
	private release = () => {};
	private readonly fault: number;

	/** @param whose tells who sends a request. */
	constructor(
		private readonly simulator: Simulator,
		match: FaultMatch,
		whose: (call: Call) => string,
	) {
		const released = new Promise<void>((resolve) => (this.release = resolve));
		const until = async (call: Call) => {
			this.waiting.add(whose(call));
			await released;
		};
		this.fault = simulator.faults.add({ kind: 'hold', until, ...match });
	}

	open(): void {
		this.simulator.faults.remove(this.fault);
		this.release();
	}
}
