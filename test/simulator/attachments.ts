import { refusal } from './errors';
import { type Call, created, file, ok, PDF, PUBLIC, route, type Route } from './router';
import type { World } from './state';

/** A file that was announced, and perhaps sent. */
export interface Attachment {
	id: string;
	fileName: string;
	mimeType?: string;
	content?: Buffer;
	createdAt: number;
}

export type Attachments = Map<string, Attachment>;

export interface AttachmentKind {
	/** The operation that announces a file, for example `POST /sale/issues/attachments`. */
	declare: string;
	send: string;
	read: string;
	scope: string;
	/** Media type of the JSON, or the choice of them. Default: public.v1. */
	media?: string | string[];
	nameProperty: 'filename' | 'fileName';
	maxBytes: number;
	/** Whether the address to send the file to comes as Location. */
	located?: boolean;
	/** How a file is refused that was not announced, or was sent before. */
	unknownStatus: 404 | 422;
	files(): Attachments;
	/** Whether a file went with a message: before that, nobody can read it. */
	sent?(id: string): boolean;
}

const IMAGES = ['image/png', 'image/gif', 'image/bmp', 'image/tiff', 'image/jpeg'];

/** Files that go with messages: announced, then sent, then read by anyone who may see the message. */
export function attachmentRoutes(world: World, kind: AttachmentKind): Route[] {
	const { scope, media = PUBLIC, nameProperty, maxBytes, files, sent = () => true } = kind;

	const find = ({ params }: Call, status: number, wanted: (one: Attachment) => boolean) => {
		const found = files().get(params.attachmentId);
		if (found && wanted(found)) return found;
		throw refusal(status, 'ATTACHMENT_ERROR', `Attachment ${params.attachmentId} not found`);
	};

	return [
		route(kind.declare, { scope, accept: media, body: [media].flat() }, ({ data }) => {
			const { [nameProperty]: fileName, size } = data as Record<string, unknown>;
			if (typeof fileName !== 'string' || fileName === '') throw wrong(nameProperty, 'is missing');
			if (!Number.isInteger(size) || Number(size) < 1 || Number(size) > maxBytes) {
				throw wrong('size', `must be between 1 and ${maxBytes}`);
			}
			const id = world.ids.uuid();
			files().set(id, { id, fileName, createdAt: world.clock.now() });
			const location = world.urls.api + kind.send.split(' ')[1].replace(/\{\w+\}/, id);
			return created({ id }, kind.located ? { location } : undefined);
		}),

		route(kind.send, { scope, accept: media, body: [...IMAGES, PDF] }, (call) => {
			const attachment = find(call, kind.unknownStatus, ({ content }) => !content);
			if (call.body.length > maxBytes) {
				throw refusal(413, 'ATTACHMENT_ERROR', `A file has at most ${maxBytes} bytes`);
			}
			if (call.body.length === 0) throw refusal(422, 'EMPTY-ATTACHMENT', 'The file is empty');
			attachment.content = call.body;
			attachment.mimeType = call.headers['content-type']!.split(';')[0];
			return ok({ id: attachment.id });
		}),

		route(kind.read, { scope, accept: null }, (call) => {
			const { content, mimeType, fileName } = find(
				call,
				404,
				(one) => one.content !== undefined && sent(one.id),
			);
			const name = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
			const { headers, ...answer } = file(content!, mimeType!);
			return { ...answer, headers: { ...headers, 'content-disposition': name } };
		}),
	];
}

/**
 * The sent files with these ids.
 * @throws ApiError 422 when there is none for one of them
 */
export function sentFiles(files: Attachments, wanted: Array<{ id?: string }> = []): Attachment[] {
	return wanted.map(({ id }) => {
		const attachment = files.get(`${id}`);
		if (attachment?.content) return attachment;
		throw refusal(422, 'ATTACHMENT_ERROR', `Attachment ${id} was not sent`, {
			path: 'attachments',
		});
	});
}

const wrong = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', `${path} ${message}`, { path });
