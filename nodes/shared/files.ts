import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import { inputError } from './errors';
import type { Answer } from './transport';

/** A kind of file that Allegro takes or gives, and the bytes it starts with. */
export interface FileType {
	mime: string;
	extension: string;
	starts: string;
}

export const PDF: FileType = { mime: 'application/pdf', extension: 'pdf', starts: '%PDF' };
export const ZPL: FileType = { mime: 'application/zpl', extension: 'zpl', starts: '^XA' };
/** Text may begin with anything. */
export const CSV: FileType = { mime: 'text/csv', extension: 'csv', starts: '' };

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
 * @throws NodeOperationError when there is no such field, the file is empty, larger than `maxBytes`,
 * or does not start like one of `types`.
 */
export async function readFile(
	context: IExecuteSingleFunctions,
	property: string,
	{ types, maxBytes }: { types: FileType[]; maxBytes: number },
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
	if (!binary?.[property]) {
		throw refuse(
			`The item has no file in the field "${property}"`,
			found.length > 0
				? `Its files are in: ${found.join(', ')}.`
				: 'It holds no file at all: check the node that should deliver it.',
		);
	}
	const bytes = await context.helpers.getBinaryDataBuffer(property);
	const name = binary[property].fileName ?? '';
	const label = name ? `The file "${name}"` : `The file in the field "${property}"`;
	if (bytes.length === 0) throw refuse(`${label} is empty`, 'Check the node that delivers it.');
	const type = types.find(({ starts }) => startsWith(bytes, starts));
	if (!type) {
		throw refuse(
			`${label} is not a ${types.map(({ extension }) => extension.toUpperCase()).join(' or ')}`,
			`It starts with other bytes than such files do (${types.map(({ starts }) => starts).join(' or ')}).`,
		);
	}
	if (bytes.length > maxBytes) {
		throw refuse(
			`${label} is too large`,
			`It has ${bytes.length} bytes, and Allegro takes at most ${maxBytes}.`,
		);
	}
	return { name: name || `file.${type.extension}`, type, bytes };
}

/**
 * Makes an item with a file out of an answer's bytes. What the file is, its bytes tell.
 *
 * @param name the file's name without extension.
 */
export async function fileItem(
	context: IExecuteSingleFunctions,
	{ body, headers }: Answer,
	{ property, name, types }: { property: string; name: string; types: FileType[] },
): Promise<INodeExecutionData> {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body as ArrayBuffer);
	const type = types.find(({ starts }) => startsWith(bytes, starts));
	const fileName = `${safe(name)}.${type?.extension ?? 'bin'}`;
	const mime = type?.mime ?? String(headers['content-type'] ?? 'application/octet-stream');
	const file = await context.helpers.prepareBinaryData(bytes, fileName, mime);
	return {
		json: { fileName, mimeType: mime, fileSize: bytes.length },
		binary: { [property]: file },
	};
}

function startsWith(bytes: Buffer, magic: string): boolean {
	// Printers' files may begin with white space or a byte order mark.
	return bytes
		.subarray(0, 64)
		.toString('latin1')
		.trimStart()
		.replace('\u00ef\u00bb\u00bf', '')
		.startsWith(magic);
}

function safe(name: string): string {
	return name.replace(/[^\w.-]+/g, '-').slice(0, 120);
}
