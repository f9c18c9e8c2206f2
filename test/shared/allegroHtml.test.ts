import fc from 'fast-check';

import { toAllegroHtml } from '../../nodes/shared/html/allegroHtml';
import { times } from '../fuzz/runs';
import { refusalOf } from '../simulator/offers/descriptionRules';

/** What the tests use of the parser that browsers' engineers keep: the tree of a piece of HTML. */
interface TreeNode {
	nodeName: string;
	value?: string;
	childNodes?: TreeNode[];
}
const { parseFragment } = jest.requireActual<{ parseFragment(html: string): TreeNode }>('parse5');

const UNSEEN = ['iframe', 'noembed', 'noframes', 'noscript', 'script', 'style', 'title'];
const INVISIBLE = /[\s\u200b-\u200d\u2060\ufeff\p{Cc}]+/gu;

/** What a browser shows, without blanks: those are Allegro's own. */
function visible(html: string): string {
	let text = '';
	const nodes = [parseFragment(html)];
	for (let node = nodes.pop(); node; node = nodes.pop()) {
		if (node.nodeName === '#text') text += node.value;
		if (UNSEEN.includes(node.nodeName)) continue;
		nodes.push(...[...(node.childNodes ?? [])].reverse());
	}
	return text.replace(INVISIBLE, '');
}

