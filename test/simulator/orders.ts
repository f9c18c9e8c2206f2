import { refusal } from './errors';
import { type CheckoutForm, FULFILLMENT_STATUSES, LINE_ITEMS_SENT, ORDER_STATUSES } from './model';
import { isUuid } from './ids';
import { setFulfillment } from './lifecycle';
import type { OrderRecord, SortKey } from './order-store';
import {
	type Call,
	choice,
	integer,
	moment,
	noContent,
	ok,
	PUBLIC,
	route,
	type Route,
} from './router';
import type { World } from './state';
import { brokenOff, hasTrait } from './traits';

/** Offset and limit may not reach beyond this; not in the reference, but how Allegro answers. */
const CEILING = 10_000;

const SORTS = ['lineItems.boughtAt', '-lineItems.boughtAt', 'updatedAt', '-updatedAt'] as const;

/** Orders (checkout forms) and the seller's own marks on them. */
export const orderRoutes = (world: World): Route[] => [
	route('GET /order/checkout-forms', { scope: 'orders:read' }, ({ query, identity }) => {
		const limit = integer(query, 'limit', { min: 1, max: 100, fallback: 100 });
		const offset = integer(query, 'offset', { min: 0, max: CEILING, fallback: 0 });
		if (offset + limit > CEILING) {
			throw refusal(422, 'VALIDATION_ERROR', `offset + limit must not exceed ${CEILING}`, {
				path: 'offset',
			});
		}
		const sort = choice(query, 'sort', SORTS) ?? '-lineItems.boughtAt';
		const key: SortKey = sort.endsWith('updatedAt') ? 'updatedAt' : 'boughtAt';
		const matches = filter(query);
		const { records, total } = world.state.orders.list(
			(record) => record.sellerId === identity!.userId && matches(record),
			{ key, descending: sort.startsWith('-') },
			offset,
			limit,
		);
		return ok({
			checkoutForms: records.map(({ form }) => shown(world, form)),
			count: records.length,
			totalCount: total,
		});
	}),

	route('GET /order/checkout-forms/{id}', { scope: 'orders:read' }, (call) => {
		const { id } = call.params;
		if (!isUuid(id)) {
			throw refusal(422, 'VALIDATION_ERROR', `${id} is not a UUID`, { path: 'id' });
		}
		if (hasTrait(world, 'brokenOrder', id)) throw brokenOff();
		return ok(shown(world, findOrder(world, call, id).form));
	}),

	route(
		'PUT /order/checkout-forms/{id}/fulfillment',
		{ scope: 'orders:write', accept: null, body: [PUBLIC] },
		(call) => {
			const record = findOrder(world, call, call.params.id);
			requireRevision(record, call);
			const { status, shipmentSummary } = call.data as Partial<CheckoutForm['fulfillment']>;
			if (!status || !FULFILLMENT_STATUSES.includes(status) || status === 'RETURNED') {
				throw refusal(422, 'VALIDATION_ERROR', `Status ${status} cannot be set`, {
					path: 'status',
				});
			}
			const lineItemsSent = shipmentSummary?.lineItemsSent;
			if (lineItemsSent && !LINE_ITEMS_SENT.includes(lineItemsSent)) {
				throw refusal(422, 'VALIDATION_ERROR', `Unknown value ${lineItemsSent}`, {
					path: 'shipmentSummary.lineItemsSent',
				});
			}
			const { fulfillment } = record.form;
			setFulfillment(world, record, {
				...fulfillment,
				status,
				shipmentSummary: lineItemsSent ? { lineItemsSent } : fulfillment.shipmentSummary,
			});
			return noContent();
		},
	),

	route(
		'POST /order/checkout-forms/{id}/serial-numbers',
		{ scope: 'orders:write', accept: null, body: [PUBLIC] },
		(call) => {
			const record = findOrder(world, call, call.params.id);
			requireRevision(record, call);
			const numbers = serialNumbers(call.data);
			for (const [id, values] of numbers) {
				const item = record.form.lineItems.find((candidate) => candidate.id === id);
				if (!item) {
					throw refusal(404, 'LineItemNotFoundException', `Line item ${id} not found`);
				}
				if (values.length > item.quantity) {
					throw refusal(422, 'VALIDATION_ERROR', 'More serial numbers than pieces', {
						path: 'lineItems',
					});
				}
			}
			const lineItems = record.form.lineItems.map((item) => {
				const values = numbers.get(item.id);
				const entries = values?.map((value) => ({ value, returned: false }));
				return entries ? { ...item, serialNumbers: { expected: true, entries } } : item;
			});
			world.state.orders.update(record, { ...record.form, lineItems }, false);
			return noContent();
		},
	),
];

