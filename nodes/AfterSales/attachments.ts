import type { AttachmentEndpoints } from '../shared/attachments';
import { attachmentSteps } from '../shared/attachments';
import { BETA_V1 } from '../shared/transport';

/**
 * Allegro's website takes larger files, the API does not.
 * Source: https://github.com/allegro/allegro-api/issues/12853
 */
const MAX_BYTES = 2 * 1024 * 1024;

/** Files in the conversation of a dispute or claim. */
export const ISSUE_ATTACHMENTS: AttachmentEndpoints = {
	declare: 'POST /sale/issues/attachments',
	send: 'PUT /sale/issues/attachments/{attachmentId}',
	nameProperty: 'fileName',
	maxBytes: MAX_BYTES,
	media: BETA_V1,
};

/** Their predecessors, which Allegro has switched off. */
export const DISPUTE_ATTACHMENTS: AttachmentEndpoints = {
	declare: 'POST /sale/dispute-attachments',
	send: 'PUT /sale/dispute-attachments/{attachmentId}',
	nameProperty: 'fileName',
	maxBytes: MAX_BYTES,
};

export const issueSteps = attachmentSteps(ISSUE_ATTACHMENTS);
export const disputeSteps = attachmentSteps(DISPUTE_ATTACHMENTS);
