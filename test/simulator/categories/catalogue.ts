import { OFFERS } from '../catalogue';

/** Allegro's catalogue in small: a few categories with their parameters, and products in them. */

export interface Category {
	id: string;
	name: string;
	leaf: boolean;
	parent?: { id: string };
	options: Record<string, boolean>;
}

/** The parent of the top categories; it is no category itself. */
export const ROOT = '954b95b6-43cf-4104-8354-dea4d9b10ddf';

const OPTIONS = {
	advertisement: false,
	offersWithProductPublicationEnabled: true,
	productCreationEnabled: true,
	sellerCanRequirePurchaseComments: false,
};

const category = (id: string, name: string, parent?: string, leaf = false): Category => ({
	id,
	name,
	leaf,
	...(parent ? { parent: { id: parent } } : {}),
	options: OPTIONS,
});

export const CATEGORIES: Category[] = [
	category('5', 'Dom i Ogród'),
	category('5317', 'Oświetlenie', '5'),
	category('319159', 'Lampy biurkowe', '5317', true),
	category('319160', 'Lampy podłogowe', '5317', true),
	category('1519', 'Kuchnia i jadalnia', '5'),
	category('258066', 'Kubki', '1519', true),
	category('258067', 'Szklanki', '1519', true),
	category('67193', 'Tekstylia', '5'),
	category('257933', 'Koce', '67193', true),
	category('257934', 'Poduszki', '67193', true),
	category('260000', 'Wyposażenie', '5'),
	category('260001', 'Doniczki', '260000', true),
	category('260002', 'Zegary', '260000', true),
	category('260003', 'Organizery', '260000', true),
];

export const findCategory = (id: string) => CATEGORIES.find((one) => one.id === id);

export const isLeaf = (id: string) => findCategory(id)?.leaf ?? false;

/** The categories from the top down to this one. */
export function pathOf(id: string): Category[] {
	const found = findCategory(id);
	if (!found) return [];
	return [...(found.parent ? pathOf(found.parent.id) : []), found];
}

const parameter = (
	id: string,
	name: string,
	type: string,
	{ required = false, product = false, ...more }: Record<string, unknown> = {},
) => ({
	id,
	name,
	type,
	required,
	requiredForProduct: product,
	unit: null,
	options: {
		ambiguousValueId: null,
		dependsOnParameterId: null,
		describesProduct: product as boolean,
		customValuesEnabled: false,
	},
	...more,
});

const values = (id: string, ...names: string[]) =>
	names.map((value, index) => ({ id: `${id}_${index + 1}`, value }));

/** What every leaf of this catalogue asks for. */
export const PARAMETERS = [
	parameter('11323', 'Stan', 'dictionary', {
		required: true,
		restrictions: { multipleChoices: false },
		dictionary: values('11323', 'Nowy', 'Używany', 'Powystawowy'),
	}),
	parameter('248811', 'Marka', 'dictionary', {
		product: true,
		restrictions: { multipleChoices: false },
		dictionary: values('248811', 'Pomelo', 'Ilmen', 'bez marki'),
	}),
	parameter('225693', 'EAN (GTIN)', 'string', {
		product: true,
		restrictions: { minLength: 2, maxLength: 40, allowedNumberOfValues: 1 },
	}),
	parameter('17448', 'Waga produktu z opakowaniem jednostkowym', 'float', {
		product: true,
		unit: 'kg',
		restrictions: { min: 0, max: 1000, range: false, precision: 3 },
	}),
	parameter('213', 'Liczba sztuk', 'integer', {
		restrictions: { min: 1, max: 100, range: false },
	}),
];

const LEAVES = ['319159', '258066', '257933', '258067', '260001', '260002', '257934', '260003'];

/** One product for each offer of the catalogue, found by its GTIN. */
export const PRODUCTS = OFFERS.map(({ name }, index) => ({
	id: `6f2b0001-52c9-4a5e-9a51-00000000000${index}`,
	gtin: `590000000101${index}`,
	name,
	category: {
		id: LEAVES[index],
		path: pathOf(LEAVES[index]).map(({ id, name }) => ({ id, name })),
	},
	images: [{ url: `https://a.allegroimg.example/original/produkt-${index + 1}.jpg` }],
}));

export type Product = (typeof PRODUCTS)[number];

/** A product by its id, or by its GTIN. */
export const findProduct = (id?: string, idType?: string) =>
	PRODUCTS.find((one) => (idType !== 'GTIN' && one.id === id) || one.gtin === id);
