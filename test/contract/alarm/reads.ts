import type { IDataObject } from 'n8n-workflow';

/** The methods of lists that call back for each entry. */
const EACH = ['map', 'flatMap', 'filter', 'find', 'findLast', 'some', 'every', 'forEach', 'sort'];

/**
 * The places of a row that a view reads, such as `lineItems.offer.id`, found by letting it read a row
 * that has everything and remembers what was asked for.
 */
export function pathsRead(view: (row: IDataObject) => unknown): string[] {
	const read = new Set<string>();
	const inner = (path: string, name: string) => {
		const place = path ? `${path}.${name}` : name;
		read.add(place);
		return everything(place);
	};
	const everything = (path: string): object => {
		const known: Record<string | symbol, unknown> = {
			length: 1,
			...Object.fromEntries(['toString', 'valueOf', 'join'].map((name) => [name, () => '1'])),
			...Object.fromEntries(EACH.map((name) => [name, each])),
			slice: () => everything(path),
			at: () => everything(path),
			[Symbol.toPrimitive]: () => '1',
			[Symbol.iterator]: () => [everything(path)][Symbol.iterator](),
		};
		function each(work: (entry: unknown, index: number) => unknown) {
			return [work(everything(path), 0)];
		}
		const valueOf = (name: string | symbol) => {
			if (name in known && Object.hasOwn(known, name)) return known[name];
			if (typeof name === 'symbol') return undefined;
			return /^\d+$/.test(name) ? everything(path) : inner(path, name);
		};
		return new Proxy(
			{},
			{
				get: (_, name) => valueOf(name),
				has: () => true,
				getOwnPropertyDescriptor: (_, name) => ({
					...{ configurable: true, enumerable: true, writable: true },
					value: valueOf(name),
				}),
			},
		);
	};
	try {
		view(everything('') as IDataObject);
	} catch {
		// What it had read by then counts.
	}
	const all = [...read];
	return all.filter((path) => !all.some((other) => other.startsWith(`${path}.`)));
}

/** Whether a change at a place concerns what is read: the place itself, what it is part of, or a part of it. */
export const touchesRead = (reads: string[], place: string): string | undefined =>
	reads.find(
		(path) => path === place || path.startsWith(`${place}.`) || place.startsWith(`${path}.`),
	);
