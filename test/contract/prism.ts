import { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator';
import { prepareForPrism, schemaOperation } from './prepare';
import type { OpenApiDocument } from './document';

type HttpOperation = Parameters<typeof validateInput>[0]['resource'];
type Verdict = ReturnType<typeof validateInput> | ReturnType<typeof validateOutput>;
type HttpMethod = Parameters<typeof validateInput>[0]['element']['method'];

/** A request in the form that Prism reads, its operation being known. */
export interface PrismRequest {
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string>;
	/** The media type whose schema the JSON body has to meet; without it bodies are not looked at. */
	bodyType?: string;
	body?: unknown;
}

/** A response in the form that Prism reads; `status` and `bodyType` as the document has them. */
export interface PrismResponse {
	status: string;
	headers: Record<string, string>;
	bodyType?: string;
	body?: unknown;
}

/** Prism's validators, loaded with one document. */
export class Prism {
	private constructor(private readonly operations: Map<string, HttpOperation>) {}

	/** Hands a document to Prism, which takes some hundred milliseconds. */
	static async load(document: OpenApiDocument): Promise<Prism> {
		const operations = await getHttpOperationsFromSpec(prepareForPrism(document));
		return new Prism(
			new Map(operations.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one])),
		);
	}

	/** Holds path, query, headers and JSON body of a request to its operation. */
	checkRequest(method: string, template: string, request: PrismRequest): string[] {
		const operation = this.find(method, template);
		const body = operation.request?.body;
		const contents = body?.contents?.filter((one) => one.mediaType === request.bodyType);
		// Prism compares media types by their suffix only, so that beta.v1 and public.v1 are the same
		// to it: the schema is chosen here, and Prism is shown no other.
		const chosen = request.bodyType && body ? { ...body, contents } : undefined;
		const verdict = validateInput({
			resource: { ...operation, request: { ...operation.request, body: chosen } } as HttpOperation,
			element: {
				method: method.toLowerCase() as HttpMethod,
				url: { path: request.path, query: request.query },
				headers: withType(request.headers, request.bodyType),
				body: request.bodyType ? request.body : undefined,
			},
		});
		return readVerdict(verdict).map((problem) => nameParameter(operation, problem));
	}

	/** Holds headers and JSON body of a response to what its operation declares for the status. */
	checkResponse(method: string, template: string, response: PrismResponse): string[] {
		const operation = this.find(method, template);
		const responses = operation.responses
			.filter((one) => one.code === response.status)
			.map((one) => ({
				...one,
				code: '200',
				contents: one.contents?.filter((content) => content.mediaType === response.bodyType),
			}));
		return readVerdict(
			validateOutput({
				resource: { ...operation, responses } as HttpOperation,
				element: {
					statusCode: 200,
					headers: withType(response.headers, response.bodyType),
					body: response.bodyType ? response.body : undefined,
				},
			}),
		);
	}

	/** Holds a value to one schema of the document's components. */
	checkSchema(name: string, value: unknown, path: string): string[] {
		const { method, path: template } = schemaOperation(name);
		const problems = this.checkRequest(method, template, {
			path: template,
			query: {},
			headers: {},
			bodyType: 'application/json',
			body: value,
		});
		return problems.map((problem) => problem.replace(/^body/, path));
	}

	private find(method: string, template: string): HttpOperation {
		const operation = this.operations.get(`${method} ${template}`);
		if (!operation) throw new Error(`Prism has no operation ${method} ${template}`);
		return operation;
	}
}

/**
 * Headers with the media type that the document spells. The length goes: Prism takes it for a sign
 * of a body, also where the body is not to be looked at.
 */
function withType(headers: Record<string, string>, type?: string): Record<string, string> {
	const rest = Object.entries(headers).filter(
		([name]) => !['content-type', 'content-length'].includes(name.toLowerCase()),
	);
	return Object.fromEntries(type ? [...rest, ['content-type', type]] : rest);
}

function readVerdict(verdict: Verdict): string[] {
	if (verdict._tag === 'Right') return [];
	const problems = verdict.left
		// Deprecated parameters are reported as a warning.
		.filter((diagnostic) => String(diagnostic.severity) === '0')
		.map(({ path = [], message }) => `${readPlace(path)}: ${readText(path, message)}`);
	return [...new Set(problems)];
}

/** Gives a parameter the name that it is declared with: Prism writes all in lower case. */
function nameParameter({ request }: HttpOperation, problem: string): string {
	const match = /^(query|header|path)(?:: must have required property '(.+)'|\.([^:[]+))/.exec(
		problem,
	);
	if (!match) return problem;
	const [text, kind, missing, named] = match;
	const parameters = { query: request?.query, header: request?.headers, path: request?.path }[kind];
	const wanted = missing ?? named;
	const name = parameters?.find((one) => one.name.toLowerCase() === wanted)?.name ?? wanted;
	return missing ? `${kind}.${name}: is missing` : `${kind}.${name}${problem.slice(text.length)}`;
}

function readPlace(path: Array<string | number>): string {
	return path
		.map((step, index) => (/^\d+$/.test(String(step)) && index > 0 ? `[${step}]` : `.${step}`))
		.join('')
		.slice(1);
}

/** The message without the place that Prism puts in front of it. */
function readText(path: Array<string | number>, message: string): string {
	const words = message.split(' ');
	const end = words.findIndex((word) => word.startsWith('must') || word === 'Body');
	return path.length > 0 && end > 0 ? words.slice(end).join(' ') : message;
}
