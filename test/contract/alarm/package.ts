import type { INodeType } from 'n8n-workflow';
import type { Discovered } from '../../operations/discover';
import { pathsIn } from '../leaves';
import { essence } from '../media';
import { fitsTemplate, splitPath } from '../operations';
import type { Recorded } from '../drift';
import { isBinaryBody, type RecordedRequest } from '../types';
import { Code, nameless, type Reader } from './code';
import {
	fieldsAt,
	fieldsOf,
	plainPath,
	propertiesFor,
	type Field,
	type FieldsFound,
} from './fields';
import { pathsRead, touchesRead } from './reads';

/** Who has to do with a place of Allegro's API, as the user knows it. */
export interface Touch {
	/** `Allegro Orders`, `Allegro Orders Trigger`. */
	node: string;
	/** `Order > Get Many`; '' for a trigger. */
	operation: string;
	/** `field "Filters > Status"`, `Simplify`, `the list of "Order"`; '' for the whole of it. */
	what: string;
}

/** What reads the tokens of pages. */
const PAGING = ['pagination.ts', 'offsetPages.ts', 'newestByToken.ts', 'slices.ts', 'longLists.ts'];
/** What every error of Allegro's is read by. Source: nodes/shared/errors.ts. */
const ERRORS = ['errors', 'errors.code', 'errors.message', 'errors.userMessage', 'errors.path'];

/** The built package, as a change of Allegro's API meets it. */
export class Package {
	private readonly code = new Code();
	private readonly fields = new Map<Discovered, Field[]>();
	private readonly reads = new Map<Discovered, string[]>();
	private readonly retired = new Map<string, Discovered[]>();
	private readonly byEndpoint = new Map<string, Discovered[]>();

	constructor(
		private readonly nodeTypes: Record<string, INodeType>,
		operations: Discovered[],
		private readonly recorded: Recorded,
		private readonly minimal: Recorded,
	) {
		for (const each of operations) {
			const list = each.route.retired ? this.retired : this.byEndpoint;
			const key = nameless(each.endpoint);
			list.set(key, [...(list.get(key) ?? []), each]);
		}
	}

	/** The operations of an endpoint that are not retired. */
	operationsOf(endpoint: string): Discovered[] {
		return this.byEndpoint.get(nameless(endpoint)) ?? [];
	}

	/** Those that Allegro has switched off, or is about to. */
	retiredOf(endpoint: string): Touch[] {
		return (this.retired.get(nameless(endpoint)) ?? []).map((one) => touch(one));
	}

	readersOf(endpoint: string): Reader[] {
		return this.code.readersOf(endpoint);
	}

	/** Everyone who asks for an endpoint. */
	usersOf(endpoint: string): Touch[] {
		const readers = this.readersOf(endpoint).flatMap((reader) => this.touchOf(reader));
		return [...this.operationsOf(endpoint).map((one) => touch(one)), ...readers];
	}

	touchOf(reader: Reader, what = ''): Touch[] {
		if (reader.kind === 'step') return [{ node: `nodes/${reader.name}`, operation: '', what }];
		if (reader.kind === 'trigger') {
			const type = reader.name.charAt(0).toLowerCase() + reader.name.slice(1);
			const node = this.nodeTypes[type]?.description.displayName ?? reader.name;
			return [{ node, operation: '', what }];
		}
		const labels = this.fieldsWithList(reader.name);
		const list = labels.length > 0 ? labels : [`the list ${reader.name}`];
		return list.map((label) => ({ node: label, operation: '', what }));
	}

	/** The fields of an operation that fill a place of its request. */
	fieldsAt(operation: Discovered, part: string, path: string): FieldsFound {
		const [kind, ...rest] = part.split('.');
		if (kind !== 'path') return fieldsAt(this.fieldsOf(operation), part, path);
		const name = rest.join('.');
		const { path: names = {} } = operation.route;
		const fields = this.fieldsOf(operation).filter((field) => field.name === (names[name] ?? name));
		return { fields, fillIt: true };
	}

	/** Whether an operation sends something at a place of its request. */
	sends(operation: Discovered, part: string, path: string): boolean {
		const [kind, ...rest] = part.split('.');
		if (kind === 'path') return true;
		const name = rest.join('.');
		const isSent = this.sentBy(operation, this.recorded).some((request) => {
			if (kind === 'query') return new URL(request.path, 'http://a').searchParams.has(name);
			if (kind === 'header') return name.toLowerCase() in lowerNames(request.headers);
			return request.body !== undefined && (path === '' || bodyPaths(request).has(plainPath(path)));
		});
		const { fields, fillIt } = this.fieldsAt(operation, part, path);
		return isSent || (fillIt && fields.length > 0);
	}

	/** Whether a place of the request is filled in however little the user fills in. */
	alwaysSends(operation: Discovered, part: string, path: string): boolean {
		const place = plainPath(path);
		const parent = place.includes('.') ? place.slice(0, place.lastIndexOf('.')) : '';
		const requests = this.sentBy(operation, this.minimal);
		const [kind, ...rest] = part.split('.');
		const name = rest.join('.');
		return (
			requests.length > 0 &&
			requests.every((request) => {
				if (kind === 'path') return true;
				if (kind === 'query') return new URL(request.path, 'http://a').searchParams.has(name);
				if (kind === 'header') return name.toLowerCase() in lowerNames(request.headers);
				if (place === '') return request.body !== undefined;
				const paths = bodyPaths(request);
				return paths.has(place) || (parent !== '' && !paths.has(parent));
			})
		);
	}

