import { DELIVERY_METHODS, type DeliveryMethod, MARKETPLACES } from './catalogue';
import { commandStatus, giveCommand, invalid, type Outcome } from './commands';
import { ApiError, type ErrorEntry, refusal } from './errors';
import { labels, protocol } from './labels';
import type { Package, PackageRequest, Shipment, ShipmentAddress, ShipmentRequest } from './model';
import type { OrderRecord } from './order-store';
import { findOrder } from './orders';
import { BINARY, type Call, file, noContent, ok, PUBLIC, route, type Route } from './router';
import type { World } from './state';
import { addWaybill } from './tracking';

const PACKAGE_TYPES = ['DOX', 'PACKAGE', 'PALLET', 'OTHER'];

/** Whether there is a dispatch protocol depends on the carrier (allegro-api #11173, #9028, #12094, #13917). */
const CARRIERS_WITH_PROTOCOL = ['DPD', 'DHL'];

/** Ship with Allegro: proposals, shipments and their papers. */
export const shipmentRoutes = (world: World): Route[] => [
	route(
		'GET /shipment-management/delivery-proposals/{orderId}',
		{ scope: 'shipments:write' },
		(call) => ok(proposal(findOrder(world, call, call.params.orderId))),
	),

	route('GET /shipment-management/delivery-services', { scope: 'shipments:write' }, () =>
		ok({ services: DELIVERY_METHODS.map(service) }),
	),

	route(
		'POST /shipment-management/shipments/create-commands',
		{ scope: 'shipments:write', body: [PUBLIC] },
		(call) =>
			giveCommand(world, 'shipment', call, (input: ShipmentRequest) =>
				createShipment(world, input),
			),
	),

	route(
		'GET /shipment-management/shipments/create-commands/{commandId}',
		{ scope: 'shipments:write' },
		(call) => commandStatus(world, 'shipment', call),
	),

	route(
		'POST /shipment-management/shipments/cancel-commands',
		{ scope: 'shipments:write', body: [PUBLIC] },
		(call) =>
			giveCommand(world, 'cancellation', call, (input: { shipmentId?: string }) =>
				cancelShipment(world, input.shipmentId),
			),
	),

	route(
		'GET /shipment-management/shipments/cancel-commands/{commandId}',
		{ scope: 'shipments:write' },
		(call) => commandStatus(world, 'cancellation', call),
	),

	route('GET /shipment-management/shipments/{shipmentId}', { scope: 'shipments:read' }, (call) =>
		ok(findShipment(world, call.params.shipmentId)),
	),

	route(
		'POST /shipment-management/label',
		{ scope: 'shipments:read', accept: BINARY, body: [PUBLIC] },
		async (call) => {
			const shipments = requestedShipments(world, call);
			const { pageSize = 'A6', cutLine, summaryReport } = call.data as Record<string, never>;
			if (!['A4', 'A6'].includes(pageSize)) throw invalid('pageSize', 'Must be A4 or A6');
			const formats = new Set(shipments.map(({ labelFormat }) => labelFormat));
			if (formats.size > 1) throw invalid('shipmentIds', 'Labels must have one format');
			const newest = Math.max(...shipments.map(({ createdDate }) => Date.parse(createdDate)));
			const early = world.clock.now() < newest + world.settings.labelDelayMs;
			if (early || shipments.some(({ canceledDate }) => canceledDate)) return noContent();
			return file(await labels(shipments, { pageSize, cutLine, summaryReport }), BINARY);
		},
	),

	route(
		'POST /shipment-management/protocol',
		{ scope: 'shipments:read', accept: BINARY, body: [PUBLIC] },
		async (call) => {
			const shipments = requestedShipments(world, call);
			if (!shipments.every(({ carrier }) => CARRIERS_WITH_PROTOCOL.includes(carrier))) {
				return noContent();
			}
			return file(await protocol(shipments), BINARY);
		},
	),
];

/** @throws ApiError 404 */
export function findShipment(world: World, id: string): Shipment {
	const shipment = world.state.shipments.get(id);
	if (shipment) return shipment;
	throw refusal(404, 'ERROR', `Shipment ${id} doesn't exist`, { details: 'Resource not found' });
}

