/**
 * The parts of a text between commas (or of a list from an expression); spaces belong to the parts, and an
 * empty part keeps its place.
 *
 * @throws Error when a part is an object or a list
 */
export function separated(value: unknown, separator = ','): string[] {
	return (Array.isArray(value) ? value : String(value ?? '').split(separator)).map(
		(part: unknown) => {
			if (typeof part === 'object' && part !== null) {
				throw new Error('What is between the separators is text or a number, and no object');
			}
			return String(part ?? '').trim();
		},
	);
}
