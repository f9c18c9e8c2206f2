import { createHash } from 'node:crypto';

import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';

import { type Simulator, startSimulator } from './simulator';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';
const MINUTE = 60_000;

let simulator: Simulator;
let api: AxiosInstance;

const client = (token: string) =>
	axios.create({
		baseURL: simulator.apiUrl,
		validateStatus: () => true,
		headers: {
			Authorization: `Bearer ${token}`,
			'User-Agent': simulator.userAgent,
			Accept: PUBLIC,
			'Content-Type': PUBLIC,
		},
		transformRequest: (data: unknown) =>
			data === undefined || Buffer.isBuffer(data) ? data : JSON.stringify(data),
	});

const outcome = ({ status, data }: AxiosResponse) => ({ status, code: data?.errors?.[0]?.code });

const paidOrder = () => simulator.createOrder({ status: 'READY_FOR_PROCESSING' });

beforeAll(async () => {
	simulator = await startSimulator();
});

beforeEach(() => {
	simulator.reset();
	api = client(simulator.issueTokens().access_token);
});

afterAll(async () => await simulator.close());

const UNKNOWN = '6a1d0000-7f6a-11e8-ac45-09db60ede9d6';

describe('authorization', () => {
	const authorizeUrl = (parameters: Record<string, string> = {}) =>
		`${simulator.authUrl}/auth/oauth/authorize?${new URLSearchParams({
			response_type: 'code',
			client_id: simulator.app.clientId,
			redirect_uri: CALLBACK,
			state: 'some state',
			scope: '',
			prompt: 'confirm',
			...parameters,
		})}`;

	const quietly: AxiosRequestConfig = { validateStatus: () => true, maxRedirects: 0 };

	/** Opens the consent page, presses a button and gives the address that the browser is sent to. */
	const consent = async (answer: 'allow' | 'deny', parameters?: Record<string, string>) => {
		const page = await axios.get<string>(authorizeUrl(parameters), quietly);
		const request = /name="request" value="([^"]+)"/.exec(page.data)![1];
		const form = new URLSearchParams({ request, consent: answer });
		const { headers } = await axios.post(
			`${simulator.authUrl}/auth/oauth/authorize`,
			form,
			quietly,
		);
		return new URL(headers.location as string);
	};

	const code = async (parameters?: Record<string, string>) =>
		(await consent('allow', parameters)).searchParams.get('code')!;

	const token = async (form: Record<string, string>, config: AxiosRequestConfig = {}) => {
		const { clientId, clientSecret } = simulator.app;
		return await axios.post(`${simulator.authUrl}/auth/oauth/token`, new URLSearchParams(form), {
			...quietly,
			auth: { username: clientId, password: clientSecret },
			...config,
		});
	};

	const redeem = async (of: string, more: Record<string, string> = {}) =>
		await token({ grant_type: 'authorization_code', code: of, redirect_uri: CALLBACK, ...more });

	const refresh = async (refreshToken: string) =>
		await token({ grant_type: 'refresh_token', refresh_token: refreshToken });

	it('asks the seller and sends the code and the state back', async () => {
		const { data } = await axios.get<string>(authorizeUrl());
		expect(data).toContain('id="allow"');
		expect(data).toContain('id="deny"');
		expect(data).toContain('allegro:api:orders:read');
		expect(data).toContain(simulator.app.name);

		const target = await consent('allow');
		expect(target.origin + target.pathname).toBe(CALLBACK);
		expect(target.searchParams.get('state')).toBe('some state');

		const { status, data: tokens } = await redeem(target.searchParams.get('code')!);
		expect(status).toBe(200);
		expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 43_199, allegro_api: true });
		const payload = JSON.parse(
			Buffer.from(tokens.access_token.split('.')[1], 'base64url').toString(),
		);
		expect(payload).toMatchObject({
			user_name: simulator.seller.id,
			client_id: simulator.app.clientId,
			scope: simulator.app.scopes,
		});
		expect((await client(tokens.access_token).get('/order/event-stats')).status).toBe(200);
	});

	it('lets the seller refuse', async () => {
		expect((await consent('deny')).searchParams.get('error')).toBe('access_denied');
	});

	it.each([
		{ client_id: 'somebody' },
		{ redirect_uri: 'http://localhost:5678/elsewhere' },
		{ redirect_uri: 'https://attacker.example/rest/oauth2-credential/callback' },
	])('shows an error page instead of redirecting for %p', async (parameters: object) => {
		const answer = await axios.get(authorizeUrl({ ...parameters }), quietly);
		expect(answer.status).toBe(400);
		expect(answer.data).toMatch(/Error no\. \d+/);
	});

	it('narrows the scopes to those asked for', async () => {
		const scope = 'allegro:api:orders:read';
		expect((await redeem(await code({ scope }))).data.scope).toBe(scope);
	});

	it('takes a code once, within ten seconds, for the same redirect_uri', async () => {
		const used = await code();
		expect((await redeem(used)).status).toBe(200);
		expect((await redeem(used)).data.error).toBe('invalid_grant');

		const moved = await code();
		const other = CALLBACK.replace('localhost', '127.0.0.1');
		expect((await redeem(moved, { redirect_uri: other })).data.error).toBe('invalid_grant');

		const late = await code();
		simulator.clock.advance(11_000);
		expect((await redeem(late)).data.error).toBe('invalid_grant');
	});

	it('verifies PKCE with S256 and refuses plain', async () => {
		const verifier = 'a'.repeat(43);
		const challenge = createHash('sha256').update(verifier).digest('base64url');
		const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
		expect((await redeem(await code(pkce), { code_verifier: verifier })).status).toBe(200);
		expect((await redeem(await code(pkce), { code_verifier: 'b'.repeat(43) })).status).toBe(400);
		expect((await redeem(await code(pkce))).status).toBe(400);

		const plain = authorizeUrl({ code_challenge: verifier, code_challenge_method: 'plain' });
		const { headers } = await axios.get(plain, quietly);
		expect(headers.location).toContain('error=invalid_request');
	});

	it('rotates refresh tokens, with a minute of grace', async () => {
		const first = simulator.issueTokens();
		const { data: second } = await refresh(first.refresh_token!);
		expect(second.access_token).not.toBe(first.access_token);
		expect((await client(first.access_token).get('/order/event-stats')).status).toBe(401);
		expect((await client(second.access_token).get('/order/event-stats')).status).toBe(200);

		simulator.clock.advance(59_000);
		const { data: again } = await refresh(first.refresh_token!);
		expect(again.access_token).toBe(second.access_token);
		expect(again.refresh_token).toBe(second.refresh_token);
		expect(simulator.oauth.refreshCount).toBe(2);

		simulator.clock.advance(2_000);
		const late = await refresh(first.refresh_token!);
		expect(late.status).toBe(400);
		expect(late.data.error).toBe('invalid_grant');
		expect(late.data.error_description).toMatch(/^Invalid refresh token: /);
		expect((await refresh(second.refresh_token)).status).toBe(200);
	});

	it('wants Basic client authentication and a form in the body', async () => {
		const form = { grant_type: 'client_credentials' };
		expect((await token(form)).data.refresh_token).toBeUndefined();
		expect((await token(form, { auth: undefined })).status).toBe(401);
		expect((await token({}, { params: form })).status).toBe(302);
		const { clientId: username, clientSecret: password } = simulator.app;
		const get = await axios.get(`${simulator.authUrl}/auth/oauth/token`, {
			...quietly,
			auth: { username, password },
		});
		expect(get.status).toBe(302);
	});

	it('expires tokens by the clock and on demand, and forgets them when revoked', async () => {
		const { access_token, refresh_token } = simulator.issueTokens({ lifetimeSeconds: 60 });
		const session = client(access_token);
		expect((await session.get('/order/event-stats')).status).toBe(200);
		simulator.clock.advance(MINUTE);
		expect((await session.get('/order/event-stats')).data).toEqual({
			error: 'invalid_token',
			error_description: expect.stringContaining('expired'),
		});

		const { data } = await refresh(refresh_token!);
		simulator.expireTokens();
		expect((await client(data.access_token).get('/order/event-stats')).status).toBe(401);
		simulator.revoke();
		expect((await refresh(data.refresh_token)).data.error).toBe('invalid_grant');
	});

	it('ends the oldest of more than twenty sessions', async () => {
		simulator.revoke();
		const [oldest, next] = Array.from({ length: 21 }, () => simulator.issueTokens());
		expect((await client(oldest.access_token).get('/order/event-stats')).status).toBe(401);
		expect((await client(next.access_token).get('/order/event-stats')).status).toBe(200);
	});
});

