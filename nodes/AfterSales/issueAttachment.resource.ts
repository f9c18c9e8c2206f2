import type { INodeProperties } from 'n8n-workflow';

import { attachmentFields } from '../shared/attachments';
import { route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { ISSUE_ATTACHMENTS, issueSteps } from './attachments';

export const issueAttachmentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['issueAttachment'] } },
		options: [
			{
				name: 'Declare',
				value: 'create',
				action: 'Declare an issue attachment',
				description:
					'Announce a file without sending it: the first of the two steps of Upload. Allegro answers with the URL to send it to.',
				routing: route('POST /sale/issues/attachments', {
					scope: 'disputes',
					accept: BETA_V1,
					contentType: BETA_V1,
					after: issueSteps.declared,
				}),
			},
			{
				name: 'Download',
				value: 'download',
				action: 'Download an issue attachment',
				description:
					'Get a file of a dispute or claim. Those whose URL has /message-center/ in it are read with Allegro Messages.',
				routing: route('GET /sale/issues/attachments/{attachmentId}', {
					scope: 'disputes',
					accept: '*/*',
					file: true,
					after: issueSteps.file,
				}),
			},
			{
				name: 'Send File',
				value: 'sendFile',
				action: 'Send the file of an issue attachment',
				description:
					'Send the bytes of a declared file to the URL that Declare gave: the second of the two steps of Upload',
				routing: route('PUT /sale/issues/attachments/{attachmentId}', {
					scope: 'disputes',
					accept: BETA_V1,
					before: issueSteps.sendFile,
				}),
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload an issue attachment',
				description:
					'Upload a PNG, GIF, BMP, TIFF, JPEG or PDF of up to 2 MB, to send it with a message by its ID. Issue: Add Message does it in one step.',
				routing: route('POST /sale/issues/attachments', {
					scope: 'disputes',
					accept: BETA_V1,
					contentType: BETA_V1,
					before: issueSteps.declareFile,
					after: issueSteps.sendDeclared,
				}),
			},
		],
		default: 'upload',
	},
	...attachmentFields('issueAttachment', ISSUE_ATTACHMENTS),
];
