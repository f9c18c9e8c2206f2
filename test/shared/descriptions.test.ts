import { descriptionSections } from '../../nodes/shared/descriptions';

const TEXT = { type: 'TEXT', content: '<p>a <strong>b</strong></p>' };
const IMAGE = { type: 'IMAGE', url: 'https://a.allegroimg.com/original/1/2' };
const SECTIONS = [{ items: [IMAGE, TEXT] }, { items: [TEXT] }];
const made = (content: string) => [{ items: [{ type: 'TEXT', content }] }];

describe('descriptions', () => {
	test.each<[string, unknown]>([
		['an object', { sections: SECTIONS }],
		['a list', SECTIONS],
		['JSON of an object', JSON.stringify({ sections: SECTIONS })],
		['JSON of a list', ` ${JSON.stringify(SECTIONS, null, 2)}`],
	])('that were read from Allegro go out as they are: %s', (_, given) => {
		expect(descriptionSections(given, '')).toEqual(SECTIONS);
	});

	test.each<[unknown, unknown]>([
		[SECTIONS[0], [SECTIONS[0]]],
		[[TEXT, IMAGE], [{ items: [TEXT, IMAGE] }]],
		['Kubek & talerz', made('<p>Kubek &amp; talerz</p>')],
		['Kubek <b>x</b><br>y', made('<p>Kubek <b>x</b></p><p>y</p>')],
		['[NOWOŚĆ] Kubek', made('<p>[NOWOŚĆ] Kubek</p>')],
		['{kubek}', made('<p>{kubek}</p>')],
		[330, made('<p>330</p>')],
		[['a', '<h4>b</h4>'], made('<p>a</p><h2>b</h2>')],
		// WordPress, Shopify, PrestaShop.
		[{ rendered: '<p>a</p>\n', protected: false }, made('<p>a</p>')],
		[{ id: 1, title: 't', body_html: '<strong>a</strong>' }, made('<p><b>a</b></p>')],
		[{ descriptionHtml: '<div>a</div>' }, made('<p>a</p>')],
		[[{ id: '1', value: '<p>a</p>' }], made('<p>a</p>')],
		[{ language: [{ attrs: { id: '1' }, value: '<p>a</p>' }] }, made('<p>a</p>')],
		// Without a text there is no description.
		['<p>&nbsp;</p>', undefined],
		[[], undefined],
	])('%j', (given, sections) => expect(descriptionSections(given, '')).toEqual(sections));

	test.each<[unknown, string]>([
		[{ id: 1, title: 'x' }, 'This is an object with id, title'],
		[{}, 'This is an object with nothing in it'],
		[
			[
				{ id: '1', value: 'a' },
				{ id: '2', value: 'b' },
			],
			'in several languages (2)',
		],
		[
			{
				language: [
					{ attrs: { id: '1' }, value: 'a' },
					{ attrs: { id: '2' }, value: 'b' },
				],
			},
			'in several languages',
		],
		['<img src="https://x.example/a.jpg">', 'pictures and no text'],
	])('refuses %j', (given, told) => expect(() => descriptionSections(given, '')).toThrow(told));
});