describe('gatekeeping', () => {
	it.each([
		'axios/1.0',
		'Other-App/1.0 (+https://a.example)',
		'Pomelo-Sync/1.0 (https://a.example)',
	])('refuses the User-Agent %s', async (agent) => {
		const answer = await api.get('/order/carriers', { headers: { 'User-Agent': agent } });
		expect(outcome(answer)).toEqual({ status: 403, code: 'InvalidUserAgent' });
	});

	it('tells a missing, an unknown and an insufficient token apart', async () => {
		const path = '/order/checkout-forms';
		const missing = await api.get(path, { headers: { Authorization: undefined } });
		expect(missing).toMatchObject({ status: 401, data: { error: 'unauthorized' } });
		expect(await client('unknown').get(path)).toMatchObject({
			status: 401,
			data: { error: 'invalid_token' },
		});

		const narrow = client(simulator.issueTokens({ scopes: ['orders:write'] }).access_token);
		expect(outcome(await narrow.get(path))).toEqual({ status: 403, code: 'AccessDenied' });

		const application = client(simulator.issueTokens({ user: false }).access_token);
		expect(outcome(await application.get(path))).toEqual({ status: 403, code: 'AccessDenied' });
		expect((await application.get('/order/carriers')).status).toBe(200);
	});

	it('checks media types both ways', async () => {
		const { id } = paidOrder();
		for (const accept of ['*/*', 'application/json', 'application/vnd.allegro.beta.v1+json']) {
			const answer = await api.get('/order/carriers', { headers: { Accept: accept } });
			expect(outcome(answer)).toEqual({ status: 406, code: 'NotAcceptableException' });
		}
		const json = { headers: { 'Content-Type': 'application/json' } };
		const put = await api.put(`/order/checkout-forms/${id}/fulfillment`, { status: 'SENT' }, json);
		expect(put.status).toBe(415);
		const { headers } = await api.get('/order/carriers');
		expect(headers['content-type']).toBe(`${PUBLIC};charset=UTF-8`);
		expect(headers['trace-id']).toMatch(/^[\da-f-]{36}$/);
	});

	it('refuses a body that is no JSON object', async () => {
		const path = `/order/checkout-forms/${paidOrder().id}/fulfillment`;
		expect((await api.put(path, Buffer.from('{'))).status).toBe(400);
	});

	it('knows no retired path, no unknown path and no path of another host', async () => {
		const missing = { status: 404, code: 'NotFoundException' };
		expect(outcome(await api.get('/sale/disputes'))).toEqual(missing);
		expect(outcome(await api.get('/no/such/path'))).toEqual(missing);
		const elsewhere = await api.get('/order/carriers', { baseURL: simulator.uploadUrl });
		expect(outcome(elsewhere)).toEqual(missing);
		expect((await api.get('/sale/offers/1')).status).toBe(403);
	});

	it('speaks Polish to the user when asked to', async () => {
		const headers = { 'Accept-Language': 'pl-PL' };
		const [english, polish] = [await api.get('/nowhere'), await api.get('/nowhere', { headers })];
		expect(polish.data.errors[0].message).toBe(english.data.errors[0].message);
		expect(polish.data.errors[0].userMessage).not.toBe(english.data.errors[0].userMessage);
	});
});

