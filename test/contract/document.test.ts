import { buildContract } from '.';
import { parseOpenApi } from './document';
import { reading, writing } from './samples';
import type { Contract } from './types';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const BETA = 'application/vnd.allegro.beta.v1+json';

// What Allegro's own document has only in its looks today, and what a clone without that document
// can be tested with.
const DOCUMENT = `
openapi: 3.0.0
info: { title: Small, version: small }
servers: [{ url: 'https://api.{environment}' }]
paths:
  /things/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: UUID } }
        - { name: old, in: query, deprecated: true, schema: { type: integer } }
      responses: { '200': { content: { ${PUBLIC}: { schema: { $ref: '#/components/schemas/Public' } }, ${BETA}: { schema: { $ref: '#/components/schemas/Beta' } } } } }
  /things/latest:
    get: { responses: { '204': {} } }
  /things:
    post:
      requestBody: { content: { ${PUBLIC}: { schema: { $ref: '#/components/schemas/Public' } }, ${BETA}: { schema: { $ref: '#/components/schemas/Beta' } } } }
      responses: { '204': {} }
components:
  schemas:
    Public: { required: [a], properties: { a: { type: string, format: BCP-47 language code } } }
    Beta: { required: [b], properties: { b: { type: string, format: ISO 4217 } } }
    ErrorsHolder: { properties: { errors: { type: array, items: { type: object } } } }
    AuthError: { properties: { error: { type: string } } }
`;

describe('The contract of a small document', () => {
	let contract: Contract;

	beforeAll(async () => {
		contract = await buildContract(parseOpenApi(DOCUMENT));
	});

	const post = (body: Record<string, string>, contentType: string) =>
		contract.checkRequest(writing('POST', '/things', body, { accept: PUBLIC, contentType }));
	const get = (body: Record<string, string>, type: string) =>
		contract.checkResponse(
			{ method: 'GET', path: '/things/7' },
			{ status: 200, headers: { 'content-type': type }, body },
		);

	test('prefers literal segments, whatever stands first', () => {
		expect(contract.version).toBe('small');
		expect(contract.operationFor('GET', '/things/latest')?.path).toBe('/things/latest');
		expect(contract.operationFor('GET', '/things/other')?.path).toBe('/things/{id}');
	});

	test('takes no offence at a deprecated parameter, but at its value', () => {
		const path = '/things/9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';
		expect(contract.checkRequest(reading(`${path}?old=1`))).toEqual([]);
		expect(contract.checkRequest(reading(`${path}?old=x`))).toEqual(['query.old: must be integer']);
	});

	test('knows the names of formats that Allegro uses', () => {
		expect(contract.checkRequest(reading('/things/7'))).toEqual([
			'path.id: must match format "uuid"',
		]);
		expect(post({ a: 'english' }, PUBLIC)).toEqual([
			'body.a: must match pattern "^[a-z]{2}-[A-Z]{2}$"',
		]);
		expect(post({ b: 'zloty' }, BETA)).toEqual(['body.b: must match pattern "^[A-Z]{3}$"']);
	});

	test('has a schema for each media type', () => {
		expect(post({ a: 'pl-PL' }, PUBLIC)).toEqual([]);
		expect(post({ b: 'PLN' }, BETA)).toEqual([]);
		expect(post({ b: 'PLN' }, PUBLIC)).toEqual([
			"body: must have required property 'a'",
			'body.b: unknown property (known: a)',
		]);
		expect(get({ a: 'pl-PL' }, PUBLIC)).toEqual([]);
		expect(get({ b: 'PLN' }, BETA)).toEqual([]);
		expect(get({ a: 'pl-PL' }, BETA)).toEqual([
			"body: must have required property 'b'",
			'body.a: unknown property (known: b)',
		]);
	});
});
