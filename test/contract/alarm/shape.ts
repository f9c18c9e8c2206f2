import type { OpenApiDocument } from '../document';
import { fragmentsOf, partsAt, propertiesOf, type Part } from './schemas';

const LENGTH = 700;
const DEPTH = 6;

/** What a schema holds, in one line: `{ components: [{ name, ingredients: [{ name }] }] }`, values of enums as `A|B`. */
export function shapeOf(document: OpenApiDocument, parts: Part[]): string | undefined {
	if (parts.length === 0) return undefined;
	const text = tell(document, parts, DEPTH, new Set());
	if (text === '') return undefined;
	return text.length > LENGTH ? `${text.slice(0, LENGTH)} ...` : text;
}

function tell(
	document: OpenApiDocument,
	parts: Part[],
	depth: number,
	inside: Set<object>,
): string {
	if (depth === 0) return '...';
	const fragments = fragmentsOf(document, parts);
	const schemas = parts.map(({ schema }) => schema);
	if (schemas.some((schema) => inside.has(schema))) return '...';
	const within = new Set([...inside, ...schemas]);
	const items = partsAt(fragments, 'items', '[]');
	if (items.length > 0) return `[${tell(document, items, depth - 1, within)}]`;
	const properties = [...propertiesOf(fragments)].map(([name, { parts: inner }]) => {
		const text = tell(document, inner, depth - 1, within);
		return text ? `${name}: ${text}` : name;
	});
	if (properties.length > 0) return `{ ${properties.join(', ')} }`;
	const values = fragments.flatMap(({ facts }) => (facts.enum ?? []) as unknown[]);
	return [...new Set(values.map(String))].join('|');
}