describe('limits', () => {
	it('blocks the client for a minute, and longer when it keeps asking', async () => {
		simulator.clock.set('2026-11-02T08:00:00Z');
		simulator.limits.perMinute = 2;
		const status = async () => (await api.get('/order/event-stats')).status;
		expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
		simulator.clock.advance(50_000);
		expect(await status()).toBe(429);
		simulator.clock.advance(50_000);
		expect(await status()).toBe(429);
		simulator.clock.advance(61_000);
		expect(await status()).toBe(200);
	});

	it('paces single endpoints without blocking the client', async () => {
		simulator.clock.set('2026-11-02T08:00:00Z');
		simulator.limits.retryAfter = 7;
		const carriers = async () => await api.get('/order/carriers');
		const answers = await Promise.all(Array.from({ length: 51 }, carriers));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(1);
		expect(outcome(refused[0]).code).toBe('TOO_MANY_REQUESTS');
		expect(refused[0].headers['retry-after']).toBe('7');
		expect((await api.get('/order/event-stats')).status).toBe(200);
		simulator.clock.advance(1_000);
		expect((await carriers()).status).toBe(200);
	});

	it('sends no Retry-After unless told to, as Allegro documents none', async () => {
		simulator.limits.perMinute = 0;
		const { status, headers } = await api.get('/order/event-stats');
		expect([status, headers['retry-after']]).toEqual([429, undefined]);
	});
});

