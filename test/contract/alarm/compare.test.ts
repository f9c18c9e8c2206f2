import { generator } from '../../random';
import type { OpenApiDocument } from '../document';
import { readExtract } from '../extract';
import { factsOf } from '../facts';
import { tellDifference, type Change } from './change';
import { compareContracts } from './compare';
import { PLANTS, SAME, type Plant } from './plants';

const PLACES = 50;
const AT_ONCE = 25;

/** Some of a list, chosen by chance and always the same. */
function chosen(count: number, from: number, seed: number): number[] {
	const random = generator(seed);
	const found = new Set<number>();
	while (found.size < Math.min(count, from)) found.add(Math.floor(random() * from));
	return [...found];
}

function changed(change: (document: OpenApiDocument) => void): OpenApiDocument {
	const document = structuredClone(readExtract());
	change(document);
	return document;
}

/** Whether one of two places is in the other. */
function isWithin(one: string, other: string): boolean {
	const [inner, outer] = one.length > other.length ? [one, other] : [other, one];
	return inner.startsWith(outer) && !/\w/.test(inner.charAt(outer.length));
}

const told = (changes: Change[]) => changes.map(tellDifference);

describe('Planted changes', () => {
	test.each(Object.entries(PLANTS))('are all told: %s', (kind, plantsIn) => {
		const count = plantsIn(readExtract()).length;
		const places = chosen(PLACES, count, kind.length);
		expect(places.length).toBe(Math.min(PLACES, count));
		expect(count).toBeGreaterThan(20);
		const missed: string[] = [];
		const more: string[] = [];
		let rest = places;
		while (rest.length > 0) {
			const document = structuredClone(readExtract());
			const all = plantsIn(document);
			const apart: Plant[] = [];
			const later: number[] = [];
			for (const place of rest) {
				// What is planted within another plant would be told with that one.
				const isApart = apart.every(({ at }) => !isWithin(at, all[place].at));
				if (isApart && apart.length < AT_ONCE) apart.push(all[place]);
				else later.push(place);
			}
			rest = later;
			for (const { make } of apart) make();
			const changes = compareContracts(readExtract(), document);
			missed.push(...apart.filter(({ isTold }) => !changes.some(isTold)).map(({ at }) => at));
			// The schema or the path that each was planted in.
			const owners = apart.map(({ at }) => at.split(/[ .[<]/)[at.includes(' ') ? 1 : 0]);
			more.push(
				...changes
					.filter((change) => !apart.some(({ isTold }) => isTold(change)))
					.filter(({ origin, uses }) =>
						[origin, ...uses.map(({ endpoint }) => endpoint)].every(
							(where) => !owners.some((owner) => where.includes(owner)),
						),
					)
					.map(tellDifference),
			);
		}
		expect({ missed, more }).toEqual({ missed: [], more: [] });
	});
});

describe('The same facts', () => {
	test('with other texts have no change between them', () => {
		const texts = (value: unknown): unknown => {
			if (Array.isArray(value)) return value.map(texts);
			if (typeof value !== 'object' || value === null) return value;
			const inner = Object.fromEntries(
				Object.entries(value).map(([name, one]) => [name, texts(one)]),
			);
			const isSchema = 'type' in inner && typeof inner.type === 'string';
			return isSchema
				? { ...inner, description: 'Another sentence', title: 'A title', example: 1 }
				: inner;
		};
		const document = texts(readExtract()) as OpenApiDocument;
		for (const item of Object.values(document.paths))
			for (const operation of Object.values(item))
				Object.assign(operation, { summary: 'Other', description: 'Other', externalDocs: {} });
		expect(told(compareContracts(readExtract(), factsOf(document, 'later')))).toEqual([]);
	});

	test.each(Object.entries(SAME))('have no change between them: %s', (_, rewrite) => {
		const document = changed(rewrite);
		expect(JSON.stringify(document)).not.toBe(JSON.stringify(readExtract()));
		expect(told(compareContracts(readExtract(), document))).toEqual([]);
		expect(told(compareContracts(document, readExtract()))).toEqual([]);
	});

	test('with another name of a path parameter are sent as before', () => {
		const document = changed(({ paths }) => {
			const item = paths['/order/checkout-forms/{id}/fulfillment'];
			delete paths['/order/checkout-forms/{id}/fulfillment'];
			paths['/order/checkout-forms/{orderId}/fulfillment'] = item;
			for (const one of item.put.parameters ?? [])
				if ('in' in one && one.in === 'path') one.name = 'orderId';
		});
		expect(told(compareContracts(readExtract(), document))).toEqual([
			'PUT /order/checkout-forms/{orderId}/fulfillment path.id: "id" -> "orderId"',
		]);
	});
});
