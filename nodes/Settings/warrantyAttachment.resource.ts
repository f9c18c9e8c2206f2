import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { additionalJson, binaryInput, fieldsFor } from '../shared/fields';
import { PDF, readFile, uploadTarget } from '../shared/files';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import type { Answer } from '../shared/transport';

async function readPdf(call: Call) {
	const property = call.field<string>('binaryPropertyName');
	// Allegro has a limit, but tells it nowhere: it answers 413 to what is too large.
	return await readFile(call.context, property, { types: [PDF], maxBytes: Infinity });
}

/** The file is checked before anything is declared. */
async function declareFile(call: Call): Promise<void> {
	const { name } = await readPdf(call);
	call.request.body = { name, ...(call.request.body as IDataObject | undefined) };
}

async function sendFile(call: Call, declared: Answer): Promise<INodeExecutionData[]> {
	const { id: attachmentId } = declared.body as { id: string };
	const { bytes } = await readPdf(call);
	const target = await uploadTarget(call, declared.headers.location);
	const sent = await call.send(
		'PUT /after-sales-service-conditions/attachments/{attachmentId}',
		{ attachmentId },
		{ host: 'upload', ...target, body: bytes, contentType: PDF.mime },
	);
	const file = { ...(declared.body as IDataObject), ...(sent.body as IDataObject | undefined) };
	return [{ json: { attachmentId, ...file, fileSize: bytes.length } }];
}

export const warrantyAttachmentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['warrantyAttachment'] } },
		options: [
			{
				name: 'Declare',
				value: 'create',
				action: 'Declare a warranty attachment',
				description: 'Announce a PDF without sending it: the first of the two steps of Upload',
				routing: route('POST /after-sales-service-conditions/attachments', {
					scope: 'sale:settings:write',
				}),
			},
			{
				name: 'Send File',
				value: 'sendFile',
				action: 'Send the file of a warranty attachment',
				description: 'Send the PDF of a declared attachment: the second of the two steps of Upload',
				routing: route('PUT /after-sales-service-conditions/attachments/{attachmentId}', {
					scope: 'sale:settings:write',
					host: 'upload',
					contentType: PDF.mime,
					before: async (call) => {
						call.request.body = (await readPdf(call)).bytes;
					},
				}),
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload a warranty attachment',
				description: 'Send a PDF with the text of a warranty, for Warranty: Create or Update',
				routing: route('POST /after-sales-service-conditions/attachments', {
					scope: 'sale:settings:write',
					before: declareFile,
					after: sendFile,
				}),
			},
		],
		default: 'upload',
	},
	...fieldsFor(
		'warrantyAttachment',
		['sendFile'],
		[
			{
				displayName: 'Attachment ID',
				name: 'attachmentId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 54702c96-4ccd-1c0e-b4c7-382a71e810b5',
				description: 'The ID that Declare gave',
			},
		],
	),
	...fieldsFor('warrantyAttachment', ['sendFile', 'upload'], [binaryInput]),
	...fieldsFor(
		'warrantyAttachment',
		['create'],
		[
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. warranty.pdf',
				description: 'The name under which buyers see the file',
				routing: body('name'),
			},
		],
	),
	...fieldsFor('warrantyAttachment', ['create', 'upload'], [additionalJson]),
];
