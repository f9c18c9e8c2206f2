/** What the simulator stores and serves, as far as it needs to know it. Field names are Allegro's. */

export interface Money {
	amount: string;
	currency: string;
}

export type OrderStatus = 'BOUGHT' | 'FILLED_IN' | 'READY_FOR_PROCESSING' | 'CANCELLED';

export const ORDER_STATUSES: readonly OrderStatus[] = [
	'BOUGHT',
	'FILLED_IN',
	'READY_FOR_PROCESSING',
	'CANCELLED',
];

export const FULFILLMENT_STATUSES = [
	'NEW',
	'PROCESSING',
	'READY_FOR_SHIPMENT',
	'READY_FOR_PICKUP',
	'SENT',
	'PICKED_UP',
	'CANCELLED',
	'SUSPENDED',
	'RETURNED',
] as const;

export type FulfillmentStatus = (typeof FULFILLMENT_STATUSES)[number];

export const EVENT_TYPES = [
	'BOUGHT',
	'FILLED_IN',
	'READY_FOR_PROCESSING',
	'BUYER_CANCELLED',
	'FULFILLMENT_STATUS_CHANGED',
	'BUYER_MODIFIED',
	'AUTO_CANCELLED',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export const LINE_ITEMS_SENT = ['NONE', 'SOME', 'ALL'] as const;

export type LineItemsSent = (typeof LINE_ITEMS_SENT)[number];

export const PAYMENT_TYPES = [
	'CASH_ON_DELIVERY',
	'WIRE_TRANSFER',
	'ONLINE',
	'SPLIT_PAYMENT',
	'EXTENDED_TERM',
] as const;

export interface Payment {
	id: string;
	type: (typeof PAYMENT_TYPES)[number];
	provider?: string;
	finishedAt?: string;
	paidAmount?: Money;
	features?: string[];
}

export interface Buyer {
	id: string;
	email: string;
	login: string;
	firstName?: string;
	lastName?: string;
	companyName?: string;
	guest: boolean;
	phoneNumber?: string;
	preferences?: { language: string };
	address?: { street: string; city: string; postCode: string; countryCode: string };
}

export interface DeliveryAddress {
	firstName: string;
	lastName: string;
	street: string;
	city: string;
	zipCode: string;
	countryCode: string;
	companyName?: string;
	phoneNumber?: string;
	modifiedAt?: string;
}

export interface Delivery {
	address?: DeliveryAddress;
	method?: { id: string; name: string };
	pickupPoint?: {
		id: string;
		name: string;
		description?: string;
		address?: { street: string; zipCode: string; city: string; countryCode: string };
	};
	cost?: Money;
	time?: { from: string; to: string; dispatch?: { from: string; to: string } };
	smart?: boolean;
	calculatedNumberOfPackages?: number;
}

export interface InvoiceWish {
	required: boolean;
	address?: {
		street: string;
		city: string;
		zipCode: string;
		countryCode: string;
		company?: {
			name: string;
			ids: Array<{ type: string; value: string }>;
			vatPayerStatus: string;
			taxId?: string;
		};
		naturalPerson?: { firstName: string; lastName: string };
	};
	features?: string[];
}

export interface LineItem {
	id: string;
	offer: { id: string; name: string; external?: { id: string } };
	quantity: number;
	originalPrice: Money;
	price: Money;
	/** What each piece's packaging is pledged for (allegro-api #13878). */
	deposit?: { price: Money };
	selectedAdditionalServices: Array<{
		definitionId: string;
		name: string;
		price: Money;
		quantity: number;
	}>;
	vouchers: unknown[];
	/** Null where the seller has set none (allegro-api #10834). */
	tax: { rate: string | null; subject: string | null; exemption: string | null } | null;
	boughtAt: string;
	discounts: Array<{ type: string }>;
	serialNumbers?: { expected: boolean; entries: Array<{ value: string; returned: boolean }> };
}

/** An order. Never changed in place: each change makes a new form, so events may keep the old one. */
export interface CheckoutForm {
	id: string;
	messageToSeller?: string;
	buyer: Buyer;
	payment?: Payment;
	status: OrderStatus;
	fulfillment: {
		status: FulfillmentStatus;
		shipmentSummary: { lineItemsSent: LineItemsSent };
		provider: { id: 'SELLER' | 'ALLEGRO' };
	};
	delivery?: Delivery;
	invoice?: InvoiceWish;
	lineItems: LineItem[];
	surcharges: Payment[];
	note?: { text: string };
	marketplace: { id: string };
	summary: { totalToPay: Money };
	updatedAt: string;
	revision: string;
}

/** A tracking number on an order. */
export interface Waybill {
	id: string;
	waybill: string;
	carrierId: string;
	carrierName?: string;
	lineItems: Array<{ id: string }>;
	createdAt: string;
}

export interface Invoice {
	id: string;
	invoiceNumber?: string;
	fileName: string;
	createdAt: number;
	uploadedAt?: number;
	/** The bytes that were uploaded, so that tests can compare them. */
	content?: Buffer;
}

export interface BillingLink {
	id: string;
	url: string;
	createdAt: string;
}

export const TRACKING_CODES = [
	'AVAILABLE_FOR_PICKUP',
	'DELIVERED',
	'IN_TRANSIT',
	'ISSUE',
	'NOTICE_LEFT',
	'PENDING',
	'RELEASED_FOR_DELIVERY',
	'RETURNED',
] as const;

export interface TrackingStatus {
	occurredAt: string;
	code: (typeof TRACKING_CODES)[number];
	description?: string;
}

export interface ShipmentAddress {
	name?: string;
	company?: string;
	street: string;
	postalCode: string;
	city: string;
	countryCode: string;
	email: string;
	phone: string;
	point?: string;
}

export interface PackageRequest {
	type: 'DOX' | 'PACKAGE' | 'PALLET' | 'OTHER';
	length: { value: number; unit: 'CENTIMETER' };
	width: { value: number; unit: 'CENTIMETER' };
	height: { value: number; unit: 'CENTIMETER' };
	weight: { value: number; unit: 'KILOGRAMS' };
	textOnLabel?: string;
}

export interface ShipmentRequest {
	deliveryMethodId?: string;
	credentialsId?: string;
	sender: ShipmentAddress;
	receiver: ShipmentAddress;
	referenceNumber?: string;
	packages: PackageRequest[];
	insurance?: Money;
	cashOnDelivery?: Money & { ownerName?: string; iban?: string };
	labelFormat?: 'PDF' | 'ZPL';
	additionalServices?: string[];
	additionalProperties?: Record<string, string>;
}

export interface Package extends PackageRequest {
	waybill: string;
	transportingInfo: Array<{ carrierId: string; carrierWaybill: string }>;
}

export interface Shipment extends Omit<ShipmentRequest, 'packages'> {
	id: string;
	packages: Package[];
	labelFormat: 'PDF' | 'ZPL';
	createdDate: string;
	canceledDate?: string;
	carrier: string;
	transport: string[];
	pickupAvailable: boolean;
}

export interface Pickup {
	id: string;
	carrierPickupId: string;
	carrier: string;
	pickupCarrier: string;
	address: ShipmentAddress;
	shipmentIds: string[];
	waybills: string[];
}
