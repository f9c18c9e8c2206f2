import type { IBinaryKeyData, IDataObject, IPollFunctions } from 'n8n-workflow';

import { MESSAGE_FILES } from '../shared/attachments';
import { fileItem } from '../shared/files';
import { deadlineOf } from '../shared/polling';
import { readerOf } from '../shared/reader';

/** A file as a message names it. */
interface Attachment extends IDataObject {
	fileName: string;
	url?: string;
	status: string;
}

/** The files of a message, and what is to be said of each. */
export interface MessageFiles {
	binary?: IBinaryKeyData;
	files: IDataObject[];
}

const SCOPE = 'messaging';

/** All of a run stand in n8n's memory, or in its storage. */
const MOST_BYTES = 100 * 1024 * 1024;
const LATER = 'Get it with Allegro Messages, Attachment: Download.';

/** Why a file cannot be had, by its status. Source: GET /messaging/messages/{messageId}. */
const PROBLEMS: Record<string, string> = {
	NEW: `Allegro has not checked this file yet. ${LATER}`,
	UNSAFE: 'Allegro holds this file for dangerous',
	EXPIRED: 'Allegro has deleted this file: it keeps them for 6 months',
};

/**
 * Downloads files of messages for one poll, into the binary fields attachment_0, attachment_1 and so
 * on. A file that cannot be had leaves its number out and says why; it never holds up its message.
 *
 * @throws NodeApiError when Allegro is out of order: then the poll fails, and the next one repeats it.
 */
export function messageFiles(context: IPollFunctions) {
	const reader = readerOf(context, { scope: SCOPE, accept: '*/*' });
	const end = deadlineOf(context);
	let bytes = 0;

	return async (attachments: Attachment[]): Promise<MessageFiles> => {
		const binary: IBinaryKeyData = {};
		const files: IDataObject[] = [];
		for (const [index, { fileName, url, status }] of attachments.entries()) {
			const property = `attachment_${index}`;
			const without = (problem: string) => files.push({ fileName, status, problem });
			const attachmentId = /\/([\w-]+)\/?(?:[?#].*)?$/.exec(url ?? '')?.[1];
			if (!attachmentId || PROBLEMS[status]) {
				without(PROBLEMS[status] ?? 'Allegro names no address for this file');
				continue;
			}
			if (bytes >= MOST_BYTES || Date.now() >= end) {
				without(`The files of this run are too many or too large. ${LATER}`);
				continue;
			}
			const endpoint = 'GET /messaging/message-attachments/{attachmentId}';
			const answer = await reader.file(endpoint, { attachmentId });
			if (!answer) {
				without('Allegro does not have this file');
				continue;
			}
			const name = fileName.replace(/\.\w+$/, '');
			const options = { property, name, types: MESSAGE_FILES, asSent: true };
			const asking = { context, request: { endpoint, scope: SCOPE } };
			const item = await fileItem(asking, answer, options);
			bytes += Number(item.json.fileSize);
			Object.assign(binary, item.binary);
			files.push({ ...item.json, status, property });
		}
		return Object.keys(binary).length > 0 ? { binary, files } : { files };
	};
}
