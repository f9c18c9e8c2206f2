import type { Issues } from './aftersales/issues';
import type { Ratings } from './aftersales/ratings';
import type { Returns } from './aftersales/returns';
import type { Campaigns } from './campaigns/campaigns';
import type { CategoryEvents } from './categories/events';
import type { Row } from './collections';
import type { Clock } from './clock';
import type { CommandStore } from './commands';
import type { Seller } from './catalogue';
import type { Fulfillment } from './fulfillment/notices';
import type { Ids } from './ids';
import type { Journal } from './journal';
import type { Messages } from './messaging/messages';
import type { CheckoutForm, EventType, Pickup, Shipment, TrackingStatus } from './model';
import type { Billing } from './money/billing';
import type { RefundClaims } from './money/claims';
import type { Payments } from './money/payments';
import type { Refunds } from './money/refunds';
import type { Batches } from './offers/batch';
import type { OfferEvents } from './offers/events';
import type { OfferFile } from './offers/files';
import type { Offers } from './offers/offers';
import type { OfferOperation } from './offers/product-offers';
import type { OrderStore } from './order-store';
import type { Host } from './router';
import type { OddRows, Trait } from './traits';
import type { CollectionName } from './settings/collections';

/**
 * Everything that the seller's account holds. The stores are also how tests make things happen: each
 * method takes one object, so that it can be called over HTTP too (see `control.ts`).
 */
export interface State {
	orders: OrderStore;
	events: Journal<EventType, CheckoutForm>;
	shipments: Map<string, Shipment>;
	pickups: Map<string, Pickup>;
	commands: CommandStore;
	/** Parcel history by waybill. */
	tracking: Map<string, TrackingStatus[]>;
	/** Parcels that are tracked under another carrier than the one on the order. */
	trackedAs: Map<string, string>;
	/** Parcels for which tracking is refused, with the status of the refusal. */
	untracked: Map<string, number>;
	offers: Offers;
	/** Slow creations and changes of offers. */
	operations: Map<string, OfferOperation>;
	batches: Batches;
	offerFiles: Map<string, OfferFile>;
	deliverySettings: Record<string, unknown>;
	collections: Record<CollectionName, Map<string, Row>>;
	offerEvents: OfferEvents;
	categoryEvents: CategoryEvents;
	messages: Messages;
	ratings: Ratings;
	returns: Returns;
	issues: Issues;
	payments: Payments;
	refunds: Refunds;
	refundClaims: RefundClaims;
	billing: Billing;
	campaigns: Campaigns;
	fulfillment: Fulfillment;
	oddRows: OddRows;
}

/** How the simulated Allegro behaves where the real one varies; tests may change any of it. */
export interface Settings {
	/** How long the antivirus scan of an invoice file takes. */
	invoiceScanMs: number;
	/** Pause that Allegro wants between invoice metadata when the file of the last is missing. */
	invoicePauseMs: number;
	/** How long the creation or change of an offer takes; while it does, the answer is 202. */
	offerMs: number;
	/** How long an offer is ACTIVATING. */
	activationMs: number;
	/** How many status reads find a command still in progress. */
	commandPolls: number;
	/** How long a command takes at least. */
	commandMs: number;
	/** How long after its creation a shipment has no label (204). */
	labelDelayMs: number;
	/** The seller's setting that turns an order SENT when a tracking number is added. */
	sentOnWaybill: boolean;
	/** What some rows are like, against the reference; none by default. */
	traits: Trait[];
	/** Whether a journal refuses the id of an event that it does not keep any more. */
	staleCursorRefused: boolean;
}

export const defaultSettings = (): Settings => ({
	invoiceScanMs: 5_000,
	invoicePauseMs: 3_000,
	offerMs: 0,
	activationMs: 0,
	commandPolls: 1,
	commandMs: 0,
	labelDelayMs: 0,
	sentOnWaybill: false,
	traits: [],
	staleCursorRefused: false,
});

/** What every area works on. `state` is replaced when the simulator is reset. */
export interface World {
	clock: Clock;
	ids: Ids;
	/** Where the hosts listen. */
	urls: Readonly<Record<Host, string>>;
	seller: Seller;
	state: State;
	settings: Settings;
}
