import { commandStatus, giveCommand, invalid, type Outcome } from './commands';
import { ApiError, type ErrorEntry, refusal } from './errors';
import type { Pickup, ShipmentAddress } from './model';
import { ok, PUBLIC, route, type Route } from './router';
import { checkAddress } from './shipments';
import type { World } from './state';

const MAX_SHIPMENTS = 100;
const DAY = 24 * 3_600_000;

interface PickupTime {
	date: string;
	minTime?: string;
	maxTime?: string;
}

interface PickupRequest {
	shipmentIds?: string[];
	address?: ShipmentAddress;
	pickupTime?: PickupTime;
	/** The older way to name the time: date and hours in one, for example 2026031510001400. */
}

/** Courier pickups of shipments. */
export const pickupRoutes = (world: World): Route[] => [
	route(
		'POST /shipment-management/pickup-proposals',
		{ scope: 'shipments:write', body: [PUBLIC] },
		({ data }) => {
			const { address, shipmentIds, readyDate } = data as PickupRequest & { readyDate?: string };
			requireShipments(world, shipmentIds);
			// An error of the carrier's comes out as no proposal at all (allegro-api #12376).
			if (!address?.name && !address?.company) return ok([]);
			requireAddress(address);
			const ready = readyDate ? Date.parse(readyDate) : world.clock.now();
			if (Number.isNaN(ready)) throw invalid('readyDate', 'Must be a date');
			const pickupTimes = [1, 2].map((days) => ({
				date: new Date(ready + days * DAY).toISOString().slice(0, 10),
				minTime: '10:00',
				maxTime: '14:00',
			}));
			const proposals = shipmentIds!.map((shipmentId) => ({ shipmentId, pickupTimes }));
			return ok([{ proposals, address }]);
		},
	),

	route(
		'POST /shipment-management/pickups/create-commands',
		{ scope: 'shipments:write', body: [PUBLIC] },
		(call) =>
			giveCommand(world, 'pickup', call, (input: PickupRequest) => createPickup(world, input)),
	),

	route(
		'GET /shipment-management/pickups/create-commands/{commandId}',
		{ scope: 'shipments:write' },
		(call) => commandStatus(world, 'pickup', call),
	),

	route(
		'GET /shipment-management/pickups/{pickupId}',
		{ scope: 'shipments:read' },
		({ params }) => {
			const pickup = world.state.pickups.get(params.pickupId);
			if (pickup) return ok(pickup);
			throw refusal(404, 'ERROR', `Pickup ${params.pickupId} doesn't exist`, {
				details: 'Resource not found',
			});
		},
	),
];

/** @throws ApiError 400 for input that can be seen to be wrong at once */
function createPickup(world: World, input: PickupRequest): Outcome {
	const { shipmentIds, address, pickupTime } = input;
	requireShipments(world, shipmentIds);
	requireAddress(address);
	if (!pickupTime?.date) {
		throw invalid('pickupTime', 'May not be null');
	}
	const shipments = shipmentIds!.map((id) => world.state.shipments.get(id)!);
	const [{ carrier }] = shipments;
	if (shipments.some((shipment) => shipment.carrier !== carrier)) {
		return { errors: [mixedCarriers] };
	}
	const ordered = new Set([...world.state.pickups.values()].flatMap((one) => one.shipmentIds));
	const again = shipmentIds!.filter((id) => ordered.has(id));
	if (again.length > 0) return { errors: [orderedAlready(again)] };
	const pickup: Pickup = {
		id: world.ids.uuid(),
		carrierPickupId: `P${world.ids.next()}`,
		carrier,
		pickupCarrier: carrier,
		address: address!,
		shipmentIds: shipmentIds!,
		waybills: shipments.flatMap(({ packages }) => packages.map(({ waybill }) => waybill)),
	};
	world.state.pickups.set(pickup.id, pickup);
	return { pickupId: pickup.id, carrierPickupId: pickup.carrierPickupId };
}

/** A courier takes the parcels of his carrier only (allegro-api #8696, #11717). */
const mixedCarriers: ErrorEntry = {
	code: 'VALIDATION_ERROR',
	message: 'Parcels of different carriers cannot be combined',
	path: 'shipmentIds',
};

/** A parcel is fetched once (allegro-api #11524; the thread quotes no code). */
const orderedAlready = (ids: string[]): ErrorEntry => ({
	code: 'VALIDATION_ERROR',
	message: `A courier is ordered already for: ${ids.join(', ')}`,
	path: 'shipmentIds',
});

function requireShipments(world: World, ids: string[] | undefined): void {
	if (!ids?.length || ids.length > MAX_SHIPMENTS || new Set(ids).size < ids.length) {
		throw invalid('shipmentIds', `Between 1 and ${MAX_SHIPMENTS} different ids`);
	}
	// These two operations declare no 404, so an unknown shipment is wrong input.
	const unknown = ids.find((id) => !world.state.shipments.has(id));
	if (unknown) throw invalid('shipmentIds', `Shipment ${unknown} not found`);
}

function requireAddress(address: ShipmentAddress | undefined): void {
	const problems = checkAddress('address', address);
	if (problems.length > 0) throw new ApiError(400, problems);
}
