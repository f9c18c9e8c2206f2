import { BETA } from './client';
import { useSimulator } from './setup';

const shop = useSimulator();
const beta = { accept: BETA, type: BETA };
const ids = (rows: Array<{ id: string }>) => rows.map(({ id }) => id);

describe('ratings', () => {
	it('come in the order of their last change, in two versions', async () => {
		const { state, clock } = shop.simulator;
		const first = state.ratings.rate({ recommended: false });
		clock.advance(60_000);
		const second = state.ratings.rate();
		clock.advance(60_000);
		state.ratings.edit({ id: first.id, comment: 'Changed' });
		const { data } = await shop.ask('GET', '/sale/user-ratings');
		expect(ids(data.ratings)).toEqual([first.id, second.id]);
		expect(data.ratings[0].comment).toBe('Changed');

		const since = 'lastChangedAt.gte=2026-11-23T12:02:00Z';
		const answer = await shop.ask('GET', `/sale/user-ratings?${since}`, { accept: BETA });
		expect(answer.headers['content-type']).toContain('beta');
		expect(answer.data.ratings).toMatchObject([{ comment: { text: 'Changed' } }]);
		const good = await shop.ask('GET', '/sale/user-ratings?recommended=true');
		expect(ids(good.data.ratings)).toEqual([second.id]);
		expect((await shop.ask('GET', '/sale/user-ratings?offset=20001')).status).toBe(422);
	});

	it('can be answered, and asked to be removed', async () => {
		const path = `/sale/user-ratings/${shop.simulator.state.ratings.rate().id}`;
		const body = { message: 'Thank you' };
		expect((await shop.ask('PUT', `${path}/answer`, { body })).status).toBe(201);
		const removal = { body: { request: body } };
		expect((await shop.ask('PUT', `${path}/removal`, removal)).status).toBe(201);
		expect((await shop.ask('GET', path)).data).toMatchObject({
			answer: body,
			removal: { request: { ...body, source: 'SELLER' } },
		});
	});
});

describe('returns', () => {
	it('come oldest first, after the last one seen', async () => {
		const { returns } = shop.simulator.state;
		const [one, two, three] = [returns.declare(), returns.declare(), returns.declare()];
		const read = async (query = '') =>
			(await shop.ask('GET', `/order/customer-returns?${query}`, beta)).data;
		expect(ids((await read()).customerReturns)).toEqual(ids([one, two, three]));
		expect(await read('limit=1')).toMatchObject({ count: 3 });
		expect(ids((await read(`from=${one.id}`)).customerReturns)).toEqual(ids([two, three]));
		returns.setStatus({ id: two.id, status: 'DELIVERED' });
		expect(ids((await read('status=DELIVERED')).customerReturns)).toEqual([two.id]);
	});

	it('are rejected once', async () => {
		const order = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { id } = shop.simulator.state.returns.declare({ orderId: order.id });
		const path = `/order/customer-returns/${id}/rejection`;
		const reject = async (code: string) =>
			(await shop.ask('POST', path, { ...beta, body: { rejection: { code } } })).status;
		expect(await reject('REFUND_REJECTED')).toBe(422);
		expect(await reject('ITEM_FIXED')).toBe(200);
		expect(await reject('ITEM_FIXED')).toBe(422);
	});
});

describe('issues', () => {
	it('start as disputes, may become claims, and are decided', async () => {
		const { issues } = shop.simulator.state;
		const { id } = issues.open();
		const read = async () => (await shop.ask('GET', `/sale/issues/${id}`, beta)).data;
		const decide = async () =>
			await shop.ask('POST', `/sale/issues/${id}/status`, {
				...beta,
				body: { status: 'REJECTED_OTHER', message: 'No' },
			});
		expect(await read()).toMatchObject({
			type: 'DISPUTE',
			chat: { lastMessage: { status: 'NEW' } },
		});
		expect((await decide()).status).toBe(400);
		issues.turnIntoClaim({ id });
		expect(await read()).toMatchObject({ type: 'CLAIM', reason: expect.anything() });
		expect((await decide()).status).toBe(200);
		expect(await read()).toMatchObject({
			currentState: { status: 'CLAIM_REJECTED' },
			chat: { lastMessage: { status: 'SELLER_REPLIED' }, messagesCount: 3 },
		});
	});

	it('have a chat with attachments that Location tells where to send', async () => {
		const { issues } = shop.simulator.state;
		const { id } = issues.open();
		const declared = await shop.ask('POST', '/sale/issues/attachments', {
			...beta,
			body: { fileName: 'a.pdf', size: 8 },
		});
		const file = { accept: BETA, type: 'application/pdf', body: Buffer.from('%PDF-1.4') };
		const { location } = declared.headers;
		expect((await shop.ask('PUT', location, file)).status).toBe(200);
		expect((await shop.ask('PUT', location, file)).status).toBe(422);
		const attachments = [{ id: declared.data.id }];
		const write = async (type: string) =>
			await shop.ask('POST', `/sale/issues/${id}/message`, {
				...beta,
				body: { text: 'See', type, attachments },
			});
		expect((await write('RETURN_NOT_REQUIRED')).status).toBe(422);
		expect((await write('REGULAR')).status).toBe(201);
		issues.say({ id, text: 'Thanks' });
		const { data } = await shop.ask('GET', `/sale/issues/${id}/chat`, beta);
		expect(data.chat).toMatchObject([
			{ text: 'Thanks', author: { role: 'BUYER' } },
			{ text: 'See', attachments: [{ fileName: 'a.pdf' }] },
			{},
		]);
		issues.setStatus({ id, status: 'DISPUTE_CLOSED' });
		expect((await write('REGULAR')).status).toBe(409);
	});
});
