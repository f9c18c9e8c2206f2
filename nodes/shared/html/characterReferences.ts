/**
 * Character references (`&amp;`, `&oacute;`, `&#8211;`) as the characters that they stand for.
 * Source of names and numbers: HTML standard, 13.5 "Named character references" and 13.2.5.80. Of its
 * 2,231 names, these are the ones of HTML 4, of the Latin letters of Europe, and of common signs; what is
 * not among them stays as it is.
 */

/** Names that HTML also takes without a semicolon, in the order of their code points from 160 on. */
const LATIN_1 =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** In the order of their code points from 256 on; those without a name are "-". */
const LATIN_EXTENDED =
	'Amacr amacr Abreve abreve Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron Dcaron dcaron Dstrok dstrok Emacr emacr - - Edot edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve gbreve Gdot gdot Gcedil - Hcirc hcirc Hstrok hstrok Itilde itilde Imacr imacr - - Iogon iogon Idot imath IJlig ijlig Jcirc jcirc Kcedil kcedil kgreen Lacute lacute Lcedil lcedil Lcaron lcaron Lmidot lmidot Lstrok lstrok Nacute nacute Ncedil ncedil Ncaron ncaron napos ENG eng Omacr omacr - - Odblac odblac OElig oelig Racute racute Rcedil rcedil Rcaron rcaron Sacute sacute Scirc scirc Scedil scedil Scaron scaron Tcedil tcedil Tcaron tcaron Tstrok tstrok Utilde utilde Umacr umacr Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc Ycirc ycirc Yuml Zacute zacute Zdot zdot Zcaron zcaron';

/** Also taken without a semicolon. */
const BASIC = 'quot 22 amp 26 lt 3c gt 3e QUOT 22 AMP 26 LT 3c GT 3e COPY a9 REG ae';

/** A name and its code point, and so on. */
const OTHERS =
	'apos 27 Tab 9 NewLine a num 23 dollar 24 percnt 25 lpar 28 rpar 29 ast 2a plus 2b comma 2c period 2e sol 2f colon 3a semi 3b equals 3d quest 3f commat 40 lsqb 5b bsol 5c rsqb 5d lowbar 5f grave 60 lcub 7b verbar 7c vert 7c rcub 7d circ 2c6 tilde 2dc caron 2c7 fnof 192 Alpha 391 Beta 392 Gamma 393 Delta 394 Epsilon 395 Zeta 396 Eta 397 Theta 398 Iota 399 Kappa 39a Lambda 39b Mu 39c Nu 39d Xi 39e Omicron 39f Pi 3a0 Rho 3a1 Sigma 3a3 Tau 3a4 Upsilon 3a5 Phi 3a6 Chi 3a7 Psi 3a8 Omega 3a9 alpha 3b1 beta 3b2 gamma 3b3 delta 3b4 epsilon 3b5 zeta 3b6 eta 3b7 theta 3b8 iota 3b9 kappa 3ba lambda 3bb mu 3bc nu 3bd xi 3be omicron 3bf pi 3c0 rho 3c1 sigmaf 3c2 sigma 3c3 tau 3c4 upsilon 3c5 phi 3c6 chi 3c7 psi 3c8 omega 3c9 thetasym 3d1 upsih 3d2 piv 3d6 ensp 2002 emsp 2003 numsp 2007 puncsp 2008 thinsp 2009 hairsp 200a zwnj 200c zwj 200d lrm 200e rlm 200f hyphen 2010 dash 2010 ndash 2013 mdash 2014 horbar 2015 lsquo 2018 rsquo 2019 sbquo 201a ldquo 201c rdquo 201d bdquo 201e dagger 2020 Dagger 2021 bull 2022 bullet 2022 hellip 2026 mldr 2026 permil 2030 pertenk 2031 prime 2032 Prime 2033 lsaquo 2039 rsaquo 203a oline 203e hybull 2043 frasl 2044 euro 20ac image 2111 weierp 2118 real 211c trade 2122 alefsym 2135 ohm 3a9 numero 2116 frac13 2153 frac23 2154 frac15 2155 frac25 2156 frac35 2157 frac45 2158 frac16 2159 frac56 215a frac18 215b frac38 215c frac58 215d frac78 215e larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 crarr 21b5 lArr 21d0 uArr 21d1 rArr 21d2 dArr 21d3 hArr 21d4 forall 2200 part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 notin 2209 ni 220b prod 220f sum 2211 minus 2212 lowast 2217 radic 221a prop 221d infin 221e ang 2220 and 2227 or 2228 cap 2229 cup 222a int 222b there4 2234 sim 223c cong 2245 asymp 2248 ne 2260 equiv 2261 le 2264 ge 2265 sub 2282 sup 2283 nsub 2284 sube 2286 supe 2287 oplus 2295 otimes 2297 perp 22a5 sdot 22c5 lceil 2308 rceil 2309 lfloor 230a rfloor 230b lang 27e8 rang 27e9 loz 25ca spades 2660 clubs 2663 hearts 2665 diams 2666 square 25a1 squ 25a1 blacksquare 25aa star 2606 starf 2605 phone 260e female 2640 male 2642 check 2713 checkmark 2713 cross 2717 malt 2720 sung 266a flat 266d natural 266e sharp 266f copysr 2117 incare 2105';

