/** The simulator's time: real unless a test stops it. Everything that ages (tokens, limits, scans, journals) asks it. */
export class Clock {
	private offset = 0;
	private stoppedAt?: number;

	/** Milliseconds since the epoch. */
	now(): number {
		return this.stoppedAt ?? Date.now() + this.offset;
	}

	/** The present moment as Allegro writes dates: ISO 8601 in UTC with milliseconds. */
	iso(): string {
		return new Date(this.now()).toISOString();
	}

	/** Stops the clock at a moment; from then on only `advance` moves it. */
	set(moment: Date | string | number): void {
		this.stoppedAt = new Date(moment).getTime();
	}

	/** Moves the clock on (or back, when negative), whether it runs or stands. */
	advance(ms: number): void {
		if (this.stoppedAt === undefined) this.offset += ms;
		else this.stoppedAt += ms;
	}

	/** Back to real time. */
	reset(): void {
		this.offset = 0;
		this.stoppedAt = undefined;
	}
}