	/** Whether an operation sends, or asks for, a media type. Of what only steps send, nobody knows. */
	usesMedia(endpoint: string, header: 'content-type' | 'accept', media: string): boolean {
		const operations = this.operationsOf(endpoint);
		const requests = operations.flatMap((one) => this.sentBy(one, this.recorded));
		if (requests.length === 0) return this.usersOf(endpoint).length > 0;
		const used = requests.map(({ headers }) => lowerNames(headers)[header] ?? '');
		if (used.some((value) => value.split(',').map(essence).includes(essence(media)))) return true;
		// Files have the type that they have.
		return header === 'content-type' && !/json/.test(media) && requests.some(hasFile);
	}

	/** What an operation reads at a place of its answer, in words: `Simplify`; empty when nothing does. */
	readsAt(operation: Discovered, status: string, path: string): string[] {
		const { route } = operation;
		const place = plainPath(path);
		if (!status.startsWith('2')) return ERRORS.includes(place) ? ['the error that it gives'] : [];
		const last = place.slice(place.lastIndexOf('.') + 1);
		const found: string[] = [];
		const rows = route.rows;
		let row: string | undefined = place;
		if (rows) {
			if (rows === place || rows.startsWith(`${place}.`)) found.push('the rows of its list');
			row = place.startsWith(`${rows}.`) ? place.slice(rows.length + 1) : undefined;
			if (row === undefined && route.pages && PAGING.some((file) => this.hasWord(file, last)))
				found.push('the pages of its list');
		}
		if (row !== undefined && row !== '' && route.simplify) {
			const read = touchesRead(this.readsOf(operation), row);
			if (read !== undefined) found.push('Simplify');
		}
		const { before, after, instead, complete } = route;
		const steps = [before, after, instead, complete].flatMap((step) => step ?? []);
		if (steps.length > 0) {
			const words = this.code.wordsOf(steps.map(({ name }) => name));
			const text = steps.map(String).join('\n');
			for (const word of text.match(/[A-Za-z_$][\w$-]*/g) ?? []) words.add(word);
			if (mentions(words, place)) found.push('a step of it');
		}
		return found;
	}

	/** What a trigger, a list or a step reads at a place of an answer. */
	readerReads(reader: Reader, path: string): boolean {
		return mentions(reader.words, plainPath(path));
	}

	/** The fields of a trigger that let choose one of some values. */
	offeredBy(reader: Reader, values: string[]): Field[] {
		if (reader.kind !== 'trigger') return [];
		const type = reader.name.charAt(0).toLowerCase() + reader.name.slice(1);
		const properties = this.nodeTypes[type]?.description.properties ?? [];
		return fieldsOf(properties).filter((field) =>
			field.values.some((value) => values.includes(value)),
		);
	}

	fieldsOf(operation: Discovered): Field[] {
		let fields = this.fields.get(operation);
		if (!fields) {
			const chosen = { resource: operation.resource.value, operation: operation.operation.value };
			fields = fieldsOf(propertiesFor(operation.description.properties, chosen));
			this.fields.set(operation, fields);
		}
		return fields;
	}

	/** The requests of an operation to its own endpoint. */
	private sentBy(operation: Discovered, recorded: Recorded): RecordedRequest[] {
		const [method, template] = operation.endpoint.split(' ');
		return recorded(operation).filter(
			(request) =>
				request.method === method && fitsTemplate(template, splitPath(request.path).path),
		);
	}

	private readsOf(operation: Discovered): string[] {
		let reads = this.reads.get(operation);
		if (!reads) {
			reads = operation.route.simplify ? pathsRead(operation.route.simplify) : [];
			this.reads.set(operation, reads);
		}
		return reads;
	}

	private fieldsWithList(list: string): string[] {
		const found = Object.values(this.nodeTypes).flatMap(({ description }) =>
			fieldsOf(description.properties)
				.filter((field) => field.list === list)
				.map(({ label }) => `${description.displayName} (the list of "${label}")`),
		);
		return [...new Set(found)];
	}

	private hasWord(file: string, word: string): boolean {
		return this.code.wordsIn(`shared/${file}`).has(word);
	}
}

/** An operation, or a part of it, as something that is touched. */
export function touch(
	{ description, resource, operation }: Pick<Discovered, 'description' | 'resource' | 'operation'>,
	what = '',
): Touch {
	const name = `${resource.name} > ${operation.name}`;
	return { node: description.displayName, operation: name, what };
}

/** Whether code names a place: its last part, and what that is in. */
function mentions(words: Set<string>, place: string): boolean {
	const names = place.split('.').slice(-2);
	return place !== '' && names.every((name) => words.has(name));
}

const hasFile = ({ body }: RecordedRequest) => isBinaryBody(body);

function bodyPaths({ body }: RecordedRequest): Set<string> {
	if (body === undefined || isBinaryBody(body)) return new Set();
	return new Set(pathsIn(body).map(plainPath));
}

const lowerNames = (headers: Record<string, string>) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
