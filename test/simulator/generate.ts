import { operationsOf, resolve, type Content } from '../contract/document';
import { readExtract } from '../contract/extract';
import { isJson } from '../contract/media';
import { listOperations, responseContent } from '../contract/operations';
import { type Call, PDF, route, type Answer, type Route } from './router';
import { Sampler } from './samples';

/** Bytes of the media types that are not JSON. */
const BYTES: Record<string, string> = { [PDF]: '%PDF-1.4', 'text/csv': 'id;quantity\n1;1\n' };

const HEADERS: Record<string, string> = { etag: '"1"', 'retry-after': '1' };

/**
 * A route for each operation of Allegro's API, which answers what the contract allows: shaped
 * right, and made up. They stand in for what the simulator does not simulate.
 */
export function generatedRoutes(): Route[] {
	const document = readExtract();
	const sampler = new Sampler(document);
	const declared = new Map(
		[...operationsOf(document)].map(({ method, path, operation }) => [
			`${method} ${path}`,
			operation,
		]),
	);
	return listOperations(document).map((operation) => {
		const key = `${operation.method} ${operation.path}`;
		const { scopes, appTokenOk, host, requestMedia, successMedia } = operation;
		// The document has a slip: a media type with a blank in it.
		const accept = successMedia.filter((type) => !/[* ]/.test(type));
		const gate = {
			host: host as 'api' | 'upload',
			scope: scopes[0],
			app: appTokenOk,
			accept: accept.length > 0 ? accept : null,
			body: requestMedia.length > 0 ? requestMedia : undefined,
			made: true,
		};
		const { responses } = declared.get(key)!;
		const status = Object.keys(responses)
			.filter((one) => one.startsWith('2'))
			.sort((one, other) => Number(one === '202') - Number(other === '202'))[0];
		const content = responseContent(document, declared.get(key)!, status) ?? {};
		const { headers = {} } = resolve<{ headers?: object; content?: Content }>(
			document,
			responses[status],
		);
		return route(key, gate, (call): Answer => {
			const names = Object.keys(headers).map((name) => name.toLowerCase());
			const own = names.filter((name) => name !== 'content-type' && name !== 'content-disposition');
			const sent = Object.fromEntries(own.map((name) => [name, HEADERS[name] ?? call.path]));
			const type = call.accept ?? Object.keys(content)[0];
			const schema = type ? content[type]?.schema : undefined;
			if (!schema) return { status: Number(status), headers: sent };
			if (isJson(type)) {
				return { status: Number(status), body: named(sampler.sample(schema), call), headers: sent };
			}
			const bytes = Buffer.from(BYTES[type] ?? 'sample');
			const mime = type.includes('*') ? 'application/octet-stream' : type;
			return { status: Number(status), body: bytes, headers: { ...sent, 'content-type': mime } };
		});
	});
}

/** What was asked for by an id has this id. */
function named(body: unknown, { params }: Call): unknown {
	const id = Object.values(params).at(-1);
	if (!id || typeof body !== 'object' || body === null || !('id' in body)) return body;
	return { ...body, ...(typeof body.id === 'string' ? { id } : {}) };
}
