import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';
import tls from 'node:tls';

/** A key with a certificate that it has signed itself, in PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

export interface CertificateOptions {
	/** The host it is for. */
	host: string;
	/** How many days from now it begins and ends. */
	from?: number;
	to?: number;
}

const DAY_MS = 24 * 3_600_000;

/** A piece of DER: its tag, its length, its content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const size = body.length;
	const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
	return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const integer = (...bytes: number[]) => der(0x02, Buffer.from(bytes));
const time = (ms: number) =>
	der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')}`));
const named = (host: string) =>
	sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(host)))));

/** Object identifiers: 2.5.4.3, 2.5.29.17, 1.2.840.10045.4.3.2 */
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ALTERNATIVE_NAME = Buffer.from('0603551d11', 'hex');
const ECDSA_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));

/** Makes a certificate (X.509 version 3, RFC 5280) with nothing but node:crypto. */
export function selfSigned({ host, from = -1, to = 1 }: CertificateOptions): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const alternatives = sequence(der(0x82, Buffer.from(host)));
	const content = sequence(
		der(0xa0, integer(2)),
		integer(1),
		ECDSA_SHA256,
		named(host),
		sequence(time(Date.now() + from * DAY_MS), time(Date.now() + to * DAY_MS)),
		named(host),
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(sequence(ALTERNATIVE_NAME, der(0x04, alternatives)))),
	);
	return { key: pemOf(privateKey), cert: signed(content, privateKey) };
}

const pemOf = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }));

function signed(content: Buffer, key: KeyObject): string {
	const signature = der(0x03, Buffer.from([0]), sign('sha256', content, key));
	const bytes = sequence(content, ECDSA_SHA256, signature).toString('base64');
	const lines = bytes.match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** From now on, this process trusts the certificate as if an authority had signed it. */
export function trust({ cert }: Certificate): jest.SpyInstance {
	const create = tls.createSecureContext;
	return jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) => create({ ...options, ca: [cert] }));
}
