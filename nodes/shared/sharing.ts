import type { Keep } from './pagination';

/** Texts up to this length are shared by the parser already. */
const SHORT = 10;
/** Texts of a field that are so much more often new than known, such as IDs or dates, are not held for long. */
const MOSTLY_NEW = 1_000;

/** The texts of one field, and whether it is worth it to keep them. */
class Texts {
	private readonly known = new Map<string, string>();
	private repeated = 0;

	/** The same text as it was met first. */
	shared(text: string): string {
		const known = this.known.get(text);
		if (known !== undefined) {
			this.repeated++;
			return known;
		}
		if (this.known.size <= this.repeated + MOSTLY_NEW) this.known.set(text, text);
		else this.known.clear();
		return text;
	}
}

/**
 * Lets rows share the texts that repeat in them, such as a status or the name of an offer. In Allegro's
 * answers each of them is a text of its own, which is a good part of what a long list takes in memory.
 *
 * @param keep makes the rows, which are changed in place.
 */
export function sharing(keep: Keep): Keep {
	const fields = new Map<string, Texts>();
	const share = (object: Record<string, unknown>) => {
		for (const name in object) {
			const value = object[name];
			if (typeof value === 'string') {
				if (value.length <= SHORT) continue;
				let texts = fields.get(name);
				if (!texts) fields.set(name, (texts = new Texts()));
				object[name] = texts.shared(value);
			} else if (typeof value === 'object' && value !== null) {
				share(value as Record<string, unknown>);
			}
		}
	};
	return (row) => {
		const kept = keep(row);
		share(kept);
		return kept;
	};
}
