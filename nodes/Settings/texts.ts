/** The parts of a text between commas (or of a list from an expression); spaces belong to the parts. */
export function separated(value: unknown, separator = ','): string[] {
	return (Array.isArray(value) ? value : String(value).split(separator)).map((part: unknown) =>
		String(part).trim(),
	);
}
