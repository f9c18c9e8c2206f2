import { isUtf8 } from 'node:buffer';

import { file, illegal, ok, PDF, route, type Answer, type Call, type Route } from './router';
import type { Exchange } from './exchanges';
import type { FaultRule } from './faults';
import { invoicePdf } from './invoicing';
import type { Simulator } from './simulator';
import type { State } from './state';

/**
 * The simulator's methods over HTTP, for other processes. JSON in and out; an error comes as
 * `errors[]` with the reason.
 */
export function controlRoutes(simulator: Simulator): Route[] {
	/** A row of this table: the JSON body and the call go in, the JSON answer (or nothing) comes out. */
	const on = <Body>(key: string, action: (body: Body, call: Call) => unknown): Route =>
		route(key, {}, async (call): Promise<Answer> => {
			try {
				return ok((await action(call.data as Body, call)) ?? {});
			} catch (error) {
				// Whatever the simulator refuses is the caller's mistake.
				throw error instanceof Error ? illegal('', error.message) : error;
			}
		});
	const orderId = ({ params }: Call) => params.id;
	/** Stands in for the seller's invoicing program, which is no part of Allegro. */
	const invoicing = route('GET /invoicing/{id}', {}, async (call) => {
		const order = simulator.state.orders.get(orderId(call));
		if (!order) throw illegal('id', `The simulator has no order ${orderId(call)}`);
		return file(await invoicePdf(order.form), PDF);
	});

	return [
		on('GET /', () => ({
			apiUrl: simulator.apiUrl,
			uploadUrl: simulator.uploadUrl,
			authUrl: simulator.authUrl,
			controlUrl: simulator.controlUrl,
			appName: simulator.app.name,
			clientId: simulator.app.clientId,
			clientSecret: simulator.app.clientSecret,
			userAgent: simulator.userAgent,
		})),
		on('GET /state', () => summary(simulator)),
		on('POST /state/{store}/{action}', (body, { params }) => act(simulator, params, body)),
		on('POST /reset', () => simulator.reset()),

		on<Parameters<Simulator['createOrder']>[0]>('POST /orders', (body) =>
			simulator.createOrder(body),
		),
		on<Parameters<Simulator['seed']>[0]>('POST /seed', (body) => simulator.seed(body)),
		on<{ ids: string[] }>('POST /orders/combine', ({ ids }) => simulator.combineOrders(ids)),
		invoicing,
		on('GET /orders/{id}', (_, call) => simulator.state.orders.get(orderId(call))),
		on('POST /orders/{id}/fill-in', (_, call) => simulator.fillInOrder(orderId(call))),
		on('POST /orders/{id}/pay', (_, call) => simulator.payOrder(orderId(call))),
		on<{ by?: 'buyer' | 'allegro' }>('POST /orders/{id}/cancel', ({ by }, call) =>
			simulator.cancelOrder(orderId(call), by),
		),
		on<Parameters<Simulator['modifyOrder']>[1]>('POST /orders/{id}/modify', (body, call) =>
			simulator.modifyOrder(orderId(call), body),
		),
		on<{ amount?: string }>('POST /orders/{id}/surcharge', ({ amount }, call) =>
			simulator.surchargeOrder(orderId(call), amount),
		),

		on<Parameters<Simulator['emitEvent']>[0]>('POST /events', (body) => ({
			id: simulator.emitEvent(body),
		})),
		on<{ id?: string }>('POST /events/duplicate', ({ id }) => ({
			id: simulator.duplicateEvent(id),
		})),
		on<Omit<Parameters<Simulator['sendParcel']>[0], 'orderId'>>(
			'POST /orders/{id}/parcels',
			(body, call) => ({ waybill: simulator.sendParcel({ ...body, orderId: orderId(call) }) }),
		),
		on<{
			code: Parameters<Simulator['trackParcel']>[1];
			description?: string;
		}>('POST /parcels/{id}/status', ({ code, description }, call) =>
			simulator.trackParcel(orderId(call), code, description),
		),
		on<{
			kind: Parameters<Simulator['failNextCommand']>[0];
			errors?: Parameters<Simulator['failNextCommand']>[1];
		}>('POST /commands/fail-next', ({ kind, errors }) => simulator.failNextCommand(kind, errors)),

		on<Parameters<Simulator['issueTokens']>[0]>('POST /tokens', (body) =>
			simulator.issueTokens(body),
		),
		on('POST /tokens/expire', () => simulator.expireTokens()),
		on('POST /tokens/revoke', () => simulator.revoke()),

		on('GET /faults', () => simulator.faults.list),
		on<FaultRule>('POST /faults', (rule) => ({ id: simulator.faults.add(rule) })),
		on('DELETE /faults', () => simulator.faults.clear()),
		on('DELETE /faults/{id}', (_, { params }) => simulator.faults.remove(Number(params.id))),

		on('GET /exchanges', () => simulator.exchanges.map(readable)),
		on('DELETE /exchanges', () => simulator.clearExchanges()),
		on<{ recording: boolean }>('POST /exchanges/recording', ({ recording }) => {
			simulator.recording = recording;
		}),
		on('GET /requests', () => simulator.requests),

		on('GET /settings', () => simulator.settings),
		on('POST /settings', (body) => Object.assign(simulator.settings, body)),
		on<Partial<Simulator['limits']>>(
			'POST /limits',
			({ perMinute, blockSeconds, retryAfter, paces }) => {
				const { limits } = simulator;
				limits.perMinute = perMinute ?? limits.perMinute;
				limits.blockSeconds = blockSeconds ?? limits.blockSeconds;
				limits.retryAfter = retryAfter ?? limits.retryAfter;
				Object.assign(limits.paces, paces);
			},
		),
		on<{ set?: string; advanceMs?: number; reset?: boolean }>('POST /clock', (body) => {
			const { clock } = simulator;
			if (body.reset) clock.reset();
			if (body.set) clock.set(body.set);
			if (body.advanceMs) clock.advance(body.advanceMs);
			return { now: clock.iso() };
		}),
	];
}

/** Calls a method of one of the state's stores, for example `POST /state/messages/receive`. */
function act(
	{ state }: Simulator,
	{ store, action }: Record<string, string>,
	body: unknown,
): unknown {
	const target = state[store as keyof State] as object | undefined;
	const method: unknown = target && Reflect.get(target, action);
	if (typeof method !== 'function') throw new Error(`There is no ${store}.${action}`);
	return method.call(target, body);
}

/** What an outsider may want to know at a glance. */
function summary({ state, oauth, requests, clock }: Simulator): unknown {
	return {
		now: clock.iso(),
		orders: state.orders.size,
		events: state.events.size,
		latestEventId: state.events.latest() ? `${state.events.latest()!.id}` : undefined,
		shipments: [...state.shipments.values()],
		pickups: [...state.pickups.values()],
		refreshCount: oauth.refreshCount,
		requests: requests.total,
	};
}

/** An exchange in JSON: bytes are text where they can be, else Base64. */
const readable = (exchange: Exchange) => ({
	...exchange,
	body: text(exchange.body),
	responseBody: text(exchange.responseBody),
});

const text = (bytes: Buffer) => (isUtf8(bytes) ? bytes.toString() : bytes.toString('base64'));
