import type { INodeProperties, INodePropertyCollection, INodePropertyMode } from 'n8n-workflow';

import { loadNodeTypes } from './engine';

/** What users pick instead of typing its ID, and from where. */

interface Field {
	/** The node, its resource, and the way to the field: `orders order filters.orderId`. */
	path: string;
	field: INodeProperties;
}

const fields: Field[] = Object.entries(loadNodeTypes()).flatMap(([node, { description }]) =>
	description.properties.flatMap((top) => {
		const resource = String(top.displayOptions?.show?.resource ?? '');
		return walk(top, `${node.replace('allegro', '')} ${resource} ${top.name}`);
	}),
);
const locators = fields.filter(({ field }) => field.type === 'resourceLocator');

/** IDs that are typed, by the ends of their paths, and why there is nothing to pick them from. */
const TYPED: Array<[paths: RegExp, because: string]> = [
	[/\(Retired\)/, 'Allegro has switched the method off, and its list with it'],
	[/[ .]commandId$/, 'a UUID of the user, or one that an operation returned a moment ago'],
	[/ operationId$/, 'one that an operation returned a moment ago'],
	[/[a-z](Ids|numbers)$/, 'several at once: a text with commas, or a list from an expression'],
	[/ (attachmentId|.*\.attachmentId)$/, 'Allegro has no list of files that were uploaded'],
	[/xternalId$/, "the seller's own"],
	[/[pP]arameters\.id$/, 'beside the fields of the category, which are picked'],
	[/productFilters\.id$/, 'those of a category; Get Filters lists them'],
	[/ItemOffer itemOffer offerId$|BulkOffers itemOffer offerId$/, 'the offer of each item'],
	[/moreProducts\.productId$/, 'an EAN, an ID or a code of the maker, as Find Product By says'],
	[/compatibilityList\.id$/, 'millions of vehicles; Compatible Product: Get Many finds them'],
	[/compatibleProduct findBy\.groupId$/, 'a group that Get Groups gave, of thousands'],
	[/changeProposalId$/, 'Allegro has no list of proposals'],
	[
		/Messages message messageId$/,
		'messages are listed by thread, which the operation does not ask',
	],
	[/[pP]ayment(Id)$|surchargeId$/, 'part of an order; Allegro lists payments by day only'],
	[/refundId$/, 'a filter of the very list'],
	[/slots\.id$/, 'part of a bundle that the item brings'],
	[/additionalProperties\.id$/, 'names that carriers have made up'],
	[/(basePackageId|extraPackages\.id|packageId)$/, 'of advertisements: listed by category'],
	[/(sellerId|userId|buyerId|UserId)$/, 'an account number; Allegro lists no accounts'],
	[/invoice invoiceId$/, 'part of an order; Declare gave it a moment ago'],
	[/shipmentId$|pickupId$/, 'Allegro has no list of them'],
	[/credentialsId$/, 'deprecated'],
	[/participationId$/, 'listed by campaign, which the operation does not ask'],
	[/taxId taxId$/, 'the number of the tax office'],
	[/ingredient products\.productId$/, 'only a mark, which comes back with the result'],
];

/** Resources whose methods Allegro has switched off. */
const RETIRED = Object.values(loadNodeTypes()).flatMap(({ description }) => {
	const resources = description.properties.find(({ name }) => name === 'resource')?.options ?? [];
	return (resources as Array<{ name: string; value: string }>)
		.filter(({ name }) => name.endsWith('(Retired)'))
		.map(({ value }) => `${description.name.replace('allegro', '')} ${value} `);
});
const marked = (path: string) =>
	RETIRED.some((start) => path.startsWith(start)) ? `${path} (Retired)` : path;

const typed = fields
	.filter(({ field }) => field.type === 'string' && /(^i|I)ds?$|[uU]uid$/.test(field.name))
	.map(({ path }) => marked(path));

