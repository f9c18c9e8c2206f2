import type { INodeProperties } from 'n8n-workflow';

import { attachmentLocator, attachmentSteps } from '../shared/attachments';
import { additionalJson, binaryInput, fieldsFor } from '../shared/fields';
import { PDF } from '../shared/files';
import { body, route } from '../shared/routing';

const steps = attachmentSteps({
	declare: 'POST /after-sales-service-conditions/attachments',
	send: 'PUT /after-sales-service-conditions/attachments/{attachmentId}',
	nameProperty: 'name',
	types: [PDF],
	// Allegro has a limit, but tells it nowhere: it answers 413 to what is too large.
	maxBytes: Infinity,
	sizeless: true,
	host: 'upload',
});

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
					after: steps.declared,
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
					before: steps.sendFile,
				}),
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload a warranty attachment',
				description: 'Send a PDF with the text of a warranty, for Warranty: Create or Update',
				routing: route('POST /after-sales-service-conditions/attachments', {
					scope: 'sale:settings:write',
					before: steps.declareFile,
					after: steps.sendDeclared,
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
				...attachmentLocator,
				description: 'The ID or the uploadUrl that Declare gave',
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
