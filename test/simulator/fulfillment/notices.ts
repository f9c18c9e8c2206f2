import { PRODUCTS } from '../categories/catalogue';
import { refusal } from '../errors';
import { isUuid } from '../ids';
import { Filter, page } from '../query';
import { type Call, created, file, noContent, ok, PDF, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';

const READ = { scope: 'fulfillment:read' };
const WRITE = { scope: 'fulfillment:write' };
const ZPL = 'x-application/zpl';
const STATUSES = ['DRAFT', 'IN_TRANSIT', 'UNPACKING', 'COMPLETED', 'CANCELLED'] as const;

type Status = (typeof STATUSES)[number];

/** An Advance Ship Notice: goods that are on their way to Allegro's warehouse. */
export interface Notice {
	id: string;
	displayNumber: string;
	status: Status;
	createdAt: string;
	updatedAt: string;
	submittedAt?: string;
	items: Array<{ product: { id: string }; quantity: number }>;
	[content: string]: unknown;
}

/** What the seller has in Allegro's warehouse, and on the way there. */
export class Fulfillment {
	readonly notices = new Map<string, Notice>();
	/** Notices by the command that submitted them. */
	readonly submitted = new Map<string, { advanceShipNoticeId: string; polls: number }>();
	private readonly versions = new Map<string, number>();

	/** The warehouse goes on with a notice. */
	setStatus({ id, status }: { id: string; status: Status }): Notice {
		const notice = this.notices.get(id);
		if (!notice) throw new Error(`The simulator has no notice ${id}`);
		this.touch(id);
		return Object.assign(notice, { status });
	}

	/** The notice's version, by which changes that cross are found out. */
	etag(id: string): string {
		return `"${this.versions.get(id) ?? 0}"`;
	}

	touch(id: string): void {
		this.versions.set(id, (this.versions.get(id) ?? 0) + 1);
	}
}

/** One Fulfillment: notices with ETags, their submission, and the stock. */
export const fulfillmentRoutes = (world: World): Route[] => {
	const { find, tagged, update } = noticesOf(world);
	return [
		// A second warehouse from 2026-09-30; a seller has one. Source: allegro-api #13946
		route('GET /fulfillment/warehouse', READ, () =>
			ok({
				id: 'ADAMOW',
				name: 'Adamów',
				location: {
					street: 'Adamów 50',
					city: 'Adamów',
					postCode: '05-825',
					province: 'mazowieckie',
					countryCode: 'PL',
				},
			}),
		),

		route('GET /fulfillment/advance-ship-notices', READ, ({ query }) => {
			const found = new Filter<Notice>(query)
				.equal('status', ({ status }) => status, STATUSES)
				.of([...world.state.fulfillment.notices.values()].reverse());
			const { rows } = page(query, found, { fallback: 50, max: 200 });
			return ok({ advanceShipNotices: rows, count: rows.length, totalCount: found.length });
		}),

		route('POST /fulfillment/advance-ship-notices', { ...WRITE, body: [PUBLIC] }, ({ data }) => {
			const id = world.ids.uuid();
			const now = world.clock.iso();
			const items = requireItems(data);
			const displayNumber = `ASN${world.ids.next()}`;
			const dates = { createdAt: now, updatedAt: now };
			const notice: Notice = { id, displayNumber, status: 'DRAFT', ...dates, ...data, items };
			world.state.fulfillment.notices.set(id, notice);
			const location = `${world.urls.api}/fulfillment/advance-ship-notices/${id}`;
			return created(notice, { location, etag: world.state.fulfillment.etag(id) });
		}),

		route('GET /fulfillment/advance-ship-notices/{id}', READ, (call) => tagged(find(call))),

		route('PUT /fulfillment/advance-ship-notices/{id}', { ...WRITE, body: [PUBLIC] }, (call) =>
			update(call, ['DRAFT']),
		),

		route(
			'PUT /fulfillment/advance-ship-notices/{id}/submitted',
			{ ...WRITE, body: [PUBLIC] },
			(call) => update(call, ['IN_TRANSIT']),
		),

		route('DELETE /fulfillment/advance-ship-notices/{id}', { ...WRITE, accept: null }, (call) => {
			world.state.fulfillment.notices.delete(find(call, ['DRAFT']).id);
			return noContent();
		}),

		route(
			'PUT /fulfillment/advance-ship-notices/{id}/cancel',
			{ ...WRITE, accept: null },
			(call) => {
				world.state.fulfillment.setStatus({
					id: find(call, ['IN_TRANSIT']).id,
					status: 'CANCELLED',
				});
				return { status: 200 };
			},
		),

		route(
			'GET /fulfillment/advance-ship-notices/{id}/labels',
			{ ...READ, accept: [PDF, ZPL] },
			(call) => {
				const { displayNumber } = find(call);
				const zpl = call.accept === ZPL;
				const bytes = Buffer.from(
					zpl ? `^XA^FD${displayNumber}^FS^XZ` : `%PDF-1.4 ${displayNumber}`,
				);
				const { headers, ...answer } = file(bytes, call.accept!);
				const name = `attachment; filename="${displayNumber}.${zpl ? 'zpl' : 'pdf'}"`;
				return { ...answer, headers: { ...headers, 'content-disposition': name } };
			},
		),

		route('PUT /fulfillment/submit-commands/{commandId}', { ...WRITE, body: [PUBLIC] }, (call) => {
			const { commandId } = call.params;
			const { input } = call.data as { input?: { advanceShipNoticeId?: string } };
			const id = input?.advanceShipNoticeId ?? '';
			const { notices, submitted } = world.state.fulfillment;
			const notice = notices.get(id);
			if (!isUuid(commandId) || notice?.status !== 'DRAFT') {
				throw invalid('input.advanceShipNoticeId', `Notice ${id} cannot be submitted`);
			}
			submitted.set(commandId, { advanceShipNoticeId: id, polls: 0 });
			world.state.fulfillment.setStatus({ id, status: 'IN_TRANSIT' });
			notice.submittedAt = world.clock.iso();
			const location = `${world.urls.api}/fulfillment/submit-commands/${commandId}`;
			return created({ id: commandId, input, output: { status: 'RUNNING' } }, { location });
		}),

		route('GET /fulfillment/submit-commands/{commandId}', READ, ({ params: { commandId } }) => {
			const command = world.state.fulfillment.submitted.get(commandId);
			if (!command) throw invalid('commandId', `Command ${commandId} not found`);
			const { advanceShipNoticeId } = command;
			const busy = command.polls++ < world.settings.commandPolls;
			const output = { status: busy ? 'RUNNING' : 'SUCCESSFUL' };
			return ok({ id: commandId, input: { advanceShipNoticeId }, output });
		}),

		route('GET /fulfillment/stock', { ...READ, accept: [PUBLIC, 'text/csv'] }, (call) => {
			const all = PRODUCTS.map(({ id, name, gtin, images }, index) => ({
				product: { id, name, gtins: [gtin], image: images[0].url },
				quantity: { available: 10 * index, onOrder: 0, onHold: 0 },
			}));
			if (call.accept === 'text/csv') {
				const lines = all.map(({ product, quantity }) => `${product.id};${quantity.available}`);
				return file(Buffer.from(['id;available', ...lines].join('\n')), 'text/csv');
			}
			const { rows } = page(call.query, all, { fallback: 50, max: 1_000 });
			return ok({ stock: rows, count: rows.length, totalCount: all.length });
		}),
	];
};

function noticesOf(world: World) {
	/** @throws ApiError 404, or 422 when the notice is not in one of these states */
	const find = ({ params }: Call, statuses: readonly Status[] = STATUSES): Notice => {
		const notice = world.state.fulfillment.notices.get(params.id);
		if (!notice) throw refusal(404, 'NOT_FOUND', `Notice ${params.id} not found`);
		if (statuses.includes(notice.status)) return notice;
		throw invalid('status', `The notice is ${notice.status}`);
	};
	const tagged = (notice: Notice) => ok(notice, { etag: world.state.fulfillment.etag(notice.id) });
	const update = (call: Call, statuses: readonly Status[]) => {
		const notice = find(call, statuses);
		const { fulfillment } = world.state;
		if (call.headers['if-match'] !== fulfillment.etag(notice.id)) {
			throw refusal(412, 'PRECONDITION_FAILED', 'The notice was changed meanwhile', {
				path: 'if-match',
			});
		}
		const { items = notice.items } = call.data as Partial<Notice>;
		Object.assign(notice, call.data, { items, id: notice.id, updatedAt: world.clock.iso() });
		fulfillment.touch(notice.id);
		return tagged(notice);
	};
	return { find, tagged, update };
}

function requireItems({ items }: Record<string, unknown>): Notice['items'] {
	const given = (items ?? []) as Notice['items'];
	if (given.length > 0 && given.every(({ product, quantity }) => product?.id && quantity >= 1)) {
		return given;
	}
	throw invalid('items', 'Products with quantities are needed');
}

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });
