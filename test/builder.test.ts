import { NodeTypeParser, searchCodeBuilderNodes } from '@n8n/ai-utilities/node-catalog';
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import { generateNodeTypeFile } from '@n8n/workflow-sdk';
import type { INodeTypeDescription } from 'n8n-workflow';

import { loadNodeTypes, PACKAGE } from './engine';
import { discover, type Discovered } from './operations/discover';

/**
 * What n8n's AI builder and its MCP server know of the package: their own synthesizer of type definitions
 * and their own search, over the built nodes.
 */
const nodeTypes = loadNodeTypes();
const operations = discover(nodeTypes);
const KB = 1024;

/** The description as n8n lists it: with the package before the name, and without hidden fields. */
function listed({ description }: { description: INodeTypeDescription }): INodeTypeDescription {
	return {
		...description,
		name: `${PACKAGE}.${description.name}`,
		properties: description.properties.filter(({ type }) => type !== 'hidden'),
	};
}

type Definition = Parameters<typeof generateNodeTypeFile>[0];
const define = (description: INodeTypeDescription) =>
	generateNodeTypeFile(description as unknown as Definition);

const definitions = Object.fromEntries(
	Object.entries(nodeTypes).map(([name, type]) => [name, define(listed(type))]),
);

/** What stands above the type of an operation, and the comment that the type begins with. */
function textsOf({ node, resource, operation }: Discovered): { above?: string; within?: string } {
	const [, above, within] =
		new RegExp(
			[
				'(?:/\\*\\* ([^\\n]*) \\*/\\n)?export type \\w+ = \\{\\n',
				'(?:  /\\*\\*\\n   \\* ([^\\n]*)\\n   \\*/\\n)?',
				`  resource: '${String(resource.value)}';\\n  operation: '${String(operation.value)}';`,
			].join(''),
		).exec(definitions[node]) ?? [];
	return { above, within };
}

describe.each(operations.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'The definition of %s',
	(_, operation) => {
		const { above, within } = textsOf(operation);
		const { description = '' } = operation.operation;

		test('says what its resource is, and what it does itself', () => {
			expect(above).toBe(operation.resource.description);
			expect(within).toContain(description);
		});

		test('says whether it is retired', () => {
			const isRetired = operation.route.retired !== undefined;
			expect(/^Retired: Allegro switched/.test(above ?? '')).toBe(isRetired);
			expect(/^Retired\. /.test(within ?? '')).toBe(isRetired);
		});
	},
);

test('what is retired names the day that its errors name, and what to do instead', () => {
	const retired = operations.filter(({ route }) => route.retired);
	expect(retired).toHaveLength(43);
	for (const { key, resource, route } of retired) {
		const { since = '' } = route.retired ?? {};
		expect([key, resource.description]).toEqual([
			key,
			expect.stringContaining(since.split(',')[0]),
		]);
		expect([key, resource.description]).toEqual([
			key,
			expect.stringMatching(/\. (.*\b[Uu]se |Connect |Block )/),
		]);
	}
});

test('no definition is larger than a model can read at once', () => {
	// The Request Options, a kilobyte for each operation, are n8n's own.
	const sizes = Object.values(nodeTypes).map((type) => {
		const whole = listed(type);
		const properties = whole.properties.filter(({ name }) => name !== 'requestOptions');
		return Buffer.byteLength(define({ ...whole, properties }));
	});
	expect(Math.max(...sizes)).toBeLessThan(104 * KB);
});

type Descriptions = ConstructorParameters<typeof NodeTypeParser>[0];

/** Our nodes as n8n lists them: those that agents can use come a second time, as tools. */
const all = Object.values(nodeTypes).flatMap((type) => {
	const own = listed(type);
	if (!own.usableAsTool) return [own];
	return [
		own,
		{ ...own, name: `${own.name}Tool`, displayName: `${own.displayName} Tool` } as typeof own,
	];
});
const catalog = new NodeTypeParser(all as unknown as Descriptions);

