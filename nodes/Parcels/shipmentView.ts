import type { IDataObject } from 'n8n-workflow';

import { pick, pickEach } from '../shared/fields';
import { at } from '../shared/values';

/** What a shipment looks like with Simplify. */
export const simplify = pick({
	id: 'id',
	createdDate: 'createdDate',
	carrier: 'carrier',
	waybill: 'packages.0.waybill',
	carrierWaybill: (shipment) =>
		carrierWaybill(at(shipment, 'packages.0')) ??
		at(shipment, 'additionalProperties.EXTERNAL_CARRIER_WAYBILL'),
	receiver: (shipment) => at(shipment, 'receiver.name') || at(shipment, 'receiver.company') || null,
	referenceNumber: 'referenceNumber',
	pickupAvailable: 'pickupAvailable',
	packages: pickEach('packages', pick({ waybill: 'waybill', carrierWaybill })),
	details: pick({
		labelFormat: 'labelFormat',
		canceledDate: 'canceledDate',
		carriers: ({ transport }) => transport ?? [],
	}),
});

/**
 * The number of the carrier who brings it, which is the one in the barcode on the label; that of Allegro
 * where it has no other. Source: allegro-api #13510, #13968
 */
function carrierWaybill(parcel: unknown): unknown {
	const numbers = ((at(parcel, 'transportingInfo') ?? []) as IDataObject[]).filter(
		(each) => each.carrierWaybill,
	);
	const [outside = numbers[0]] = numbers.filter(({ carrierId }) => carrierId !== 'ALLEGRO');
	return outside?.carrierWaybill;
}
