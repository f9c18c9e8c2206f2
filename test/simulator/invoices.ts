import { refusal } from './errors';
import type { Invoice } from './model';
import { findOrder } from './orders';
import { type Call, created, ok, PDF, PUBLIC, route, type Route } from './router';
import type { World } from './state';

const MAX_INVOICES = 10;
const MAX_LINKS = 10;
const MAX_BYTES = 3 * 1024 * 1024;

/** Invoice files and links to billing documents. */
export const invoiceRoutes = (world: World): Route[] => [
	route('GET /order/checkout-forms/{id}/invoices', { scope: 'orders:read' }, (call) => {
		const { invoices, links } = findOrder(world, call, call.params.id);
		return ok({
			orderMode: 'REGULAR',
			invoices: invoices.map((invoice) => present(world, invoice)),
			links,
			hasExternalInvoices: false,
		});
	}),

	route(
		'POST /order/checkout-forms/{id}/invoices',
		{ scope: 'orders:write', body: [PUBLIC] },
		(call) => {
			const { invoices } = findOrder(world, call, call.params.id);
			const { file, invoiceNumber } = call.data as {
				file?: { name?: string };
				invoiceNumber?: string;
			};
			if (!file?.name) {
				throw refusal(422, 'VALIDATION_ERROR', 'File name is required', { path: 'file.name' });
			}
			if (invoices.length >= MAX_INVOICES) {
				throw refusal(422, 'INVOICES-LIMIT', `An order holds ${MAX_INVOICES} invoices`);
			}
			requireSettled(world, invoices.at(-1));
			const id = world.ids.uuid();
			invoices.push({ id, invoiceNumber, fileName: file.name, createdAt: world.clock.now() });
			return created({ id });
		},
	),

	route(
		'PUT /order/checkout-forms/{id}/invoices/{invoiceId}/file',
		{ scope: 'orders:write', accept: null, body: [PDF] },
		(call) => {
			const invoice = findInvoice(world, call);
			if (invoice.uploadedAt !== undefined) {
				throw refusal(409, 'FILE-ALREADY-EXISTS', 'The invoice has its file already');
			}
			if (call.body.length > MAX_BYTES) {
				throw refusal(413, 'FILE-TOO-LARGE', 'The file is too large. Max file size is 3MB');
			}
			if (call.body.length === 0) throw refusal(422, 'EMPTY-ATTACHMENT', 'The file is empty');
			if (!call.body.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
				throw refusal(422, 'FILE-CONTENT-INVALID', 'The content of the file is not a PDF');
			}
			invoice.uploadedAt = world.clock.now();
			invoice.content = call.body;
			return { status: 200 };
		},
	),

	route(
		'POST /order/{orderId}/billing-documents/links',
		{ scope: 'orders:write', accept: null, body: [PUBLIC] },
		(call) => {
			const { links } = findOrder(world, call, call.params.orderId);
			const { url } = call.data as { url?: string };
			if (!url || !/^https?:\/\/[^\s/]+/.test(url)) {
				throw refusal(422, 'VALIDATION_ERROR', 'The given URL is invalid', { path: 'url' });
			}
			if (links.some((link) => link.url === url)) {
				throw refusal(409, 'LINK-ALREADY-EXISTS', 'The given URL already exists', { path: 'url' });
			}
			if (links.length >= MAX_LINKS) {
				throw refusal(422, 'LINKS-LIMIT', `An order holds ${MAX_LINKS} links`);
			}
			links.push({ id: world.ids.uuid(), url, createdAt: world.clock.iso() });
			return created();
		},
	),
];

function findInvoice(world: World, call: Call): Invoice {
	const { id, invoiceId } = call.params;
	const invoice = findOrder(world, call, id).invoices.find((one) => one.id === invoiceId);
	if (!invoice) throw refusal(404, 'INVOICE-NOT-FOUND', `Invoice ${invoiceId} not found`);
	return invoice;
}

/** @throws ApiError 409 while the last file is being scanned, 429 soon after metadata without a file */
function requireSettled(world: World, last: Invoice | undefined): void {
	if (!last) return;
	const now = world.clock.now();
	if (last.uploadedAt === undefined && now < last.createdAt + world.settings.invoicePauseMs) {
		throw refusal(429, 'TOO_MANY_REQUESTS', 'Upload the file, or wait a few seconds');
	}
	if (scan(world, last) === 'WAITING') {
		// The words are Allegro's, by allegro-api #12721, #8507 and #9334; no thread quotes the code.
		throw refusal(
			409,
			'INVOICE_SCAN_IN_PROGRESS',
			'Security scan for SELLER invoice in given order is in progress.',
		);
	}
}

/** The antivirus' verdict; a file that contains the word EICAR counts as infected. */
function scan({ clock, settings }: World, { uploadedAt, content }: Invoice) {
	if (uploadedAt === undefined) return undefined;
	if (clock.now() < uploadedAt + settings.invoiceScanMs) return 'WAITING';
	return content!.includes('EICAR') ? 'REJECTED' : 'ACCEPTED';
}

function present(world: World, invoice: Invoice): unknown {
	const { id, invoiceNumber, fileName, createdAt, uploadedAt } = invoice;
	const status = scan(world, invoice);
	return {
		id,
		invoiceNumber,
		createdAt: new Date(createdAt).toISOString(),
		file: {
			name: fileName,
			...(uploadedAt === undefined
				? {}
				: {
						uploadedAt: new Date(uploadedAt).toISOString(),
						securityVerification: {
							status,
							...(status === 'WAITING'
								? {}
								: {
										verifiedAt: new Date(uploadedAt + world.settings.invoiceScanMs).toISOString(),
									}),
						},
						// Always so outside of exports to Ukraine.
						verification: { status: 'NOT_APPLICABLE', details: [] },
					}),
		},
	};
}