describe('orders', () => {
	const list = async (params: object = {}) => await api.get('/order/checkout-forms', { params });

	const ids = async (params: object) =>
		(await list(params)).data.checkoutForms.map(({ id }: { id: string }) => id);

	it('shows more of an order at each stage', async () => {
		const { id } = simulator.createOrder();
		const read = async () => (await api.get(`/order/checkout-forms/${id}`)).data;
		const bought = await read();
		expect(bought).toMatchObject({ status: 'BOUGHT', surcharges: [] });
		expect(bought.payment).toBeUndefined();

		simulator.fillInOrder(id);
		const filled = await read();
		expect(filled.delivery.method.name).toBeDefined();
		expect(filled.delivery.address).toBeUndefined();
		expect(filled.payment.finishedAt).toBeUndefined();

		simulator.payOrder(id);
		const paid = await read();
		expect(paid).toMatchObject({ status: 'READY_FOR_PROCESSING' });
		expect(paid.payment.paidAmount).toEqual(paid.summary.totalToPay);
		expect(paid.delivery.address.zipCode).toBeDefined();
		expect(new Set([bought.revision, filled.revision, paid.revision]).size).toBe(3);

		simulator.cancelOrder(id);
		expect((await read()).status).toBe('CANCELLED');
		expect(() => simulator.payOrder(id)).toThrow('CANCELLED');
	});

	it('lists newest first and sorts as asked', async () => {
		simulator.clock.set('2026-11-02T08:00:00Z');
		const [first, second, third] = [1, 2, 3]
			.map((day) => simulator.createOrder({ boughtAt: `2026-10-0${day}T10:00:00Z` }))
			.map(({ id }) => id);
		simulator.payOrder(first);
		expect(await ids({})).toEqual([third, second, first]);
		expect(await ids({ sort: 'lineItems.boughtAt' })).toEqual([first, second, third]);
		expect(await ids({ sort: '-updatedAt' })).toEqual([first, third, second]);
		expect(await ids({ sort: 'updatedAt', limit: 1, offset: 1 })).toEqual([third]);
		expect(await ids({ 'updatedAt.gte': '2026-11-02T00:00:00Z' })).toEqual([first]);
		expect(
			await ids({
				'lineItems.boughtAt.gte': '2026-10-02T10:00:00Z',
				'lineItems.boughtAt.lte': '2026-10-02T10:00:00Z',
			}),
		).toEqual([second]);
	});

	it('filters by each documented parameter', async () => {
		simulator.createOrder();
		const { id } = simulator.createOrder({
			status: 'READY_FOR_PROCESSING',
			marketplace: 'allegro-cz',
			buyer: { login: 'only_me' },
			fulfillmentStatus: 'SUSPENDED',
		});
		const order = simulator.surchargeOrder(id);
		await api.post(`/order/checkout-forms/${id}/shipments`, { carrierId: 'DPD', waybill: 'W1' });
		for (const filter of [
			{ status: 'READY_FOR_PROCESSING' },
			{ 'fulfillment.status': 'SUSPENDED' },
			{ 'fulfillment.shipmentSummary.lineItemsSent': 'ALL' },
			{ 'payment.id': order.payment!.id },
			{ 'surcharges.id': order.surcharges[0].id },
			{ 'delivery.method.id': order.delivery!.method!.id },
			{ 'buyer.login': 'only_me' },
			{ 'marketplace.id': 'allegro-cz' },
		]) {
			expect([filter, await ids(filter)]).toEqual([filter, [id]]);
		}
		const { data } = await list({ 'fulfillment.provider.id': 'SELLER' });
		expect(data).toMatchObject({ count: 2, totalCount: 2 });
	});

	it('keeps to its bounds', async () => {
		simulator.seed({ orders: 10_001, events: false });
		const { data } = await list({ limit: 100, offset: 9_900 });
		expect([data.count, data.totalCount]).toEqual([100, 10_001]);
		expect((await list({ limit: 100, offset: 9_901 })).status).toBe(422);
		expect((await list({ limit: 101 })).status).toBe(422);
		expect((await list({ limit: 0 })).status).toBe(422);
		expect((await list({ limit: 'many' })).status).toBe(400);
		expect((await list({ status: 'PAID' })).status).toBe(400);
		expect((await list({ 'updatedAt.gte': 'yesterday' })).status).toBe(400);
	});

	it('does not serve unknown, foreign or year-old orders', async () => {
		const missing = { status: 404, code: 'CheckoutFormNotFoundException' };
		const get = async (id: string) => outcome(await api.get(`/order/checkout-forms/${id}`));
		expect(await get('00000000-0000-4000-8000-000000000000')).toEqual(missing);
		expect(await get(simulator.createOrder({ sellerId: '1' }).id)).toEqual(missing);
		expect((await get('not-a-uuid')).status).toBe(422);

		const boughtAt = simulator.clock.now() - 366 * 24 * 60 * MINUTE;
		expect(await get(simulator.createOrder({ boughtAt }).id)).toEqual(missing);
		expect((await list()).data.totalCount).toBe(0);
	});

	it('sets the fulfillment status, unless the revision is outdated', async () => {
		const { id, revision } = paidOrder();
		const set = async (status: string, params: object = {}) =>
			await api.put(`/order/checkout-forms/${id}/fulfillment`, { status }, { params });
		expect((await set('PROCESSING', { 'checkoutForm.revision': revision })).status).toBe(204);
		const after = (await api.get(`/order/checkout-forms/${id}`)).data;
		expect(after).toMatchObject({ fulfillment: { status: 'PROCESSING' }, revision });

		simulator.modifyOrder(id);
		expect((await set('SENT', { 'checkoutForm.revision': revision })).status).toBe(409);
		expect((await set('RETURNED')).status).toBe(422);
		expect((await set('LOST')).status).toBe(422);
		const { events } = (await api.get('/order/events')).data;
		expect(events.map(({ type }: { type: string }) => type).slice(-2)).toEqual([
			'FULFILLMENT_STATUS_CHANGED',
			'BUYER_MODIFIED',
		]);
	});

	it('takes serial numbers, no more than pieces', async () => {
		const { id, lineItems } = simulator.createOrder({
			lineItems: [{ quantity: 2, serialNumbersExpected: true }],
		});
		const [{ id: item }] = lineItems;
		const send = async (values: string[], of = [item]) => {
			const serialNumbers = { entries: values.map((value) => ({ value })) };
			return await api.post(`/order/checkout-forms/${id}/serial-numbers`, {
				lineItems: of.map((line) => ({ id: line, serialNumbers })),
			});
		};
		expect((await send(['A', 'B'])).status).toBe(204);
		expect((await send(['A', 'B', 'C'])).status).toBe(422);
		expect((await send(['A'], [item, item])).status).toBe(422);
		expect((await send(['A'], ['unknown'])).status).toBe(422);
		expect((await send(['A'], [UNKNOWN])).status).toBe(404);
		const { data } = await api.get(`/order/checkout-forms/${id}`);
		expect(data.lineItems[0].serialNumbers.entries).toHaveLength(2);
	});

	it('takes tracking numbers for items of the order', async () => {
		const { id, lineItems } = simulator.createOrder({
			status: 'READY_FOR_PROCESSING',
			lineItems: [{}, {}],
		});
		simulator.settings.sentOnWaybill = true;
		const path = `/order/checkout-forms/${id}/shipments`;
		const [{ id: item }] = lineItems;
		const parcel = { carrierId: 'DPD', waybill: 'W1' };
		const added = await api.post(path, { ...parcel, lineItems: [{ id: item }] });
		expect(added).toMatchObject({ status: 201, data: { ...parcel, lineItems: [{ id: item }] } });
		expect((await api.get(path)).data.shipments).toEqual([added.data]);
		expect((await api.get(`/order/checkout-forms/${id}`)).data.fulfillment).toMatchObject({
			status: 'SENT',
			shipmentSummary: { lineItemsSent: 'SOME' },
		});

		expect((await api.post(path, { ...parcel, carrierId: 'ALLEGRO' })).status).toBe(400);
		expect((await api.post(path, { ...parcel, waybill: 'W'.repeat(65) })).status).toBe(422);
		expect((await api.post(path, { ...parcel, lineItems: [{ id: 'x' }] })).status).toBe(422);
	});
});

