import PDFDocument from 'pdfkit';

/** The page sizes that the simulated papers come in. */
export type PageSize = 'A4' | 'A6';

/** Draws a PDF and collects its bytes; its keywords are there for whoever wants to find them. */
export function print(
	size: PageSize,
	keywords: string,
	draw: (document: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const document = new PDFDocument({
			size,
			margin: 24,
			autoFirstPage: false,
			info: { Title: 'Simulated Allegro', Keywords: keywords },
		});
		const chunks: Buffer[] = [];
		document.on('data', (chunk: Buffer) => chunks.push(chunk));
		document.on('end', () => resolve(Buffer.concat(chunks)));
		document.on('error', reject);
		draw(document);
		document.end();
	});
}

/** The PDF's built-in fonts and plain ZPL know no Polish letters. */
export const ascii = (text: string) =>
	text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/Ł/g, 'L');
