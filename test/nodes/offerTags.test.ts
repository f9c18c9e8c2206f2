import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createEngine, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';

/** Allegro replaces all tags of an offer at once. */
describe('Tags of an offer', () => {
	let server: Server;
	let engine: Engine;
	const assigned = [
		{ id: 'a', name: 'Spring', hidden: false },
		{ id: 'b', name: 'Sale', hidden: false },
	];
	const sent: unknown[] = [];

	beforeAll(async () => {
		server = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				if (body) sent.push(JSON.parse(body));
				response.setHeader('content-type', 'application/vnd.allegro.public.v1+json');
				response.end(request.method === 'GET' ? JSON.stringify({ tags: assigned }) : '');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		engine = await createEngine(connectedTo({ apiUrl: url, uploadUrl: url }));
	});
	beforeEach(() => sent.splice(0));
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	const run = async (operation: string, tagIds: unknown) =>
		await engine.node('allegroOffers', {
			resource: 'tag',
			operation,
			offerId: '12394529345',
			tagIds: tagIds as string[],
		});

	test('Unassign leaves the others', async () => {
		const { items } = await run('unassign', ['a']);
		expect(sent).toEqual([{ tags: [{ id: 'b' }] }]);
		expect(items[0].json).toEqual({ success: true, offerId: '12394529345', tags: [assigned[1]] });
	});

	test('Unassign can take off the last', async () => {
		await run('unassign', ['a', 'b']);
		expect(sent).toEqual([{ tags: [] }]);
	});

	test('Assign does not take all tags off when an expression finds none', async () => {
		const { error } = await run('assign', '={{ [] }}');
		expect(error?.message).toContain('"Tag Names or IDs" is required');
		expect(sent).toEqual([]);
	});
});
