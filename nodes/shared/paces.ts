import type { Pace } from './gate';

/**
 * Limits that Allegro's OpenAPI document sets for single endpoints, in requests per second. They are
 * counted for the Client ID or the user; all of a Client ID share them here, which is the safe side.
 */
const perSecond = (name: string, limit: number): Pace => ({ name, limit, perMs: 1000 });
const perMinute = (name: string, limit: number): Pace => ({ name, limit, perMs: 60_000 });

/** Batch commands count the offers they name, for a user of the application. */
const offerChanges = (name: string, perHour: number): Pace[] => [
	perMinute(`${name}-minute`, 9_000),
	{ name: `${name}-hour`, limit: perHour, perMs: 3_600_000 },
];

/** GET and POST /order/checkout-forms/{id}/shipments. */
export const SHIPMENTS_PACE = perSecond('order-shipments', 50);
/** GET /order/carriers. */
export const CARRIERS_PACE = perSecond('carriers', 50);
/** POST /messaging/messages and POST /messaging/threads/{threadId}/messages, together. */
export const MESSAGES_PACE = perSecond('messages', 1);
/** GET /order/customer-returns. */
export const RETURNS_PACE = perSecond('customer-returns', 25);
/** /sale/price-automation/*. */
export const PRICE_RULES_PACE = perSecond('price-rules', 5);
/** GET /sale/matching-categories. */
export const MATCHING_CATEGORIES_PACE = perSecond('matching-categories', 5);
/** GET /sale/product-offers/{offerId}. Source: https://github.com/allegro/allegro-api/issues/9983 */
export const PRODUCT_OFFER_READ_PACE = perMinute('product-offers-read', 3_500);
/** PATCH /sale/product-offers/{offerId}. Source: https://github.com/allegro/allegro-api/issues/13498 */
export const PRODUCT_OFFER_UPDATE_PACE = perMinute('product-offers-update', 2_490);
/** POST /sale/product-offers. Source: https://github.com/allegro/allegro-api/issues/11634 */
export const PRODUCT_OFFER_CREATE_PACE = perMinute('product-offers-create', 2_490);
/** POST /pricing/offer-fee-preview. */
export const FEE_PREVIEW_PACE = perSecond('offer-fee-preview', 25);
/** PUT /sale/offer-price-change-commands/{commandId}. */
export const PRICE_CHANGES_PACE = offerChanges('price-changes', 150_000);
/** PUT /sale/offer-quantity-change-commands/{commandId}. */
export const QUANTITY_CHANGES_PACE = offerChanges('quantity-changes', 250_000);
/** PUT /sale/offer-modification-commands/{commandId}. */
export const OFFER_CHANGES_PACE = offerChanges('offer-changes', 250_000);
/** PUT /sale/offer-publication-commands/{commandId}. */
export const PUBLICATION_CHANGES_PACE = offerChanges('publication-changes', 250_000);
/** POST /sale/offer-bulk-modification-commands. */
export const BULK_CHANGES_PACE = offerChanges('bulk-changes', 150_000);
/** POST /sale/offer-price-automation-commands. */
export const PRICE_RULE_CHANGES_PACE = offerChanges('price-rule-changes', 150_000);