/** What Windows calls 128 to 159, and what browsers take these numbers for. 0 is no character. */
const WINDOWS_1252 =
	'20ac 0 201a 192 201e 2026 2020 2021 2c6 2030 160 2039 152 0 17d 0 0 2018 2019 201c 201d 2022 2013 2014 2dc 2122 161 203a 153 0 17e 178'
		.split(' ')
		.map((code) => parseInt(code, 16));

const UNKNOWN = '\ufffd';

function ordered(names: string, from: number): Array<[string, string]> {
	return names.split(' ').map((name, place) => [name, String.fromCodePoint(from + place)]);
}

function paired(names: string): Array<[string, string]> {
	const found: Array<[string, string]> = [];
	const parts = names.split(' ');
	for (let place = 0; place < parts.length; place += 2) {
		found.push([parts[place], String.fromCodePoint(parseInt(parts[place + 1], 16))]);
	}
	return found;
}

const WITHOUT_SEMICOLON = new Map([...ordered(LATIN_1, 160), ...paired(BASIC)]);
const NAMED = new Map([
	...WITHOUT_SEMICOLON,
	...ordered(LATIN_EXTENDED, 256).filter(([name]) => name !== '-'),
	...paired(OTHERS),
]);
const LONGEST = Math.max(...[...WITHOUT_SEMICOLON.keys()].map(({ length }) => length));

const REFERENCE = /&(?:#(\d+)|#[xX]([\da-fA-F]+)|([a-zA-Z][a-zA-Z\d]*))(;?)/g;

/**
 * Text with its character references turned into characters, each once.
 *
 * @param isHtml whether those without a semicolon count, as in HTML; in plain text, "R&D" and "?a=1&copy=2"
 *   mean what they say
 */
export function decoded(text: string, isHtml: boolean): string {
	if (!text.includes('&')) return text;
	return text.replace(
		REFERENCE,
		(
			whole: string,
			decimal: string | undefined,
			hexadecimal: string | undefined,
			name: string | undefined,
			end: string,
		) => {
			if (!isHtml && end === '') return whole;
			if (name === undefined) {
				return characterOf(decimal ? parseInt(decimal, 10) : parseInt(hexadecimal ?? '', 16));
			}
			const known = end ? NAMED.get(name) : undefined;
			return known ?? (isHtml && !end ? abbreviated(whole, name) : whole);
		},
	);
}

/** `&copy2026`: the longest name that it begins with. */
function abbreviated(whole: string, name: string): string {
	for (let length = Math.min(name.length, LONGEST); length > 1; length--) {
		const known = WITHOUT_SEMICOLON.get(name.slice(0, length));
		if (known) return known + name.slice(length);
	}
	return whole;
}

function characterOf(code: number): string {
	const meant = WINDOWS_1252[code - 128] || code;
	const isCharacter = meant > 0 && meant <= 0x10ffff && !(meant >= 0xd800 && meant <= 0xdfff);
	return isCharacter ? String.fromCodePoint(meant) : UNKNOWN;
}
