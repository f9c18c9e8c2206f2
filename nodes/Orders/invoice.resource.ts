import type { IDataObject, INodeProperties, NodeApiError } from 'n8n-workflow';

import { inputError } from '../shared/errors';
import {
	additionalJson,
	additionalJsonOption,
	binaryInput,
	fieldsFor,
	optionsOf,
	returnAllAndLimit,
	timeoutOption,
} from '../shared/fields';
import { PDF, readFile } from '../shared/files';
import { orderLocator } from '../shared/locators';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { objectOf } from '../shared/values';
import { declare, inTurn, sendBytes } from './invoiceSteps';

/** Source: the 413 of PUT .../invoices/{invoiceId}/file in Allegro's OpenAPI document. */
const MAX_BYTES = 3 * 1024 * 1024;

const order = { path: { id: 'orderId' }, scope: 'orders:write', languages: ['en-US'] };

async function readInvoice(call: Call) {
	const property = call.field<string>('binaryPropertyName');
	return await readFile(call.context, property, { types: [PDF], maxBytes: MAX_BYTES });
}

/** The file is checked before the invoice is declared: a declared invoice cannot be taken back. */
async function declareFile(call: Call): Promise<void> {
	const { name } = await readInvoice(call);
	const declared = call.request.body as IDataObject | undefined;
	call.request.body = { ...declared, file: { name, ...(declared?.file as IDataObject) } };
}

/** Declares the invoice and sends its file, before the next one of the order has its turn. */
async function upload(call: Call) {
	const { bytes, name } = await readInvoice(call);
	return await inTurn(call, async (orderId) => {
		const { body: declared } = await declare(call, orderId);
		const invoiceId = invoiceIdOf(call, declared);
		await sendBytes(call, { orderId, invoiceId }, bytes).catch((error: NodeApiError) => {
			const next = `The invoice is declared: go on with Send File and the Invoice ID ${invoiceId}.`;
			error.description = `${error.description ?? ''} ${next}`;
			throw error;
		});
		return [{ json: { orderId, invoiceId, fileName: name, fileSize: bytes.length } }];
	});
}

/** The file of an invoice that is declared, when the files before it are there. */
async function sendFile(call: Call) {
	const { bytes } = await readInvoice(call);
	return await inTurn(call, async (orderId) => {
		const invoiceId = call.field<string>('invoiceId').trim();
		await sendBytes(call, { orderId, invoiceId }, bytes);
		return [{ json: { success: true, orderId, invoiceId } }];
	});
}

async function declareOnly(call: Call) {
	return await inTurn(call, async (orderId) => [
		{ json: (await declare(call, orderId)).body as IDataObject },
	]);
}

function invoiceIdOf({ context }: Call, json: unknown): string {
	const id = objectOf(json)?.id as string | undefined;
	if (id) return id;
	throw inputError(
		context.getNode(),
		'Allegro declared the invoice, but did not say under which ID',
		'The file was not sent. Get Many shows the ID, which Send File takes.',
		context.getItemIndex(),
	);
}

export const invoiceResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['invoice'] } },
		options: [
			{
				name: 'Add Link',
				value: 'addLink',
				action: 'Add a link to an invoice',
				description: 'Give the buyer a link to an invoice kept elsewhere, up to ten for an order',
				routing: route('POST /order/{orderId}/billing-documents/links', {
					scope: 'orders:write',
					languages: ['en-US'],
				}),
			},
			{
				name: 'Declare',
				value: 'create',
				action: 'Declare an invoice',
				description: 'Announce an invoice without its file: the first of the two steps of Upload',
				routing: route('POST /order/checkout-forms/{id}/invoices', {
					...order,
					instead: declareOnly,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many invoices',
				description: 'Get the invoices of an order, with the results of the virus scan',
				routing: route('GET /order/checkout-forms/{id}/invoices', {
					...order,
					scope: 'orders:read',
					rows: 'invoices',
				}),
			},
			{
				name: 'Send File',
				value: 'sendFile',
				action: 'Send the file of an invoice',
				description:
					'Send the PDF of a declared invoice: the second of the two steps of Upload. It waits for the other invoices of the order that are being sent.',
				routing: route('PUT /order/checkout-forms/{id}/invoices/{invoiceId}/file', {
					...order,
					contentType: PDF.mime,
					instead: sendFile,
				}),
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload an invoice',
				description:
					'Attach an invoice PDF (up to 3 MB) to an order, so that the buyer gets it. Allegro takes the next one for the order when it has scanned this one: it is waited for.',
				routing: route('POST /order/checkout-forms/{id}/invoices', {
					...order,
					before: declareFile,
					instead: upload,
				}),
			},
		],
		default: 'upload',
	},
	...fieldsFor('invoice', ['addLink', 'create', 'getAll', 'sendFile', 'upload'], [orderLocator]),
	...fieldsFor(
		'invoice',
		['sendFile'],
		[
			{
				displayName: 'Invoice ID',
				name: 'invoiceId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 5b6c1f0e-3c5a-4f0e-9f5e-2f3a4c5d6e7f',
				description: 'The ID that Declare returned',
			},
		],
	),
	...fieldsFor('invoice', ['sendFile', 'upload'], [binaryInput]),
	...fieldsFor(
		'invoice',
		['create'],
		[
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. FV-2026-11-0042.pdf',
				description: 'The name under which the buyer will see the file',
				routing: body('file.name'),
			},
		],
	),
	...fieldsFor(
		'invoice',
		['create', 'upload'],
		[
			{
				displayName: 'Invoice Number',
				name: 'invoiceNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. FV/2026/11/0042',
				description: 'The number of the invoice, shown to the buyer',
				routing: body('invoiceNumber'),
			},
			optionsOf(timeoutOption, additionalJsonOption),
		],
	),
	...fieldsFor(
		'invoice',
		['addLink'],
		[
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://invoices.example.com/fv-2026-11-0042.pdf',
				description: 'Where the buyer can open the invoice',
				routing: body('url'),
			},
			additionalJson,
		],
	),
	...fieldsFor('invoice', ['getAll'], returnAllAndLimit),
];