/** The order as it goes out. */
function shown(world: World, form: CheckoutForm): CheckoutForm {
	const { delivery } = form;
	if (!delivery?.address || !hasTrait(world, 'plusPhone', form.id)) return form;
	return { ...form, delivery: { ...delivery, address: { ...delivery.address, phoneNumber: '+' } } };
}

/**
 * The caller's order with this id.
 * @throws ApiError 404 when it is unknown, somebody else's, or more than a year old
 */
export function findOrder(world: World, { identity }: Call, id: string): OrderRecord {
	const record = world.state.orders.get(id);
	if (record && record.sellerId === identity!.userId) return record;
	throw refusal(404, 'CheckoutFormNotFoundException', `Checkout form ${id} not found`);
}

/** @throws ApiError 409 when the call names a revision that is not the present one */
function requireRevision(record: OrderRecord, { query }: Call): void {
	const revision = query.get('checkoutForm.revision');
	if (revision === null || revision === record.form.revision) return;
	throw refusal(409, 'CheckoutFormRevisionConflict', 'Provided revision is outdated.', {
		path: 'checkoutForm.revision',
	});
}

/** Serial numbers by line item. */
function serialNumbers(data: Call['data']): Map<string, string[]> {
	const items = data.lineItems as
		| Array<{ id: string; serialNumbers: { entries: Array<{ value: string }> } }>
		| undefined;
	const numbers = new Map(
		items?.map(({ id, serialNumbers: { entries } }) => [id, entries.map(({ value }) => value)]),
	);
	if (items && numbers.size === items.length) return numbers;
	throw refusal(422, 'VALIDATION_ERROR', 'lineItems must be given, each once', {
		path: 'lineItems',
	});
}

/** The list's filters as one question; each is one documented query parameter. */
function filter(query: URLSearchParams): (record: OrderRecord) => boolean {
	const tests: Array<(record: OrderRecord) => boolean> = [];
	const equals = (wanted: string | null | undefined, field: (form: CheckoutForm) => unknown) => {
		if (wanted) tests.push(({ form }) => field(form) === wanted);
	};
	equals(choice(query, 'status', ORDER_STATUSES), (form) => form.status);
	equals(
		choice(query, 'fulfillment.status', FULFILLMENT_STATUSES),
		(form) => form.fulfillment.status,
	);
	equals(
		choice(query, 'fulfillment.provider.id', ['SELLER', 'ALLEGRO']),
		(form) => form.fulfillment.provider.id,
	);
	equals(
		choice(query, 'fulfillment.shipmentSummary.lineItemsSent', LINE_ITEMS_SENT),
		(form) => form.fulfillment.shipmentSummary.lineItemsSent,
	);
	equals(query.get('payment.id'), (form) => form.payment?.id);
	equals(query.get('delivery.method.id'), (form) => form.delivery?.method?.id);
	equals(query.get('buyer.login'), (form) => form.buyer.login);
	equals(query.get('marketplace.id'), (form) => form.marketplace.id);

	const surcharge = query.get('surcharges.id');
	if (surcharge) tests.push(({ form }) => form.surcharges.some(({ id }) => id === surcharge));

	for (const [name, key] of [
		['lineItems.boughtAt', 'boughtAt'],
		['updatedAt', 'updatedAt'],
	] as const) {
		const from = moment(query, `${name}.gte`);
		const to = moment(query, `${name}.lte`);
		if (from !== undefined) tests.push((record) => record[key] >= from);
		if (to !== undefined) tests.push((record) => record[key] <= to);
	}
	return (record) => tests.every((test) => test(record));
}