describe('what shops and people write', () => {
	test.each([
		// Plain text.
		['Kubek ceramiczny', '<p>Kubek ceramiczny</p>'],
		['Głośność: < 60dB', '<p>Głośność: &lt; 60dB</p>'],
		['a\n\nb\r\nc', '<p>a</p><p>b</p><p>c</p>'],
		['R&D, AT&T, ?a=1&copy=2', '<p>R&amp;D, AT&amp;T, ?a=1&amp;copy=2</p>'],
		['if a<b then 5>3', '<p>if a&lt;b then 5&gt;3</p>'],
		['<50 cm', '<p>&lt;50 cm</p>'],
		[
			'Producent <ACME> i <jan@example.com>',
			'<p>Producent &lt;ACME&gt; i &lt;jan@example.com&gt;</p>',
		],
		['x <!-- y', '<p>x &lt;!-- y</p>'],
		// Text whose characters were escaped for HTML, and HTML that was escaped as a whole (#6266).
		['Tom &amp; Jerry 5 &lt; 6', '<p>Tom &amp; Jerry 5 &lt; 6</p>'],
		['Żółw &#8211; 5&nbsp;cm', '<p>Żółw – 5\u00a0cm</p>'],
		['&lt;p&gt;Opis &amp;amp; test&lt;/p&gt;', '<p>Opis &amp; test</p>'],
		// HTML that does not begin with a tag.
		[
			'Kubek <b>ceramiczny</b><br>330 ml & więcej',
			'<p>Kubek <b>ceramiczny</b></p><p>330 ml &amp; więcej</p>',
		],
		['Tekst<ul><li>a</li></ul>', '<p>Tekst</p><ul><li>a</li></ul>'],
		['Opis\nz <strong>końcem</strong> linii', '<p>Opis</p><p>z <b>końcem</b> linii</p>'],
		// Gutenberg, editors in shops.
		['<!-- wp:paragraph --><p>Kubek</p><!-- /wp:paragraph -->', '<p>Kubek</p>'],
		[
			'<!-- wp:list --><ul class="wp-block-list"><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ul><!-- /wp:list -->',
			'<ul><li>a</li></ul>',
		],
		['<p><strong>AA</strong> & BB<br />x</p>', '<p><b>AA</b> &amp; BB</p><p>x</p>'],
		['<div>a</div><div>b</div>', '<p>a</p><p>b</p>'],
		['<div><div>a<div>b</div></div>c</div>', '<p>a</p><p>b</p><p>c</p>'],
		['<p><span style="color:red">Czerwony</span> <em>kubek</em></p>', '<p>Czerwony kubek</p>'],
		['<h3>Cechy</h3><h6>Inne</h6><h1>T</h1>', '<h2>Cechy</h2><h2>Inne</h2><h1>T</h1>'],
		['<h2><strong>Cechy</strong><br>produktu</h2>', '<h2>Cechy produktu</h2>'],
		['<p>\n\t<b>a</b>\n\tb\n</p>\n\n<p>c</p>\n', '<p><b>a</b> b</p><p>c</p>'],
		['<p>a</p><p>&nbsp;</p><p></p><p>b</p>', '<p>a</p><p>b</p>'],
		[
			'<a href="https://x.example/?a=1&b=2">link</a> i <img src="a.jpg" alt="x">tekst',
			'<p>link i tekst</p>',
		],
		[
			'<script>if (a<b) { document.write("<p>x</p>") }</script><style>p>b{}</style><p>a</p>',
			'<p>a</p>',
		],
		['<P CLASS=x>A<BR/>B</P>', '<p>A</p><p>B</p>'],
		['<p title="a > b" data-x=\'<p>\'>c</p>', '<p>c</p>'],
		['<pre>a\nb</pre>', '<p>a</p><p>b</p>'],
		['<hr>a<hr/>b', '<p>a</p><p>b</p>'],
		['<blockquote><p>cytat</p></blockquote>', '<p>cytat</p>'],
		['<dl><dt>Kolor</dt><dd>biały</dd></dl>', '<p>Kolor</p><p>biały</p>'],
		['<html><head><title>T</title></head><body><p>a</p></body></html>', '<p>a</p>'],
		[
			'<p>zar&oacute;wno &lstrok;&oacute;d&zacute; &trade; &euro; &hellip; &foo;</p>',
			'<p>zarówno łódź ™ € … &amp;foo;</p>',
		],
		['<p>R&D &copy 2020 &#x17C; &#150;</p>', '<p>R&amp;D © 2020 ż –</p>'],
		// Lists.
		['<ul><li>grubość:<35mm</li></ul>', '<ul><li>grubość:&lt;35mm</li></ul>'],
		['<ul><li><p>a</p></li><li> </li></ul>', '<ul><li>a</li></ul>'],
		['<ul><li>a<br>b</li></ul>', '<ul><li><p>a</p><p>b</p></li></ul>'],
		['<ol><li>a<li>b</ol>', '<ol><li>a</li><li>b</li></ol>'],
		['<li>a</li><li>b</li>c', '<ul><li>a</li><li>b</li></ul><p>c</p>'],
		['<p>x<ul><li>a</li></ul>y</p>', '<p>x</p><ul><li>a</li></ul><p>y</p>'],
		[
			'<ul><li>Rodzaj: <ul><li>A</li><li>B</li></ul></li><li>Stal</li></ul>',
			'<ul><li><p>Rodzaj:</p><p>A</p><p>B</p></li><li>Stal</li></ul>',
		],
		['<ul><li><h3>T</h3>x</li></ul>', '<ul><li><p><b>T</b></p><p>x</p></li></ul>'],
		// Tables.
		[
			'<table><tbody><tr><th>Kolor</th><td>biały</td></tr><tr><td><p>Waga</p></td><td><p>1 kg</p></td></tr></tbody></table>',
			'<p><b>Kolor</b> biały</p><p>Waga 1 kg</p>',
		],
		[
			'<table><tr><td><h2>A</h2><p>a</p></td><td><ul><li>b</li></ul></td></tr></table>',
			'<h2>A</h2><p>a</p><ul><li>b</li></ul>',
		],
		['<table><tr><td>a</td></tr></table><p>b</p>', '<p>a</p><p>b</p>'],
		// What never ends.
		['<p>a</p><b', '<p>a</p><p>&lt;b</p>'],
		['<p>a</p><!-- b', '<p>a</p><p>&lt;!-- b</p>'],
		['<p>a <b>b</p><p>c', '<p>a <b>b</b></p><p><b>c</b></p>'],
		['</b></p></ul>a<p>b', '<p>a</p><p>b</p>'],
		// Nothing.
		['', ''],
		['<p> </p><img src="a.jpg">', ''],
	])('%s', (given, made) => {
		expect(toAllegroHtml(given)).toBe(made);
		expect(refusalOf(made)).toBeUndefined();
	});
});