describe('order events', () => {
	const read = async (params: object = {}) => await api.get('/order/events', { params });

	const pairs = ({ data }: AxiosResponse) =>
		data.events.map((event: { type: string; order: { checkoutForm: { id: string } } }) => [
			event.type,
			event.order.checkoutForm.id,
		]);

	it('has no latest event on an empty account', async () => {
		expect((await api.get('/order/event-stats')).data).toEqual({});
	});

	it('pages exclusively from an event, and filters by repeated types', async () => {
		simulator.seed({ orders: 500, status: 'READY_FOR_PROCESSING' });
		const first = (await read()).data.events;
		expect(first).toHaveLength(100);
		const seen = new Set<string>();
		for (let from: string | undefined; ; ) {
			const { events } = (await read({ from, limit: 1_000 })).data;
			if (events.length === 0) break;
			for (const { id } of events) seen.add(id);
			from = events.at(-1).id;
		}
		expect(seen.size).toBe(1_500);
		const { latestEvent } = (await api.get('/order/event-stats')).data;
		expect([...seen].at(-1)).toBe(latestEvent.id);

		const params = new URLSearchParams([
			['type', 'BOUGHT'],
			['type', 'FILLED_IN'],
			['limit', '1000'],
		]);
		const chosen = (await read(params)).data.events.map(({ type }: { type: string }) => type);
		expect(chosen).toHaveLength(1_000);
		expect(new Set(chosen)).toEqual(new Set(['BOUGHT', 'FILLED_IN']));
	});

	it('refuses wrong parameters with 422', async () => {
		for (const wrong of [{ limit: 1_001 }, { limit: 0 }, { limit: 'x' }, { from: 'x' }]) {
			expect((await read(wrong)).status).toBe(422);
		}
		expect((await read({ type: 'BOUGHT,FILLED_IN' })).status).toBe(422);
	});

	it('can be hostile: duplicates, late dates, surcharges, combined payments', async () => {
		const { id } = paidOrder();
		const late = { type: 'BOUGHT' as const, orderId: id, occurredAt: '2026-01-01T00:00:00Z' };
		const lateId = simulator.emitEvent(late);
		const copyId = simulator.duplicateEvent(lateId);
		const [last, copy] = (await read()).data.events.slice(-2);
		expect([last.id, copy.id]).toEqual([lateId, copyId]);
		expect({ ...copy, id: lateId }).toEqual(last);
		expect(last.occurredAt).toBe('2026-01-01T00:00:00.000Z');

		simulator.surchargeOrder(id);
		expect(pairs(await read({ from: copyId }))).toEqual([['READY_FOR_PROCESSING', id]]);

		const [one, other] = [simulator.createOrder(), simulator.createOrder()];
		const combined = simulator.combineOrders([one.id, other.id]);
		expect(combined.lineItems).toHaveLength(2);
		expect((await api.get(`/order/checkout-forms/${one.id}`)).status).toBe(404);
		expect(pairs(await read()).at(-1)).toEqual(['READY_FOR_PROCESSING', combined.id]);
	});

	it('forgets events after sixty days', async () => {
		simulator.clock.advance(-61 * 24 * 60 * MINUTE);
		paidOrder();
		expect((await read()).data.events).toHaveLength(3);
		simulator.clock.reset();
		expect((await read()).data.events).toEqual([]);
		expect((await api.get('/order/event-stats')).data).toEqual({});
	});
});

