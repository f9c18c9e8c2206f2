import fc from 'fast-check';

import { urlObjects, webAddresses } from '../../nodes/shared/webAddresses';

const A = 'https://shop.example/a.jpg';
const B = 'https://shop.example/b.jpg';
const WITH_COMMAS =
	'https://images.example.com/cdn-cgi/image/w=500,q=75,f=auto,/produit/dress-1_1.jpg';
const WITH_BLANKS = 'https://shop.example.pl/zdjecia/kubek bialy.jpg';

describe('addresses of images', () => {
	test.each<[unknown, string[]]>([
		// Text: one address, or some with something between them.
		[A, [A]],
		[`  ${A}\n`, [A]],
		[WITH_COMMAS, [WITH_COMMAS]],
		[WITH_BLANKS, [WITH_BLANKS]],
		[`${WITH_COMMAS}, ${WITH_BLANKS}`, [WITH_COMMAS, WITH_BLANKS]],
		...[',', ', ', ' ', ';', '; ', '|', ' | ', '\n', '\r\n', ',\n'].map(
			(between): [string, string[]] => [`${A}${between}${B}${between}`, [A, B]],
		),
		[`"${A}","${B}"`, [A, B]],
		[`${A};http://x.example/c|d.png`, [A, 'http://x.example/c|d.png']],
		[
			'https://res.example/fetch/w_1,q_auto/https://x.example/a.jpg',
			['https://res.example/fetch/w_1,q_auto/https://x.example/a.jpg'],
		],
		['//cdn.shopify.example/a.jpg?v=1', ['https://cdn.shopify.example/a.jpg?v=1']],
		['', []],
		// Allegro, WooCommerce, Shopify (REST and GraphQL), PrestaShop, WordPress.
		[
			[A, B],
			[A, B],
		],
		[[WITH_COMMAS], [WITH_COMMAS]],
		[
			[{ url: A }, { url: B }],
			[A, B],
		],
		[{ location: A, expiresAt: '2026-11-23T10:00:00Z' }, [A]],
		[[{ id: 1, src: A, name: 'kubek', alt: '' }], [A]],
		[[{ id: 1, product_id: 2, position: 1, src: A, variant_ids: [] }], [A]],
		[{ edges: [{ node: { url: A } }, { node: { originalSrc: B } }] }, [A, B]],
		[{ nodes: [{ image: { url: A } }] }, [A]],
		[{ images: [{ src: A }] }, [A]],
		[[{ href: A }, null, undefined, ''], [A]],
		[{ guid: 1, source_url: A }, [A]],
		[
			[[A], [{ url: { href: B } }]],
			[A, B],
		],
		// JSON that came as text, as from a sheet.
		[JSON.stringify([A, B]), [A, B]],
		[JSON.stringify([{ url: A }]), [A]],
		[JSON.stringify({ src: A }), [A]],
	])('%j', (given, addresses) => {
		expect(webAddresses(given, '')).toEqual(addresses);
		expect(urlObjects(given, '')).toEqual(addresses.map((url) => ({ url })));
	});

	test.each<[unknown, string]>([
		['http:/www.example.com/a.jpg', 'is not the address of an image'],
		['https:shop.example/a.jpg', 'is not the address of an image'],
		['ftp://shop.example/a.jpg', 'is not the address of an image'],
		['shop.example/a.jpg', 'is not the address of an image'],
		['https://', 'is not the address of an image'],
		['javascript:alert(1)', 'is not the address of an image'],
		[`${A}, b.jpg, ${B}x y,http:/z`, ''],
		[12345, 'is not the address of an image'],
		[{ id: '23' }, 'an object with url, src or href. This one has id'],
		[[{}], 'This one has nothing'],
		['["https://a.example", ', 'the JSON cannot be read'],
	])('refuses or keeps whole %j', (given, told) => {
		if (told) expect(() => webAddresses(given, '')).toThrow(told);
		else expect(webAddresses(given, '')).toHaveLength(2);
	});

	test('never makes something of what is no address', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				let made: unknown;
				try {
					made = webAddresses(given, '');
				} catch (error) {
					expect((error as Error).message).toMatch(/address/);
					return;
				}
				for (const each of made as string[]) expect(each).toMatch(/^https?:\/\/[^\s]/i);
			}),
		);
	});

	test('takes its time in proportion to the length', () => {
		for (const piece of [' ', ',', '"', "', '", 'https://', 'x ']) {
			const text = `${A}${piece.repeat(200_000)}x`;
			expect((webAddresses(text, '') as string[]).length).toBeGreaterThan(0);
		}
	});
});
