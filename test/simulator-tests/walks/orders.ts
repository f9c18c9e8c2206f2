import type { Simulator } from '../../simulator';
import { type Send, UUID } from '../client';

/** Asks every endpoint of orders for something that it can give, in all the shapes that orders have. */
export async function walkOrders(simulator: Simulator, send: Send): Promise<void> {
	await send('GET', '/order/event-stats');
	simulator.seed({ orders: 60 });
	const [first, second] = [simulator.createOrder(), simulator.createOrder()];
	simulator.combineOrders([first.id, second.id]);
	simulator.cancelOrder(simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id);
	simulator.cancelOrder(simulator.createOrder().id, 'allegro');
	const order = simulator.createOrder({
		status: 'READY_FOR_PROCESSING',
		invoice: true,
		note: 'A note',
		messageToSeller: 'A message',
		lineItems: [{ quantity: 2, serialNumbersExpected: true }, { name: 'Lamp' }],
	});
	simulator.modifyOrder(order.id, { street: 'Nowa 2' });
	simulator.surchargeOrder(order.id);
	simulator.createOrder({ status: 'READY_FOR_PROCESSING', paymentType: 'CASH_ON_DELIVERY' });
	simulator.createOrder({ status: 'FILLED_IN', delivery: 'APM' });
	simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery: 'PUDO' });
	simulator.duplicateEvent();

	const path = `/order/checkout-forms/${order.id}`;
	await send('POST', `${path}/serial-numbers`, {
		body: {
			lineItems: [{ id: order.lineItems[0].id, serialNumbers: { entries: [{ value: 'SN-1' }] } }],
		},
	});
	const revision = simulator.state.orders.get(order.id)!.form.revision;
	await send('PUT', `${path}/fulfillment?checkoutForm.revision=${revision}`, {
		body: { status: 'PROCESSING', shipmentSummary: { lineItemsSent: 'SOME' } },
	});
	await send('GET', path);
	await send('GET', '/order/checkout-forms?limit=100&offset=0&sort=-updatedAt');
	await send('GET', '/order/checkout-forms?status=BOUGHT&marketplace.id=allegro-pl');
	await send('GET', '/order/events?limit=1000');
	await send('GET', '/order/events?type=BOUGHT&type=FILLED_IN&from=3');
	await send('GET', '/order/event-stats');
	await walkInvoices(simulator, send);
	await walkTracking(simulator, send);
}

async function walkInvoices(simulator: Simulator, send: Send): Promise<void> {
	const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const path = `/order/checkout-forms/${id}/invoices`;
	await send('GET', path);
	const upload = async (number: string, content: string) => {
		const body = { file: { name: `${number}.pdf` }, invoiceNumber: number };
		const invoice = await send('POST', path, { body });
		await send('PUT', `${path}/${String(invoice.id)}/file`, {
			type: 'application/pdf',
			body: Buffer.from(content),
		});
	};
	await upload('FV-1', '%PDF-1.4');
	await upload('FV-2', '%PDF-1.4 EICAR');
	await send('GET', path);
	await send('POST', path, { body: { file: { name: 'FV-3.pdf' } } });
	await send('POST', `/order/${id}/billing-documents/links`, {
		body: { url: 'https://pomelo.example/fv-4' },
	});
	simulator.settings.invoiceScanMs = 60_000;
	await send('GET', path);
}

async function walkTracking(simulator: Simulator, send: Send): Promise<void> {
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const path = `/order/checkout-forms/${order.id}/shipments`;
	await send('GET', path);
	const lineItems = [{ id: order.lineItems[0].id }];
	await send('POST', path, { body: { carrierId: 'DPD', waybill: 'W1', lineItems } });
	await send('POST', path, { body: { carrierId: 'OTHER', carrierName: 'Own', waybill: 'W2' } });
	simulator.trackParcel('W1', 'IN_TRANSIT', 'On its way');
	simulator.trackParcel('W1', 'DELIVERED');
	await send('GET', path);
	await send('GET', '/order/carriers');
	await send('GET', '/order/carriers/DPD/tracking?waybill=W1&waybill=unknown');
	await send('GET', '/order/carriers/ALLEGRO/points?carriers=UPS&carriers=DPD');
	await send('GET', '/order/carriers/ALLEGRO/points');
	await send('GET', '/order/carriers/ALLEGRO/points', {
		headers: { 'If-Modified-Since': 'Tue, 01 Dec 2026 10:00:00 GMT' },
	});
}

