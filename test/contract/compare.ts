import type { OpenApiDocument } from './document';
import { flattenDocument, type Flat, type PlaceFacts } from './flatten';

export type ChangeKind = 'added' | 'removed' | 'renamed' | 'changed';

/** One change of Allegro's API, in all places that share it. */
export interface Change {
	kind: ChangeKind;
	/** Where it begins: a schema with a path, or a place of one operation. */
	origin: string;
	/** The fact that changed, such as `maxLength`; undefined when the whole place came or went. */
	fact?: string;
	before?: unknown;
	after?: unknown;
	/** Every operation and place that it shows in. */
	uses: Array<{ endpoint: string; place: string }>;
}

type Found = Omit<Change, 'uses'> & { place: string };

/** Compares two documents (or extracts) whole; equal facts give no change, whatever their texts. */
export function compareContracts(before: OpenApiDocument, after: OpenApiDocument): Change[] {
	const [old, now] = [flattenDocument(before), flattenDocument(after)];
	const joined = new Map<string, Change>();
	const add = (endpoint: string, { place, ...change }: Found) => {
		const key = JSON.stringify([
			change.kind,
			change.origin,
			change.fact,
			change.before,
			change.after,
		]);
		const known = joined.get(key) ?? { ...change, uses: [] };
		known.uses.push({ endpoint, place });
		joined.set(key, known);
	};
	for (const endpoint of new Set([...old.keys(), ...now.keys()])) {
		const [one, other] = [old.get(endpoint), now.get(endpoint)];
		if (one && other) for (const found of differences(one, other)) add(endpoint, found);
		// A schema that is no longer used, or used by now, shows in the operations.
		else if (!endpoint.startsWith('schema ') || isNew(endpoint, one ? after : before))
			add(endpoint, { kind: one ? 'removed' : 'added', origin: endpoint, place: '' });
	}
	return [...joined.values()];
}

function isNew(endpoint: string, { components }: OpenApiDocument): boolean {
	return !(endpoint.slice('schema '.length) in components.schemas);
}

function differences(before: Flat, after: Flat): Found[] {
	const gone = [...before.places.keys()].filter((place) => !after.places.has(place));
	const come = [...after.places.keys()].filter((place) => !before.places.has(place));
	const topOf = (places: string[]) => {
		const all = new Set(places);
		return places.filter((place) => !parentsOf(place).some((parent) => all.has(parent)));
	};
	const removed = topOf(gone);
	const added = topOf(come);
	const found: Found[] = [];
	const renamed = new Set<string>();
	for (const place of removed) {
		const twins = added.filter(
			(other) =>
				!renamed.has(other) &&
				parentsOf(other)[0] === parentsOf(place)[0] &&
				branch(after, other) === branch(before, place),
		);
		if (twins.length === 1 && place.includes('.')) {
			renamed.add(twins[0]);
			const origin = before.origins.get(place) ?? place;
			found.push({
				kind: 'renamed',
				origin,
				place,
				before: lastOf(place),
				after: lastOf(twins[0]),
			});
		} else found.push({ kind: 'removed', origin: before.origins.get(place) ?? place, place });
	}
	for (const place of added) {
		if (renamed.has(place)) continue;
		const { required } = after.places.get(place) as PlaceFacts;
		const origin = after.origins.get(place) ?? place;
		found.push({ kind: 'added', origin, place, ...(required ? { after: 'required' } : {}) });
	}
	for (const [place, facts] of before.places) {
		const now = after.places.get(place);
		if (!now) continue;
		for (const fact of new Set([...Object.keys(facts), ...Object.keys(now)])) {
			if (JSON.stringify(facts[fact]) === JSON.stringify(now[fact])) continue;
			const origin = after.origins.get(place) ?? place;
			found.push({ kind: 'changed', origin, place, fact, before: facts[fact], after: now[fact] });
		}
	}
	return found;
}

/** The places that a place is part of, the nearest first. */
function parentsOf(place: string): string[] {
	const parents: string[] = [];
	for (let at = place.length - 1; at > 0; at--)
		if ('.[< '.includes(place[at])) parents.push(place.slice(0, at));
	return parents;
}

const lastOf = (place: string) => place.slice(place.lastIndexOf('.') + 1);

/** What is said of a place and of all below it. */
function branch({ places }: Flat, top: string): string {
	const below = [...places].filter(
		([place]) => place === top || (/^[.[<]/.test(place.slice(top.length)) && place.startsWith(top)),
	);
	return JSON.stringify(below.map(([place, facts]) => [place.slice(top.length), facts]).sort());
}

/** A change in one line, with the operations that it touches. */
export function tellChange({ kind, origin, fact, before, after, uses }: Change): string {
	const told = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
	const what = fact ? `${origin}: ${fact} ${told(before)} -> ${told(after)}` : origin;
	const rename = kind === 'renamed' ? `: ${told(before)} -> ${told(after)}` : '';
	const required = kind === 'added' && after === 'required' ? ' (required)' : '';
	const places = [...new Set(uses.map(({ endpoint }) => endpoint))].join(', ');
	return `${kind.toUpperCase().padEnd(12)}${what}${rename}${required} [${places}]`;
}
