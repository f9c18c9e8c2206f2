import type { Simulator } from '../../simulator';
import { BYTES, type Send, UUID } from '../client';

/** Asks every endpoint of shipments and pickups for something that it can give. */
export async function walkParcels(simulator: Simulator, send: Send): Promise<void> {
	const base = '/shipment-management';
	await send('GET', `${base}/delivery-services`);
	const shipmentIds: string[] = [];
	for (const [delivery, labelFormat] of [
		['DOOR', 'PDF'],
		['APM', 'PDF'],
		['DOOR', 'ZPL'],
	] as const) {
		const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery });
		const { suggestedInput } = await send('GET', `${base}/delivery-proposals/${order.id}`);
		const input = { ...(suggestedInput as object), labelFormat, referenceNumber: 'R1' };
		const id = await command(`${base}/shipments/create-commands`, input, 'shipmentId');
		shipmentIds.push(id);
		await send('GET', `${base}/shipments/${id}`);
	}
	const order = simulator.createOrder({
		status: 'READY_FOR_PROCESSING',
		paymentType: 'CASH_ON_DELIVERY',
	});
	await send('GET', `${base}/delivery-proposals/${order.id}`);

	const [first, second, zebra] = shipmentIds;
	const summaryReport = { placement: 'LAST', fields: ['WAYBILL'] };
	for (const body of [
		{ shipmentIds: [first, second], pageSize: 'A4', cutLine: true },
		{ shipmentIds: [first], pageSize: 'A6', summaryReport },
		{ shipmentIds: [zebra] },
	])
		await send('POST', `${base}/label`, { body, accept: BYTES });
	await send('POST', `${base}/protocol`, { body: { shipmentIds: [first] }, accept: BYTES });
	await send('POST', `${base}/protocol`, { body: { shipmentIds: [second] }, accept: BYTES });

	const { sender: address } = simulator.state.shipments.get(first)!;
	const ids = [first];
	await send('POST', `${base}/pickup-proposals`, {
		body: { shipmentIds: ids, address, readyDate: '2026-11-24' },
	});
	const pickupTime = { date: '2026-11-25', minTime: '10:00', maxTime: '14:00' };
	const input = { shipmentIds: ids, address, pickupTime };
	const pickupId = await command(`${base}/pickups/create-commands`, input, 'pickupId');
	await send('GET', `${base}/pickups/${pickupId}`);

	await command(`${base}/shipments/cancel-commands`, { shipmentId: second }, 'none');
	await send('GET', `${base}/shipments/${second}`);
	await send('POST', `${base}/label`, { body: { shipmentIds: [second] }, accept: BYTES });

	simulator.failNextCommand('shipment');
	await command(`${base}/shipments/create-commands`, { ...simulatedInput(first) }, 'none');
	simulator.failNextCommand('cancellation');
	await command(`${base}/shipments/cancel-commands`, { shipmentId: first }, 'none');
	simulator.failNextCommand('pickup');
	await command(`${base}/pickups/create-commands`, input, 'none');

	/** Gives a command and reads its status, in progress and done. */
	async function command(path: string, input: unknown, result: string): Promise<string> {
		const { commandId } = await send('POST', path, { body: { input } });
		await send('GET', `${path}/${String(commandId)}`);
		return String((await send('GET', `${path}/${String(commandId)}`))[result]);
	}

	function simulatedInput(id: string) {
		const { sender, receiver, packages } = simulator.state.shipments.get(id)!;
		const [{ type, length, width, height, weight }] = packages;
		return { sender, receiver, packages: [{ type, length, width, height, weight }] };
	}
}

/** Does wrong what can be done wrong with shipments and pickups. */
export async function stumbleOverParcels(_: Simulator, send: Send): Promise<void> {
	const base = '/shipment-management';
	const bytes = { accept: BYTES };
	await send('GET', `${base}/delivery-proposals/${UUID}`);
	await send('GET', `${base}/shipments/${UUID}`);
	await send('GET', `${base}/pickups/${UUID}`);
	await send('POST', `${base}/label`, { ...bytes, body: {} });
	await send('POST', `${base}/label`, { ...bytes, body: { shipmentIds: [UUID] } });
	await send('POST', `${base}/label`, { body: { shipmentIds: [UUID] } });
	await send('POST', `${base}/protocol`, { ...bytes, body: {} });
	await send('POST', `${base}/protocol`, { ...bytes, body: { shipmentIds: [UUID] } });
	await send('POST', `${base}/pickup-proposals`, { body: {} });
	for (const kind of ['shipments/create', 'shipments/cancel', 'pickups/create']) {
		const path = `${base}/${kind}-commands`;
		await send('POST', path, { body: {} });
		await send('POST', path, { body: { commandId: '7', input: {} } });
		await send('POST', path, { body: { input: {} } });
		await send('GET', `${path}/${UUID}`);
	}
}
