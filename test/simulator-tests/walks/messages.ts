import type { Simulator } from '../../simulator';
import { type Send, UUID } from '../client';

const BETA = 'application/vnd.allegro.beta.v1+json';
const PNG = { type: 'image/png', body: Buffer.from('89504e470d0a1a0a', 'hex') };

/** A conversation with attachments both ways. */
export async function walkMessages(simulator: Simulator, send: Send): Promise<void> {
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const { messages } = simulator.state;
	const attachments = [{ fileName: 'zdjęcie.png' }];
	const received = messages.receive({ orderId: order.id, vin: 'WVW1', attachments });
	messages.receive({ offerId: '17200554100', login: 'Somebody', subject: 'A question' });
	const thread = `/messaging/threads/${received.thread.id}`;

	await send('GET', '/messaging/threads');
	await send('GET', thread);
	await send('PUT', `${thread}/read`, { body: { read: true } });
	await send('GET', `${thread}/messages?after=2020-01-01T00:00:00Z`);
	await send('GET', `/messaging/messages/${received.id}`);

	const declaration = { filename: 'a.png', size: PNG.body.length };
	const { id } = await send('POST', '/messaging/message-attachments', { body: declaration });
	await send('PUT', `/messaging/message-attachments/${id}`, PNG);
	const sent = await send('POST', `${thread}/messages`, {
		body: { text: 'Yes', attachments: [{ id }] },
	});
	await send('GET', `/messaging/message-attachments/${id}`, { accept: '*/*' });
	const { login } = order.buyer;
	await send('POST', '/messaging/messages', {
		body: { recipient: { login }, text: 'Thank you', order: { id: order.id } },
	});
	await send('GET', `${thread}/messages`);
	await send('DELETE', `/messaging/messages/${sent.id}`);
}

/** The same with the version that has problems with purchases. */
export async function walkProblems(simulator: Simulator, send: Send): Promise<void> {
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const { messages } = simulator.state;
	const thread = messages.openProblem({ orderId: order.id });
	messages.receive({ threadId: thread.id, role: 'CONSULTANT', text: 'I look into it' });
	messages.receive({ login: 'Somebody', attachments: [{ fileName: 'zdjęcie.png' }] });
	const beta = { accept: BETA, type: BETA };
	const path = `/messaging/threads/${thread.id}`;

	await send('GET', '/messaging/threads?limit=1', beta);
	const filters = `orderId=${order.id}&type=POST_PURCHASE_ISSUE&status=OPEN&read=false`;
	await send('GET', `/messaging/threads?${filters}`, beta);
	await send('GET', path, beta);
	await send('PUT', `${path}/read`, { ...beta, body: { read: true } });
	const { nextPage } = await send('GET', `${path}/messages?limit=1`, beta);
	const { messages: rows } = await send('GET', `${path}/messages?page.id=${nextPage.id}`, beta);
	await send('GET', `/messaging/messages/${rows[0].id}`, beta);
	const declaration = { filename: 'a.png', size: PNG.body.length };
	const attachments = '/messaging/message-attachments';
	const { id } = await send('POST', attachments, { ...beta, body: declaration });
	await send('PUT', `${attachments}/${id}`, { ...PNG, accept: BETA });
	simulator.clock.advance(1_000);
	await send('POST', `${path}/messages`, { ...beta, body: { text: 'Yes', attachments: [{ id }] } });
	simulator.clock.advance(1_000);
	const body = { recipient: { login: order.buyer.login }, text: 'Hi', order: { id: order.id } };
	await send('POST', '/messaging/messages', { ...beta, body });
	messages.close(thread);
	await send('GET', path, beta);
}

export async function stumbleOverMessages(simulator: Simulator, send: Send): Promise<void> {
	const received = simulator.state.messages.receive();
	const thread = `/messaging/threads/${received.thread.id}`;
	await send('GET', `/messaging/threads/${UUID}`);
	await send('GET', '/messaging/threads?limit=21');
	await send('GET', `${thread}/messages?before=2026-01-01T00:00:00Z&offset=2`);
	await send('GET', `${thread}/messages?offset=15001`);
	await send('PUT', `${thread}/read`, { body: {} });
	await send('GET', `/messaging/messages/${UUID}`);
	await send('DELETE', `/messaging/messages/${received.id}`);
	await send('POST', `${thread}/messages`, { body: {} });
	await send('POST', `${thread}/messages`, { body: { text: 'Twice in a second' } });
	await send('POST', '/messaging/messages', { body: { text: 'To nobody' } });

	const attachments = '/messaging/message-attachments';
	await send('POST', attachments, { body: { filename: 'a.png', size: 6 * 1024 * 1024 } });
	await send('PUT', `${attachments}/${UUID}`, PNG);
	await send('GET', `${attachments}/${UUID}`);
	const { id } = await send('POST', attachments, { body: { filename: 'a.png', size: 1 } });
	await send('PUT', `${attachments}/${id}`, { ...PNG, type: 'text/plain' });
	await send('PUT', `${attachments}/${id}`, { ...PNG, body: Buffer.alloc(6 * 1024 * 1024) });
}
