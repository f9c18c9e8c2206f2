import fc from 'fast-check';
import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { CSV, fileItem, JPEG, PDF, PNG, readFile, TIFF, WEBP, ZPL } from '../../nodes/shared/files';
import { anyJson } from './json';
import { times } from './runs';

/** Files of any bytes, under any name. */
const node = { name: 'Allegro', type: 'allegro', parameters: {} };
const types = fc.subarray([PDF, ZPL, CSV, JPEG, PNG, TIFF, WEBP]);
const bytes = fc.oneof(
	fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array)),
	fc
		.tuple(
			fc.constantFrom(
				'%PDF',
				'\x89PNG',
				'\xff\xd8\xff',
				'{"errors":',
				'<html>',
				'\ufeff<',
				'II*\0',
			),
			fc.string(),
		)
		.map(([start, rest]) => Buffer.from(start + rest, 'latin1')),
	anyJson.map((value) => Buffer.from(JSON.stringify(value))),
);
const name = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'..',
		'../../etc/passwd',
		'C:\\a.pdf',
		'\0',
		'%ED%A0%BD',
		'🛒'.repeat(200),
		'\ud83d',
	),
);
const disposition = fc
	.tuple(
		fc.constantFrom('attachment', 'inline', ''),
		fc.constantFrom('filename', 'filename*'),
		name,
	)
	.chain(([kind, key, value]) =>
		fc.constantFrom(
			`${kind}; ${key}="${value}"`,
			`${kind}; ${key}=${value}`,
			`${kind}; ${key}=UTF-8''${value}`,
			`${kind}; ${key}=utf-8''${encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''))}`,
			value,
		),
	);

test('a file out of an answer has a harmless name, a type, and its own bytes; or there is an error', async () => {
	await fc.assert(
		fc.asyncProperty(
			bytes,
			types,
			disposition,
			fc.string(),
			fc.boolean(),
			async (given, kinds, header, type, asSent) => {
				const kept: Buffer[] = [];
				const context = {
					getNode: () => node,
					helpers: {
						async prepareBinaryData(content: Buffer, fileName: string, mimeType: string) {
							kept.push(content);
							return { data: '', fileName, mimeType };
						},
					},
				} as unknown as IExecuteSingleFunctions;
				const headers = { 'content-disposition': header, 'content-type': type } as IDataObject;
				const item = await fileItem(
					{ context, request: { endpoint: 'GET /a' } },
					{ status: 200, headers, body: given },
					{ property: 'data', name: header, types: kinds, asSent },
				).catch((error: Error) => error);
				if (item instanceof Error) {
					expect(item instanceof NodeApiError || item instanceof NodeOperationError).toBe(true);
					return;
				}
				const { fileName, fileSize } = item.json as { fileName: string; fileSize: number };
				expect(fileName).not.toMatch(/[/\\]|[\p{Cc}\p{Surrogate}]|^\.*$/u);
				expect(fileName.length).toBeLessThanOrEqual(255);
				expect(kept[0].equals(given)).toBe(true);
				expect(fileSize).toBe(given.length);
			},
		),
		times(500),
	);
});

test('a file of an item is read whole or refused in words, and never when it is too large', async () => {
	const property = fc.constantFrom('data', '__proto__', 'constructor', 'toString', 'other', '');
	await fc.assert(
		fc.asyncProperty(
			bytes,
			types,
			property,
			name,
			fc.nat(100),
			async (given, kinds, wanted, fileName, maxBytes) => {
				const context = {
					getNode: () => node,
					getItemIndex: () => 2,
					getInputData: () => ({ json: {}, binary: { data: { fileName, mimeType: 'a/b' } } }),
					helpers: { getBinaryDataBuffer: async () => given },
				} as unknown as IExecuteSingleFunctions;
				const file = await readFile(context, wanted, { types: kinds, maxBytes }).catch(
					(error: NodeOperationError) => error,
				);
				if (file instanceof Error) {
					expect(file).toBeInstanceOf(NodeOperationError);
					expect(file.description).toContain('Nothing was sent to Allegro');
					expect(file.context.itemIndex).toBe(2);
					return;
				}
				expect(wanted).toBe('data');
				expect(file.bytes.equals(given)).toBe(true);
				expect(given.length).toBeLessThanOrEqual(maxBytes);
				expect(kinds).toContain(file.type);
				expect(file.name).not.toBe('');
			},
		),
		times(300),
	);
});
