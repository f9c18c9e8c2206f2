import type { Situation } from './errors';
import { objectOf } from './values';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** POST that only read: nothing can be done by them. */
const READING = [
	'POST /ingredients/parse',
	'POST /pricing/offer-fee-preview',
	'POST /sale/allegro-prices/offers-queries',
	'POST /shipment-management/label',
	'POST /shipment-management/pickup-proposals',
	'POST /shipment-management/protocol',
];

/** Where what was made or changed can be seen, by how the path begins: the operation to look with. */
const WHERE: Array<[RegExp, string]> = [
	[/^POST \/sale\/(product-)?offers$/, 'Offer: Get Many, with its External ID or name'],
	[/ \/sale\/(product-)?offers\/\{/, 'Offer: Get'],
	[/ \/sale\/offer-.*command/, 'the offers themselves (Offer: Get)'],
	[/ \/payments\/refunds/, 'Refund: Get Many'],
	[/ \/order\/refund-claims/, 'Commission Refund: Get Many'],
	[/ \/order\/customer-returns/, 'Customer Return: Get'],
	[/ \/order\/checkout-forms\/\{[^}]+\}\/invoices/, 'Invoice: Get Many'],
	[/ \/order\/checkout-forms\/\{[^}]+\}\/shipments/, 'Tracking Number: Get Many'],
	[/ \/order\/checkout-forms/, 'Order: Get'],
	[/ \/messaging\/(messages|threads)/, 'Message: Get Many of the thread'],
	[/ \/sale\/issues\/\{/, 'Issue: Get Messages'],
	[
		/ \/shipment-management\/pickups/,
		'Pickup: Get Creation Status, or "Wysyłam z Allegro" in the Sales Center',
	],
	[
		/ \/shipment-management\/shipments\/cancel/,
		'Shipment: Get Cancellation Status, or Shipment: Get',
	],
	[
		/ \/shipment-management\/shipments/,
		"Shipment: Get Creation Status, or the order's Tracking Number: Get Many",
	],
	[/ \/bidding\//, 'Bid: Get'],
];

/** Whether a request can change something on Allegro. */
export const isActing = ({ endpoint }: Situation) =>
	!endpoint.startsWith('GET ') && !READING.includes(endpoint);

/**
 * What is told of a request that may have been carried out although its answer is missing, or is an
 * error of the server: where to look, and the ID by which Allegro knows it again. Empty for what only
 * reads.
 */
export function unknownEnd(situation: Situation): string {
	if (!isActing(situation)) return '';
	const [, place] = WHERE.find(([paths]) => paths.test(situation.endpoint)) ?? [];
	const look = place ? `look in Allegro (${place})` : 'look in Allegro';
	const id = commandIdOf(situation);
	return [
		`What was asked for may be done all the same: ${look} before you repeat it.`,
		id &&
			`It was sent with the Command ID ${id}: repeated with that one, and with no other, Allegro acts once.`,
	]
		.filter(Boolean)
		.join(' ');
}

/** The ID that a command was sent with, in its path or its body. */
function commandIdOf({ body, values }: Situation): string {
	const sent = (Buffer.isBuffer(body) ? undefined : objectOf(body)) ?? {};
	const inPath = Object.entries(values ?? {}).filter(([name]) => /commandId$/i.test(name));
	const ids = [sent.commandId, ...inPath.map(([, id]) => id), sent.id];
	return String(ids.find((id) => UUID.test(String(id ?? ''))) ?? '');
}
