import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { extractOf } from '../../scripts/contract';
import { buildContract, findOpenApi, operationFacts, readEndpoints, readExtract } from '.';
import { operationsOf, parseOpenApi, readOpenApi, resolve, type OpenApiDocument } from './document';
import { renewEndpoints } from './endpoints';
import { EXTRACT } from './extract';
import { factsOf } from './facts';
import { listOperations, responseContent } from './operations';
import { printJson } from './print';
import type { Contract } from './types';

const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';
/** The document that the extract may be renewed from, on machines that have one. */
const file = findOpenApi();

const SMALL = `
openapi: 3.0.0
info: { title: Small, version: latest, description: A sentence. }
servers: [{ url: 'https://api.{environment}', description: A sentence. }]
tags: [{ name: Things, description: A sentence. }]
paths:
  /things:
    get:
      summary: A sentence.
      description: A sentence.
      operationId: getThings
      tags: [Things]
      parameters:
        - { name: description, in: query, description: A sentence., example: A sentence., schema: { type: string, maxLength: 5, title: A sentence. } }
      responses:
        '200':
          description: A sentence.
          headers: { etag: { description: A sentence., schema: { type: string } } }
          content: { application/json: { example: { a: A sentence. }, examples: { one: { value: A sentence. } }, schema: { $ref: '#/components/schemas/Thing' } } }
components:
  schemas:
    Thing:
      description: A sentence.
      required: [title]
      properties:
        title: { type: string, description: A sentence., example: A sentence. }
        description: { type: integer, nullable: true }
        example: { type: string, description: This field is ignored. A sentence. }
        names: { type: object, additionalProperties: { type: string, x-additionalPropertiesName: A sentence. } }
`;

describe('The extract of facts', () => {
	test('has its day, and is no larger than a person can look through', () => {
		expect(readExtract().info.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		const sizes = readdirSync(EXTRACT).map((name) => statSync(path.join(EXTRACT, name)).size);
		expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_500_000);
	});

	test('has no sentences, and loses no property of their names', () => {
		const facts = factsOf(parseOpenApi(SMALL), '2026-10-03');
		expect(JSON.stringify(facts)).not.toContain('sentence');
		expect(facts.components.schemas.Thing).toEqual({
			required: ['title'],
			properties: {
				title: { type: 'string' },
				description: { type: 'integer', nullable: true },
				example: { type: 'string', 'x-ignored': true },
				names: {
					type: 'object',
					additionalProperties: { type: 'string', 'x-additionalPropertiesName': 'id' },
				},
			},
		});
		expect(facts.paths['/things'].get.parameters).toEqual([
			{ name: 'description', in: 'query', schema: { type: 'string', maxLength: 5 } },
		]);
		expect(factsOf(facts, '2026-10-03')).toEqual(facts);
	});

	test('as it stands has none either', () => {
		expect(factsOf(readExtract(), readExtract().info.version)).toEqual(readExtract());
		for (const name of readdirSync(EXTRACT)) {
			const text = readFileSync(path.join(EXTRACT, name), 'utf8');
			expect(
				text.match(/"(description|summary|title|example)": "(?!Facts of)[^"]* [^"]* [^"]*"/g) ?? [],
			).toEqual([]);
		}
	});

	test('is printed as it was', () => {
		const text = readFileSync(path.join(EXTRACT, 'schemas.json'), 'utf8');
		expect(printJson(JSON.parse(text))).toBe(text);
	});

	test('tells what an operation takes and gives', () => {
		const { parameters, body, answer } = operationFacts(
			'PUT /order/checkout-forms/{id}/fulfillment',
		);
		expect(parameters.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['id', 'checkoutForm.revision']),
		);
		expect(body).toEqual({
			$ref: expect.stringMatching(/^#\/components\/schemas\/\w+$/) as string,
		});
		expect(answer()).toBeUndefined();
		expect(answer('422')).toBeDefined();
		expect(() => operationFacts('GET /no/such')).toThrow('Allegro has no GET /no/such');
	});
});

describe('The list of endpoints after a new document', () => {
	const rows = readEndpoints();
	const operations = listOperations(readExtract());

	test('stays as it is when nothing has changed', () => {
		expect(renewEndpoints(rows, operations)).toEqual(rows);
	});

	test('asks for the node of what is new, retires what is gone, says what is deprecated', () => {
		const [gone, deprecated, ...rest] = operations;
		const fresh = { ...gone, method: 'PATCH', path: '/new' };
		const renewed = renewEndpoints(rows, [{ ...deprecated, deprecated: true }, ...rest, fresh]);
		const find = (wanted: { method: string; path: string }) =>
			renewed.find(({ method, path }) => method === wanted.method && path === wanted.path);
		expect(find(gone)?.lifecycle).toBe('retired');
		expect(find(deprecated)?.lifecycle).toBe('deprecated');
		expect(find(fresh)?.node).toBe('');
		expect(renewed).toHaveLength(rows.length + 1);
	});
});

describe(`The document that the extract is renewed from (${file ? path.basename(file) : 'none here'})`, () => {
	test('says nothing else than the extract: otherwise run npm run contract', () => {
		const written = Object.fromEntries(
			['operations.json', 'schemas.json'].map((name) => [
				name,
				readFileSync(path.join(EXTRACT, name), 'utf8'),
			]),
		);
		expect(file ? extractOf(file, readExtract().info.version) : written).toEqual(written);
	});

	// A checker that finds fault with what Allegro itself shows would be of no use. The few
	// examples that are left contradict their own schemas.
	test('nearly all examples of the document are accepted', async () => {
		if (!file) return;
		const document = readOpenApi(file);
		const results = [...exampleProblems(document, await buildContract(readExtract()))];
		// Nothing is lost on the way: the whole document judges them alike.
		const whole = [...exampleProblems(document, await buildContract(document))];
		expect(results.map((problems) => [...problems].sort())).toEqual(
			whole.map((problems) => [...problems].sort()),
		);
		const faulty = results.filter((problems) => problems.length > 0);
		expect(results.length).toBeGreaterThan(100);
		expect(faulty.length / results.length).toBeLessThan(0.15);
	});
});

function* exampleProblems(document: OpenApiDocument, contract: Contract): Generator<string[]> {
	for (const { method, path, operation } of operationsOf(document)) {
		const target = { method, path: path.replace(/\{.*?\}/g, UUID) };
		for (const status of Object.keys(operation.responses)) {
			const content = responseContent(document, operation, status) ?? {};
			for (const [type, media] of Object.entries(content)) {
				for (const body of examplesOf(document, media as Examples))
					yield contract.checkResponse(target, {
						status: Number(status),
						headers: { 'content-type': type },
						body,
					});
			}
		}
	}
}

interface Examples {
	example?: unknown;
	examples?: Record<string, { value?: unknown }>;
}

function examplesOf(document: OpenApiDocument, media: Examples): unknown[] {
	const named = Object.values(media.examples ?? {}).map((one) => resolve(document, one).value);
	return [media.example, ...named].filter((one) => typeof one === 'object' && one !== null);
}
