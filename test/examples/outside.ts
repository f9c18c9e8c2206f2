import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

/** The services that the examples call with HTTP Request, on one local server. */
export interface Outside {
	/** Stands in for `https:/`: what follows is the host, then the path. */
	url: string;
	/** What was sent: `METHOD host/path` and the body. */
	requests: Array<{ target: string; body: IDataObject }>;
	/** What the supplier's feed holds. */
	feed: IDataObject[];
	close(): Promise<void>;
}

/** The invoicing program's first invoice. */
export const INVOICE = { id: 4711, number: 'FV/1/11/2026', pdf: '%PDF-1.4 an invoice' };

/** Starts the server on any free port. `close()` it when done. */
export async function openOutside(): Promise<Outside> {
	const requests: Outside['requests'] = [];
	const feed: IDataObject[] = [];
	const server = createServer((message, response) => {
		void textOf(message).then((text) => {
			const target = `${message.method} ${(message.url ?? '').slice(1).replace(/\?.*$/, '')}`;
			requests.push({ target, body: text ? (JSON.parse(text) as IDataObject) : {} });
			const answer = answerTo(target, feed);
			const isFile = typeof answer === 'string';
			response.writeHead(answer === undefined ? 404 : 200, {
				'content-type': isFile ? 'application/pdf' : 'application/json',
			});
			response.end(isFile ? answer : JSON.stringify(answer ?? {}));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		feed,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function answerTo(target: string, feed: IDataObject[]): unknown {
	if (target.startsWith('GET 127.0.0.1:18083/invoicing/')) return INVOICE.pdf;
	switch (target) {
		case 'POST YOUR-ACCOUNT.fakturownia.pl/invoices.json':
			return { id: INVOICE.id, number: INVOICE.number };
		case `GET YOUR-ACCOUNT.fakturownia.pl/invoices/${INVOICE.id}.pdf`:
			return INVOICE.pdf;
		case 'POST api.printnode.com/printjobs':
			return 473;
		case 'GET supplier.example.com/feed.json':
			return { products: feed };
		default:
			return undefined;
	}
}

async function textOf(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}