describe('any text', () => {
	const TAGS = [
		'p',
		'b',
		'strong',
		'em',
		'div',
		'span',
		'h1',
		'h3',
		'ul',
		'ol',
		'li',
		'table',
		'tr',
		'td',
		'th',
		'br',
		'br/',
		'hr',
		'a href="x>y"',
		"img alt='<p>'",
		'pre',
		'font',
		'o:p',
		'script',
		'style',
		'title',
	];
	const part = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom(...TAGS.map((tag) => `<${tag}>`)) },
		{ weight: 5, arbitrary: fc.constantFrom(...TAGS.map((tag) => `</${tag.split(' ')[0]}>`)) },
		{ weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
		{
			weight: 3,
			arbitrary: fc.constantFrom(
				'&amp;',
				'&lt;p&gt;',
				'&nbsp;',
				'&oacute;',
				'&#8211;',
				'&copy',
				'&',
				'\n',
				' ',
				'\t',
				'<',
				'>',
				'"',
				"'",
				'=',
				'<!-- x -->',
				'<!',
				'</',
				'<a b="',
				'<!--',
				'\0',
				'\u00a0',
			),
		},
	);
	const anything = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
	);

	test('becomes what Allegro takes, and then stays as it is', () => {
		fc.assert(
			fc.property(anything, (given) => {
				const made = toAllegroHtml(given);
				expect(refusalOf(made)).toBeUndefined();
				// Nothing empty, and nothing between blocks.
				expect(made).not.toMatch(/<(\w+)>\s*<\/\1>|>\s+<(?!b>|\/)|^\s|\s$/);
				expect(toAllegroHtml(made)).toBe(made);
			}),
			times(3_000),
		);
	});

	test('shows what a browser shows of it', () => {
		// Where a tag, a quote or a comment never ends, browsers drop what follows, and this does not.
		const ended = fc
			.array(
				fc.oneof(
					{ weight: 6, arbitrary: fc.constantFrom(...TAGS.map((tag) => `<${tag}>`)) },
					{
						weight: 5,
						arbitrary: fc.constantFrom(...TAGS.map((tag) => `</${tag.split(' ')[0]}>`)),
					},
					{ weight: 6, arbitrary: fc.stringMatching(/^[a-zA-Z0-9 ąćęłńóśźż.,:;\n-]{0,8}$/) },
					{
						weight: 3,
						arbitrary: fc.constantFrom(
							'&amp;',
							'&lt;p&gt;',
							'&nbsp;',
							'&oacute;',
							'&#8211;',
							'&copy ',
							'& ',
							'< ',
							'> ',
							'<5',
							'"',
							'<!-- x -->',
							'<?x?>',
							'</>',
							'<x-y z>',
						),
					},
				),
				{ maxLength: 30 },
			)
			// A script that never ends hides the rest in both; a table moves text that is not in a cell.
			.map((parts) => `<p>${parts.join('')}`)
			.filter((html) => !/<table>|<tr>|<t[dh]>/.test(html));
		fc.assert(
			fc.property(ended, (html) => {
				expect(visible(toAllegroHtml(html))).toBe(visible(html));
			}),
			times(3_000),
		);
	});

	test('takes its time in proportion to its length', () => {
		// What is read again and again would take minutes here.
		const pieces = [
			'<a',
			'<a b="',
			'<!--',
			'</',
			'<p',
			'<script>',
			'&',
			'&a',
			'<b>',
			'<ul><li>',
			'<h2>',
			'<a =',
			"<a b='",
			' ',
			'\n',
			'<!',
			'<a b=c',
			'</b>',
			'<pre>',
			'<table><td>',
		];
		for (const piece of pieces) {
			for (const html of [
				piece.repeat(100_000),
				`<p>${piece.repeat(100_000)}`,
				`${piece.repeat(100_000)}<p>x</p>">`,
			]) {
				expect(refusalOf(toAllegroHtml(html))).toBeUndefined();
			}
		}
	});
});

describe('what Allegro refuses, as people reported it', () => {
	test.each([
		['<ul><li>Rodzaj: <ul><li>a</li></ul></li></ul>', 'Invalid tag: "ul", allowed tags: {b, p}'],
		['<b>x</b>', 'Invalid tag: "b", allowed tags: {h1, h2, p, ul, ol}'],
		['Kubek', 'Invalid HTML subset'],
		['<p>AA & BB</p>', 'Invalid HTML subset'],
		['<p>zar&oacute;wno</p>', 'Invalid HTML subset'],
		['<p>a <5 cm</p>', 'Invalid HTML subset'],
		['<p>a<br />b</p>', 'Invalid HTML subset'],
		['<p class="x">a</p>', 'Invalid HTML subset'],
		['<p><strong>a</strong></p>', 'Invalid tag: "strong", allowed tags: {b}'],
		['<p><p>a</p></p>', 'Invalid tag: "p", allowed tags: {b}'],
		['<p>a', 'Invalid HTML subset'],
		['<h2><b>a</b></h2>', 'Invalid tag: "b", allowed tags: {}'],
	])('%s', (html, refusal) => expect(refusalOf(html)).toBe(refusal));
});
