import { Simulator, type SimulatorOptions } from './simulator';

export type { OpenIssueOptions } from './aftersales/issues';
export type { RateOptions } from './aftersales/ratings';
export type { ReturnOptions } from './aftersales/returns';
export type { CategoryEventOptions } from './categories/events';
export type { Exchange, RequestCounts } from './exchanges';
export type { Fault, FaultMatch, FaultRule } from './faults';
export type { SeedOptions } from './lifecycle';
export type { Pace } from './limits';
export type { ReceiveOptions } from './messaging/messages';
export type { ChargeOptions } from './money/billing';
export type { OperationOptions } from './money/payments';
export type { App, Tokens } from './oauth';
export type { OfferEventOptions } from './offers/events';
export type { OfferOptions } from './offers/offers';
export type { CheckoutForm, EventType, FulfillmentStatus, OrderStatus, Shipment } from './model';
export type { OrderOptions } from './purchase';
export type { Settings, State } from './state';
export { SCOPES } from './oauth';
export { HOSTS, type Host } from './router';
export { Simulator, type SimulatorOptions };

/**
 * Starts a local Allegro on four ports of 127.0.0.1: API, upload, authorization and control.
 * `close()` it when done.
 * @throws Error when a port is taken
 */
export async function startSimulator(options?: SimulatorOptions): Promise<Simulator> {
	return await Simulator.start(options);
}
