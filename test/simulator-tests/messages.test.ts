import { useSimulator } from './setup';

const shop = useSimulator();
const get = async (path: string) => (await shop.ask('GET', `/messaging${path}`)).data;
const texts = (answer: { messages: Array<{ text: string }> }) =>
	answer.messages.map(({ text }) => text);

it('lists threads by their latest message, twenty at a time', async () => {
	shop.simulator.state.messages.seed({ threads: 25 });
	const first = await get('/threads');
	const second = await get('/threads?offset=20');
	expect(first).toMatchObject({ limit: 20, offset: 0 });
	const logins = [...first.threads, ...second.threads].map(
		({ interlocutor }) => interlocutor.login,
	);
	expect(logins).toEqual(Array.from({ length: 25 }, (_, index) => `Buyer_${index + 1}`));
	expect((await shop.ask('GET', '/messaging/threads?limit=21')).status).toBe(422);
});

it('lists messages newest first, before and after exclusive', async () => {
	const { messages } = shop.simulator.state;
	for (const minute of [1, 2, 3]) {
		messages.receive({ text: `${minute}`, createdAt: `2026-11-23T11:0${minute}:00Z` });
	}
	const [{ id }] = messages.threads;
	const path = `/threads/${id}/messages`;
	expect(texts(await get(path))).toEqual(['3', '2', '1']);
	expect(texts(await get(`${path}?after=2026-11-23T11:01:00Z`))).toEqual(['3', '2']);
	expect(texts(await get(`${path}?before=2026-11-23T11:03:00Z&limit=1`))).toEqual(['2']);
	const both = `/messaging${path}?before=2026-11-23T11:03:00Z&offset=1`;
	expect((await shop.ask('GET', both)).status).toBe(422);
	expect((await shop.ask('GET', `/messaging${path}?offset=15001`)).status).toBe(422);
});

it('shows a message that was held back where its date says', async () => {
	const { state, clock } = shop.simulator;
	const late = state.messages.receive({ text: 'late', held: true });
	expect((await get('/threads')).threads).toEqual([]);
	clock.advance(3_600_000);
	state.messages.receive({ text: 'early' });
	const before = (await get('/threads')).threads;
	state.messages.release({ id: late.id });
	expect((await get('/threads')).threads).toEqual(before);
	const path = `/threads/${late.thread.id}/messages`;
	expect(texts(await get(path))).toEqual(['early', 'late']);
});

it('lets the seller write once a second, and marks what was answered as read', async () => {
	const { thread } = shop.simulator.state.messages.receive();
	const path = `/messaging/threads/${thread.id}/messages`;
	expect((await get(`/threads/${thread.id}`)).read).toBe(false);
	const sent = await shop.ask('POST', path, { body: { text: 'Today' } });
	expect(sent).toMatchObject({ status: 201, data: { author: { isInterlocutor: false } } });
	expect((await get(`/threads/${thread.id}`)).read).toBe(true);
	expect((await shop.ask('POST', path, { body: { text: 'Now' } })).status).toBe(429);
	shop.simulator.clock.advance(1_000);
	const long = { text: 'x'.repeat(2_001) };
	expect((await shop.ask('POST', path, { body: long })).status).toBe(422);
	const answer = await shop.ask('DELETE', `/messaging/messages/${sent.data.id}`);
	expect(answer.status).toBe(204);
});

it('opens a thread with the buyer of an order', async () => {
	const order = shop.simulator.createOrder();
	const body = { recipient: { login: order.buyer.login }, text: 'Hi', order: { id: order.id } };
	const { data } = await shop.ask('POST', '/messaging/messages', { body });
	expect(data.relatesTo).toEqual({ offer: null, order: { id: order.id } });
	expect((await get('/threads')).threads).toMatchObject([
		{ id: data.thread.id, interlocutor: { login: order.buyer.login } },
	]);
});

it('takes a declared file once and gives it back', async () => {
	const { thread } = shop.simulator.state.messages.receive();
	const declaration = { filename: 'żółw.pdf', size: 8 };
	const attachments = '/messaging/message-attachments';
	const { id } = (await shop.ask('POST', attachments, { body: declaration })).data;
	const message = { text: 'See', attachments: [{ id }] };
	const write = async () =>
		await shop.ask('POST', `/messaging/threads/${thread.id}/messages`, { body: message });
	expect((await write()).status).toBe(422);
	const file = { type: 'application/pdf', body: Buffer.from('%PDF-1.4') };
	expect((await shop.ask('PUT', `${attachments}/${id}`, file)).status).toBe(200);
	expect((await shop.ask('PUT', `${attachments}/${id}`, file)).status).toBe(404);
	shop.simulator.clock.advance(1_000);
	const { data } = await write();
	expect(data.attachments).toMatchObject([{ fileName: 'żółw.pdf', mimeType: 'application/pdf' }]);
	expect(data.attachments[0].url).toContain(`${shop.simulator.uploadUrl}/message-center`);
	const { data: bytes } = await shop.ask('GET', `${attachments}/${id}`, { accept: '*/*' });
	expect(bytes.toString()).toBe('%PDF-1.4');
});
