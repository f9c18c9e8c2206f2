import type { Keep } from './pagination';

/** Texts up to this length are shared by the parser already. */
const SHORT = 10;
/** Texts of a field that are so much more often new than known, such as IDs or dates, are let be from then on. */
const MOSTLY_NEW = 1_000;

/** The texts of one field, and whether it is worth it to keep them. */
class Texts {
	private known: Map<string, string> | undefined = new Map<string, string>();
	private repeated = 0;

	/** The same text as it was met first. */
	shared(text: string): string {
		if (!this.known) return text;
		const known = this.known.get(text);
		if (known !== undefined) {
			this.repeated++;
			return known;
		}
		if (this.known.size <= this.repeated + MOSTLY_NEW) this.known.set(text, text);
		else this.known = undefined;
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
	const shared = (value: unknown, field: string): unknown => {
		if (typeof value === 'string') {
			if (value.length <= SHORT) return value;
			let texts = fields.get(field);
			if (!texts) fields.set(field, (texts = new Texts()));
			return texts.shared(value);
		}
		if (Array.isArray(value)) {
			for (let index = 0; index < value.length; index++) value[index] = shared(value[index], field);
		} else if (typeof value === 'object' && value !== null) {
			const object = value as Record<string, unknown>;
			for (const name in object) object[name] = shared(object[name], name);
		}
		return value;
	};
	return (row) => {
		const kept = keep(row);
		shared(kept, '');
		return kept;
	};
}
