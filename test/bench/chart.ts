import type { Comparison } from './index';
import { type Choice, CHOICES } from './work';

const NAMES: Record<Choice, string> = {
	package: 'this package',
	httpRequest: 'HTTP Request node',
	axios: 'axios',
};
const COLOURS: Record<Choice, string> = {
	package: '#ff5a00',
	httpRequest: '#8a94a6',
	axios: '#c9d0db',
};
/** The latency that is drawn. */
const LATENCY = 20;
const LEFT = 230;
const LONGEST = 430;
const BAR = 14;
const WIDTH = 800;

/** Bars for each work: seconds as shares of the slowest contender's. */
export function chart(results: Comparison[]): string {
	const drawn = results.filter(({ latency }) => latency === LATENCY);
	let y = 16;
	const parts = CHOICES.map((name, index) => {
		const x = LEFT + index * 170;
		return `<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${COLOURS[name]}"/><text x="${x + 18}" y="${y}">${NAMES[name]}</text>`;
	});
	for (const { title, contenders } of drawn) {
		y += 24;
		parts.push(`<text x="${LEFT - 10}" y="${y + BAR + 11}" text-anchor="end">${title}</text>`);
		const slowest = Math.max(...CHOICES.map((name) => contenders[name].seconds));
		for (const name of CHOICES) {
			const { seconds } = contenders[name];
			const width = Math.max(1, Math.round((seconds / slowest) * LONGEST));
			parts.push(
				`<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR}" fill="${COLOURS[name]}"/>`,
				`<text x="${LEFT + width + 6}" y="${y + 11}">${seconds} s</text>`,
			);
			y += BAR + 2;
		}
	}
	const height = y + 16;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#333">`,
		`<title>Seconds at ${LATENCY} ms latency; shorter is better</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
		...parts,
		'</svg>\n',
	].join('\n');
}
