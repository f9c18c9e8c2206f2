const WIDTH = 110;

/**
 * JSON in which what fits a line stands on one, so that a change of one fact is one line of a
 * diff; names of objects are sorted, lists keep their order.
 */
export function printJson(value: unknown): string {
	return `${print(value, '', 0)}\n`;
}

function print(value: unknown, indent: string, lead: number): string {
	const flat = flatJson(value);
	if (typeof value !== 'object' || value === null || indent.length + lead + flat.length <= WIDTH)
		return flat;
	const deeper = `${indent}\t`;
	if (Array.isArray(value))
		return `[\n${value.map((one) => deeper + print(one, deeper, 0)).join(',\n')}\n${indent}]`;
	const lines = entries(value).map(([name, one]) => {
		const key = `${JSON.stringify(name)}: `;
		return `${deeper}${key}${print(one, deeper, key.length)}`;
	});
	return `{\n${lines.join(',\n')}\n${indent}}`;
}

function flatJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(flatJson).join(', ')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const parts = entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${flatJson(one)}`);
	return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}

function entries(value: object): Array<[string, unknown]> {
	return Object.entries(value)
		.filter(([, one]) => one !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
}
