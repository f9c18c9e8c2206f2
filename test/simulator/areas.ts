import { issueRoutes } from './aftersales/issue-routes';
import { Issues } from './aftersales/issues';
import { ratingRoutes, Ratings } from './aftersales/ratings';
import { returnRoutes, Returns } from './aftersales/returns';
import { badgeRoutes } from './campaigns/badges';
import { Campaigns } from './campaigns/campaigns';
import { discountRoutes } from './campaigns/discounts';
import { CategoryEvents, categoryEventRoutes } from './categories/events';
import { categoryRoutes } from './categories/routes';
import { collectionRoutes, seedCollections } from './collections';
import { CommandStore } from './commands';
import { eventRoutes } from './events';
import { Fulfillment, fulfillmentRoutes } from './fulfillment/notices';
import { invoiceRoutes } from './invoices';
import { Journal } from './journal';
import { Messages } from './messaging/messages';
import { messagingRoutes } from './messaging/routes';
import { Billing, billingRoutes } from './money/billing';
import { refundClaimRoutes, RefundClaims } from './money/claims';
import { paymentRoutes, Payments } from './money/payments';
import { refundRoutes, Refunds } from './money/refunds';
import { Batches } from './offers/batch';
import { batchCommandRoutes } from './offers/commands';
import { OfferEvents, offerEventRoutes } from './offers/events';
import { offerFileRoutes } from './offers/files';
import { offerListRoutes } from './offers/list';
import { Offers } from './offers/offers';
import { pricingRoutes } from './offers/pricing';
import { productOfferRoutes } from './offers/product-offers';
import { OrderStore } from './order-store';
import { orderRoutes } from './orders';
import { pickRoutes } from './picks';
import { pickupRoutes } from './pickups';
import { retiredRoutes } from './retired';
import type { Route } from './router';
import { shipmentRoutes } from './shipments';
import { COLLECTIONS } from './settings/collections';
import { settingsRoutes } from './settings/routes';
import type { State, World } from './state';
import { trackingRoutes } from './tracking';
import { OddRows } from './traits';

/** All areas of Allegro that are simulated, each with its part of the state and its endpoints. */
export const emptyState = (world: World): State => {
	const now = () => world.clock.now();
	return {
		orders: new OrderStore(now),
		events: new Journal(now, { days: 60 }),
		shipments: new Map(),
		pickups: new Map(),
		commands: new CommandStore(),
		tracking: new Map(),
		trackedAs: new Map(),
		untracked: new Map(),
		offers: new Offers(world),
		operations: new Map(),
		batches: new Batches(world),
		offerFiles: new Map(),
		deliverySettings: DELIVERY_SETTINGS,
		collections: seedCollections(world, COLLECTIONS),
		offerEvents: new OfferEvents(world),
		categoryEvents: new CategoryEvents(world),
		messages: new Messages(world),
		ratings: new Ratings(world),
		returns: new Returns(world),
		issues: new Issues(world),
		payments: new Payments(world),
		refunds: new Refunds(),
		refundClaims: new RefundClaims(world),
		billing: new Billing(world),
		campaigns: new Campaigns(world),
		fulfillment: new Fulfillment(),
		oddRows: new OddRows(),
	};
};

const DELIVERY_SETTINGS = {
	marketplace: { id: 'allegro-pl' },
	joinPolicy: { strategy: 'MAX' },
	updatedAt: '2026-01-01T00:00:00.000Z',
};

/** A world with an empty shop. */
export function createWorld(parts: Omit<World, 'state'>): World {
	const world = parts as World;
	world.state = emptyState(world);
	return world;
}

export const routesOf = (world: World): Route[] =>
	[
		orderRoutes,
		eventRoutes,
		invoiceRoutes,
		trackingRoutes,
		shipmentRoutes,
		pickupRoutes,
		offerListRoutes,
		productOfferRoutes,
		batchCommandRoutes,
		offerFileRoutes,
		pricingRoutes,
		categoryRoutes,
		settingsRoutes,
		() => COLLECTIONS.flatMap((one) => collectionRoutes(world, one)),
		offerEventRoutes,
		categoryEventRoutes,
		messagingRoutes,
		ratingRoutes,
		returnRoutes,
		issueRoutes,
		paymentRoutes,
		refundRoutes,
		refundClaimRoutes,
		billingRoutes,
		discountRoutes,
		badgeRoutes,
		pickRoutes,
		fulfillmentRoutes,
		retiredRoutes,
	].flatMap((area) => area(world));
