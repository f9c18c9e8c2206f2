import { CARRIERS, isCarrier, POINTS } from './catalogue';
import { refusal } from './errors';
import { setFulfillment } from './lifecycle';
import type { LineItemsSent, TrackingStatus, Waybill } from './model';
import type { OrderRecord } from './order-store';
import { findOrder } from './orders';
import { perSecond } from './limits';
import { created, illegal, ok, PUBLIC, route, type Route } from './router';
import type { World } from './state';

const MAX_WAYBILLS = 20;
const POINT_CARRIERS = ['UPS', 'ALLEGRO_ONE_KURIER', 'DPD'];
const POINTS_CHANGED_AT = 'Sat, 01 Aug 2026 10:00:00 GMT';

/** Carriers, points, parcel history, and the tracking numbers of an order. */
export const trackingRoutes = (world: World): Route[] => [
	route('GET /order/carriers', { app: true, pace: perSecond(50) }, () =>
		ok({ carriers: CARRIERS }, { 'cache-control': 'max-age=86400' }),
	),

	route('GET /order/carriers/ALLEGRO/points', { app: true }, ({ query, headers }) => {
		const wanted = query.getAll('carriers');
		const unknown = wanted.find((carrier) => !POINT_CARRIERS.includes(carrier));
		if (unknown) throw illegal('carriers', `Unknown carrier ${unknown}`);
		const since = Date.parse(headers['if-modified-since'] ?? '');
		const changed = { 'last-modified': POINTS_CHANGED_AT };
		if (since >= Date.parse(POINTS_CHANGED_AT)) return { status: 304, headers: changed };
		const points = POINTS.filter(
			({ carriers }) => wanted.length === 0 || carriers.some((carrier) => wanted.includes(carrier)),
		);
		return ok({ points }, changed);
	}),

	route('GET /order/carriers/{carrierId}/tracking', { app: true }, ({ params, query }) => {
		const { carrierId } = params;
		// Parcels of Allegro's own delivery are tracked under a carrier that cannot be chosen any more.
		const tracked = CARRIERS.map(({ id }) => id).filter((id) => id !== 'OTHER');
		if (![...tracked, 'ALLEGRO'].includes(carrierId)) {
			// Source: https://github.com/allegro/allegro-api/issues/7255
			const list = [...tracked, 'ALLEGRO'].sort().join(', ');
			throw illegal(
				'carrierId',
				`Carrier id ${carrierId} is not allowed. Allowed carrier ids: [${list}]`,
			);
		}
		const waybills = query.getAll('waybill');
		if (waybills.length === 0 || waybills.length > MAX_WAYBILLS) {
			throw illegal('waybill', `Between 1 and ${MAX_WAYBILLS} waybills must be given`);
		}
		const refused = waybills.find((waybill) => world.state.untracked.has(waybill));
		if (refused !== undefined) {
			const status = world.state.untracked.get(refused)!;
			throw refusal(status, 'WAYBILL_NOT_FOUND', `Waybill ${refused} cannot be tracked`);
		}
		const rows = waybills.map((waybill) => history(world, waybill, carrierId));
		return ok({ carrierId, waybills: rows });
	}),

	route(
		'GET /order/checkout-forms/{id}/shipments',
		{ scope: 'orders:read', pace: perSecond(50) },
		(call) => ok({ shipments: findOrder(world, call, call.params.id).waybills }),
	),

	route(
		'POST /order/checkout-forms/{id}/shipments',
		{ scope: 'orders:write', body: [PUBLIC], pace: perSecond(50) },
		(call) => {
			const record = findOrder(world, call, call.params.id);
			const { carrierId, waybill, carrierName, lineItems } = call.data as Partial<Waybill>;
			if (!carrierId || !isCarrier(carrierId)) {
				throw illegal('carrierId', `Unknown carrier ${carrierId}`);
			}
			if (!waybill || waybill.length > 64) {
				throw illegal('waybill', 'A waybill has between 1 and 64 characters');
			}
			if (carrierName && carrierName.length > 30) {
				throw illegal('carrierName', 'A carrier name has at most 30 characters');
			}
			const items = record.form.lineItems.map(({ id }) => id);
			const stranger = lineItems?.find(({ id }) => !items.includes(id));
			if (stranger) {
				throw refusal(422, 'VALIDATION_ERROR', `No line item ${stranger.id} in this order`, {
					path: 'lineItems',
				});
			}
			return created(
				addWaybill(world, record, {
					carrierId,
					waybill,
					...(carrierId === 'OTHER' && carrierName ? { carrierName } : {}),
					lineItems: lineItems?.length ? lineItems : items.map((id) => ({ id })),
				}),
			);
		},
	),
];

/** Puts a tracking number on an order, with what follows from it. */
export function addWaybill(
	world: World,
	record: OrderRecord,
	parcel: Omit<Waybill, 'id' | 'createdAt'>,
): Waybill {
	const id = Buffer.from(`${parcel.carrierId}:${parcel.waybill}`).toString('base64');
	const waybill = { id, ...parcel, createdAt: world.clock.iso() };
	record.waybills.push(waybill);
	addTracking(world, parcel.waybill, { code: 'PENDING' });

	const sent = new Set(
		record.waybills.flatMap(({ lineItems }) => lineItems.map((item) => item.id)),
	);
	const { fulfillment, lineItems } = record.form;
	const lineItemsSent: LineItemsSent = lineItems.every((item) => sent.has(item.id))
		? 'ALL'
		: 'SOME';
	setFulfillment(world, record, {
		...fulfillment,
		status: world.settings.sentOnWaybill ? 'SENT' : fulfillment.status,
		shipmentSummary: { lineItemsSent },
	});
	return waybill;
}

/** Adds a step to a parcel's history. */
export function addTracking(
	world: World,
	waybill: string,
	{ code, description, occurredAt }: Omit<TrackingStatus, 'occurredAt'> & { occurredAt?: string },
): void {
	const statuses = world.state.tracking.get(waybill) ?? [];
	const step = {
		occurredAt: occurredAt ?? world.clock.iso(),
		code,
		...(description ? { description } : {}),
	};
	world.state.tracking.set(waybill, [...statuses, step]);
}

/** Source for parcels that are tracked under another carrier: https://github.com/allegro/allegro-api/issues/12541 */
function history(world: World, waybill: string, carrierId: string): unknown {
	const isElsewhere = (world.state.trackedAs.get(waybill) ?? carrierId) !== carrierId;
	const statuses = isElsewhere ? undefined : world.state.tracking.get(waybill);
	if (!statuses) return { waybill };
	return {
		waybill,
		trackingDetails: {
			statuses,
			createdAt: statuses[0].occurredAt,
			updatedAt: statuses.at(-1)!.occurredAt,
		},
	};
}