describe('invoices', () => {
	const pdf = Buffer.from('%PDF-1.7 fictional');

	const declare = async (order: string, name = 'invoice.pdf') =>
		await api.post(`/order/checkout-forms/${order}/invoices`, { file: { name } });

	const upload = async (order: string, invoice: string, bytes: Buffer, type = 'application/pdf') =>
		await api.put(`/order/checkout-forms/${order}/invoices/${invoice}/file`, bytes, {
			headers: { 'Content-Type': type },
		});

	const files = async (order: string) =>
		(await api.get(`/order/checkout-forms/${order}/invoices`)).data.invoices.map(
			({ file }: { file: object }) => file,
		);

	it('takes a PDF once, scans it, and only then takes the next metadata', async () => {
		simulator.clock.set('2026-11-02T08:00:00Z');
		const { id } = paidOrder();
		const invoice = (await declare(id)).data.id;
		expect((await declare(id)).status).toBe(429);
		expect((await upload(id, invoice, pdf)).status).toBe(200);
		expect(simulator.state.orders.get(id)!.invoices[0].content).toEqual(pdf);
		expect((await upload(id, invoice, pdf)).status).toBe(409);
		expect(await files(id)).toMatchObject([{ securityVerification: { status: 'WAITING' } }]);
		expect((await declare(id)).status).toBe(409);

		simulator.clock.advance(simulator.settings.invoiceScanMs);
		expect(await files(id)).toMatchObject([
			{ securityVerification: { status: 'ACCEPTED' }, verification: { status: 'NOT_APPLICABLE' } },
		]);
		expect((await declare(id)).status).toBe(201);
	});

	it('refuses what is no PDF of at most 3 MB', async () => {
		const { id } = paidOrder();
		const invoice = (await declare(id)).data.id;
		const text = Buffer.from(pdf.toString('base64'));
		expect(outcome(await upload(id, invoice, text))).toEqual({
			status: 422,
			code: 'FILE-CONTENT-INVALID',
		});
		expect(outcome(await upload(id, invoice, Buffer.alloc(0))).code).toBe('EMPTY-ATTACHMENT');
		const large = Buffer.concat([pdf, Buffer.alloc(3 * 1024 * 1024)]);
		expect((await upload(id, invoice, large)).status).toBe(413);
		expect((await upload(id, invoice, pdf, 'multipart/form-data')).status).toBe(415);
		expect((await upload(id, 'unknown', pdf)).status).toBe(404);
	});

	it('holds ten invoices and ten different links', async () => {
		simulator.settings.invoicePauseMs = 0;
		const { id } = paidOrder();
		const link = async (url: string) =>
			(await api.post(`/order/${id}/billing-documents/links`, { url })).status;
		for (let number = 0; number < 10; number++) {
			expect((await declare(id)).status).toBe(201);
			expect(await link(`https://papers.example/${number}`)).toBe(201);
		}
		expect((await declare(id)).status).toBe(422);
		expect(await link('https://papers.example/0')).toBe(409);
		expect(await link('https://papers.example/10')).toBe(422);
		expect(await link('papers')).toBe(422);
	});
});

