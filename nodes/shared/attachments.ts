import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { additionalJson, binaryInput, binaryOutput, fieldsFor, idObjects } from './fields';
import { inputError } from './errors';
import type { FileType, InputFile } from './files';
import { BMP, fileItem, GIF, JPEG, PDF, PNG, readFile, readyFile, TIFF } from './files';
import { toCount } from './numbers';
import type { Call, Convert, Endpoint } from './routing';
import { asList, body } from './routing';
import type { Answer } from './transport';
import { returnedAddress, send as sendAgain } from './transport';
import { lastSegment, merge, objectOf } from './values';

export type FileRules = Parameters<typeof readFile>[2];

/** Where files are declared and sent, of which kinds they are, and how large they may be. */
export interface AttachmentEndpoints {
	declare: Endpoint;
	/** Takes the bytes; its parameter is `{attachmentId}`. */
	send: Endpoint;
	/** Property of the declaration with the file's name. */
	nameProperty: 'filename' | 'fileName' | 'name';
	maxBytes: number;
	/** What files it takes, when not all that go with messages. */
	types?: FileType[];
	/** What files it takes, and how large, when that depends on other fields. */
	rules?: (call: Call) => FileRules;
	/** Property of the declaration that holds the name's, when that is not at its top. */
	within?: string;
	/** Whether the declaration tells no size. */
	sizeless?: boolean;
	/** The host that takes the bytes, when it is not the API's. */
	host?: 'upload';
	/** The media type of the JSON around it, when it is not public.v1. */
	media?: string;
}

/**
 * Files that go with messages. Source: the media types of the three PUT .../attachments in Allegro's
 * OpenAPI document.
 */
export const MESSAGE_FILES = [BMP, GIF, JPEG, PDF, PNG, TIFF];

/**
 * The steps of operations with attachments. A file is checked before it is declared, and goes to the
 * URL that the answer's Location names, else to the documented path.
 */
export function attachmentSteps(endpoints: AttachmentEndpoints) {
	const { declare, send, nameProperty, within, maxBytes, types = MESSAGE_FILES, media } = endpoints;
	const { rules = () => ({ types, maxBytes }), sizeless, host } = endpoints;
	const read = async (call: Call, property: string, labelled?: string) =>
		await readFile(call.context, property, rules(call), labelled);
	const declaration = ({ name, bytes }: InputFile): IDataObject => {
		const about = { [nameProperty]: name, ...(sizeless ? {} : { size: bytes.length }) };
		return within ? { [within]: about } : about;
	};

	async function put(call: Call, { bytes, type }: InputFile, declared: Answer): Promise<string> {
		const url = declared.headers.location as string | undefined;
		const attachmentId = attachmentIdOf(call, declared);
		await call.send(
			send,
			{ attachmentId },
			{
				body: bytes,
				contentType: type.mime,
				accept: media,
				host,
				...(url ? await returnedAddress(call.context, url, call.request) : {}),
			},
		);
		return attachmentId;
	}

	return {
		/** Before Upload: declares the file of the input item. */
		async declareFile(call: Call): Promise<void> {
			const file = await read(call, call.field('binaryPropertyName'));
			const more = (call.request.body ?? {}) as IDataObject;
			call.request.body = merge(declaration(file), more);
		},

		/** After Upload: sends the bytes of the declared file. */
		async sendDeclared(call: Call, declared: Answer): Promise<INodeExecutionData[]> {
			const file = await read(call, call.field('binaryPropertyName'));
			const attachmentId = await put(call, file, declared);
			const { name, type, bytes } = file;
			const json = { fileName: name, mimeType: type.mime, fileSize: bytes.length };
			return [{ json: { attachmentId, ...json } }];
		},

		/** After Declare: tells also where Allegro wants the bytes, when it says so. */
		async declared(_call: Call, { body, headers }: Answer): Promise<INodeExecutionData[]> {
			const uploadUrl = headers.location as string | undefined;
			return [{ json: { ...(body as IDataObject), ...(uploadUrl ? { uploadUrl } : {}) } }];
		},

		/** Before Send File: the bytes, to the URL if the attachment is given by one. */
		async sendFile(call: Call): Promise<void> {
			const { bytes, type } = await read(call, call.field('binaryPropertyName'));
			const { mode, value } = call.locator('attachmentId') ?? {};
			const address =
				mode === 'url' && value ? await returnedAddress(call.context, value, call.request) : {};
			Object.assign(call.request, { ...address, body: bytes, contentType: type.mime });
		},

		/** Before a message is sent: uploads the files it names and puts their IDs into it. */
		async attach(call: Call): Promise<void> {
			const { binaryPropertyNames } = call.field<IDataObject>('additionalFields', {});
			const names = fieldNames(binaryPropertyNames);
			const files: InputFile[] = [];
			for (const name of names) files.push(await read(call, name, 'Input Binary Fields'));
			const ids: string[] = [];
			for (const file of files) {
				const about = { body: declaration(file), accept: media, contentType: media };
				ids.push(await put(call, file, await call.send(declare, {}, about)));
			}
			if (ids.length === 0) return;
			const message = call.request.body as IDataObject;
			const known = (message.attachments ?? []) as IDataObject[];
			call.request.body = { ...message, attachments: [...known, ...ids.map((id) => ({ id }))] };
		},

		/** After Download: the file, under the name and type that Allegro gives it. */
		async file(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
			const { context, field, request } = call;
			const { attachmentId } = request.values ?? {};
			const again = async () => await sendAgain(context, request);
			const ready = await readyFile(call, answer, again, MISSING);
			const item = await fileItem(call, ready, {
				property: field('binaryPropertyName'),
				name: `attachment-${attachmentId}`,
				types,
				asSent: true,
			});
			return [{ ...item, json: { attachmentId, ...item.json } }];
		},
	};
}