/** @throws ApiError 400 without ids, 404 when one of them is unknown */
function requestedShipments(world: World, { data }: Call): Shipment[] {
	const { shipmentIds } = data as { shipmentIds?: string[] };
	if (!Array.isArray(shipmentIds) || shipmentIds.length === 0) {
		throw invalid('shipmentIds', 'May not be empty');
	}
	return shipmentIds.map((id) => findShipment(world, id));
}

/**
 * Creates the shipment, and puts its waybills on the order that the receiver's address belongs to.
 * @throws ApiError 400 for input that can be seen to be wrong at once
 */
function createShipment(world: World, input: ShipmentRequest): Outcome {
	const problems = checkInput(input);
	if (problems.length > 0) throw new ApiError(400, problems);

	const order = world.state.orders.findByEmail(input.receiver.email);
	if (!order || order.sellerId !== world.seller.id) {
		return { errors: [problem('receiver.email', 'Must be the address of a buyer')] };
	}
	const methodId = input.deliveryMethodId ?? order.form.delivery?.method?.id;
	const method = DELIVERY_METHODS.find(({ id }) => id === methodId);
	if (!method) {
		return { errors: [problem('deliveryMethodId', 'Must be a delivery method of Allegro')] };
	}
	const packages = input.packages.map((request) => pack(world, request, method.carrier));
	const shipment: Shipment = {
		...input,
		id: world.ids.uuid(),
		deliveryMethodId: method.id,
		packages,
		labelFormat: input.labelFormat ?? 'PDF',
		createdDate: world.clock.iso(),
		carrier: method.carrier,
		transport: [method.carrier],
		pickupAvailable: method.type === 'DOOR',
	};
	world.state.shipments.set(shipment.id, shipment);
	const lineItems = order.form.lineItems.map(({ id }) => ({ id }));
	for (const { waybill } of packages) {
		addWaybill(world, order, { carrierId: method.carrier, waybill, lineItems });
	}
	return { shipmentId: shipment.id };
}

function cancelShipment(world: World, shipmentId: string | undefined): Outcome {
	if (!shipmentId) throw invalid('input.shipmentId', 'May not be null');
	const shipment = world.state.shipments.get(shipmentId);
	if (!shipment) return { errors: [problem('shipmentId', `Shipment ${shipmentId} not found`)] };
	shipment.canceledDate = world.clock.iso();
	return { shipmentId };
}

function pack(world: World, request: PackageRequest, carrier: string): Package {
	const waybill = `${carrier.slice(0, 2)}${String(world.ids.next()).padStart(11, '0')}PL`;
	return {
		...request,
		waybill,
		transportingInfo: [{ carrierId: carrier, carrierWaybill: waybill }],
	};
}

const problem = (path: string, message: string): ErrorEntry => ({
	code: 'VALIDATION_ERROR',
	path,
	message,
	details: `Invalid value at ${path}`,
});

function checkInput({ sender, receiver, packages, labelFormat }: ShipmentRequest): ErrorEntry[] {
	return [
		...checkAddress('sender', sender),
		...checkAddress('receiver', receiver),
		...(packages?.length ? [] : [problem('packages', 'May not be empty')]),
		...(packages ?? []).flatMap(checkPackage),
		...(labelFormat && !['PDF', 'ZPL'].includes(labelFormat)
			? [problem('labelFormat', 'Must be PDF or ZPL')]
			: []),
	];
}

export function checkAddress(path: string, address: ShipmentAddress | undefined): ErrorEntry[] {
	if (!address) return [problem(path, 'May not be null')];
	const required = ['street', 'postalCode', 'city', 'countryCode', 'email', 'phone'] as const;
	return [
		...(address.name || address.company ? [] : [problem(`${path}.name`, 'May not be null')]),
		...required
			.filter((field) => !address[field])
			.map((field) => problem(`${path}.${field}`, 'May not be null')),
		// Since 2026-10-01 (allegro-api #13890); blanks in it never went through (#9294).
		...(address.phone && !/^\+[1-9]\d{7,14}$/.test(address.phone)
			? [problem(`${path}.phone`, 'Must have the prefix of its country')]
			: []),
	];
}

