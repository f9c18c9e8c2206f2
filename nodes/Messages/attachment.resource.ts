import type { INodeProperties } from 'n8n-workflow';

import { attachmentFields } from '../shared/attachments';
import { MESSAGE_CENTER } from '../shared/messageCenter';
import { route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { ATTACHMENTS, steps } from './attachments';

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
				description: 'Announce a file without sending it: the first of the two steps of Upload',
				routing: route('POST /messaging/message-attachments', {
					...MESSAGE_CENTER,
					after: steps.declared,
				}),
			},
			{
				name: 'Download',
				value: 'download',
				action: 'Download an attachment',
				description:
					'Get a file that came with a message of the last 6 months. Your own uploads are not found (404) until they were sent with a message and scanned.',
				routing: route('GET /messaging/message-attachments/{attachmentId}', {
					scope: 'messaging',
					accept: '*/*',
					file: true,
					after: steps.file,
				}),
			},
			{
				name: 'Send File',
				value: 'sendFile',
				action: 'Send the file of an attachment',
				description: 'Send the bytes of a declared file: the second of the two steps of Upload',
				routing: route('PUT /messaging/message-attachments/{attachmentId}', {
					scope: 'messaging',
					accept: BETA_V1,
					before: steps.sendFile,
				}),
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload an attachment',
				description:
					'Upload a PNG, GIF, BMP, TIFF, JPEG or PDF of up to 5 MB, to send it with a message by its ID. Message: Send and Reply do it in one step.',
				routing: route('POST /messaging/message-attachments', {
					...MESSAGE_CENTER,
					before: steps.declareFile,
					after: steps.sendDeclared,
				}),
			},
		],
		default: 'upload',
	},
	...attachmentFields('attachment', ATTACHMENTS),
];
