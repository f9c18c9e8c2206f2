import { createHash, randomBytes } from 'node:crypto';

import type { Clock } from './clock';
import { OAuthError } from './errors';

const PREFIX = 'allegro:api:';

/** Every scope that an Allegro application can have. */
export const SCOPES = [
	'sale:offers:write',
	'sale:offers:read',
	'sale:settings:write',
	'sale:settings:read',
	'campaigns',
	'messaging',
	'orders:read',
	'orders:write',
	'shipments:read',
	'shipments:write',
	'fulfillment:read',
	'fulfillment:write',
	'disputes',
	'profile:read',
	'profile:write',
	'ratings',
	'billing:read',
	'payments:read',
	'payments:write',
	'bids',
	'affiliate:read',
	'affiliate:write',
].map((name) => PREFIX + name);

const ACCESS_LIFETIME_SECONDS = 43_199;
const CODE_LIFETIME_MS = 10_000;
const REFRESH_LIFETIME_MS = 90 * 24 * 3_600_000;
const REFRESH_GRACE_MS = 60_000;
const MAX_SESSIONS = 20;

/** The registered application. */
export interface App {
	name: string;
	clientId: string;
	clientSecret: string;
	scopes: string[];
	redirectUris: Array<string | RegExp>;
}

/** Who is behind an access token; no user means an application token. */
export interface Identity {
	clientId: string;
	userId?: string;
	scopes: string[];
}

export interface Tokens {
	access_token: string;
	token_type: 'bearer';
	refresh_token?: string;
	expires_in: number;
	scope: string;
	allegro_api: boolean;
	iss: string;
	jti: string;
}

export interface AuthorizationRequest {
	redirectUri: string;
	scopes: string[];
	state?: string;
	/** PKCE: the base64url SHA-256 of the verifier. */
	challenge?: string;
}

/** One authorisation: the pair that works now, and the refresh tokens that came before it. */
interface Session extends Identity {
	accessToken: string;
	expiresAt: number;
	refreshToken?: string;
	refreshExpiresAt: number;
	usedRefreshTokens: Map<string, number>;
}

const random = (bytes = 24) => randomBytes(bytes).toString('base64url');

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Allegro's authorization server without its HTTP surface: codes, tokens and their rules.
 * An access token lives 12 hours, a code 10 seconds and once; a refresh token works once, with a
 * minute of grace, and its use ends the pair that it belonged to.
 */
export class OAuth {
	/** Lifetime of new access tokens. */
	lifetimeSeconds = ACCESS_LIFETIME_SECONDS;
	/** How long a used refresh token still gives the pair that works now; less than 0: not at all. */
	graceMs = REFRESH_GRACE_MS;
	/** Answered refresh requests, those within the grace included. */
	refreshCount = 0;
	/** Set once the server listens: the `iss` of the tokens. */
	issuer = '';

	private readonly codes = new Map<
		string,
		AuthorizationRequest & { userId: string; expiresAt: number }
	>();
	private readonly byAccess = new Map<string, Session>();
	private readonly byRefresh = new Map<string, Session>();
	private sessions: Session[] = [];

	constructor(
		readonly app: App,
		private readonly clock: Clock,
	) {}

	/** Back to Allegro's lifetime, with nothing counted; tokens stay good. */
	reset(): void {
		this.lifetimeSeconds = ACCESS_LIFETIME_SECONDS;
		this.graceMs = REFRESH_GRACE_MS;
		this.refreshCount = 0;
	}

	/** A code for a consent that the user gave. */
	issueCode(request: AuthorizationRequest, userId: string): string {
		const code = random();
		this.codes.set(code, { ...request, userId, expiresAt: this.clock.now() + CODE_LIFETIME_MS });
		return code;
	}

	/**
	 * Trades a code for tokens.
	 * @throws OAuthError 400 invalid_grant: unknown, used or late code, other redirect_uri, wrong verifier
	 */
	redeemCode(code: string, redirectUri: string | undefined, verifier: string | undefined): Tokens {
		const grant = this.codes.get(code);
		this.codes.delete(code);
		if (!grant || this.clock.now() > grant.expiresAt) {
			throw new OAuthError(400, 'invalid_grant', `Invalid authorization code: ${code}`);
		}
		if (grant.redirectUri !== redirectUri) {
			throw new OAuthError(400, 'invalid_grant', 'Redirect URI mismatch.');
		}
		if (grant.challenge && !matches(verifier, grant.challenge)) {
			throw new OAuthError(400, 'invalid_grant', 'Invalid code verifier');
		}
		return this.open(grant.userId, grant.scopes);
	}

