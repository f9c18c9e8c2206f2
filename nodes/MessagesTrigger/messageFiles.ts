import type { IBinaryKeyData, IDataObject, IPollFunctions } from 'n8n-workflow';

import { MESSAGE_FILES } from '../shared/attachments';
import { detailOf } from '../shared/details';
import { fileItem } from '../shared/files';
import { deadlineOf } from '../shared/polling';
import { readerOf } from '../shared/reader';
import { Tries } from '../shared/tries';

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
	/** Why it is better to try again in the next poll, if it is. */
	wait?: string;
}

const SCOPE = 'messaging';

/** All of a run stand in n8n's memory, or in its storage. */
const MOST_BYTES = 100 * 1024 * 1024;
const GONE = 'Allegro does not have this file';
const OVER = 'The time of this poll was over';
const LATER = 'Get it with Allegro Messages, Attachment: Download.';

/** Why a file cannot be had, by its status. Source: GET /messaging/messages/{messageId}. */
const PROBLEMS: Record<string, string> = {
	NEW: `Allegro has not checked this file yet. ${LATER}`,
	UNSAFE: 'Allegro holds this file for dangerous',
	EXPIRED: 'Allegro has deleted this file: it keeps them for 6 months',
};

/**
 * Downloads files of messages for one poll, into the binary fields attachment_0, attachment_1 and so
 * on. A file that cannot be had leaves its number out and says why; it never holds up its message, but
 * for a fault that may go by, which `wait` tells of.
 *
 * @throws NodeApiError when not a file is the trouble, but the connection or the number of requests.
 */
export function messageFiles(context: IPollFunctions) {
	const reader = readerOf(context, { scope: SCOPE, accept: '*/*' });
	const end = deadlineOf(context);
	let bytes = 0;

	return async (attachments: Attachment[]): Promise<MessageFiles> => {
		const binary: IBinaryKeyData = {};
		const files: IDataObject[] = [];
		let wait: string | undefined;
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
			// Whether it is tried again is for the message to say: each try would fail.
			const tries = new Tries({}, Infinity);
			const read = async () => {
				const answer = await reader.file(endpoint, { attachmentId });
				const name = fileName.replace(/\.\w+$/, '');
				const options = { property, name, types: MESSAGE_FILES, asSent: true };
				return await fileItem({ context, request: { endpoint, scope: SCOPE } }, answer, options);
			};
			const detail = await detailOf(attachmentId, read, { tries, gone: GONE });
			if (!detail?.value) {
				wait ??= detail ? undefined : tries.reason || OVER;
				without(detail?.problem ?? `${tries.reason || OVER}. ${LATER}`);
				continue;
			}
			bytes += Number(detail.value.json.fileSize);
			Object.assign(binary, detail.value.binary);
			files.push({ ...detail.value.json, status, property });
		}
		return {
			files,
			...(Object.keys(binary).length > 0 && { binary }),
			...(wait && { wait }),
		};
	};
}
