import type { RecordedRequest } from '../contract';
import { checkRetired, isRetired, type Contract } from '../contract';
import type { Place } from './places';
import type { Outcome } from './quick';

/** What no request holds, whatever an expression gave. */
const NO_TEXT =
	/\[object \w+\]|^\s*(undefined|null|NaN|Infinity|-Infinity|Invalid DateTime|Invalid Date)\s*$/;
/** JSON types, and names that Allegro does not know; that something is missing or unknown it says itself. */
const WRONG_TYPE = /must be (string|number|integer|boolean|array|object)|unknown property|null/;

/** What is wrong with a request that an expression has led to. */
export function wrongIn(request: RecordedRequest, contract: Contract): string[] {
	const [path, query = ''] = request.path.split('?');
	const found = [
		...path.split('/').map((each) => decodeURIComponent(each)),
		...new URLSearchParams(query).values(),
		...Object.values(request.headers),
		...textsIn(request.body),
	].filter((text) => NO_TEXT.test(text));
	const problems = isRetired(request) ? checkRetired(request) : contract.checkRequest(request);
	return [
		...found.map((text) => `holds ${JSON.stringify(text)}`),
		...problems.filter((problem) => WRONG_TYPE.test(problem)),
	];
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, part]) => [name, ...textsIn(part)]);
}

/** What is wrong with an error: it names the field as the panel does, and nothing was done. */
export function wrongWith({ error = '', requests }: Outcome, { field }: Place): string[] {
	const acted = requests.filter(({ method }) => method !== 'GET');
	return [
		...(error.includes(field.displayName)
			? []
			: [`does not name "${field.displayName}": ${error}`]),
		...acted.map(({ method, path }) => `was told after ${method} ${path}`),
	];
}
