import { refusal } from '../errors';
import type { Money } from '../model';
import { BETA, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';
import { type BatchDefinition, batchRoutes, criteria, entries, invalid } from './batch';
import type { OfferRecord } from './offers';
import { findOffer } from './product-offers';

const WRITE = 'sale:offers:write';
const READ = 'sale:offers:read';
const writing = { scope: WRITE, body: [PUBLIC] };
const MAX_BULK = 25;

interface PriceChange {
	type?: string;
	changeType?: string;
	price?: Money;
	value?: Money | string;
	percentage?: string;
}

/** All commands on many offers at once. */
export const batchCommandRoutes = (world: World): Route[] => [
	...definitions(world).flatMap((one) => batchRoutes(world, one)),
	singlePrice(world),
];

const definitions = (world: World): BatchDefinition[] => [
	{
		kind: 'publication',
		start: 'PUT /sale/offer-publication-commands/{commandId}',
		status: 'GET /sale/offer-publication-commands/{commandId}',
		startGate: writing,
		readGate: { scope: WRITE },
		tasks(data) {
			const { action, scheduledFor } = (data.publication ?? {}) as Record<string, string>;
			if (action !== 'ACTIVATE' && action !== 'END') {
				throw invalid('publication.action', `Unknown action ${action}`);
			}
			const run = ({ offer: { id, publication, stock } }: OfferRecord) => {
				const { offers } = world.state;
				if (action === 'END') {
					if (publication.status !== 'ACTIVE') return 'The offer is not active.';
					offers.end({ id });
					return undefined;
				}
				if (publication.status === 'ACTIVE') return 'The offer is active already.';
				if (stock.available === 0) return 'The offer has no stock.';
				offers.activate({ id, at: scheduledFor });
				return undefined;
			};
			return criteria(data).map((offerId) => ({ offerId, field: 'publication', run }));
		},
	},
	{
		kind: 'price',
		start: 'PUT /sale/offer-price-change-commands/{commandId}',
		status: 'GET /sale/offer-price-change-commands/{commandId}',
		startGate: writing,
		readGate: { scope: WRITE },
		tasks(data) {
			const change = (data.modification ?? {}) as PriceChange;
			if (!PRICE_CHANGES.includes(`${change.type}`)) {
				throw invalid('modification.type', `Unknown type ${change.type}`);
			}
			const run = (record: OfferRecord) => setPrice(world, record, change);
			return criteria(data).map((offerId) => ({ offerId, field: 'price', run }));
		},
	},
	{
		kind: 'quantity',
		start: 'PUT /sale/offer-quantity-change-commands/{commandId}',
		status: 'GET /sale/offer-quantity-change-commands/{commandId}',
		startGate: writing,
		readGate: { scope: WRITE },
		tasks(data) {
			const change = (data.modification ?? {}) as { changeType?: string; value?: number };
			checkStock('modification', change);
			const run = (record: OfferRecord) => setStock(world, record, change);
			return criteria(data).map((offerId) => ({ offerId, field: 'quantity', run }));
		},
	},
	{
		kind: 'modification',
		start: 'PUT /sale/offer-modification-commands/{commandId}',
		status: 'GET /sale/offer-modification-commands/{commandId}',
		startGate: writing,
		readGate: { scope: WRITE },
		tasks(data) {
			const fields = leaves(data.modification ?? {});
			// Source: allegro-api #1579, and Allegro's answer in its sandbox (allegro-java-sdk's notes, 2026-07-21).
			if (Object.keys(data.modification ?? {}).length !== 1 || fields.length === 0) {
				const message = 'modification should contain exactly 1 element';
				throw refusal(400, 'VALIDATION_ERROR', message, {
					path: 'modification',
					userMessage: message,
				});
			}
			const { delivery } = data.modification as { delivery?: object };
			const run = ({ offer }: OfferRecord) => {
				if (delivery) offer.delivery = { ...offer.delivery, ...delivery };
				else world.state.offers.touch({ id: offer.id });
				return undefined;
			};
			return criteria(data).flatMap((offerId) => fields.map((field) => ({ offerId, field, run })));
		},
	},
	{
		kind: 'bulk',
		start: 'POST /sale/offer-bulk-modification-commands',
		status: 'GET /sale/offer-bulk-modification-commands/{commandId}',
		startGate: { scope: WRITE, accept: BETA, body: [BETA] },
		readGate: { scope: WRITE },
		idProperty: 'commandId',
		tasks({ commandId, modifications }) {
			const wanted = (modifications ?? []) as Array<{
				offerId: string;
				prices?: Record<string, PriceChange>;
				stock?: { changeType?: string; value?: number };
			}>;
			if (!commandId) throw invalid('commandId', 'Is missing');
			if (wanted.length === 0 || wanted.length > MAX_BULK) {
				throw invalid('modifications', `Between 1 and ${MAX_BULK} must be given`);
			}
			return wanted.flatMap(({ offerId, prices, stock }, index) => {
				// Source: Allegro's answer in its sandbox (allegro-java-sdk's notes, 2026-07-20).
				if (!prices === !stock) {
					const message = "Enter exactly one element: 'stock' or 'prices'.";
					const code = 'INVALID_SINGLE_ELEMENT_IN_MODIFICATION';
					throw refusal(400, code, message, {
						path: `modifications[${index}]`,
						userMessage: message,
					});
				}
				if (stock) checkStock(`modifications[${index}].stock`, stock);
				return [
					...Object.entries(prices ?? {}).map(([marketplace, change]) => ({
						offerId,
						field: `prices.${marketplace}`,
						run: (record: OfferRecord) => setPrice(world, record, change),
					})),
					...(stock
						? [{ offerId, field: 'stock', run: (one: OfferRecord) => setStock(world, one, stock) }]
						: []),
				];
			});
		},
		present: (task) => ({
			subject: { offerId: task.offerId, field: task.field },
			status: task.status,
			message: task.message,
			errors: entries(task),
		}),
	},
	{
		kind: 'price-automation',
		start: 'POST /sale/offer-price-automation-commands',
		status: 'GET /sale/offer-price-automation-commands/{commandId}',
		startGate: writing,
		readGate: { scope: READ },
		idProperty: 'id',
		tasks(data) {
			const { set, remove } = (data.modification ?? {}) as Record<string, AutomationChange[]>;
			if (!set === !remove) throw invalid('modification', 'Must be either set or remove');
			const run = ({ rules }: OfferRecord) => {
				for (const { marketplace, rule, configuration } of set ?? remove) {
					if (remove) rules.delete(marketplace.id);
					else if (!world.state.collections.priceRules.has(rule!.id))
						return 'There is no such rule.';
					else {
						const updatedAt = world.clock.iso();
						rules.set(marketplace.id, { id: rule!.id, configuration, updatedAt });
					}
				}
				return undefined;
			};
			return criteria(data).map((offerId) => ({ offerId, field: 'priceAutomation', run }));
		},
	},
	{
		kind: 'promo-options',
		start: 'PUT /sale/offers/promo-options-commands/{commandId}',
		status: 'GET /sale/offers/promo-options-commands/{commandId}',
		startGate: writing,
		readGate: { scope: READ },
		tasks(data) {
			const { basePackage, extraPackages } = (data.modification ?? {}) as OfferRecord['promo'] &
				object;
			const run = (record: OfferRecord) => {
				record.promo = { basePackage, extraPackages };
				return undefined;
			};
			return criteria(data).map((offerId) => ({ offerId, field: 'promotion', run }));
		},
		extra: ({ modification, additionalMarketplaces }) => ({ modification, additionalMarketplaces }),
		present: (task, { createdAt, completedAt }) => ({
			offer: { id: task.offerId },
			marketplaceId: 'allegro-pl',
			scheduledAt: new Date(createdAt).toISOString(),
			...(completedAt ? { finishedAt: new Date(completedAt).toISOString() } : {}),
			status: { NEW: 'IN_PROGRESS', SUCCESS: 'DONE', FAIL: 'ERROR' }[task.status],
			errors: entries(task),
		}),
	},
];

interface AutomationChange {
	marketplace: { id: string };
	rule?: { id: string };
	configuration?: unknown;
}

/** The price of one offer: no report can be read of it, the answer is all there is. */
const singlePrice = (world: World): Route =>
	route('PUT /offers/{offerId}/change-price-commands/{commandId}', writing, (call) => {
		const record = findOffer(world, call);
		const { input } = call.data as { input?: { buyNowPrice?: Money } };
		if (!input?.buyNowPrice) throw refusal(422, 'VALIDATION_ERROR', 'buyNowPrice is missing');
		world.state.offers.setPrice({ id: record.offer.id, amount: input.buyNowPrice.amount });
		const output = { status: 'SUCCESSFUL', errors: [] };
		return ok({ id: call.params.commandId, input, output });
	});

const PRICE_CHANGES = [
	'FIXED_PRICE',
	'INCREASE_PRICE',
	'DECREASE_PRICE',
	'INCREASE_PERCENTAGE',
	'DECREASE_PERCENTAGE',
];

function setPrice(world: World, { offer }: OfferRecord, change: PriceChange): string | undefined {
	const now = Number(offer.sellingMode.price?.amount ?? 0);
	const { value, price, percentage } = change;
	const by = Number(typeof value === 'string' ? value : (price ?? value)?.amount);
	const type = `${change.type ?? change.changeType}`;
	const sign = /DECREASE/.test(type) ? -1 : 1;
	const step = percentage === undefined ? by : (now * Number(percentage)) / 100;
	const amount = /FIXED/.test(type) ? by : now + sign * step;
	if (!(amount > 0)) return 'The price must be greater than zero.';
	world.state.offers.setPrice({ id: offer.id, amount: amount.toFixed(2) });
	return undefined;
}

function checkStock(path: string, { changeType, value }: { changeType?: string; value?: number }) {
	if (changeType !== 'FIXED' && changeType !== 'GAIN') {
		throw invalid(`${path}.changeType`, `Unknown type ${changeType}`);
	}
	if (!Number.isInteger(value) || (changeType === 'FIXED' && value! <= 0)) {
		throw invalid(`${path}.value`, 'A fixed quantity must be greater than zero');
	}
}

function setStock(
	world: World,
	{ offer }: OfferRecord,
	{ changeType, value = 0 }: { changeType?: string; value?: number },
): string | undefined {
	const available = changeType === 'GAIN' ? offer.stock.available + value : value;
	if (available < 0) return 'The stock cannot be less than zero.';
	world.state.offers.setStock({ id: offer.id, available });
	return undefined;
}

/** The fields that a modification touches, as paths. */
function leaves(value: object, prefix = ''): string[] {
	return Object.entries(value).flatMap(([key, inner]) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? leaves(inner as object, `${prefix}${key}.`)
			: [prefix + key],
	);
}
