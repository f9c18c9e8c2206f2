import type { IDataObject } from 'n8n-workflow';

import { bounded, shown } from './words';

/** A day, perhaps with a time, perhaps with that time's distance from UTC. */
const ISO =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** JSON can hold a property of this name; to set it means something else. */
const PROTOTYPE = '__proto__';
const DAY_MS = 24 * 3_600_000;

/**
 * A moment as Allegro wants it: ISO 8601 in UTC, to the millisecond.
 *
 * When clocks go back, an hour comes twice: the first one is meant. When they go forward, what lies in
 * the hour that is left out is as late as if it were not.
 *
 * @param value what a date field holds: text with or without an offset, a Date, a Luxon DateTime, or
 * milliseconds since 1970, as `Date.now()` and `$now.toMillis()` give them.
 * @param timezone IANA name of the workflow's zone, which a text without an offset is in.
 * @throws Error when it is not a date, or leaves open which it is ("01.02.2026").
 */
export function toIso(value: unknown, timezone: string): string {
	const given = isLuxon(value) ? value.toISO() : value;
	if (given instanceof Date) return isoOf(given.getTime(), value);
	const text = shown(given).trim();
	if (MILLISECONDS.test(text)) return isoOf(Number(text), value);
	const [, day, time = '00:00', offset] = ISO.exec(text) ?? [];
	// What JavaScript makes of a Date as text, and mails have. Other texts it would guess at.
	if (!day) return isoOf(text.includes(' GMT') ? Date.parse(text) : NaN, value);
	const asUtc = Date.parse(`${day}T${time}Z`);
	// It takes the 30th of February for the 2nd of March.
	const midnight = Date.parse(`${day}T00:00Z`);
	if (Number.isNaN(asUtc) || new Date(midnight).toISOString().slice(0, 10) !== day) {
		return isoOf(NaN, value);
	}
	if (offset) return isoOf(asUtc - offsetMs(offset), value);
	const before = asUtc - offsetAt(asUtc - DAY_MS, timezone);
	const after = asUtc - offsetAt(asUtc + DAY_MS, timezone);
	const isIn = (moment: number) => moment + offsetAt(moment, timezone) === asUtc;
	return isoOf([before, after].find(isIn) ?? before, value);
}

/** So many cannot be seconds: those would be in the year 5138. */
const MILLISECONDS = /^\d{12,13}$/;

const isLuxon = (value: unknown): value is { toISO(): unknown } =>
	isObject(value) && typeof value.toISO === 'function';

function isoOf(ms: number, given: unknown): string {
	if (Number.isNaN(ms)) {
		throw new Error(
			`"${bounded(shown(given), 100)}" is not a date. Use one like 2026-01-31T12:00:00+01:00`,
		);
	}
	return new Date(ms).toISOString();
}

/** Milliseconds of an offset such as Z, +01:00, +0100 or +01. */
function offsetMs(offset: string): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
	const ahead = Number(hours) * 60 + Number(minutes);
	// No place on earth is further ahead.
	if (Number(minutes) > 59 || ahead > 14 * 60) return NaN;
	return (sign === '-' ? -1 : 1) * ahead * 60_000;
}

/** Milliseconds by which the zone is ahead of UTC at a moment. */
function offsetAt(ms: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(ms);
	const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wall - Math.floor(ms / 1000) * 1000;
}

/**
 * Leaves out what the user left empty, in objects at any depth and in lists of them: Allegro takes a
 * null or '' for a value. 0 and false stay, and so does an empty text among others in a list.
 */
export function withoutEmpty(fields: IDataObject): IDataObject {
	const kept: IDataObject = {};
	for (const [name, value] of Object.entries(fields)) {
		if (name === PROTOTYPE) continue;
		const rest = restOf(value);
		if (!isEmpty(rest)) kept[name] = rest;
	}
	return kept;
}

function restOf(value: IDataObject[string]): IDataObject[string] {
	if (isPlain(value)) return withoutEmpty(value);
	if (!Array.isArray(value)) return value;
	const parts = (value as unknown[]).map((part) => restOf(part as IDataObject[string]));
	// Among texts, an empty one holds a place, such as a cell of a table.
	const keepsPlaces = parts.some((part) => typeof part === 'string' && part !== '');
	return parts.filter((part) => (keepsPlaces && part === '') || !isEmpty(part)) as IDataObject[];
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	if (Array.isArray(value)) return value.length === 0;
	return isPlain(value) && Object.keys(value).length === 0;
}

/** `extra` laid over `base`: objects are merged, everything else (lists too) is replaced. */
export function merge(base: IDataObject, extra: IDataObject): IDataObject {
	const merged: IDataObject = { ...base };
	for (const [name, value] of Object.entries(extra)) {
		if (name === PROTOTYPE) continue;
		const below = merged[name];
		merged[name] = isPlain(below) && isPlain(value) ? merge(below, value) : value;
	}
	return merged;
}

/**
 * An object with nothing but the fields of these names. Dots lead into objects, and into each object of
 * a list; names that are not there are left out.
 */
export function only(object: IDataObject, names: string[]): IDataObject {
	const deeper = new Map<string, string[]>();
	for (const name of names) {
		const [first, ...rest] = name.split('.');
		deeper.set(first, [...(deeper.get(first) ?? []), ...(rest.length ? [rest.join('.')] : [])]);
	}
	const whole = new Set(names.filter((name) => !name.includes('.')));
	const kept: IDataObject = {};
	for (const [key, value] of Object.entries(object)) {
		const below = key === PROTOTYPE ? undefined : deeper.get(key);
		if (below) kept[key] = whole.has(key) ? value : onlyIn(value, below);
	}
	return kept;
}

function onlyIn(value: IDataObject[string], names: string[]): IDataObject[string] {
	if (Array.isArray(value)) {
		return (value as IDataObject[]).map((part) => onlyIn(part, names)) as IDataObject[];
	}
	return isPlain(value) ? only(value, names) : value;
}

/** A value that is an object, such as a parsed body; undefined for one that is text or missing. */
export function objectOf(value: unknown): IDataObject | undefined {
	return isPlain(value) ? value : undefined;
}

/** The last part of an address's path, which is the ID of what it leads to. */
export function lastSegment(address: unknown): string | undefined {
	return /(?<!\/)\/([^/?#]+)\/?(?:[?#].*)?$/.exec(String(address ?? '').trim())?.[1];
}

/** The value at a dotted path, or undefined. */
export function at(object: unknown, path: string): unknown {
	return atKeys(object, path.split('.'));
}

/** The value at a path that is in its parts already, as for each row of a long list; or undefined. */
export function atKeys(object: unknown, keys: string[]): unknown {
	let value = object;
	for (const key of keys) {
		if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
		value = value[key];
	}
	return value;
}

/** Sets the value at a dotted path, making the objects on the way, and lists where a place is named. */
export function setAt(object: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	let inner = object;
	if (keys.includes(PROTOTYPE)) return;
	keys.forEach((key, depth) => {
		const next = keys[depth + 1];
		if (next === undefined) inner[key] = value as IDataObject[string];
		else if (!Object.hasOwn(inner, key) || !isObject(inner[key])) {
			inner[key] = /^\d+$/.test(next) ? [] : {};
		}
		inner = inner[key] as IDataObject;
	});
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Whether it is an object as JSON has them: no list, and no null. */
export function isPlain(value: unknown): value is IDataObject {
	return Object.prototype.toString.call(value) === '[object Object]';
}

/** The beginning of a window (ms since epoch) as Allegro's filters take it; '' for all there is. */
export function isoSince(since: number | undefined): string {
	return since ? new Date(since).toISOString() : '';
}
