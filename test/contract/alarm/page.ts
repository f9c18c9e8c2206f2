import { adviceFor } from './advice';
import { tellDifference, tellPlace } from './change';
import type { Judged, Level } from './judge';
import type { Touch } from './package';

/** What a comparison found, in the order that it is read in. */
export interface Findings {
	/** The days of both documents. */
	from: string;
	to: string;
	changes: Judged[];
	/** What the nodes send that the newer document refuses. */
	refused: string[];
}

const HEADINGS: Record<Level, string> = {
	break: 'What breaks',
	todo: 'To take over',
	note: 'To know',
};

/** Whether the nodes, or workflows with them, fail with the newer document. */
export const doesBreak = ({ changes, refused }: Findings): boolean =>
	refused.length > 0 || changes.some(({ level }) => level === 'break');

/** A page in Markdown, such as for an issue. */
export function pageOf(findings: Findings): string {
	const { from, to, changes, refused } = findings;
	const count = (level: Level) => changes.filter((each) => each.level === level).length;
	const lines = [
		`# Allegro's API: ${from} to ${to}`,
		'',
		changes.length === 0 && refused.length === 0
			? 'Nothing has changed.'
			: `${changes.length} changes: ${count('break')} break something, ${count('todo')} to take over, ${count('note')} to know.`,
		...(doesBreak(findings) ? [] : ['Nothing breaks.']),
	];
	if (refused.length > 0)
		lines.push(
			'',
			'## Requests of today that would be refused',
			'',
			...refused.map((one) => `- ${one}`),
		);
	for (const level of ['break', 'todo', 'note'] as const) {
		const own = changes.filter((each) => each.level === level);
		if (own.length === 0) continue;
		lines.push('', `## ${HEADINGS[level]}`, '');
		for (const change of own.sort(byEndpoint)) lines.push(...entryOf(change));
	}
	return `${lines.join('\n')}\n`;
}

const byEndpoint = (one: Judged, other: Judged) => {
	const key = ({ uses }: Judged) => uses[0].endpoint.split(' ').reverse().join(' ');
	return key(one) < key(other) ? -1 : 1;
};

function entryOf(change: Judged): string[] {
	const places = [
		...new Set(change.uses.map(({ endpoint, place }) => `${endpoint} ${tellPlace(place)}`.trim())),
	];
	const told = tellDifference(change);
	const where = places.filter((place) => !told.startsWith(place));
	return [
		`- [ ] **${change.kind}** \`${told.replaceAll('`', "'")}\``,
		...(where.length > 0 ? [`  - where: ${where.map((place) => `\`${place}\``).join(', ')}`] : []),
		...(change.broken.length > 0 ? [`  - breaks: ${tellTouches(change.broken)}`] : []),
		`  - touches: ${tellTouches(change.touches) || 'no node'}`,
		`  - to do: ${adviceFor(change)}`,
	];
}

/** Whom it touches, each node once: `Allegro Orders: Order > Get (Simplify), Order > Get Many`. */
export function tellTouches(touches: Touch[]): string {
	const nodes = new Map<string, Map<string, Set<string>>>();
	for (const { node, operation, what } of touches) {
		const operations = nodes.get(node) ?? new Map<string, Set<string>>();
		nodes.set(node, operations);
		const parts = operations.get(operation) ?? new Set<string>();
		operations.set(operation, parts);
		if (what) parts.add(what);
	}
	return [...nodes]
		.map(([node, operations]) => {
			const told = [...operations].map(([operation, parts]) => {
				const inside = [...parts].join(', ');
				if (!operation) return inside;
				return inside ? `${operation} (${inside})` : operation;
			});
			const text = told.filter(Boolean).join(', ');
			return text ? `${node}: ${text}` : node;
		})
		.join('; ');
}