function checkPackage(request: PackageRequest, index: number): ErrorEntry[] {
	const at = `packages[${index}]`;
	const measures = ['length', 'width', 'height', 'weight'] as const;
	return [
		...(PACKAGE_TYPES.includes(request.type) ? [] : [problem(`${at}.type`, 'Unknown type')]),
		...measures
			.filter((field) => {
				const unit = field === 'weight' ? 'KILOGRAMS' : 'CENTIMETER';
				return !(Number(request[field]?.value) > 0) || request[field].unit !== unit;
			})
			.map((field) => problem(`${at}.${field}`, 'Must be positive and have its unit')),
	];
}

const SENDER: ShipmentAddress = {
	name: 'Pomelo Home',
	street: 'Magazynowa 3',
	postalCode: '61-001',
	city: 'Poznań',
	countryCode: 'PL',
	email: 'shop@pomelo.example',
	phone: '+48600000200',
};

/**
 * A request body to start from, and what is possible for the order.
 * @throws ApiError 404 before the order is paid: there is nowhere to send it yet
 */
function proposal({ form }: OrderRecord): unknown {
	const { id, buyer, delivery, lineItems, summary, payment } = form;
	const method = DELIVERY_METHODS.find((one) => one.id === delivery?.method?.id);
	if (!delivery?.address || !method) {
		throw refusal(404, 'ERROR', `Order ${id} has no delivery yet`, { details: 'Not paid' });
	}
	const { address, pickupPoint } = delivery;
	const size = (value: number) => ({ value, unit: 'CENTIMETER' as const });
	const weight = { value: lineItems.length, unit: 'KILOGRAMS' as const };
	const onDelivery = payment?.type === 'CASH_ON_DELIVERY';
	const suggestedInput: ShipmentRequest = {
		deliveryMethodId: method.id,
		sender: SENDER,
		receiver: {
			name: `${address.firstName} ${address.lastName}`,
			street: address.street,
			postalCode: address.zipCode,
			city: address.city,
			countryCode: address.countryCode,
			email: buyer.email,
			phone: address.phoneNumber ?? '+48600000000',
			...(pickupPoint ? { point: pickupPoint.id } : {}),
		},
		packages: [{ type: 'PACKAGE', length: size(30), width: size(20), height: size(15), weight }],
		...(onDelivery ? { cashOnDelivery: summary.totalToPay } : {}),
		labelFormat: 'PDF',
	};
	const money = (amount: string) => ({ amount, currency: summary.totalToPay.currency });
	const option = {
		deliveryType: method.type,
		paymentType: method.cashOnDelivery ? 'POSTPAID' : 'PREPAID',
		packageType: 'PACKAGE',
		originCountry: 'PL',
		destinationCountry: address.countryCode,
		limits: {
			...(method.cashOnDelivery ? { cashOnDelivery: money('5000.00') } : {}),
			insurance: money('5000.00'),
			dimensions: { length: size(64), width: size(41), height: size(38) },
			weight: { value: 25, unit: 'KILOGRAMS' },
		},
		additionalServices: [{ id: 'ADDITIONAL_HANDLING', name: 'Non-standard parcel' }],
		additionalProperties: [],
	};
	return { orderId: id, suggestedInput, deliveryOptions: [option] };
}

function service({ id, name, carrier, cashOnDelivery }: DeliveryMethod): unknown {
	const markets = MARKETPLACES.filter(({ methods }) => methods.some((method) => method.id === id));
	const [{ currency }] = markets;
	return {
		id: { deliveryMethodId: id },
		name,
		carrierId: carrier,
		additionalServices: [],
		additionalProperties: [],
		owner: 'ALLEGRO',
		marketplaces: markets.map((market) => market.id),
		packageTypes: ['PACKAGE'],
		...(cashOnDelivery
			? {
					cashOnDelivery: {
						limit: 5_000,
						currency,
						paymentType: 'WALLET_TRANSFER',
						forceRequireIban: false,
					},
				}
			: {}),
		insurance: { limit: 5_000, currency },
		features: {},
	};
}
