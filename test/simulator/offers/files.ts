import { refusal } from '../errors';
import { created, ok, PDF, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';

const IMAGES = ['image/jpeg', 'image/png', 'image/webp'];
const MAX_IMAGE = 26_214_400;
const MAX_FILE = 20 * 1024 * 1024;
const MAX_SAFETY_FILE = 50 * 1024 * 1024;
const MAX_NAME = 200;
const IMAGE_KEPT_MS = 24 * 3_600_000;

const TYPES = [
	...['MANUAL', 'SPECIAL_OFFER_RULES', 'COMPETITION_RULES', 'BOOK_EXCERPT', 'USER_MANUAL'],
	...['INSTALLATION_INSTRUCTIONS', 'GAME_INSTRUCTIONS', 'ENERGY_LABEL', 'TIRE_LABEL'],
	...['PRODUCT_INFORMATION_SHEET', 'SAFETY_INFORMATION_MANUAL', 'SOFTWARE_DATA_PROCESSING'],
	...['HARDWARE_DATA_PROCESSING', 'PLANT_PROTECTION_PRODUCTS_AUTHORIZATION'],
];
const WITH_IMAGES = ['ENERGY_LABEL', 'TIRE_LABEL', 'SAFETY_INFORMATION_MANUAL'];

/** What a label says, split where it has commas outside brackets. */
function parsedLabel(ingredients: string) {
	const parts = ingredients.split(/,(?![^(]*\))/).map((name) => ({ name: name.trim() }));
	return { items: [{ name: null, ingredients: parts }], errors: [], warnings: [] };
}

/** The first bytes of what may be uploaded. */
const MAGIC: Record<string, RegExp> = {
	'image/jpeg': /^\xff\xd8\xff/,
	'image/png': /^\x89PNG/,
	'image/webp': /^RIFF....WEBP/s,
	[PDF]: /^%PDF-/,
};

export interface OfferFile {
	id: string;
	type: string;
	file: { name: string; url?: string };
	content?: Buffer;
}

/** Images and attachments of offers: their bytes go to the upload host. */
export const offerFileRoutes = (world: World): Route[] => [
	route(
		'POST /sale/images',
		{ host: 'upload', scope: 'sale:offers:write', body: [PUBLIC, ...IMAGES] },
		({ data, body, headers }) => {
			const type = headers['content-type']!.split(';')[0];
			if (type === PUBLIC) {
				const { url } = data as { url?: string };
				// Allegro fetches the image itself; the simulator only looks at the address.
				if (!/^https?:\/\/[^/\s:]+\.[^/\s]+/.test(url ?? '')) {
					throw refusal(422, 'InvalidUrl', 'The image must have a public address', { path: 'url' });
				}
			} else {
				check(body, type, MAX_IMAGE);
			}
			const location = `https://a.allegroimg.example/original/${world.ids.uuid()}`;
			const expiresAt = new Date(world.clock.now() + IMAGE_KEPT_MS).toISOString();
			return created({ location, expiresAt });
		},
	),

	// Source: allegro-api #13934
	route('POST /ingredients/parse', { scope: 'sale:offers:write', body: [PUBLIC] }, ({ data }) => {
		const { products } = data as {
			products?: Array<{ productId?: string; ingredients?: string }>;
		};
		if (!products?.length) throw wrong('products', 'Is missing');
		return ok({
			products: products.map(({ productId, ingredients }, index) => {
				if (!ingredients) throw wrong(`products[${index}].ingredients`, 'Is missing');
				return { productId, ...parsedLabel(ingredients) };
			}),
		});
	}),

	route('POST /sale/offer-attachments', { scope: 'sale:offers:write', body: [PUBLIC] }, (call) => {
		const { type, file } = call.data as { type?: string; file?: { name?: string } };
		if (!TYPES.includes(`${type}`)) throw wrong('type', `Unknown type ${type}`);
		const { name } = file ?? {};
		if (!name || name.length > MAX_NAME) throw wrong('file.name', 'Is missing or too long');
		const id = world.ids.uuid();
		world.state.offerFiles.set(id, { id, type: `${type}`, file: { name } });
		const location = `${world.urls.upload}/sale/offer-attachments/${id}`;
		return created({ id, type, file: { name } }, { location });
	}),

	route(
		'PUT /sale/offer-attachments/{attachmentId}',
		{ host: 'upload', scope: 'sale:offers:write', body: [PDF, 'image/jpeg', 'image/png'] },
		({ params, body, headers }) => {
			const attachment = world.state.offerFiles.get(params.attachmentId);
			// The operation declares no 404; its URL works once.
			if (!attachment || attachment.content) {
				throw refusal(400, 'ATTACHMENT_ERROR', `Attachment ${params.attachmentId} not found`);
			}
			const type = headers['content-type']!.split(';')[0];
			if (type !== PDF && !WITH_IMAGES.includes(attachment.type)) {
				throw refusal(415, 'ATTACHMENT_ERROR', `${attachment.type} must be a PDF`);
			}
			const large = attachment.type === 'SAFETY_INFORMATION_MANUAL';
			check(body, type, large ? MAX_SAFETY_FILE : MAX_FILE);
			attachment.content = body;
			attachment.file.url = `https://a.allegroimg.example/attachments/${attachment.id}`;
			return ok(present(attachment));
		},
	),

	route('GET /sale/offer-attachments/{attachmentId}', { scope: 'sale:offers:read' }, (call) => {
		const attachment = world.state.offerFiles.get(call.params.attachmentId);
		if (attachment) return ok(present(attachment));
		throw refusal(404, 'ATTACHMENT_ERROR', `Attachment ${call.params.attachmentId} not found`);
	}),
];

function check(body: Buffer, type: string, max: number): void {
	if (body.length > max) throw refusal(413, 'FILE-TOO-LARGE', `At most ${max} bytes`);
	if (!MAGIC[type].test(body.subarray(0, 16).toString('latin1'))) {
		throw refusal(422, 'FILE-CONTENT-INVALID', `The content is not ${type}`);
	}
}

const present = ({ id, type, file }: OfferFile) => ({ id, type, file });

const wrong = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });
