import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explain, fetchOpenApi } from '../../scripts/openapi';

const DOCUMENT = [
	'openapi: 3.0.0',
	'info: { title: Test, version: latest }',
	'paths: { /me: {} }',
	'components: { schemas: {} }',
].join('\n');

describe('Fetching the OpenAPI document', () => {
	let server: Server;
	let source: string;
	let folder: string;
	let answer: { status: number; body: string };

	beforeAll(async () => {
		server = createServer((_request, response) => {
			response.writeHead(answer.status).end(answer.body);
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/swagger.yaml`;
	});

	afterAll(() => server.close());

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'openapi-'));
	});

	afterEach(() => rmSync(folder, { recursive: true }));

	test('stores it and says so', async () => {
		answer = { status: 200, body: DOCUMENT };
		const target = path.join(folder, 'new', 'openapi.yaml');
		expect(await fetchOpenApi(source, target)).toContain('OpenAPI 3.0.0 with 1 paths');
		expect(readFileSync(target, 'utf8')).toBe(DOCUMENT);
	});

	test.each([
		[200, '<html>Sorry</html>', 'holds no object'],
		[200, 'swagger: "2.0"', 'not an OpenAPI 3 document'],
		[200, DOCUMENT.replace('/me: {}', ''), 'the document has no paths'],
		[404, 'Not found', 'status code 404'],
	])('stores nothing of an answer %i %j', async (status, body, reason) => {
		answer = { status, body };
		const target = path.join(folder, 'openapi.yaml');
		await expect(fetchOpenApi(source, target)).rejects.toThrow(reason);
		expect(existsSync(target)).toBe(false);
	});

	test('tells what else can be done', async () => {
		answer = { status: 404, body: '' };
		const error: unknown = await fetchOpenApi(source, path.join(folder, 'x')).catch(
			(reason: unknown) => reason,
		);
		expect(explain(error)).toContain('(HTTP 404)');
		expect(explain(error)).toContain('set ALLEGRO_OPENAPI to its path');
	});
});
