import { randomBytes } from 'node:crypto';

/** Cheap identifiers: a counter spread over a UUID, unique to this run of the simulator. */
export class Ids {
	private count = 0;
	private readonly tail = `-7f6a-11f1-ac45-${randomBytes(6).toString('hex')}`;

	/** A valid UUID, different each time. */
	uuid(): string {
		// Multiplying by an odd number permutes the 32 bits: neighbours look unlike each other.
		return hex(Math.imul(++this.count, 0x9e3779b1)) + this.tail;
	}

	/** Eight hexadecimal digits, as Allegro writes revisions. */
	revision(): string {
		return hex(Math.imul(++this.count, 0x85ebca6b));
	}

	/** The next number of a series such as waybills. */
	next(): number {
		return ++this.count;
	}
}

const hex = (bits: number) => (bits >>> 0).toString(16).padStart(8, '0');

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isUuid = (text: unknown): text is string =>
	typeof text === 'string' && UUID.test(text);