const MISSING = {
	what: 'file',
	message: 'The file is not ready yet',
	advice: 'Allegro scans files before it gives them out. Try again in a while.',
};

/** Some answers name the ID, some only the address that ends with it. */
function attachmentIdOf({ context }: Call, { body: json, headers }: Answer): string {
	const id = objectOf(json)?.id ?? lastSegment(headers.location);
	if (id) return String(id);
	throw inputError(
		context.getNode(),
		'Allegro took the declaration of the file, but did not say where to send it',
		'The file was not sent. Try again.',
		context.getItemIndex(),
	);
}

/** Names of binary fields: they may hold blanks, so that only commas part them. */
function fieldNames(value: unknown): string[] {
	const names: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return names.map((name) => String(name).trim()).filter(Boolean);
}

/** An attachment, by its ID or by one of its addresses. */
export const attachmentLocator: INodeProperties = {
	displayName: 'Attachment',
	name: 'attachmentId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description:
		'The ID that Declare or Upload gave, the uploadUrl that Declare gave, or the URL of an attachment in a message',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 97dc0b60-2da4-11f0-92ba-b748630ba0f6',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://upload.allegro.pl/message-center/message-attachments/97dc0b60-2da4-11f0-92ba-b748630ba0f6',
			extractValue: { type: 'regex', regex: '^\\s*https?://[^?#]*/([\\w-]+)/?(?:[?#].*)?\\s*$' },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*https?://[^?#]*/[\\w-]+/?(?:[?#].*)?\\s*$',
						errorMessage: 'Not the URL of an attachment',
					},
				},
			],
		},
	],
};

/** A number of bytes, also from text. */
function sizeUpTo(most: number): Convert {
	return (value) => {
		const wanted = { what: 'a size', use: `a whole number from 1 to ${most}` };
		const size = toCount(value, wanted);
		if (size >= 1 && size <= most) return size;
		throw new Error(`"${String(value)}" is not a size. Use a whole number from 1 to ${most}`);
	};
}

/**
 * The fields of a resource of attachments with the operations create (Declare), download, sendFile and,
 * where it has one, upload.
 */
export function attachmentFields(
	resource: string,
	{ nameProperty, maxBytes }: AttachmentEndpoints,
): INodeProperties[] {
	return [
		...fieldsFor(resource, ['download', 'sendFile'], [attachmentLocator]),
		...fieldsFor(
			resource,
			['create'],
			[
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. instruction.pdf',
					description: 'The name under which the file will be seen, with its extension',
					routing: body(nameProperty),
				},
				{
					displayName: 'Size (Bytes)',
					name: 'size',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 48213',
					description: `The exact size of the file that will be sent, at most ${maxBytes}`,
					routing: body('size', sizeUpTo(maxBytes)),
				},
			],
		),
		...fieldsFor(resource, ['sendFile', 'upload'], [binaryInput]),
		...fieldsFor(resource, ['download'], [binaryOutput]),
		...fieldsFor(resource, ['create', 'upload'], [additionalJson]),
	];
}

/** Additional fields of a message: files that go with it. */
export const messageAttachments: INodeProperties[] = [
	{
		displayName: 'Attachment IDs',
		name: 'attachmentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 97dc0b60-2da4-11f0-92ba-b748630ba0f6',
		description: 'Files that were uploaded before: IDs that Upload gave, separated by commas',
		routing: body('attachments', idObjects),
	},
	{
		displayName: 'Input Binary Fields',
		name: 'binaryPropertyNames',
		type: 'string',
		default: '',
		placeholder: 'e.g. data',
		hint: 'The names of the input fields that hold the files, separated by commas. All of them: {{ Object.keys($binary) }}',
		description:
			'Files to upload and send with the message: PNG, GIF, BMP, TIFF, JPEG or PDF. All are checked before the first is uploaded.',
		routing: asList(),
	},
];