test('an ID is typed only where there is nothing to pick it from', () => {
	expect(typed.filter((path) => !TYPED.some(([paths]) => paths.test(path)))).toEqual([]);
});

test.each(TYPED)('IDs like %s are still there', (paths) => {
	expect(typed.filter((path) => paths.test(path))).not.toEqual([]);
});

test.each([
	'searchAdditionalServiceGroups',
	'searchAlleDiscountCampaigns',
	'searchBadgeCampaigns',
	'searchCategories',
	'searchContacts',
	'searchImpliedWarranties',
	'searchIssues',
	'searchOffers',
	'searchOfferTags',
	'searchOrders',
	'searchPointsOfService',
	'searchProducts',
	'searchPromotions',
	'searchResponsiblePersons',
	'searchResponsibleProducers',
	'searchReturnPolicies',
	'searchReturns',
	'searchShippingRates',
	'searchSizeTables',
	'searchThreads',
	'searchWarranties',
])('a field picks with %s', (method) => {
	expect(locators.flatMap(({ field }) => modesOf(field).map(searchOf))).toContain(method);
});

test.each(['getBillingTypes', 'getCarriers', 'getDeliveryMethods', 'getPriceRules'])(
	'a dropdown has %s',
	(method) => {
		expect(fields.map(({ field }) => field.typeOptions?.loadOptionsMethod)).toContain(method);
	},
);

test.each(['allegro-pl', 'allegro-business-pl'])(
	'a marketplace like %s is picked',
	(marketplace) => {
		const wrong = fields
			.filter(({ field }) => /^marketplace(Id)?$/.test(field.name))
			.filter(({ field }) => !JSON.stringify(field.options ?? []).includes(`"${marketplace}"`))
			.filter(({ field }) => !['options', 'multiOptions'].includes(field.type));
		expect(wrong.map(({ path }) => path)).toEqual([]);
	},
);

describe.each(distinct(locators))('%s', (_, field) => {
	const modes = modesOf(field);

	test('is picked from a list first, then given by ID, then by URL', () => {
		const order = ['list', 'id', 'url', 'name', 'gtin', 'mpn'];
		const names = modes.map(({ name }) => name);
		expect(names).toEqual(order.filter((name) => names.includes(name)));
		expect(names).toContain('id');
		// Products are on the shelf with an EAN.
		const first = names.includes('gtin') ? 'gtin' : names[0];
		expect(field.default).toEqual({ mode: first, value: '' });
	});

	test('says what each mode wants', () => {
		for (const mode of modes) {
			expect([mode.name, mode.placeholder]).toEqual([
				mode.name,
				expect.stringMatching(
					mode.type === 'list' ? /^(Select an? |Type |Select shipping).+/ : /^e\.g\. \S+/,
				),
			]);
		}
	});

	test('takes its own examples', () => {
		for (const mode of modes.filter(({ type }) => type === 'string')) {
			const value = (mode.placeholder ?? '').replace('e.g. ', '');
			expect([mode.name, errorsOf(mode, value)]).toEqual([mode.name, []]);
		}
	});
});

/** Where sellers copy addresses from: all countries, the site for companies, the sandbox, the seller's panel. */
const SITES = [
	'allegro.pl',
	'www.allegro.pl',
	'allegro.cz',
	'allegro.sk',
	'allegro.hu',
	'business.allegro.pl',
	'business.allegro.cz',
	'allegro.pl.allegrosandbox.pl',
	'allegro.cz.allegrosandbox.pl',
	'allegro.sk.allegrosandbox.pl',
	'allegro.hu.allegrosandbox.pl',
	'business.allegro.pl.allegrosandbox.pl',
	'salescenter.allegro.com',
	'salescenter.allegro.com.allegrosandbox.pl',
];

/** But for files: they are at addresses that Allegro gives, wherever those are. */
const paged = locators.filter(({ field }) => modeOf(field, 'url') && field.name !== 'attachmentId');

