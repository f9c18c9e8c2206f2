import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';

import type { Situation } from './errors';
import { inputError, refusalError } from './errors';
import { waitFor } from './patience';
import type { Call } from './routing';
import type { Answer } from './transport';
import { parsed } from './transport';
import { objectOf } from './values';
import { bounded } from './words';

/**
 * A kind of file that Allegro takes or gives, and the bytes (as Latin-1) it starts with; a question mark
 * stands for any byte.
 */
export interface FileType {
	mime: string;
	extension: string;
	starts: string | string[];
	/** Whether white space or a byte order mark may come before. */
	padded?: boolean;
	/** What its text (as Latin-1) holds, when it may start with anything. */
	holds?: RegExp;
}

export const PDF: FileType = {
	mime: 'application/pdf',
	extension: 'pdf',
	starts: '%PDF',
	padded: true,
};
/** Printers' files may begin with all kinds of settings, but each label of a Zebra begins with ^XA. */
export const ZPL: FileType = {
	mime: 'application/zpl',
	extension: 'zpl',
	starts: '',
	holds: /[\^~]XA|CT~~CD/i,
};
/** A label begins with N on a line of its own. Source: EPL2 Programming Manual. */
export const EPL: FileType = {
	mime: 'application/epl',
	extension: 'epl',
	starts: '',
	holds: /^\s*(?:[A-Za-z][^\r\n]{0,80}\r?\n\s*)*N\r?\n/,
};
export const ZIP: FileType = {
	mime: 'application/zip',
	extension: 'zip',
	starts: ['PK\x03\x04', 'PK\x05\x06'],
};
/** Text may begin with anything. */
export const CSV: FileType = { mime: 'text/csv', extension: 'csv', starts: '' };
export const BMP: FileType = { mime: 'image/bmp', extension: 'bmp', starts: 'BM' };
export const GIF: FileType = { mime: 'image/gif', extension: 'gif', starts: 'GIF8' };
export const JPEG: FileType = { mime: 'image/jpeg', extension: 'jpg', starts: '\xff\xd8\xff' };
export const PNG: FileType = { mime: 'image/png', extension: 'png', starts: '\x89PNG' };
export const TIFF: FileType = {
	mime: 'image/tiff',
	extension: 'tiff',
	starts: ['II*\0', 'MM\0*'],
};

/** Bytes 4 to 7 hold the size. */
export const WEBP: FileType = { mime: 'image/webp', extension: 'webp', starts: 'RIFF????WEBP' };

/** A file of the input item, ready to be sent. */
export interface InputFile {
	name: string;
	type: FileType;
	/** All of it in memory: n8n cannot send a stream a second time after it renewed the token. */
	bytes: Buffer;
}

/**
 * Reads a file of the input item and checks it before anything is sent.
 *
 * @param property name of the binary field.
 * @param labelled what the field of the panel is called that names it.
 * @throws NodeOperationError when there is no such field, the file is empty, larger than `maxBytes`,
 * or does not start like one of `types`.
 */
export async function readFile(
	context: IExecuteSingleFunctions,
	property: string,
	{ types, maxBytes }: { types: FileType[]; maxBytes: number },
	labelled = 'Input Binary Field',
): Promise<InputFile> {
	const refuse = (message: string, advice: string) =>
		inputError(
			context.getNode(),
			message,
			`${advice} Nothing was sent to Allegro.`,
			context.getItemIndex(),
		);
	const { binary } = context.getInputData();
	const found = Object.keys(binary ?? {});
	if (!binary || !Object.hasOwn(binary, property)) {
		throw refuse(
			`The item has no file in the field "${property}"`,
			found.length > 0
				? `Its files are in: ${found.join(', ')}. Name one in "${labelled}".`
				: `It holds no file at all for "${labelled}": check the node that should deliver it.`,
		);
	}
	const name = binary[property].fileName ?? '';
	const label = name ? `The file "${name}"` : `The file in the field "${property}"`;
	const checkSize = (size: number) => {
		if (size <= maxBytes) return;
		const advice = `It has ${size} bytes, and Allegro takes at most ${maxBytes}.`;
		throw refuse(`${label} is too large`, advice);
	};
	// One that n8n knows to be too large is not loaded at all.
	checkSize(binary[property].bytes ?? 0);
	const bytes = await context.helpers.getBinaryDataBuffer(property);
	if (bytes.length === 0) throw refuse(`${label} is empty`, 'Check the node that delivers it.');
	const type = types.find((each) => startsLike(bytes, each));
	if (!type) {
		throw refuse(
			`${label} is not a ${types.map(({ extension }) => extension.toUpperCase()).join(' or ')}`,
			'It starts with other bytes than such files do.',
		);
	}
	checkSize(bytes.length);
	return { name: name || `file.${type.extension}`, type, bytes };
}

export interface FileItemOptions {
	/** Name of the binary field. */
	property: string;
	/** The file's name without extension. */
	name: string;
	/** What the file can be: its bytes tell which. */
	types: FileType[];
	/** Whether the name and the type that the answer's headers give go first. */
	asSent?: boolean;
}

/** What a file was asked for with: a step of an operation, or a trigger's request. */
interface Asking {
	context: IExecuteSingleFunctions | IPollFunctions;
	request: Situation;
}

/**
 * Makes an item with a file out of an answer's bytes.
 *
 * @throws NodeApiError when the answer is an error of Allegro's, and NodeOperationError when it is
 * some other text, such as a page of HTML.
 */
