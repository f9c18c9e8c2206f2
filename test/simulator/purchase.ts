import {
	buyerOf,
	type DeliveryMethod,
	type DeliveryType,
	type Marketplace,
	marketplace,
	OFFERS,
	POINTS,
	priceIn,
} from './catalogue';
import type {
	Buyer,
	Delivery,
	DeliveryAddress,
	FulfillmentStatus,
	InvoiceWish,
	LineItem,
	Money,
	OrderStatus,
	Payment,
} from './model';
import type { OrderRecord } from './order-store';
import type { World } from './state';

const DAY = 24 * 3_600_000;

/** What may be said about a new order; everything else is made up, the same way each time. */
export interface OrderOptions {
	/** How far the order has come; the events on the way are emitted. Default: BOUGHT. */
	status?: OrderStatus;
	marketplace?: string;
	buyer?: Partial<Buyer>;
	lineItems?: Array<{
		name?: string;
		offerId?: string;
		externalId?: string;
		quantity?: number;
		price?: string;
		/** Null: the seller has set none. */
		tax?: LineItem['tax'];
		/** For each piece. */
		deposit?: string;
		/** Additional services by their name, with their price. */
		services?: Record<string, string>;
		/** Makes the item one that needs serial numbers. */
		serialNumbersExpected?: boolean;
	}>;
	delivery?: DeliveryType;
	paymentType?: Payment['type'];
	/** The buyer wants an invoice, as a company. */
	invoice?: boolean;
	messageToSeller?: string;
	note?: string;
	boughtAt?: Date | string | number;
	fulfillmentStatus?: FulfillmentStatus;
	/** Another seller's id: the order exists, but not for the simulated shop. */
	sellerId?: string;
}

/**
 * A fresh purchase, with no payment and no delivery yet; what the buyer will choose is kept aside.
 * @throws Error for an unknown marketplace, or one that lacks the kind of delivery
 */
export function purchase(
	world: World,
	options: OrderOptions,
	number: number,
	at: number,
): OrderRecord {
	const { ids } = world;
	const market = marketplace(options.marketplace ?? 'allegro-pl');
	const { buyer, address } = buyerOf(market, number);
	const boughtAt = new Date(at).toISOString();
	const lineItems = (options.lineItems ?? [{}]).map((item, index): LineItem => {
		const offer = OFFERS[(number + index) % OFFERS.length];
		const price = item.price
			? { amount: item.price, currency: market.currency }
			: priceIn(market, offer.price);
		return {
			id: ids.uuid(),
			offer: {
				id: item.offerId ?? offer.id,
				name: item.name ?? offer.name,
				external: item.externalId ? { id: item.externalId } : offer.external,
			},
			quantity: item.quantity ?? 1,
			originalPrice: price,
			price,
			...(item.deposit ? { deposit: { price: { ...price, amount: item.deposit } } } : {}),
			selectedAdditionalServices: Object.entries(item.services ?? {}).map(([name, amount]) => ({
				definitionId: 'GIFT_WRAP',
				name,
				price: { ...price, amount },
				quantity: 1,
			})),
			vouchers: [],
			tax: item.tax === undefined ? VAT : item.tax,
			boughtAt,
			discounts: [],
			...(item.serialNumbersExpected ? { serialNumbers: { expected: true, entries: [] } } : {}),
		};
	});
	const login = options.buyer?.login ?? buyer.login;
	return {
		form: {
			id: ids.uuid(),
			buyer: {
				...buyer,
				email: `${login.toLowerCase()}+${ids.next().toString(16)}@allegromail.example`,
				...options.buyer,
			},
			status: 'BOUGHT',
			fulfillment: {
				status: options.fulfillmentStatus ?? 'NEW',
				shipmentSummary: { lineItemsSent: 'NONE' },
				provider: { id: 'SELLER' },
			},
			lineItems,
			surcharges: [],
			...(options.note ? { note: { text: options.note } } : {}),
			marketplace: { id: market.id },
			summary: { totalToPay: total(lineItems) },
			updatedAt: boughtAt,
			revision: ids.revision(),
		},
		sellerId: options.sellerId ?? world.seller.id,
		boughtAt: at,
		updatedAt: at,
		checkout: checkout(world, options, market, number, address, at),
		waybills: [],
		invoices: [],
		links: [],
	};
}

const VAT = { rate: '23.00', subject: 'GOODS', exemption: null };

function checkout(
	world: World,
	options: OrderOptions,
	market: Marketplace,
	number: number,
	address: DeliveryAddress,
	at: number,
): OrderRecord['checkout'] {
	const method = chooseMethod(market, options, number);
	const type = options.paymentType ?? (method.cashOnDelivery ? 'CASH_ON_DELIVERY' : 'ONLINE');
	return {
		payment: {
			id: world.ids.uuid(),
			type,
			provider: type === 'CASH_ON_DELIVERY' ? 'OFFLINE' : 'PAYU',
			features: [],
		},
		delivery: delivery(market, method, address, at),
		invoice: options.invoice ? companyInvoice(address) : { required: false, features: [] },
		messageToSeller: options.messageToSeller,
	};
}

function chooseMethod(
	market: Marketplace,
	{ delivery, paymentType }: OrderOptions,
	number: number,
): DeliveryMethod {
	const cash = paymentType && paymentType === 'CASH_ON_DELIVERY';
	const fitting = market.methods.filter(
		({ type, cashOnDelivery }) =>
			(!delivery || type === delivery) && (cash === undefined || cashOnDelivery === cash),
	);
	if (fitting.length === 0) throw new Error(`${market.id} has no such delivery`);
	return fitting[number % fitting.length];
}

function delivery(
	market: Marketplace,
	method: DeliveryMethod,
	address: DeliveryAddress,
	at: number,
): Delivery {
	const day = (days: number) => new Date(at + days * DAY).toISOString();
	const [point] = POINTS;
	return {
		address,
		method: { id: method.id, name: method.name },
		...(method.type === 'DOOR'
			? {}
			: {
					pickupPoint: {
						id: point.id,
						name: point.name,
						address: {
							street: point.address.street,
							zipCode: address.zipCode,
							city: address.city,
							countryCode: address.countryCode,
						},
					},
				}),
		cost: { amount: method.cost, currency: market.currency },
		time: { from: day(2), to: day(3), dispatch: { from: day(1), to: day(1) } },
		smart: false,
		calculatedNumberOfPackages: 1,
	};
}

const companyInvoice = ({ street, city, zipCode, countryCode }: DeliveryAddress): InvoiceWish => ({
	required: true,
	address: {
		street,
		city,
		zipCode,
		countryCode,
		company: {
			name: 'Fikcyjna Pracownia sp. z o.o.',
			ids: [
				{ type: 'CZ_ICO', value: '12345678' },
				{ type: 'PL_NIP', value: '000-00-00-000' },
			],
			vatPayerStatus: 'NOT_APPLICABLE',
		},
	},
	features: [],
});

/** What the line items with their deposits and services and the delivery cost together. */
export function total(lineItems: LineItem[], delivery?: Money): Money {
	const amounts = lineItems.flatMap(({ price, deposit, quantity, selectedAdditionalServices }) => [
		Number(price.amount) * quantity,
		Number(deposit?.price.amount ?? 0) * quantity,
		...selectedAdditionalServices.map((one) => Number(one.price.amount) * one.quantity),
	]);
	const sum = amounts.reduce((one, other) => one + other, Number(delivery?.amount ?? 0));
	const { amount, currency } = lineItems[0].price;
	return { amount: sum.toFixed(amount.includes('.') ? 2 : 0), currency };
}
