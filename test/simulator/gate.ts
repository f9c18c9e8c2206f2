import { requireDocumented } from './documented';
import { OAuthError, refusal } from './errors';
import type { Limits } from './limits';
import { type App, fullScope, type Identity, type OAuth } from './oauth';
import { type Call, PUBLIC, type Route } from './router';

const USER_AGENT = /^(\S+)\/\S+\s+\(\+https?:\/\/\S+\)$/;

/**
 * What every API request has to pass before its handler, in Allegro's order.
 * @throws ApiError | OAuthError with the first thing that is wrong
 */
export function admit(
	call: Call,
	route: Route | undefined,
	{ oauth, limits }: { oauth: OAuth; limits: Limits },
): asserts route is Route {
	requireUserAgent(call, oauth.app);

	const token = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '')?.[1];
	const clientId = token && oauth.clientOf(token);
	if (clientId) limits.admitClient(clientId);
	if (!token) {
		throw new OAuthError(
			401,
			'unauthorized',
			'Full authentication is required to access this resource',
		);
	}
	const identity = oauth.identify(token);
	call.identity = identity;
	if (!route) {
		throw refusal(404, 'NotFoundException', 'Feature unavailable. Contact the application author.');
	}
	limits.admitEndpoint(route.key, identity.clientId, identity.userId);
	requireRights(route, identity);
	requireAccept(route, call);
	requireBody(route, call);
	if (!route.gate.made) requireDocumented(route.key, call);
}

/**
 * The User-Agent has been mandatory since June 2026, with the name of the registered application.
 * Allegro has not published how it answers a wrong one: status and code here are made up.
 */
function requireUserAgent({ headers }: Call, { name }: App): void {
	const sent = USER_AGENT.exec(headers['user-agent'] ?? '')?.[1];
	if (sent && [name.replace(/ /g, '-'), name.replace(/ /g, '_')].includes(sent)) return;
	throw refusal(
		403,
		'InvalidUserAgent',
		'User-Agent must read AppName/Version (+https://info-url) with the registered name',
		{ path: 'header.user-agent' },
	);
}

function requireRights({ gate }: Route, { userId, scopes }: Identity): void {
	const scoped = !gate.scope || scopes.includes(fullScope(gate.scope));
	if (scoped && (gate.app || userId !== undefined)) return;
	throw refusal(403, 'AccessDenied', 'Access is denied', { details: '' });
}

/** Wildcards are not enough: stricter than Allegro, so that a forgotten header is found. */
function requireAccept({ gate }: Route, call: Call): void {
	const { accept = PUBLIC } = gate;
	if (accept === null) return;
	const types = (call.headers.accept ?? '').split(',').map(bare);
	call.accept = types.find((type) => [accept].flat().includes(type));
	if (call.accept) return;
	throw refusal(
		406,
		'NotAcceptableException',
		"Not acceptable representation requested. Please check 'Accept' request header",
	);
}

function requireBody({ gate }: Route, call: Call): void {
	if (!gate.body) return;
	const type = bare(call.headers['content-type'] ?? '');
	if (!gate.body.includes(type)) {
		throw refusal(
			415,
			'UnsupportedMediaTypeException',
			"Unsupported media type. Please check 'Content-Type' request header",
		);
	}
	if (type.endsWith('json')) call.data = parse(call.body);
}

/**
 * The JSON object in a request body.
 * @throws ApiError 400
 */
export function parse(body: Buffer): Record<string, unknown> {
	try {
		const data: unknown = JSON.parse(body.toString());
		if (typeof data === 'object' && data !== null) return data as Record<string, unknown>;
	} catch {
		// Said below, together with JSON that is no object.
	}
	throw refusal(400, 'HttpMessageNotReadableException', 'The request body is not a JSON object');
}

const bare = (type: string) => type.split(';')[0].trim().toLowerCase();