export async function fileItem(
	asking: Asking,
	answer: Answer,
	{ property, name, types, asSent = false }: FileItemOptions,
): Promise<INodeExecutionData> {
	const { context } = asking;
	const { headers } = answer;
	const bytes = bytesOf(answer);
	const type = typeOf(bytes, asSent ? types : [...types, ...OTHERS]);
	if (!type?.starts) checkIsFile(asking, answer, bytes);
	const sent = asSent ? sentAs(headers) : {};
	const fileName = sent.name ?? `${safe(name)}.${type?.extension ?? 'bin'}`;
	const mime =
		sent.mime ?? type?.mime ?? String(headers['content-type'] ?? 'application/octet-stream');
	const file = await context.helpers.prepareBinaryData(bytes, fileName, mime);
	return {
		json: { fileName, mimeType: mime, fileSize: bytes.length },
		binary: { [property]: file },
	};
}

/** What is told when there is no file yet. */
export interface Missing {
	/** What it is, in the user's words: "label". */
	what: string;
	message: string;
	advice: string;
}

/**
 * The answer with the file, which may not be ready: it is asked for again when the user turned on Wait
 * Until Ready.
 *
 * @param again asks once more; undefined where no file means that there will be none.
 * @throws NodeOperationError when it is not ready, or not in time.
 */
export async function readyFile(
	call: Call,
	answer: Answer,
	again: (() => Promise<Answer>) | undefined,
	{ what, message, advice }: Missing,
): Promise<Answer> {
	if (hasFile(answer)) return answer;
	if (!again || !call.field('waitUntilReady', false)) {
		throw inputError(call.context.getNode(), message, advice, call.context.getItemIndex());
	}
	return await waitFor(
		call,
		answer,
		async () => {
			const next = await again();
			return { answer: next, outcome: hasFile(next) ? next : undefined };
		},
		{ what, advice },
	);
}

/** Without a file, Allegro answers 204, or nothing. */
function hasFile(answer: Answer): boolean {
	return answer.status !== 204 && bytesOf(answer).length > 0;
}

function bytesOf({ body }: Answer): Buffer {
	return Buffer.isBuffer(body) ? body : Buffer.from((body ?? '') as ArrayBuffer);
}

/** A status below 300 does not make a file: proxies and services behind Allegro's answer so too. */
function checkIsFile({ context, request }: Asking, answer: Answer, bytes: Buffer): void {
	const start = textOf(bytes.subarray(0, 64));
	const type = String(answer.headers['content-type'] ?? '');
	if (start.startsWith('{') || type.includes('json')) {
		const problem = objectOf(parsed(bytes));
		if (problem) throw refusalError(context.getNode(), { ...answer, body: problem }, request);
	}
	if (!start.startsWith('<') && !type.includes('html')) return;
	throw inputError(
		context.getNode(),
		'Allegro sent a page of text instead of the file',
		`${request.endpoint} answered ${answer.status}. Try again in a while.`,
		request.itemIndex,
	);
}

/** Bytes as text, without white space or a byte order mark at its beginning. */
function textOf(bytes: Buffer): string {
	return bytes.toString('latin1').trimStart().replace('\u00ef\u00bb\u00bf', '');
}

/** What carriers give instead of the format that was asked for (allegro-api #9403, #11473, #6322, #6327). */
const OTHERS = [PDF, GIF, JPEG, PNG, WEBP, TIFF, ZIP];

/** What bytes are: by what they start with where that says something, else by what they hold. */
function typeOf(bytes: Buffer, types: FileType[]): FileType | undefined {
	const known = types.find((each) => each.starts && startsLike(bytes, each));
	if (known) return known;
	const text = bytes.subarray(0, MOST_TEXT).toString('latin1');
	return types.find(({ starts, holds }) => !starts && (!holds || holds.test(text)));
}

/** So far into a file its kind is looked for. */
const MOST_TEXT = 65_536;

function startsLike(bytes: Buffer, { starts, padded }: FileType): boolean {
	const head = bytes.subarray(0, 64);
	const start = padded ? textOf(head) : head.toString('latin1');
	return [starts]
		.flat()
		.some((one) => [...one].every((byte, index) => byte === '?' || byte === start[index]));
}

/** What the headers say of a file: a name without folders, and a type that says something. */
function sentAs(headers: IDataObject): { name?: string; mime?: string } {
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
	const vague = !/^[\w.+-]+\/[\w.+-]+$/.test(type) || type === 'application/octet-stream';
	const name = dispositionName(String(headers['content-disposition'] ?? ''))
		.replace(/^.*[\\/]/, '')
		.replace(/[\p{Cc}\p{Surrogate}]/gu, '');
	return {
		name: name.replace(/\./g, '') ? bounded(name, 255) : undefined,
		mime: vague ? undefined : type,
	};
}

/** The file name in a Content-Disposition: `filename*` (RFC 5987) before `filename`. */
function dispositionName(disposition: string): string {
	const [, encoded] = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition) ?? [];
	const [, quoted, bare] =
		/filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
	try {
		if (encoded) return decodeURIComponent(encoded);
	} catch {
		// Not encoded as it should be: the other form is left.
	}
	const plain = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
	// Headers are read as Latin-1, but servers write names in UTF-8.
	const utf8 = Buffer.from(plain, 'latin1').toString('utf8');
	return utf8.includes('\ufffd') ? plain : utf8;
}

function safe(name: string): string {
	return name.replace(/[^\w.-]+/g, '-').slice(0, 120);
}
