import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { FileRules } from '../shared/attachments';
import { attachmentSteps } from '../shared/attachments';
import { additionalJson, binaryInput, fieldsFor } from '../shared/fields';
import { JPEG, PDF, PNG, readFile } from '../shared/files';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { returnedAddress } from '../shared/transport';
import { ATTACHMENT_TYPES } from './options';

const MEGABYTE = 1024 * 1024;
const SAFETY = 'SAFETY_INFORMATION_MANUAL';

/**
 * What each type of attachment may be. Sources: POST /sale/offer-attachments in Allegro's OpenAPI
 * document; for the sizes https://github.com/allegro/allegro-api/issues/10670
 */
function rulesOf(type?: string): FileRules {
	if (type === undefined || type === SAFETY) {
		return { types: [PDF, JPEG, PNG], maxBytes: 50 * MEGABYTE };
	}
	const labels = ['ENERGY_LABEL', 'TIRE_LABEL'];
	return { types: labels.includes(type) ? [JPEG, PNG] : [PDF], maxBytes: 20 * MEGABYTE };
}

const typeOf = ({ request }: Call) => (request.body as { type?: string } | undefined)?.type;

const steps = attachmentSteps({
	declare: 'POST /sale/offer-attachments',
	send: 'PUT /sale/offer-attachments/{attachmentId}',
	nameProperty: 'name',
	within: 'file',
	maxBytes: rulesOf().maxBytes,
	rules: (call) => rulesOf(typeOf(call)),
	sizeless: true,
	host: 'upload',
});

async function sendDeclared(call: Call, declared: Answer): Promise<INodeExecutionData[]> {
	const items = await steps.sendDeclared(call, declared);
	return items.map(({ json }) => ({ json: { ...json, type: typeOf(call) } }));
}

async function sendFile(call: Call): Promise<void> {
	const property = call.field<string>('binaryPropertyName');
	const { bytes, type } = await readFile(call.context, property, rulesOf());
	const given = String(call.field('attachmentId')).trim();
	const address = /^https?:\/\//i.test(given)
		? await returnedAddress(call.context, given, call.request)
		: {};
	Object.assign(call.request, { ...address, body: bytes, contentType: type.mime });
}

export const attachmentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['attachment'] } },
		options: [
			{
				name: 'Declare',
				value: 'create',
				action: 'Declare an attachment',
				description:
					'Announce an attachment without its file: the first of the two steps of Upload',
				routing: route('POST /sale/offer-attachments', {
					scope: 'sale:offers:write',
					after: steps.declared,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an attachment',
				description: 'Get the type and the name of an attachment, and the address of its file',
				routing: route('GET /sale/offer-attachments/{attachmentId}', {
					scope: 'sale:offers:read',
				}),
			},
			{
				name: 'Send File',
				value: 'sendFile',
				action: 'Send the file of an attachment',
				description:
					'Send the file of a declared attachment: the second of the two steps of Upload',
				routing: route('PUT /sale/offer-attachments/{attachmentId}', {
					host: 'upload',
					scope: 'sale:offers:write',
					before: sendFile,
				}),
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload an attachment',
				description:
					'Upload a manual, a label or other papers, and get the attachmentId for an offer (Attachment IDs) or its product (Safety Attachment IDs)',
				routing: route('POST /sale/offer-attachments', {
					scope: 'sale:offers:write',
					before: steps.declareFile,
					after: sendDeclared,
				}),
			},
		],
		default: 'upload',
	},
	...fieldsFor(
		'attachment',
		['create', 'upload'],
		[
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: ATTACHMENT_TYPES,
				default: 'USER_MANUAL',
				required: true,
				description:
					'What it is. An offer has at most one of each type, a product up to 20 safety information manuals.',
				routing: body('type'),
			},
		],
	),
	...fieldsFor(
		'attachment',
		['create'],
		[
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. instrukcja.pdf',
				description: 'The name under which buyers will see the file, up to 200 characters',
				routing: body('file.name'),
			},
		],
	),
	...fieldsFor(
		'attachment',
		['get'],
		[
			{
				displayName: 'Attachment ID',
				name: 'attachmentId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 07ee5e36-afc7-11eb-af49-3df5354ef858',
				description: 'An ID from attachments of an offer, or one that Upload or Declare gave',
			},
		],
	),
	...fieldsFor(
		'attachment',
		['sendFile'],
		[
			{
				displayName: 'Upload URL or Attachment ID',
				name: 'attachmentId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 07ee5e36-afc7-11eb-af49-3df5354ef858',
				description:
					'The uploadUrl that Declare gave, which works once, or the ID where it gave none',
			},
		],
	),
	...fieldsFor('attachment', ['sendFile', 'upload'], [binaryInput]),
	...fieldsFor('attachment', ['create', 'upload'], [additionalJson]),
];
