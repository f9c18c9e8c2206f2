import type { Discovered } from '../../operations/discover';
import { enumDelta, type Change, type Use } from './change';
import type { Field } from './fields';
import { isNarrower } from './narrower';
import { REPEATED } from './schemas';
import { touch, type Package, type Touch } from './package';

/** `break`: the nodes, or workflows with them, fail. `todo`: something to take over. `note`: to be known. */
export type Level = 'break' | 'todo' | 'note';

/** What a change means for the package. */
export interface Judged extends Change {
	level: Level;
	touches: Touch[];
	/** Those that fail. */
	broken: Touch[];
}

interface Finding {
	touches: Touch[];
	broken?: Touch[];
	level?: Level;
}

/** Says of a change whom it touches, and whether it breaks them. */
export function judge(change: Change, pack: Package): Judged {
	const touches = new Map<string, Touch>();
	const retired = change.uses.flatMap(({ endpoint }) => pack.retiredOf(endpoint));
	const broken = new Map<string, Touch>();
	const levels: Level[] = [];
	const put = (list: Map<string, Touch>, found: Touch[]) =>
		found.forEach((one) => list.set(JSON.stringify(one), one));
	for (const use of change.uses) {
		const finding = judgeUse(change, use, pack);
		put(touches, finding.touches);
		put(broken, finding.broken ?? []);
		put(touches, finding.broken ?? []);
		levels.push(finding.level ?? 'note');
	}
	put(touches, retired);
	const isBreak = broken.size > 0;
	const level = isBreak ? 'break' : levels.includes('todo') ? 'todo' : 'note';
	return { ...change, level, touches: [...touches.values()], broken: [...broken.values()] };
}

function judgeUse(change: Change, { endpoint, place }: Use, pack: Package): Finding {
	if (endpoint === 'document') {
		const touches = [{ node: 'The credential Allegro OAuth2 API', operation: '', what: 'login' }];
		return { touches, broken: touches };
	}
	if (change.fact?.endsWith(REPEATED)) return { touches: pack.usersOf(endpoint) };
	switch (place.side) {
		case 'schema':
			return { touches: [] };
		case 'operation':
			return judgeOperation(change, endpoint, pack);
		case 'request':
			return judgeRequest(change, { endpoint, place }, pack);
		default:
			return judgeAnswer(change, { endpoint, place }, pack);
	}
}

function judgeOperation(change: Change, endpoint: string, pack: Package): Finding {
	const touches = pack.usersOf(endpoint);
	const { kind, fact, before, after } = change;
	if (kind === 'added') return { touches, level: touches.length > 0 ? 'note' : 'todo' };
	if (kind === 'removed') return { touches, broken: touches };
	switch (fact) {
		case 'deprecated': {
			const operations = pack.operationsOf(endpoint);
			const isNews = operations.some(({ route }) => !route.deprecated);
			return { touches, level: after && isNews ? 'todo' : 'note' };
		}
		case 'security':
			return isStillLetIn(before, after)
				? { touches, level: isSameScope(before, after) ? 'note' : 'todo' }
				: { touches, broken: touches };
		case 'servers':
			return { touches, broken: touches };
		default:
			return { touches };
	}
}

type Ways = Array<Record<string, string[]>>;
const USER = 'bearer-token-for-user';

/** The ways in for a user's token, which the nodes have; all of them where no way is for users. */
function waysOf(security: unknown): Ways {
	const all = (security ?? []) as Ways;
	const own = all.filter((way) => USER in way);
	return own.length > 0 ? own : all;
}

/** Whether whoever was let in by what he had still is. */
function isStillLetIn(before: unknown, after: unknown): boolean {
	const [old, now] = [waysOf(before), waysOf(after)];
	if (now.length === 0) return true;
	if (old.length === 0) return false;
	return old.every((one) =>
		now.some((other) =>
			Object.entries(other).every(
				([scheme, scopes]) => scheme in one && scopes.every((scope) => one[scheme].includes(scope)),
			),
		),
	);
}

const isSameScope = (before: unknown, after: unknown) =>
	JSON.stringify(waysOf(before)) === JSON.stringify(waysOf(after));

