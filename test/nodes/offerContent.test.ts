import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';
import { openStub, type Stub } from '../stub';

/** Descriptions, texts and images in the shapes that shops give, through each field that takes them. */

const OFFER = '7600012345';
const IMAGE = 'https://shop.example/cdn-cgi/image/w=500,q=75/kubek bialy.jpg';
const SHAPES: Array<[string, unknown]> = [
	['text', IMAGE],
	['JSON as text', JSON.stringify([{ url: IMAGE }])],
	['Allegro', [{ url: IMAGE }]],
	['WooCommerce', [{ id: 7, src: IMAGE, alt: 'kubek' }]],
	['Shopify', { edges: [{ node: { url: IMAGE } }] }],
];
const HTML = '<!-- wp:paragraph --><p><strong>Kubek</strong> & talerz<br />330 ml</p>';
const MADE = '<p><b>Kubek</b> &amp; talerz</p><p>330 ml</p>';
const SECTIONS = [{ items: [{ type: 'TEXT', content: '<p>a</p>' }] }];
const textSections = (content: string) => [{ items: [{ type: 'TEXT', content }] }];

let stub: Stub;
beforeAll(async () => {
	stub = await openStub(() => ({ body: { id: OFFER, location: IMAGE } }));
});
beforeEach(() => {
	stub.requests.length = 0;
});
afterAll(async () => await stub.close());

async function bodyOf(node: string, parameters: object, value: unknown): Promise<IDataObject> {
	const { error } = await stub.engine.node(node, parameters as INodeParameters, {
		items: [{ json: { value: value as IDataObject } }],
	});
	if (error) throw error;
	return stub.requests.at(-1)!.body;
}

const offer = (operation: string, more: object) => ({
	resource: 'offer',
	operation,
	offerId: byId(OFFER),
	waitForCompletion: false,
	...more,
});
const VALUE = '={{ $json.value }}';
const product = {
	resource: 'product',
	operation: 'propose',
	name: 'Kubek',
	categoryId: byId('319159'),
	language: 'pl-PL',
	images: 'https://a.allegroimg.com/original/1/2',
	categoryParameters: { mappingMode: 'defineBelow', value: null },
};

const IMAGE_FIELDS: Array<[string, string, object, (body: IDataObject) => unknown, unknown]> = [
	[
		'Offer Update, Images',
		'allegroOffers',
		offer('update', { updateFields: { images: VALUE } }),
		({ images }) => images,
		[IMAGE],
	],
	[
		'Offer Create, Images',
		'allegroOffers',
		offer('create', { images: VALUE }),
		({ images }) => images,
		[IMAGE],
	],
	[
		'Offer Update, AI Images',
		'allegroOffers',
		offer('update', { updateFields: { aiImages: VALUE } }),
		({ aiCoCreatedContent }) => aiCoCreatedContent,
		{ images: [{ url: IMAGE }] },
	],
	[
		'Offer Create, Product Images',
		'allegroOffers',
		offer('create', { productDetails: { productImages: VALUE } }),
		({ productSet }) => productSet,
		[{ product: { images: [IMAGE] } }],
	],
	[
		'Product Propose, Image URLs',
		'allegroCatalog',
		{ ...product, images: VALUE },
		({ images }) => images,
		[{ url: IMAGE }],
	],
	[
		'Legacy Create, Images',
		'allegroOffers',
		{ resource: 'legacyOffer', operation: 'create', name: 'x', images: VALUE },
		({ images }) => images,
		[{ url: IMAGE }],
	],
	[
		'Upload From URL',
		'allegroOffers',
		{ resource: 'image', operation: 'uploadFromUrl', url: VALUE },
		({ url }) => url,
		IMAGE,
	],
];

describe.each(IMAGE_FIELDS)('%s', (_, node, parameters, read, expected) => {
	test.each(SHAPES)('takes an image from %s', async (__, value) => {
		expect(read(await bodyOf(node, parameters, value))).toEqual(expected);
	});

	test.each([[[{ id: 23 }]], ['http:/www.example.com/a.jpg'], [{ a: 1 }]])(
		'refuses %j before anything is sent',
		async (value) => {
			await expect(bodyOf(node, parameters, value)).rejects.toMatchObject({
				message: expect.stringMatching(/address of an image/),
			});
			expect(stub.requests).toEqual([]);
		},
	);
});

const DESCRIPTION_FIELDS: Array<[string, string, object]> = [
	['Offer Update', 'allegroOffers', offer('update', { updateFields: { description: VALUE } })],
	['Offer Create', 'allegroOffers', offer('create', { additionalFields: { description: VALUE } })],
	['Product Propose', 'allegroCatalog', { ...product, additionalFields: { description: VALUE } }],
	[
		'Product Propose, Sections',
		'allegroCatalog',
		{ ...product, additionalFields: { descriptionSections: VALUE } },
	],
];

describe.each(DESCRIPTION_FIELDS)('%s: the description', (_, node, parameters) => {
	test.each<[string, unknown, IDataObject[]]>([
		['HTML of a shop', HTML, textSections(MADE)],
		['plain text', 'Głośność: < 60dB', textSections('<p>Głośność: &lt; 60dB</p>')],
		['what Allegro has', { sections: SECTIONS }, SECTIONS],
		['sections', SECTIONS, SECTIONS],
		['JSON as text', JSON.stringify({ sections: SECTIONS }), SECTIONS],
	])('from %s', async (__, value, sections) => {
		const { description } = await bodyOf(node, parameters, value);
		expect(description).toEqual({ sections });
	});

	test('is never what JavaScript calls an object', async () => {
		await expect(bodyOf(node, parameters, { a: 1 })).rejects.toMatchObject({
			message: expect.stringContaining('This is an object with a'),
		});
		expect(stub.requests).toEqual([]);
	});
});

test.each([
	['Light & warm', '<p>Light &amp; warm</p>'],
	[HTML, MADE],
])('a translation of %s', async (text, content) => {
	const sent = await bodyOf(
		'allegroOffers',
		{
			resource: 'translation',
			operation: 'update',
			offerId: byId(OFFER),
			language: 'en-US',
			elements: ['description'],
			description: { section: [{ text: VALUE, imageUrl: '', imageSide: 'left' }] },
		},
		text,
	);
	expect(sent).toEqual({ description: { translation: { sections: textSections(content) } } });
});
