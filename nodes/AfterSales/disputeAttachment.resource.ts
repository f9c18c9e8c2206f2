import type { INodeProperties } from 'n8n-workflow';

import { attachmentFields } from '../shared/attachments';
import { fieldsFor } from '../shared/fields';
import { route } from '../shared/routing';
import { DISPUTE_ATTACHMENTS, disputeSteps } from './attachments';

const retired = { since: '2026-01-07', instead: 'use the resource Issue Attachment' };

export const disputeAttachmentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['disputeAttachment'] } },
		options: [
			{
				name: 'Declare',
				value: 'create',
				action: 'Declare a dispute attachment by a retired method',
				description: 'Announce a file without sending it',
				routing: route('POST /sale/dispute-attachments', {
					after: disputeSteps.declared,
					retired,
				}),
			},
			{
				name: 'Download',
				value: 'download',
				action: 'Download a dispute attachment by a retired method',
				description: 'Get a file of a dispute',
				routing: route('GET /sale/dispute-attachments/{attachmentId}', {
					accept: '*/*',
					file: true,
					after: disputeSteps.file,
					retired,
				}),
			},
			{
				name: 'Send File',
				value: 'sendFile',
				action: 'Send the file of a dispute attachment by a retired method',
				description: 'Send the bytes of a declared file',
				routing: route('PUT /sale/dispute-attachments/{attachmentId}', {
					before: disputeSteps.sendFile,
					retired,
				}),
			},
		],
		default: 'create',
	},
	...fieldsFor(
		'disputeAttachment',
		['create', 'download', 'sendFile'],
		[
			{
				displayName:
					'Allegro switched this off on 2026-01-07. Use the resource Issue Attachment instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...attachmentFields('disputeAttachment', DISPUTE_ATTACHMENTS),
];
