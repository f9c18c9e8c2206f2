import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Connection } from './connection';
import { CREDENTIAL, connectionOf } from './connection';
import type { Situation } from './errors';
import { inputError } from './errors';

/** Whoever talks to Allegro: an operation, a search, a trigger. */
export type AllegroContext = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * What was read of credentials, by execution, and by node and credential in it. n8n hands out a new copy of the node each time:
 * of one execution, only the cancel signal stays the same.
 */
const readingsOf = new WeakMap<object, Map<string, Reading>>();
/** What requests need to know of a credential, worked out once for each reading of it. */
const connectionsOf = new WeakMap<ICredentialDataDecryptedObject, Connection>();
const CONNECTION_TTL_MS = 30_000;
/** So long n8n signs requests with what it read of a credential, while its token has so much left. */
const TOKEN_TTL_MS = 1_000;
const FRESH_MS = 60_000;

interface Reading {
	/** Not by the computer's clock, which can be set back. */
	readAt: number;
	credential: Promise<ICredentialDataDecryptedObject>;
}

/** A credential that a request is signed with, into which n8n writes when it renews the token. */
export interface Signing {
	credential: ICredentialDataDecryptedObject;
	/** The tokens as they were read. */
	tokens: unknown;
}

/**
 * Reads the credential, at most every half minute for a node of an execution: n8n fetches it from its
 * database. Requests that begin together share one reading.
 */
export async function connect(context: AllegroContext, situation: Situation): Promise<Connection> {
	const credential = await credentialOf(context, CONNECTION_TTL_MS);
	const known = connectionsOf.get(credential);
	if (known) return known;
	try {
		const connection = connectionOf(credential);
		connectionsOf.set(credential, connection);
		return connection;
	} catch (error) {
		throw inputError(
			context.getNode(),
			(error as Error).message,
			'Open the Allegro credential and correct it. Nothing was sent to Allegro.',
			situation.itemIndex,
		);
	}
}

/**
 * What n8n gets when it reads the credential to sign a request, as it does for each: its database, and all
 * expressions of the credential. While the token is far from its end nobody renews it, and what was read
 * a moment ago will do; where that is not known, n8n reads.
 */
export async function forSigning(
	context: AllegroContext,
	{ expiresAt = 0 }: Connection,
): Promise<Signing> {
	const isFresh = expiresAt > Date.now() + FRESH_MS;
	const credential = await credentialOf(context, isFresh ? TOKEN_TTL_MS : 0);
	return { credential: { ...credential }, tokens: credential.oauthTokenData };
}

/** The credential as it was at most so many milliseconds ago. */
async function credentialOf(
	context: AllegroContext,
	maxAgeMs: number,
): Promise<ICredentialDataDecryptedObject> {
	const ofExecution = readings(context);
	const place = placeOf(context);
	let reading = ofExecution.get(place);
	if (!reading || performance.now() - reading.readAt >= maxAgeMs) {
		reading = { readAt: performance.now(), credential: context.getCredentials(CREDENTIAL) };
		ofExecution.set(place, reading);
		reading.credential.catch(() => ofExecution.delete(place));
	}
	return await reading.credential;
}

function readings(context: AllegroContext): Map<string, Reading> {
	const execution = cancelSignal(context) ?? context;
	let ofExecution = readingsOf.get(execution);
	if (!ofExecution) readingsOf.set(execution, (ofExecution = new Map()));
	return ofExecution;
}

/**
 * Which node this is, and with which seller's credential. The ID of a node alone does not say: n8n has long
 * taken workflows in which nodes share one. It keeps their names apart.
 */
export function placeOf(context: AllegroContext): string {
	const { id, name, credentials } = context.getNode();
	return JSON.stringify([credentials?.[CREDENTIAL]?.id ?? '', id, name]);
}

/** What was read is over: n8n has a new token. */
export function forget(context: AllegroContext): void {
	readings(context).delete(placeOf(context));
}

/** The signal that ends waiting when the user stops the execution; triggers and searches have none. */
export function cancelSignal(context: AllegroContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