	/**
	 * Trades a refresh token for a new pair. The same token again within the grace gives the pair
	 * that works now.
	 * @throws OAuthError 400 invalid_grant: unknown, expired, or used longer ago than the grace
	 */
	refresh(token: string): Tokens {
		const session = this.byRefresh.get(token);
		const now = this.clock.now();
		const usedAt = session?.usedRefreshTokens.get(token);
		const spent = usedAt !== undefined && now > usedAt + this.graceMs;
		if (!session || spent || now > session.refreshExpiresAt) {
			throw new OAuthError(400, 'invalid_grant', `Invalid refresh token: ${token}`);
		}
		if (usedAt === undefined) {
			session.usedRefreshTokens.set(token, now);
			this.byAccess.delete(session.accessToken);
			this.renew(session, this.lifetimeSeconds);
		}
		this.refreshCount++;
		return this.response(session);
	}

	/** An application token: no user, no refresh token. */
	clientCredentials(): Tokens {
		return this.open(undefined, this.app.scopes);
	}

	/** Tokens without a browser, as if the user had just consented. */
	open(
		userId: string | undefined,
		scopes: string[],
		lifetimeSeconds = this.lifetimeSeconds,
	): Tokens {
		const session: Session = {
			clientId: this.app.clientId,
			userId,
			scopes,
			accessToken: '',
			expiresAt: 0,
			refreshExpiresAt: 0,
			usedRefreshTokens: new Map(),
		};
		this.renew(session, lifetimeSeconds);
		this.sessions.push(session);
		const own = this.sessions.filter((other) => other.userId && other.userId === userId);
		if (own.length > MAX_SESSIONS) this.close(own[0]);
		return this.response(session);
	}

	/**
	 * Who holds this access token.
	 * @throws OAuthError 401 when it is unknown or expired
	 */
	identify(accessToken: string): Identity {
		const session = this.byAccess.get(accessToken);
		if (!session) {
			throw new OAuthError(401, 'invalid_token', 'Cannot convert access token to JSON');
		}
		if (this.clock.now() >= session.expiresAt) {
			throw new OAuthError(401, 'invalid_token', `Access token expired: ${accessToken}`);
		}
		return session;
	}

	/** The client of a token, be it expired or not: limits count refused requests too. */
	clientOf(accessToken: string): string | undefined {
		return this.byAccess.get(accessToken)?.clientId;
	}

	/** Lets all access tokens expire at once; refresh tokens stay good. */
	expireAccessTokens(): void {
		for (const session of this.sessions) session.expiresAt = this.clock.now();
	}

	/** Ends all authorisations, as a password change or unlinking the application does. */
	revoke(): void {
		for (const session of this.sessions) this.close(session);
	}

	private renew(session: Session, lifetimeSeconds: number): void {
		const now = this.clock.now();
		session.expiresAt = now + lifetimeSeconds * 1_000;
		session.accessToken = this.jwt(session);
		this.byAccess.set(session.accessToken, session);
		if (session.userId === undefined) return;
		session.refreshToken = this.jwt({ ...session, expiresAt: now + REFRESH_LIFETIME_MS });
		session.refreshExpiresAt = now + REFRESH_LIFETIME_MS;
		this.byRefresh.set(session.refreshToken, session);
	}

	private close(session: Session): void {
		this.sessions = this.sessions.filter((other) => other !== session);
		this.byAccess.delete(session.accessToken);
		for (const token of [...session.usedRefreshTokens.keys(), session.refreshToken ?? '']) {
			this.byRefresh.delete(token);
		}
	}

	private jwt({ userId, scopes, clientId, expiresAt }: Identity & { expiresAt: number }): string {
		const payload = {
			...(userId === undefined ? {} : { user_name: userId }),
			scope: scopes,
			allegro_api: true,
			iss: this.issuer,
			exp: Math.floor(expiresAt / 1_000),
			jti: random(),
			client_id: clientId,
		};
		return `${base64({ alg: 'RS256', typ: 'JWT' })}.${base64(payload)}.${random(48)}`;
	}

	private response(session: Session): Tokens {
		return {
			access_token: session.accessToken,
			token_type: 'bearer',
			...(session.refreshToken ? { refresh_token: session.refreshToken } : {}),
			expires_in: Math.max(0, Math.round((session.expiresAt - this.clock.now()) / 1_000)),
			scope: session.scopes.join(' '),
			allegro_api: true,
			iss: this.issuer,
			jti: random(),
		};
	}
}

/** `orders:read` and `allegro:api:orders:read` mean the same; Allegro writes the latter. */
export const fullScope = (name: string) => (name.startsWith(PREFIX) ? name : PREFIX + name);

const matches = (verifier: string | undefined, challenge: string) =>
	/^[\w.~-]{43,128}$/.test(verifier ?? '') &&
	createHash('sha256').update(verifier!).digest('base64url') === challenge;
