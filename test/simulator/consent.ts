import { randomUUID } from 'node:crypto';

import { OAuthError } from './errors';
import type { AuthorizationRequest, OAuth, Tokens } from './oauth';
import { type Call, html, ok, redirect, route, type Route } from './router';
import type { Seller } from './catalogue';

/** The pages and the token endpoint of the authorization host. */
export function authRoutes(oauth: OAuth, seller: Seller): Route[] {
	/** Consents that were asked for and not answered yet. */
	const pending = new Map<string, AuthorizationRequest>();

	return [
		route('GET /auth/oauth/authorize', {}, ({ query }) => {
			const redirectUri = query.get('redirect_uri') ?? '';
			if (query.get('client_id') !== oauth.app.clientId) return errorPage('Unknown application');
			if (!isRegistered(oauth.app.redirectUris, redirectUri)) {
				return errorPage('This redirect_uri is not registered for the application');
			}
			const state = query.get('state') ?? undefined;
			const back = (error: string) => redirect(withQuery(redirectUri, { error, state }));

			if (query.get('response_type') !== 'code') return back('unsupported_response_type');
			const challenge = query.get('code_challenge') ?? undefined;
			if (challenge && query.get('code_challenge_method') !== 'S256')
				return back('invalid_request');
			const scopes = query.get('scope')?.split(' ').filter(Boolean) ?? [];
			if (scopes.some((scope) => !oauth.app.scopes.includes(scope))) return back('invalid_scope');

			const id = randomUUID();
			const request = {
				redirectUri,
				state,
				challenge,
				scopes: scopes.length > 0 ? scopes : oauth.app.scopes,
			};
			pending.set(id, request);
			return html(200, consentPage(id, oauth.app.name, seller.login, request.scopes));
		}),

		route('POST /auth/oauth/authorize', {}, (call) => {
			const answer = form(call);
			const request = pending.get(answer.get('request') ?? '');
			if (!request) return errorPage('This consent was answered before');
			pending.delete(answer.get('request')!);
			const { redirectUri, state } = request;
			if (answer.get('consent') !== 'allow') {
				return redirect(withQuery(redirectUri, { error: 'access_denied', state }));
			}
			return redirect(withQuery(redirectUri, { code: oauth.issueCode(request, seller.id), state }));
		}),

		route('POST /auth/oauth/token', {}, (call) => {
			if (call.query.size > 0) return redirect('/blocked');
			return ok(grant(oauth, call));
		}),

		// Parameters in the URL have been refused since August 2025: callers end on a page like this.
		route('GET /auth/oauth/token', {}, () => redirect('/blocked')),
		route('GET /blocked', {}, () => html(403, page('Blocked', '<p>You have been blocked.</p>'))),
	];
}

function grant(oauth: OAuth, call: Call): Tokens {
	const { clientId, clientSecret } = oauth.app;
	const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
	if (call.headers.authorization !== basic) {
		throw new OAuthError(401, 'unauthorized', 'Bad client credentials');
	}
	const parameters = form(call);
	const parameter = (name: string) => parameters.get(name) ?? undefined;
	switch (parameter('grant_type')) {
		case 'authorization_code':
			return oauth.redeemCode(
				parameter('code') ?? '',
				parameter('redirect_uri'),
				parameter('code_verifier'),
			);
		case 'refresh_token':
			return oauth.refresh(parameter('refresh_token') ?? '');
		case 'client_credentials':
			return oauth.clientCredentials();
		default:
			throw new OAuthError(400, 'unsupported_grant_type', 'Unsupported grant type');
	}
}

/** @throws OAuthError 400 when the body is no form */
function form({ headers, body }: Call): URLSearchParams {
	if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
		throw new OAuthError(400, 'invalid_request', 'Parameters belong into a form-encoded body');
	}
	return new URLSearchParams(body.toString());
}

const isRegistered = (registered: Array<string | RegExp>, uri: string) =>
	registered.some((known) => (typeof known === 'string' ? known === uri : known.test(uri)));

function withQuery(uri: string, parameters: Record<string, string | undefined>): string {
	const url = new URL(uri);
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== undefined) url.searchParams.set(name, value);
	}
	return url.toString();
}

const escapeHtml = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 36rem; margin: 4rem auto; color: #222 }
button { font: inherit; padding: .6rem 2rem; border: 1px solid #c43e00; border-radius: 4px; background: #fff; cursor: pointer }
#allow { background: #ff5a00; color: #fff }
code { background: #f1f1f1; padding: .1rem .3rem }
</style></head>
<body><h1>${escapeHtml(title)}</h1>${body}</body>
</html>
`;

// Allegro shows an error page with a number, and never redirects to an address it does not know.
const errorPage = (reason: string) =>
	html(400, page('Something went wrong', `<p>${escapeHtml(reason)}.</p><p>Error no. 400017</p>`));

const consentPage = (request: string, app: string, login: string, scopes: string[]) =>
	page(
		`Link ${app} with your account`,
		`<p>You are logged in as <b>${escapeHtml(login)}</b> (simulated shop). The application asks for:</p>
<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
<form method="post" action="/auth/oauth/authorize">
<input type="hidden" name="request" value="${request}">
<button id="allow" name="consent" value="allow">Allow</button>
<button id="deny" name="consent" value="deny">Deny</button>
</form>`,
	);
