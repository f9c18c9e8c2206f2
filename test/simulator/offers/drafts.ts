import { findProduct, isLeaf } from '../categories/catalogue';
import { refusal } from '../errors';
import type { World } from '../state';
import { refusalOf } from './descriptionRules';
import type { OfferRecord, SellerOffer } from './offers';

/** What a seller says of an offer. */
export type Draft = Record<string, unknown> & { productSet?: ProductSetElement[]; name?: string };

interface ProductSetElement {
	product?: { id?: string; idType?: string; name?: string; category?: { id?: string } };
	quantity?: { value: number };
}

/** A new draft out of what the seller says and what the product says. */
export function build(world: World, draft: Draft): SellerOffer {
	const [element] = draft.productSet ?? [];
	const product = findProduct(element?.product?.id, element?.product?.idType);
	if (element?.product?.id && !product) {
		throw invalid('productSet[0].product.id', `Product ${element.product.id} not found`, {
			productId: element.product.id,
		});
	}
	const now = world.clock.iso();
	const offer = merge(
		{
			name: product?.name ?? element?.product?.name,
			category: { id: product?.category.id ?? element?.product?.category?.id ?? '319159' },
			images: product?.images.map(({ url }) => url) ?? [],
			sellingMode: { format: 'BUY_NOW' },
			language: 'pl-PL',
		},
		{
			...draft,
			id: `${17_300_000_000 + world.ids.next()}`,
			productSet: (draft.productSet ?? []).map(({ quantity }) => ({
				product: { id: product?.id ?? world.ids.uuid() },
				quantity: quantity ?? { value: 1 },
			})),
			stock: { unit: 'UNIT', ...(draft.stock as object) },
			publication: {
				duration: null,
				republish: false,
				...(draft.publication as object),
				status: 'INACTIVE',
				marketplaces: { base: { id: 'allegro-pl' }, additional: [] },
			},
			createdAt: now,
			updatedAt: now,
		},
	);
	check(offer);
	return offer as unknown as SellerOffer;
}

/** @throws ApiError 422 for what no offer can have */
export function check({ name, category, sellingMode, stock, external, description }: Draft): void {
	const { id = '' } = (category ?? {}) as { id?: string };
	const { amount } = (sellingMode as { price?: { amount?: string } })?.price ?? {};
	const { available } = (stock ?? {}) as { available?: number };
	if (!name || name.length > 75) throw invalid('name', 'A name has between 1 and 75 characters');
	if (!isLeaf(id)) throw invalid('category.id', `Offers cannot be in category ${id}`);
	if (amount !== undefined && !/^\d+(\.\d{1,2})?$/.test(amount)) {
		throw invalid('sellingMode.price.amount', `${amount} is no price`);
	}
	if (!Number.isInteger(available) || available! < 0)
		throw invalid('stock.available', 'Is missing');
	if (`${(external as { id?: string })?.id ?? ''}`.length > 100) {
		throw invalid('external.id', 'At most 100 characters');
	}
	checkDescription(description);
}

function checkDescription(description: unknown): void {
	const { sections = [] } = (description ?? {}) as { sections?: Array<{ items?: Item[] }> };
	sections.forEach(({ items = [] }, section) => {
		items.forEach(({ type, content }, item) => {
			const message = type === 'TEXT' ? refusalOf(content ?? '') : undefined;
			if (message === undefined) return;
			throw refusal(422, 'VALIDATION_ERROR', message, {
				path: `description.sections[${section}].items[${item}].content`,
				details: `Invalid value: ${content}`,
			});
		});
	});
}

/** A part of a section of a description. */
interface Item {
	type?: string;
	content?: string;
}

/** Carries out a PATCH, with the events that follow from it. */
export function change(world: World, { offer }: OfferRecord, patch: Draft): void {
	const { offers } = world.state;
	const { id } = offer;
	const { status: before } = offer.publication;
	const { stock, sellingMode } = structuredClone(offer);
	const { status } = (patch.publication ?? {}) as { status?: string };
	Object.assign(offer, merge(offer, patch));
	offer.publication.status = before;
	if (offer.sellingMode.price?.amount !== sellingMode.price?.amount) {
		offers.setPrice({ id, amount: offer.sellingMode.price!.amount });
	}
	if (offer.stock.available !== stock.available) offers.setStock({ id, ...offer.stock });
	if (status === 'ENDED' && before === 'ACTIVE') offers.end({ id });
	if (status === 'ACTIVE' && before !== 'ACTIVE') offers.activate({ id });
	const others = Object.keys(patch).filter((key) => !OWN_EVENTS.includes(key));
	if (others.length > 0) offers.touch({ id });
}

const OWN_EVENTS = ['stock', 'sellingMode', 'publication', 'delivery'];

/** The object with the changes: objects are merged, everything else is replaced, null removes. */
export function merge(object: object, changes: object): Record<string, unknown> {
	const merged: Record<string, unknown> = { ...object };
	for (const [key, value] of Object.entries(changes)) {
		if (value === null) delete merged[key];
		else if (isObject(value) && isObject(merged[key])) merged[key] = merge(merged[key], value);
		else merged[key] = value;
	}
	return merged;
}

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (path: string, message: string, metadata?: Record<string, string>) =>
	refusal(422, 'VALIDATION_ERROR', message, { path, metadata });
