import type { Clock } from './clock';
import type { CommandStore } from './commands';
import type { Seller } from './catalogue';
import type { Ids } from './ids';
import type { Journal } from './journal';
import type { Pickup, Shipment, TrackingStatus } from './model';
import type { OrderStore } from './order-store';

/** Everything that the seller's account holds. */
export interface State {
	orders: OrderStore;
	events: Journal;
	shipments: Map<string, Shipment>;
	pickups: Map<string, Pickup>;
	commands: CommandStore;
	/** Parcel history by waybill. */
	tracking: Map<string, TrackingStatus[]>;
}

/** How the simulated Allegro behaves where the real one varies; tests may change any of it. */
export interface Settings {
	/** How long the antivirus scan of an invoice file takes. */
	invoiceScanMs: number;
	/** Pause that Allegro wants between invoice metadata when the file of the last is missing. */
	invoicePauseMs: number;
	/** How many status reads find a shipment or pickup command still in progress. */
	commandPolls: number;
	/** How long a shipment or pickup command takes at least. */
	commandMs: number;
	/** How long after its creation a shipment has no label (204). */
	labelDelayMs: number;
	/** The seller's setting that turns an order SENT when a tracking number is added. */
	sentOnWaybill: boolean;
}

export const defaultSettings = (): Settings => ({
	invoiceScanMs: 5_000,
	invoicePauseMs: 3_000,
	commandPolls: 1,
	commandMs: 0,
	labelDelayMs: 0,
	sentOnWaybill: false,
});

/** What every area works on. `state` is replaced when the simulator is reset. */
export interface World {
	clock: Clock;
	ids: Ids;
	seller: Seller;
	state: State;
	settings: Settings;
}
