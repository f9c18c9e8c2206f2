import type { Shipment } from './model';
import { ascii, print, type PageSize } from './paper';

export interface LabelOptions {
	pageSize: PageSize;
	/** Lines to cut along, on A4 only. */
	cutLine?: boolean;
	/** Extra pages with a summary: after the last label, or after every one. */
	summaryReport?: { placement: 'LAST' | 'EVERY'; fields: string[] };
}

/** The labels in the format that the shipments were created with: a PDF page each, or ZPL text. */
export async function labels(shipments: Shipment[], options: LabelOptions): Promise<Buffer> {
	return shipments[0].labelFormat === 'ZPL'
		? Buffer.from(shipments.map(zpl).join(''))
		: await pdf(shipments, options);
}

/** The dispatch protocol: one PDF page that lists the parcels. */
export async function protocol(shipments: Shipment[]): Promise<Buffer> {
	return await print('A4', keywords(shipments), (document) => {
		document.addPage();
		document.fontSize(18).text('Dispatch protocol').moveDown();
		for (const shipment of shipments) document.fontSize(10).text(line(shipment));
	});
}

async function pdf(shipments: Shipment[], options: LabelOptions): Promise<Buffer> {
	const { pageSize, cutLine, summaryReport } = options;
	return await print(pageSize, keywords(shipments), (document) => {
		for (const shipment of shipments) {
			document.addPage();
			drawLabel(document, shipment);
			if (cutLine && pageSize === 'A4') drawCutLines(document);
			if (summaryReport?.placement === 'EVERY') drawReport(document, [shipment]);
		}
		if (summaryReport?.placement === 'LAST') drawReport(document, shipments);
	});
}

function drawLabel(document: PDFKit.PDFDocument, shipment: Shipment): void {
	const { sender, receiver, carrier, packages } = shipment;
	document.fontSize(16).text(carrier);
	document.fontSize(7).text('SPECIMEN: printed by a simulator, not valid for transport').moveDown();
	document.fontSize(8).text(ascii(`From: ${sender.name ?? sender.company}, ${sender.city}`));
	document
		.moveDown()
		.fontSize(12)
		.text(ascii(`${receiver.name ?? receiver.company}`));
	document.text(ascii(receiver.street));
	document.text(ascii(`${receiver.postalCode} ${receiver.city} ${receiver.countryCode}`));
	if (receiver.point) document.text(`Point ${receiver.point}`);
	document.moveDown();
	for (const { waybill } of packages) drawBars(document, waybill);
}

/** Bars that look like a barcode: two per character, as wide as its code says. */
function drawBars(document: PDFKit.PDFDocument, waybill: string): void {
	let { x } = document;
	const { y } = document;
	for (const character of waybill) {
		const code = character.charCodeAt(0);
		for (const width of [1 + (code % 3), 1 + ((code >> 2) % 3)]) {
			document.rect(x, y, width, 40).fill('black');
			x += width + 2;
		}
	}
	document
		.fontSize(10)
		.text(waybill, document.x, y + 44)
		.moveDown();
}

function drawCutLines(document: PDFKit.PDFDocument): void {
	const { width, height } = document.page;
	document.dash(4, { space: 4 });
	document.moveTo(width / 2, 0).lineTo(width / 2, height);
	document.moveTo(0, height / 2).lineTo(width, height / 2);
	document.stroke().undash();
}

function drawReport(document: PDFKit.PDFDocument, shipments: Shipment[]): void {
	document.addPage().fontSize(14).text('Summary').moveDown();
	for (const shipment of shipments) document.fontSize(9).text(line(shipment));
}

function zpl({ carrier, receiver, packages }: Shipment): string {
	const name = ascii(`${receiver.name ?? receiver.company}`);
	return packages
		.map(({ waybill }) =>
			[
				'^XA',
				`^FO40,40^A0N,50,50^FD${carrier}^FS`,
				`^FO40,120^A0N,30,30^FD${name}, ${ascii(receiver.city)}^FS`,
				`^FO40,200^BCN,120,Y,N,N^FD${waybill}^FS`,
				'^XZ\n',
			].join('\n'),
		)
		.join('');
}

/** What a label can be found by. */
const keywords = (shipments: Shipment[]) => shipments.map(waybills).join(' ');

const waybills = ({ packages }: Shipment) => packages.map(({ waybill }) => waybill).join(' ');

const line = (shipment: Shipment) =>
	ascii(`${waybills(shipment)}  ${shipment.receiver.name ?? shipment.receiver.company}`);