/** What people and agents look for, and the node that does it. */
const PHRASES: Array<[node: string, phrases: string[]]> = [
	[
		'Orders',
		[
			...['order', 'new order', 'unpaid orders', 'cancel order', 'invoice', 'upload invoice'],
			...['zamówienie', 'zamowienia', 'status zamówienia', 'faktura', 'numery seryjne'],
		],
	],
	[
		'BulkOffers',
		[
			...['stock', 'stock update', 'update prices', 'inventory', 'bulk price change'],
			...['stan magazynowy', 'aktualizacja cen', 'reguły cenowe'],
		],
	],
	['Offers', ['offer', 'create offer', 'listing', 'oferta', 'wystaw', 'cena', 'zdjęcia']],
	['Catalog', ['product', 'category', 'ean', 'kategoria', 'produkt', 'parametry']],
	[
		'Messages',
		[
			...['message', 'customer message', 'reply to customer', 'answer buyer'],
			...['send message to buyer', 'wiadomość', 'odpowiedź klientowi', 'pytanie'],
		],
	],
	[
		'Parcels',
		[
			...['label', 'InPost label', 'print label', 'shipping label', 'shipment', 'tracking'],
			...['tracking number', 'courier', 'etykieta', 'wysyłka', 'paczkomat', 'kurier', 'paczka'],
			...['numer przesyłki', 'list przewozowy', 'śledzenie'],
		],
	],
	[
		'AfterSales',
		[
			...['return', 'complaint', 'claim', 'dispute'],
			...['zwrot', 'zwrot towaru', 'reklamacja', 'dyskusja'],
		],
	],
	[
		'Payments',
		[
			...['refund', 'payout', 'fees', 'commission refund'],
			...['zwrot pieniędzy', 'wypłata', 'prowizja', 'opłaty'],
		],
	],
	['Promotions', ['discount', 'bundle', 'campaign', 'promocja', 'rabat', 'zestaw']],
	['Ratings', ['rating', 'review', 'feedback', 'ocena', 'opinia']],
	[
		'Settings',
		[...['warranty', 'size table'], ...['cennik', 'cennik dostaw', 'gwarancja', 'warunki zwrotów']],
	],
	['Fulfillment', ['warehouse', 'advance ship notice', 'magazyn', 'awizo']],
	['Account', ['account', 'konto']],
];
const phrases = PHRASES.flatMap(([node, own]) => own.map((phrase) => [phrase, node] as const));
/** Agents' search takes each word by itself, so that these lead to a node that one of their words names. */
const WHOLE = [
	['customer return', 'AfterSales'],
	['return policy', 'Settings'],
	['shipping rates', 'Settings'],
	['sales quality', 'Account'],
	['jakość sprzedaży', 'Account'],
] as const;

test.each(phrases)('who looks for "%s" finds Allegro %s first: as an agent', (phrase, node) => {
	const [first] = catalog.searchNodeTypes(phrase);
	expect(first.id).toBe(`${PACKAGE}.allegro${node}`);
});

test.each([...phrases, ...WHOLE])(
	'who looks for "%s" finds Allegro %s first: in the editor',
	(phrase, node) => {
		// The editor searches names without the word "Trigger", and a trigger stands inside the node of its name.
		const items = Object.values(nodeTypes).map(({ description }) => ({
			key: description.name.replace(/Trigger$/, ''),
			properties: {
				displayName: description.displayName.replace(/ Trigger$/, ''),
				codex: description.codex,
			},
		}));
		const [first] = sublimeSearch(phrase, items);
		expect(first.item.key).toBe(`allegro${node}`);
	},
);

test('whatever an agent looks for beside "allegro", it is shown every node', () => {
	const { results } = searchCodeBuilderNodes(catalog, ['allegro refund']);
	for (const { name, usableAsTool } of Object.values(nodeTypes).map((type) => listed(type))) {
		if (usableAsTool) expect(results).toContain(name);
	}
});
