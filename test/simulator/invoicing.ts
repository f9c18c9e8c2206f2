import type { CheckoutForm } from './model';
import { ascii, print } from './paper';

/**
 * The invoice that a seller's invoicing program would make of an order. It stands in for another
 * service in example workflows; Allegro itself has nothing of the kind.
 */
export async function invoicePdf(order: CheckoutForm): Promise<Buffer> {
	const { buyer, lineItems, summary } = order;
	return await print('A4', order.id, (document) => {
		document.addPage().fontSize(18).text('Invoice').moveDown();
		document.fontSize(8).text('SPECIMEN: printed by a simulator').moveDown();
		document
			.fontSize(10)
			.text(ascii(`Order ${order.id}, buyer ${buyer.login}`))
			.moveDown();
		for (const { offer, quantity, price } of lineItems) {
			document.text(ascii(`${quantity} x ${offer.name}: ${price.amount} ${price.currency}`));
		}
		const { amount, currency } = summary.totalToPay;
		document.moveDown().fontSize(12).text(`Total ${amount} ${currency}`);
	});
}
