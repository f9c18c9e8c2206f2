/** Any value that JSON can hold. */
export type JsonValue =
	| string
	| number
	| boolean
	| null
	| JsonValue[]
	| { [property: string]: JsonValue };

/** A body of bytes, remembered by what can be compared. */
export interface BinaryBody {
	/** The content type under which the bytes went out. */
	$binary: string;
	size: number;
	sha256: string;
}

/** Which of Allegro's hosts a request went to. */
export type Host = 'api' | 'upload' | 'auth';

/** A request as a node sent it. */
export interface RecordedRequest {
	method: string;
	host: Host;
	/** The path with its query string, as sent. */
	path: string;
	headers: Record<string, string>;
	body?: JsonValue | BinaryBody;
}

/** A response as a server gave it. */
export interface RecordedResponse {
	status: number;
	headers: Record<string, string>;
	body?: unknown;
}

/** A query parameter that an operation knows. */
export interface QueryParameter {
	name: string;
	required: boolean;
	repeated: boolean;
}

/** An operation of Allegro's API, as the OpenAPI document declares it. */
export interface Operation {
	method: string;
	/** The path template, such as `/order/checkout-forms/{id}`. */
	path: string;
	operationId: string;
	tag: string;
	deprecated: boolean;
	/** Scopes without the prefix `allegro:api:`. */
	scopes: string[];
	/** Whether a token without a user is enough. */
	appTokenOk: boolean;
	host: Host;
	/** The query parameters, those with free names excepted. */
	query: QueryParameter[];
	/** Whether filter ids may be used as names of query parameters. */
	freeQueryNames: boolean;
	requestMedia: string[];
	/** Media types of the answers with a 2xx status. */
	successMedia: string[];
	statuses: string[];
}

/** Allegro's OpenAPI document, ready to be asked about recorded exchanges. */
export interface Contract {
	version: string;
	operations: Operation[];
	/** Finds the operation of a method and a path; literal segments win over parameters. */
	operationFor(method: string, path: string): Operation | undefined;
	/** Problems of a request, each naming its place; none means accepted. */
	checkRequest(request: RecordedRequest): string[];
	/** Problems of the response to a request. */
	checkResponse(
		request: Pick<RecordedRequest, 'method' | 'path'>,
		response: RecordedResponse,
	): string[];
}

/** Tells a body of bytes from a JSON body. */
export function isBinaryBody(body: unknown): body is BinaryBody {
	return (
		typeof body === 'object' &&
		body !== null &&
		typeof (body as Partial<BinaryBody>).$binary === 'string' &&
		typeof (body as Partial<BinaryBody>).size === 'number'
	);
}
