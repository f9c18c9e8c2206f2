import { issueRoutes } from './aftersales/issue-routes';
import { Issues } from './aftersales/issues';
import { ratingRoutes, Ratings } from './aftersales/ratings';
import { returnRoutes, Returns } from './aftersales/returns';
import { CategoryEvents, categoryEventRoutes } from './categories/events';
import { CommandStore } from './commands';
import { eventRoutes } from './events';
import { invoiceRoutes } from './invoices';
import { Journal } from './journal';
import { Messages } from './messaging/messages';
import { messagingRoutes } from './messaging/routes';
import { Billing, billingRoutes } from './money/billing';
import { paymentRoutes, Payments } from './money/payments';
import { refundRoutes, Refunds } from './money/refunds';
import { OfferEvents, offerEventRoutes } from './offers/events';
import { OrderStore } from './order-store';
import { orderRoutes } from './orders';
import { pickupRoutes } from './pickups';
import { retiredRoutes } from './retired';
import type { Route } from './router';
import { shipmentRoutes } from './shipments';
import type { State, World } from './state';
import { trackingRoutes } from './tracking';

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
		offerEvents: new OfferEvents(world),
		categoryEvents: new CategoryEvents(world),
		messages: new Messages(world),
		ratings: new Ratings(world),
		returns: new Returns(world),
		issues: new Issues(world),
		payments: new Payments(world),
		refunds: new Refunds(),
		billing: new Billing(world),
	};
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
		offerEventRoutes,
		categoryEventRoutes,
		messagingRoutes,
		ratingRoutes,
		returnRoutes,
		issueRoutes,
		paymentRoutes,
		refundRoutes,
		billingRoutes,
		retiredRoutes,
	].flatMap((area) => area(world));
