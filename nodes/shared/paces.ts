import type { Pace } from './gate';

/**
 * Limits that Allegro's OpenAPI document sets for single endpoints, in requests per second. They are
 * counted for the Client ID or the user; all of a Client ID share them here, which is the safe side.
 */
const perSecond = (name: string, limit: number): Pace => ({ name, limit, perMs: 1000 });

/** GET and POST /order/checkout-forms/{id}/shipments. */
export const SHIPMENTS_PACE = perSecond('order-shipments', 50);
/** GET /order/carriers. */
export const CARRIERS_PACE = perSecond('carriers', 50);
/** POST /messaging/messages and POST /messaging/threads/{threadId}/messages, together. */
export const MESSAGES_PACE = perSecond('messages', 1);
/** GET /order/customer-returns. */
export const RETURNS_PACE = perSecond('customer-returns', 25);
