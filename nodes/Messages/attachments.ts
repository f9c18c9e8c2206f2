import type { AttachmentEndpoints } from '../shared/attachments';
import { attachmentSteps } from '../shared/attachments';
import { BETA_V1 } from '../shared/transport';

/** Files that go with messages: up to 5 MB, kept for 6 months. */
export const ATTACHMENTS: AttachmentEndpoints = {
	declare: 'POST /messaging/message-attachments',
	send: 'PUT /messaging/message-attachments/{attachmentId}',
	nameProperty: 'filename',
	media: BETA_V1,
	maxBytes: 5 * 1024 * 1024,
};

export const steps = attachmentSteps(ATTACHMENTS);