/** Does wrong what can be done wrong with orders. */
export async function stumbleOverOrders(simulator: Simulator, send: Send): Promise<void> {
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const path = `/order/checkout-forms/${order.id}`;
	const missing = `/order/checkout-forms/${UUID}`;

	await send('GET', path, { token: 'none' });
	await send('GET', path, { token: simulator.issueTokens({ scopes: ['bids'] }).access_token });
	await send('GET', path, { token: simulator.issueTokens({ user: false }).access_token });
	await send('GET', path, { userAgent: 'node' });
	await send('GET', path, { accept: 'text/html' });
	await send('GET', '/sale/no-such-thing');
	await send('GET', '/sale/offers/1');
	await send('GET', '/offers/listing');

	await send('GET', missing);
	await send('GET', '/order/checkout-forms/7');
	await send('GET', '/order/checkout-forms?limit=many');
	await send('GET', '/order/checkout-forms?limit=1000');
	await send('GET', '/order/checkout-forms?offset=9990&limit=100');
	await send('GET', '/order/checkout-forms?status=LOST');
	await send('GET', '/order/checkout-forms?updatedAt.gte=yesterday');
	await send('GET', '/order/events?type=LOST');
	await send('GET', '/order/events?from=x');
	await send('PUT', `${path}/fulfillment`, { body: { status: 'LOST' } });
	await send('PUT', `${path}/fulfillment?checkoutForm.revision=old`, { body: { status: 'SENT' } });
	await send('PUT', `${missing}/fulfillment`, { body: { status: 'SENT' } });
	await send('PUT', `${path}/fulfillment`, { body: { status: 'SENT' }, type: 'application/json' });
	await send('PUT', `${path}/fulfillment`, { body: 'no json' });
	await send('POST', `${path}/serial-numbers`, { body: {} });
	await send('POST', `${missing}/serial-numbers`, { body: {} });
	await send('POST', `${path}/serial-numbers?checkoutForm.revision=old`, { body: {} });

	await stumbleOverFiles(simulator, send, path, missing);

	for (const body of [
		{},
		{ carrierId: 'DPD' },
		{ carrierId: 'DPD', waybill: 'W', lineItems: [{ id: 'x' }] },
	])
		await send('POST', `${path}/shipments`, { body });
	await send('GET', `${missing}/shipments`);
	await send('POST', `${missing}/shipments`, { body: { carrierId: 'DPD', waybill: 'W' } });
	await send('GET', '/order/carriers/NOBODY/tracking?waybill=W');
	await send('GET', '/order/carriers/DPD/tracking');
	await send('GET', '/order/carriers/ALLEGRO/points?carriers=NOBODY');
}

async function stumbleOverFiles(
	simulator: Simulator,
	send: Send,
	path: string,
	missing: string,
): Promise<void> {
	const pdf = { type: 'application/pdf', body: Buffer.from('%PDF-1.4') };
	await send('GET', `${missing}/invoices`);
	await send('POST', `${missing}/invoices`, { body: { file: { name: 'a.pdf' } } });
	await send('POST', `${path}/invoices`, { body: {} });
	await send('PUT', `${path}/invoices/${UUID}/file`, pdf);
	const { id } = await send('POST', `${path}/invoices`, { body: { file: { name: 'a.pdf' } } });
	const file = `${path}/invoices/${String(id)}/file`;
	await send('PUT', file, { ...pdf, type: 'image/png' });
	await send('PUT', file, { ...pdf, body: Buffer.from('no pdf') });
	await send('PUT', file, { ...pdf, body: Buffer.alloc(3 * 1024 * 1024 + 1, '%PDF-') });
	simulator.settings.invoicePauseMs = 60_000;
	await send('POST', `${path}/invoices`, { body: { file: { name: 'b.pdf' } } });
	simulator.settings.invoicePauseMs = 0;
	await send('PUT', file, pdf);
	await send('PUT', file, pdf);
	simulator.settings.invoiceScanMs = 60_000;
	await send('POST', `${path}/invoices`, { body: { file: { name: 'c.pdf' } } });
	simulator.settings.invoiceScanMs = 0;

	const links = `/order/${path.split('/').at(-1)}/billing-documents/links`;
	const body = { url: 'https://pomelo.example/fv' };
	await send('POST', links, { body: { url: 'fv' } });
	await send('POST', links, { body });
	await send('POST', links, { body });
	await send('POST', `/order/${UUID}/billing-documents/links`, { body });
}