describe('parcels', () => {
	const BASE = '/shipment-management';

	const suggestion = async (order: string) =>
		(await api.get(`${BASE}/delivery-proposals/${order}`)).data.suggestedInput;

	/** Gives a command and asks until it is done. */
	const command = async (path: string, body: object) => {
		const { data } = await api.post(`${BASE}/${path}`, body);
		for (;;) {
			const status = (await api.get(`${BASE}/${path}/${data.commandId}`)).data;
			if (status.status !== 'IN_PROGRESS') return status;
		}
	};

	const ship = async (labelFormat = 'PDF', order = paidOrder().id): Promise<string> => {
		const input = { ...(await suggestion(order)), labelFormat };
		return (await command('shipments/create-commands', { input })).shipmentId;
	};

	const paper = async (kind: 'label' | 'protocol', body: object, accept?: string) =>
		await api.post(`${BASE}/${kind}`, body, {
			headers: { Accept: accept ?? 'application/octet-stream' },
			responseType: 'arraybuffer',
		});

	const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

	it('creates a shipment through a command, once per command id', async () => {
		const order = paidOrder();
		const commandId = '7d1c1e0a-5b0e-4c59-8a3e-0f4f2f6b1c11';
		const body = { commandId, input: await suggestion(order.id) };
		const path = `${BASE}/shipments/create-commands`;
		const given = await api.post(path, body);
		expect(given).toMatchObject({ status: 200, data: body });
		expect(given.headers['retry-after']).toBe('1');
		expect((await api.get(`${path}/${commandId}`)).data.status).toBe('IN_PROGRESS');
		const { shipmentId } = (await api.get(`${path}/${commandId}`)).data;
		await api.post(path, body);
		expect((await api.get(`${path}/${commandId}`)).data.shipmentId).toBe(shipmentId);
		expect(simulator.state.shipments.size).toBe(1);

		const { data: shipment } = await api.get(`${BASE}/shipments/${shipmentId}`);
		const [{ waybill }] = shipment.packages;
		const { data: parcels } = await api.get(`/order/checkout-forms/${order.id}/shipments`);
		expect(parcels.shipments).toMatchObject([{ waybill, carrierId: shipment.carrier }]);

		simulator.trackParcel(waybill, 'DELIVERED');
		const tracking = await api.get(`/order/carriers/${shipment.carrier}/tracking`, {
			params: new URLSearchParams([
				['waybill', waybill],
				['waybill', 'unknown'],
			]),
		});
		expect(tracking.data.waybills).toMatchObject([
			{ waybill, trackingDetails: { statuses: [{ code: 'PENDING' }, { code: 'DELIVERED' }] } },
			{ waybill: 'unknown' },
		]);
	});

	it('reports errors at once or inside the finished command', async () => {
		const input = await suggestion(paidOrder().id);
		const path = 'shipments/create-commands';
		const wrong = await api.post(`${BASE}/${path}`, { input: { ...input, packages: [] } });
		expect(outcome(wrong)).toEqual({ status: 400, code: 'VALIDATION_ERROR' });

		const receiver = { ...input.receiver, email: 'nobody@mail.example' };
		expect(await command(path, { input: { ...input, receiver } })).toMatchObject({
			status: 'ERROR',
			errors: [{ path: 'receiver.email' }],
		});

		simulator.failNextCommand('shipment');
		expect((await command(path, { input })).errors[0].code).toBe('CARRIER_ERROR');
		expect((await command(path, { input })).status).toBe('SUCCESS');
		expect((await api.get(`${BASE}/${path}/unknown`)).status).toBe(404);
	});

	it('takes as long as the settings say', async () => {
		simulator.clock.set('2026-11-02T08:00:00Z');
		Object.assign(simulator.settings, { commandPolls: 0, commandMs: 5_000 });
		const path = `${BASE}/shipments/create-commands`;
		const { data } = await api.post(path, { input: await suggestion(paidOrder().id) });
		const status = async () => (await api.get(`${path}/${data.commandId}`)).data.status;
		expect(await status()).toBe('IN_PROGRESS');
		simulator.clock.advance(5_000);
		expect(await status()).toBe('SUCCESS');
	});

	it('prints labels as PDF or ZPL, only as octet-stream', async () => {
		const shipmentIds = [await ship(), await ship()];
		const label = await paper('label', { shipmentIds, pageSize: 'A4', cutLine: true });
		expect(label.headers['content-type']).toBe('application/octet-stream');
		expect(label.data.subarray(0, 5).toString()).toBe('%PDF-');
		expect(pages(label.data)).toBe(2);
		expect(label.data.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
		const summaryReport = { placement: 'LAST', fields: ['WAYBILL'] };
		expect(pages((await paper('label', { shipmentIds, summaryReport })).data)).toBe(3);

		const zpl = (await paper('label', { shipmentIds: [await ship('ZPL')] })).data.toString();
		expect(zpl).toMatch(/^\^XA[^]*\^XZ\n$/);

		expect((await paper('label', { shipmentIds }, PUBLIC)).status).toBe(406);
		expect((await paper('label', { shipmentIds: ['unknown'] })).status).toBe(404);
		expect((await paper('label', { shipmentIds: [] })).status).toBe(400);
	});

	it('has no label at first, none for a cancelled shipment, a protocol for some carriers', async () => {
		simulator.settings.labelDelayMs = MINUTE;
		const door = simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery: 'DOOR' });
		const shipmentIds = [await ship('PDF', door.id)];
		expect((await paper('label', { shipmentIds })).status).toBe(204);
		simulator.clock.advance(MINUTE);
		expect((await paper('label', { shipmentIds })).status).toBe(200);
		expect(pages((await paper('protocol', { shipmentIds })).data)).toBe(1);
		const locker = simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery: 'APM' });
		expect((await paper('protocol', { shipmentIds: [await ship('PDF', locker.id)] })).status).toBe(
			204,
		);

		const [shipmentId] = shipmentIds;
		const cancelled = await command('shipments/cancel-commands', { input: { shipmentId } });
		expect(cancelled).toMatchObject({ status: 'SUCCESS', shipmentId });
		expect((await api.get(`${BASE}/shipments/${shipmentId}`)).data.canceledDate).toBeDefined();
		expect((await paper('label', { shipmentIds })).status).toBe(204);
	});

	it('sends a courier', async () => {
		const shipmentIds = [await ship()];
		const { sender: address } = await suggestion(paidOrder().id);
		const { data } = await api.post(`${BASE}/pickup-proposals`, { shipmentIds, address });
		const [pickupTime] = data[0].proposals[0].pickupTimes;
		const input = { shipmentIds, address, pickupTime };
		const { pickupId } = await command('pickups/create-commands', { input });
		const pickup = await api.get(`${BASE}/pickups/${pickupId}`);
		expect(pickup.data).toMatchObject({ id: pickupId, shipmentIds, address });
		expect((await api.get(`${BASE}/pickups/unknown`)).status).toBe(404);
	});

	it('answers 304 for points that have not changed', async () => {
		const path = '/order/carriers/ALLEGRO/points';
		const { data, headers } = await api.get(path, { params: { carriers: 'DPD' } });
		expect(data.points).toHaveLength(1);
		const since = { headers: { 'If-Modified-Since': headers['last-modified'] } };
		expect((await api.get(path, since)).status).toBe(304);
		const many = new URLSearchParams(Array.from({ length: 21 }, () => ['waybill', 'W']));
		expect((await api.get('/order/carriers/DPD/tracking', { params: many })).status).toBe(400);
	});
});

