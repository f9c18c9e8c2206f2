import { refusal } from './errors';
import type { Pace } from './limits';
import { type Bounds, page } from './query';
import { type Call, noContent, ok, PUBLIC, route, type Route } from './router';
import type { CollectionName } from './settings/collections';
import type { World } from './state';

/** A thing that sellers define once and name in their offers. */
export interface Row {
	id: string;
	name?: string;
	[property: string]: unknown;
}

/** One kind of such things: where it is found, and what is special about it. */
export interface Collection<Name extends string = string> {
	name: Name;
	/** Path of the list, and of one thing if it has one: `/sale/shipping-rates/{id}`. */
	path: string;
	item?: string;
	/** The list's property with the rows. */
	rows: string;
	read: string;
	write: string;
	/** What can be done beside listing; as documented, which is not the same for all. */
	can: ReadonlyArray<'create' | 'read' | 'replace' | 'delete'>;
	/** Status of a creation. Default: 201. */
	createdStatus?: 200 | 201;
	bounds?: Bounds;
	/** What the list counts. */
	counts?: ReadonlyArray<'count' | 'totalCount'>;
	pace?: Pace;
	/** Properties without which nothing is taken, and how that is refused. Default: name. */
	required?: readonly string[];
	requiredStatus?: 400 | 422;
	/** Names may not be used twice. */
	uniqueNames?: boolean;
	/** What the shop has from the beginning. */
	seed?: ReadonlyArray<Record<string, unknown>>;
	/** What Allegro adds to what the seller gave; `created` is false when it is replaced. */
	complete?(world: World, given: Record<string, unknown>, created: boolean): object;
	/** How a row looks in the list. Default: as it is. */
	brief?(row: Row): unknown;
	/** Which rows a call means. Default: all. */
	visible?(row: Row, call: Call): boolean;
	/** Answers say no more than the id after a creation, and nothing after a replacement. */
	terse?: boolean;
}

/** The first rows of every collection. */
export function seedCollections<Name extends string>(
	world: World,
	collections: ReadonlyArray<Collection<Name>>,
): Record<Name, Map<string, Row>> {
	const seeded = collections.map((collection) => {
		const rows = (collection.seed ?? []).map((given) => make(world, collection, given));
		return [collection.name, new Map(rows.map((row) => [row.id, row]))];
	});
	return Object.fromEntries(seeded) as Record<Name, Map<string, Row>>;
}

/** The value at a dotted path. */
const valueAt = (given: Record<string, unknown>, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], given);

/** The endpoints of a collection. */
export function collectionRoutes(world: World, collection: Collection): Route[] {
	const { path, item = path, can, pace, bounds, counts = [], requiredStatus = 422 } = collection;
	const { brief = (row: Row) => row, visible = () => true } = collection;
	const { terse = false, createdStatus = 201 } = collection;
	const reading = { scope: collection.read, pace };
	const writing = { scope: collection.write, pace };
	const all = () => world.state.collections[collection.name as CollectionName];

	const find = ({ params }: Call) => {
		const id = Object.values(params)[0];
		const row = all().get(id);
		if (row) return row;
		throw refusal(404, 'NotFoundException', `${collection.rows}: ${id} not found`);
	};
	const check = (given: Record<string, unknown>, self?: Row) => {
		const missing = (collection.required ?? ['name']).find(
			(name) => valueAt(given, name) === undefined,
		);
		if (missing) {
			const about = { path: missing };
			throw refusal(requiredStatus, 'VALIDATION_ERROR', `${missing} is missing`, about);
		}
		const taken = [...all().values()].some((row) => row !== self && row.name === given.name);
		if (collection.uniqueNames && taken) {
			throw refusal(409, 'ALREADY_EXISTS', `The name ${String(given.name)} is taken`);
		}
	};

	const routes: Record<(typeof can)[number] | 'list', () => Route> = {
		list: () =>
			route(`GET ${path}`, reading, (call) => {
				const found = [...all().values()].filter((row) => visible(row, call));
				const { rows } = bounds ? page(call.query, found, bounds) : { rows: found };
				const totals = { count: rows.length, totalCount: found.length };
				return ok({
					[collection.rows]: rows.map(brief),
					...Object.fromEntries(counts.map((name) => [name, totals[name]])),
				});
			}),
		create: () =>
			route(`POST ${path}`, { ...writing, body: [PUBLIC] }, ({ data }) => {
				check(data);
				const row = make(world, collection, data);
				all().set(row.id, row);
				return { status: createdStatus, body: terse ? { id: row.id } : row };
			}),
		read: () => route(`GET ${item}`, reading, (call) => ok(find(call))),
		replace: () =>
			route(
				`PUT ${item}`,
				{ ...writing, ...(terse ? { accept: null } : {}), body: [PUBLIC] },
				(call) => {
					const { id } = find(call);
					check(call.data, all().get(id));
					const kept = {
						id,
						seller: all().get(id)!.seller,
						type: all().get(id)!.type,
						template: all().get(id)!.template,
					};
					const more = collection.complete?.(world, { ...kept, ...call.data }, false);
					const row = { ...defined(kept), ...call.data, ...more, id } as Row;
					all().set(id, row);
					return terse ? { status: 200 } : ok(row);
				},
			),
		delete: () =>
			route(`DELETE ${item}`, { ...writing, accept: null }, (call) => {
				all().delete(find(call).id);
				return noContent();
			}),
	};
	return (['list', ...can] as const).map((kind) => routes[kind]());
}

function make(world: World, collection: Collection, given: Record<string, unknown>): Row {
	const row = { ...given, ...collection.complete?.(world, given, true) };
	return { id: world.ids.uuid(), ...row };
}

const defined = (object: object) =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