function judgeRequest(change: Change, { endpoint, place }: Use, pack: Package): Finding {
	const operations = pack.operationsOf(endpoint);
	const { kind, fact } = change;
	if (fact === 'media type') {
		const users = pack.usersOf(endpoint);
		if (kind === 'added') return { touches: users, level: 'todo' };
		const isUsed = pack.usesMedia(endpoint, 'content-type', place.media ?? '');
		return { touches: users, broken: isUsed ? users : [] };
	}
	const steps = pack
		.readersOf(endpoint)
		.filter(({ kind: what, words }) => what === 'step' || words.has(nameOf(place)));
	const inSteps = steps.flatMap((step) => pack.touchOf(step));
	const touches = operations.flatMap((one) => touchesAt(one, place, pack));
	const sending = operations.filter((one) => pack.sends(one, place.part, place.path));
	const sent = sending.flatMap((one) => touchesAt(one, place, pack));
	const isRequired = change.required === true || (fact === 'required' && change.after === true);
	if (isRequired) {
		const parent = parentOf(place.path);
		const failing = operations.filter(
			(one) =>
				!pack.alwaysSends(one, place.part, place.path) &&
				(kind === 'added' || parent === '' || pack.sends(one, place.part, parent)),
		);
		const broken = failing.flatMap((one) => touchesAt(one, place, pack));
		return { touches: [...touches, ...inSteps], broken, level: 'todo' };
	}
	switch (kind) {
		case 'added':
			// A new shape, a new name: nobody sends it so far. A schema where none was may refuse.
			if (/(!|\[\]|\.\*)$/.test(place.path)) return { touches, broken: sent };
			return operations.length > 0 && sending.length === operations.length
				? { touches: sent }
				: { touches: operations.map((one) => touch(one)), level: 'todo' };
		case 'renamed':
			// Path parameters have their names in the document only.
			if (place.part.startsWith('path.')) return { touches, level: 'todo' };
			return { touches: [...touches, ...inSteps], broken: sent };
		case 'removed':
		case 'moved':
			return { touches: [...touches, ...inSteps], broken: sent, level: 'todo' };
	}
	const { removed, added } = enumDelta(change);
	if (removed.length + added.length > 0) {
		const offering = (values: string[]) =>
			operations.flatMap((one) =>
				fieldsOffering(one, place, values, pack).map((field) => touch(one, labelOf(field))),
			);
		const broken = offering(removed);
		const level = added.length > 0 ? 'todo' : 'note';
		return { touches: [...touches, ...broken], broken, level };
	}
	if (!isNarrower(change)) return { touches, level: fact === 'deprecated' ? 'todo' : 'note' };
	return { touches: [...touches, ...inSteps], broken: sent };
}

/** The dropdowns of an operation that offer one of some values for a place of its request. */
function fieldsOffering(
	operation: Discovered,
	{ part, path }: Use['place'],
	values: string[],
	pack: Package,
): Field[] {
	const offers = (field: Field) => field.values.some((value) => values.includes(value));
	const own = pack.fieldsAt(operation, part, path).fields;
	const inside = own.flatMap((field) => [field, ...field.children]).filter(offers);
	return inside.length > 0 || own.some((field) => field.values.length > 0)
		? inside
		: pack.fieldsOf(operation).filter((field) => offers(field) && field.sends === undefined);
}

function judgeAnswer(change: Change, { endpoint, place }: Use, pack: Package): Finding {
	const operations = pack.operationsOf(endpoint);
	const readers = pack.readersOf(endpoint);
	const { kind, fact } = change;
	const [status] = place.part.split(' ');
	const isSuccess = status.startsWith('2') || status === 'default';
	if (fact === 'media type' || (place.path === '' && place.media === undefined)) {
		const users = pack.usersOf(endpoint);
		if (kind === 'added') return { touches: users, level: isSuccess ? 'todo' : 'note' };
		if (kind !== 'removed' || !isSuccess) return { touches: users };
		const isUsed =
			place.media === undefined
				? !place.part.includes('header.')
				: pack.usesMedia(endpoint, 'accept', place.media);
		return { touches: users, broken: isUsed ? users : [] };
	}
	const reading = [
		...operations.flatMap((one) =>
			pack.readsAt(one, status, place.path).map((what) => touch(one, what)),
		),
		...(isSuccess ? readers : [])
			.filter((reader) => pack.readerReads(reader, place.path))
			.flatMap((reader) => pack.touchOf(reader, 'what it reads')),
	];
	const touches = [...operations.map((one) => touch(one)), ...reading];
	if (kind === 'added')
		return isSuccess
			? { touches: pack.usersOf(endpoint), level: 'todo' }
			: { touches: operations.map((one) => touch(one)) };
	const offering = (values: string[], among = values) =>
		readers.flatMap((reader) =>
			pack
				.offeredBy(reader, values)
				.filter(({ values: known }) => known.some((value) => among.includes(value)))
				.flatMap((field) => pack.touchOf(reader, labelOf(field))),
		);
	if (kind !== 'changed') {
		const shape = shapeOf(place.path);
		// The other shapes stay; what is chosen by the name of this one does not come any more.
		return { touches, broken: shape === undefined ? reading : offering([shape]) };
	}
	const { removed, added } = enumDelta(change);
	if (removed.length + added.length > 0) {
		const old = (change.before as unknown[]).map(String);
		const broken = offering(removed, old);
		const level = added.length > 0 ? 'todo' : 'note';
		return { touches: [...touches, ...broken, ...offering(old)], broken, level };
	}
	// Who takes the whole answer, without Simplify, counts on its types too.
	if (fact === 'type' && isSuccess && (operations.length > 0 || reading.length > 0))
		return isNumber(change) ? { touches } : { touches, broken: touches };
	if (fact === 'writeOnly' && change.after) return { touches, broken: reading };
	return { touches, level: fact === 'deprecated' ? 'todo' : 'note' };
}

/** Which of several shapes came or went; undefined when it is none of several. */
const shapeOf = (path: string) => /<([^<>]*)>$/.exec(path)?.[1];

const isNumber = ({ before, after }: Change) =>
	[before, after].every((type) => type === 'integer' || type === 'number');

function touchesAt(operation: Discovered, { part, path }: Use['place'], pack: Package): Touch[] {
	const { fields } = pack.fieldsAt(operation, part, path);
	if (fields.length === 0) return [touch(operation)];
	return fields.map((field) => touch(operation, labelOf(field)));
}

const labelOf = ({ label }: Field) => `field "${label}"`;

const nameOf = ({ part, path }: Use['place']) =>
	(path || part).replace(/\[\]/g, '').split('.').at(-1) as string;

function parentOf(path: string): string {
	const at = path.lastIndexOf('.');
	return at <= 0 ? '' : path.slice(0, at);
}