describe.each(distinct(paged))('%s by its address', (_, field) => {
	const mode = modeOf(field, 'url') as INodePropertyMode;
	const example = (mode.placeholder ?? '').replace('e.g. ', '');
	const wanted = extracted(mode, example);

	test.each(SITES)('is taken from %s', (site) => {
		const address = example.replace(/^https:\/\/[^/]+/, `https://${site}`);
		expect(errorsOf(mode, address)).toEqual([]);
		expect(extracted(mode, address)).toBe(wanted);
		expect(wanted).toMatch(/^[\w-]{6,}$/);
	});

	test('is not taken from another site', () => {
		const address = example.replace(/^https:\/\/[^/]+/, 'https://allegro.pl.example.com');
		expect(errorsOf(mode, address)).not.toEqual([]);
	});
});

describe('addresses in the Sales Center', () => {
	const ID = '54b50cb5-2dd3-11f0-9c41-57ac5981d2ab';
	const SALES_CENTER = 'https://salescenter.allegro.com';
	const modeOfKind = (name: string) =>
		modeOf(locators.find(({ field }) => field.name === name)?.field as INodeProperties, 'url');

	test.each([
		['issueId', `/claims/${ID}?sellerId=44300444`],
		['issueId', `/discussions-with-buyers/${ID}`],
		['customerReturnId', `/returns?page=1&limit=25&from=2026-01-31&search=${ID}`],
		['customerReturnId', `/returns/${ID}`],
	])('of %s: %s', (name, path) => {
		const mode = modeOfKind(name) as INodePropertyMode;
		expect(errorsOf(mode, SALES_CENTER + path)).toEqual([]);
		expect(extracted(mode, SALES_CENTER + path)).toBe(ID);
	});

	test.each([
		['issueId', `/orders/${ID}`],
		['issueId', `/returns?search=${ID}`],
		['customerReturnId', `/claims/${ID}`],
		['customerReturnId', `/returns?research=${ID}`],
	])('of something else are none of %s: %s', (name, path) => {
		expect(errorsOf(modeOfKind(name) as INodePropertyMode, SALES_CENTER + path)).not.toEqual([]);
	});
});

/** A field and all fields in it, each with the way to it. */
function walk(field: INodeProperties, path: string): Field[] {
	const within =
		field.type === 'collection'
			? (field.options as INodeProperties[])
			: field.type === 'fixedCollection'
				? (field.options as INodePropertyCollection[]).flatMap(({ values }) => values)
				: [];
	return [{ path, field }, ...within.flatMap((one) => walk(one, `${path}.${one.name}`))];
}

function modesOf({ modes = [] }: INodeProperties): INodePropertyMode[] {
	return modes;
}

function modeOf(field: INodeProperties, name: string): INodePropertyMode | undefined {
	return modesOf(field).find((mode) => mode.name === name);
}

function searchOf({ typeOptions }: INodePropertyMode): string | undefined {
	return typeOptions?.searchListMethod;
}

/** What n8n shows below the field. It takes an expression for the whole text. */
function errorsOf({ validation = [] }: INodePropertyMode, value: string): string[] {
	return (validation as unknown as Array<{ properties: Record<'regex' | 'errorMessage', string> }>)
		.map(({ properties }) => properties)
		.filter(({ regex }) => !new RegExp(`^${regex}$`).test(value))
		.map(({ errorMessage }) => errorMessage);
}

/** The ID that n8n takes out of an address. */
function extracted({ extractValue }: INodePropertyMode, address: string): string | undefined {
	if (extractValue?.type !== 'regex') return undefined;
	return new RegExp(String(extractValue.regex)).exec(address)?.[1];
}

/** One of each kind, by how it looks. */
function distinct(all: Field[]): Array<[path: string, field: INodeProperties]> {
	const kinds = new Map(
		all.map(({ path, field }) => [JSON.stringify([field.name, field.modes]), { path, field }]),
	);
	return [...kinds.values()].map(({ path, field }) => [path, field]);
}
