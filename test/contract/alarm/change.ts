export type ChangeKind = 'added' | 'removed' | 'renamed' | 'moved' | 'changed';

/** Where in an operation something is said. */
export interface Place {
	side: 'operation' | 'request' | 'answer' | 'schema';
	/** `query.limit`, `body`, `200`, `200 header.etag`; '' for the operation itself. */
	part: string;
	/** The media type of a body. */
	media?: string;
	/** Below the part: `offers[].id`, `.*` for any name, `<X>` for one of several shapes. */
	path: string;
}

export interface Use {
	/** Method and path template, as the newer document that has it spells them. */
	endpoint: string;
	place: Place;
}

/** What two documents say differently about one place. */
export interface Difference {
	kind: ChangeKind;
	/** Where it begins: a schema with a path, or a place of one operation. */
	origin: string;
	/** The fact that changed, such as `maxLength`; undefined when the whole place came or went. */
	fact?: string;
	/** The value, or the name of what was renamed or moved. */
	before?: unknown;
	after?: unknown;
	/** Whether what was added has to be there. */
	required?: boolean;
	/** What was added or removed looks like: `{ components: [{ name, ingredients: [{ name }] }] }`. */
	shape?: string;
}

/** One change of Allegro's API, in all places that share it. */
export interface Change extends Difference {
	uses: Use[];
}

/** Collects differences: those that are the same in several places become one change. */
export class Changes {
	private readonly joined = new Map<string, Change>();

	add(endpoint: string, place: Place, difference: Difference): void {
		const { kind, origin, fact, before, after, required, shape } = difference;
		const key = JSON.stringify([kind, origin, fact, before, after, required, shape]);
		let change = this.joined.get(key);
		if (!change) this.joined.set(key, (change = { ...difference, uses: [] }));
		change.uses.push({ endpoint, place });
	}

	all(): Change[] {
		return [...this.joined.values()];
	}
}

/** The values that an enum lost and got; undefined when something else changed. Without an enum, any value is taken. */
export function enumDelta({ fact, before, after }: Difference): {
	removed: string[];
	added: string[];
} {
	if (fact !== 'enum') return { removed: [], added: [] };
	const values = (given: unknown) => (Array.isArray(given) ? given.map(String) : undefined);
	const [old, now] = [values(before), values(after)];
	return {
		removed: old && now ? old.filter((value) => !now.includes(value)) : [],
		added: old && now ? now.filter((value) => !old.includes(value)) : [],
	};
}

/** A place in words: `answer 200 checkoutForms[].revision`. */
export function tellPlace({ side, part, media, path }: Place): string {
	const vendor = media && /\bbeta\b/.test(media) ? ' (beta)' : '';
	const words: string[] = [];
	if (side === 'answer') words.push('answer');
	if (part) words.push(part);
	if (path) words.push(path.replace(/^\./, ''));
	return `${words.join(' ')}${vendor}`;
}

/** A value in words. */
export const told = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));

/** What changed, in one line without the places: `Publication.endedBy: enum + VISIBILITY`. */
export function tellDifference(difference: Difference): string {
	const { kind, origin, fact, before, after, required, shape } = difference;
	const { removed, added } = enumDelta(difference);
	if (removed.length + added.length > 0) {
		const signs = [...added.map((one) => `+ ${one}`), ...removed.map((one) => `- ${one}`)];
		return `${origin}: ${String(fact)} ${signs.join(', ')}`;
	}
	if (kind === 'changed') return `${origin}: ${String(fact)} ${told(before)} -> ${told(after)}`;
	if (kind === 'renamed' || kind === 'moved')
		return `${origin}: ${told(before)} -> ${told(after)}${required ? ' (required)' : ''}`;
	const why = fact && fact !== 'media type' ? ` (${fact})` : '';
	return `${origin}${required ? ' (required)' : ''}${why}${shape ? `: ${shape}` : ''}`;
}