describe('faults', () => {
	const get = async () => await api.get('/order/event-stats');

	it('answers as ordered, as often as ordered, where ordered', async () => {
		simulator.faults.add({ kind: 'answer', status: 503, path: '/order/*', skip: 1, times: 1 });
		expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([
			200, 503, 200,
		]);
		const id = simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 3, method: 'GET' });
		const limited = await get();
		expect([outcome(limited), limited.headers['retry-after']]).toEqual([
			{ status: 429, code: 'TOO_MANY_REQUESTS' },
			'3',
		]);
		simulator.faults.remove(id);
		simulator.faults.add({ kind: 'answer', status: 500, path: '/elsewhere' });
		expect((await get()).status).toBe(200);
	});

	it('speaks like a gateway, in HTML, or in half a body', async () => {
		simulator.faults.add({ kind: 'gatewayTimeout', times: 1 });
		expect(await get()).toMatchObject({ status: 504, data: { message: 'stream timeout' } });
		simulator.faults.add({ kind: 'nonJson', times: 1 });
		expect((await get()).headers['content-type']).toContain('text/html');
		paidOrder();
		simulator.faults.add({ kind: 'truncate', times: 1 });
		const { data } = await api.get('/order/checkout-forms', { responseType: 'text' });
		expect(() => JSON.parse(data as string)).toThrow(SyntaxError);
	});

	it.each([
		['before', 0],
		['after', 1],
		['midBody', 1],
	] as const)('drops the connection: %s', async (at, waybills) => {
		const { id } = paidOrder();
		simulator.faults.add({ kind: 'drop', at, method: 'POST' });
		const parcel = { carrierId: 'DPD', waybill: 'W1' };
		await expect(api.post(`/order/checkout-forms/${id}/shipments`, parcel)).rejects.toThrow(
			/socket hang up|aborted|ECONNRESET/,
		);
		expect(simulator.state.orders.get(id)!.waybills).toHaveLength(waybills);
	});

	it('is random in the same way for the same seed', async () => {
		const strikes = async () => {
			simulator.faults.clear();
			simulator.faults.add({ kind: 'answer', status: 500, probability: 0.5, seed: 7 });
			const statuses = [];
			for (let count = 0; count < 12; count++) statuses.push((await get()).status);
			return statuses;
		};
		const first = await strikes();
		expect(new Set(first)).toEqual(new Set([200, 500]));
		expect(await strikes()).toEqual(first);
	});

	it('holds requests until it is told to let them go', async () => {
		let release = () => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const paths: string[] = [];
		simulator.faults.add({
			kind: 'hold',
			until: async ({ path }) => {
				paths.push(path);
				await released;
			},
		});
		const answers = Promise.all([get(), get()]);
		while (paths.length < 2) await new Promise(setImmediate);
		expect(simulator.requests).toMatchObject({ inFlight: 2, byStatus: {} });
		release();
		expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
	});

	it.each([
		{ kind: 'latency', ms: 3_600_000, randomMs: 10 } as const,
		{ kind: 'hold', until: async () => await new Promise<void>(() => {}) } as const,
	])('lets nothing keep it from closing: $kind', async (fault) => {
		const other = await startSimulator();
		other.faults.add(fault);
		const held = axios.get(`${other.apiUrl}/order/carriers`);
		while (other.requests.inFlight === 0) await new Promise(setImmediate);
		await Promise.all([other.close(), expect(held).rejects.toThrow()]);
	});
});

it('starts wholly or not at all', async () => {
	const taken = Number(new URL(simulator.controlUrl).port);
	const failed = startSimulator({ ports: { control: taken } });
	await expect(failed).rejects.toThrow('EADDRINUSE');
});

describe('observation and control', () => {
	it('records exchanges and counts requests', async () => {
		const { id } = paidOrder();
		await api.put(`/order/checkout-forms/${id}/fulfillment`, { status: 'SENT' });
		await api.get('/order/events', { params: new URLSearchParams('type=BOUGHT&type=FILLED_IN') });
		expect(simulator.exchanges).toMatchObject([
			{ host: 'api', method: 'PUT', status: 204, body: Buffer.from('{"status":"SENT"}') },
			{ route: 'GET /order/events', query: { type: ['BOUGHT', 'FILLED_IN'] }, status: 200 },
		]);
		expect(simulator.requests).toMatchObject({
			total: 2,
			byRoute: { 'GET /order/events': 1 },
			inFlight: 0,
			maxInFlight: 1,
		});
		simulator.recording = false;
		await api.get('/order/events');
		simulator.recording = true;
		expect([simulator.exchanges.length, simulator.requests.total]).toEqual([2, 3]);
	});

	it('does over HTTP what it does in-process', async () => {
		const control = axios.create({ baseURL: simulator.controlUrl, validateStatus: () => true });
		const { data: order } = await control.post('/orders', { marketplace: 'allegro-hu' });
		expect((await control.post(`/orders/${order.id}/pay`)).data.status).toBe(
			'READY_FOR_PROCESSING',
		);
		expect(simulator.state.orders.get(order.id)!.form.summary.totalToPay.currency).toBe('HUF');
		expect((await control.post(`/orders/${order.id}/pay`)).status).toBe(400);
		expect((await control.post('/orders/unknown/pay')).status).toBe(400);

		const { data: fault } = await control.post('/faults', { kind: 'answer', status: 502 });
		expect((await api.get('/order/events')).status).toBe(502);
		expect((await control.get('/faults')).data).toMatchObject([{ id: fault.id, hits: 1 }]);
		await control.delete(`/faults/${fault.id}`);
		expect((await control.get('/exchanges')).data).toMatchObject([{ status: 502 }]);

		await control.post('/settings', { sentOnWaybill: true });
		await control.post('/limits', { perMinute: 5 });
		await control.post('/clock', { set: '2026-11-02T08:00:00Z', advanceMs: 1_000 });
		expect(simulator.settings.sentOnWaybill).toBe(true);
		expect(simulator.limits.perMinute).toBe(5);
		expect(simulator.clock.iso()).toBe('2026-11-02T08:00:01.000Z');

		const { data: tokens } = await control.post('/tokens', { scopes: ['orders:read'] });
		expect(tokens.scope).toBe('allegro:api:orders:read');
		expect((await control.get('/state')).data).toMatchObject({ orders: 1, events: 3 });
		await control.post('/reset');
		expect(simulator.state.orders.size).toBe(0);
	});
});
