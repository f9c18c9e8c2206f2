import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { chosenText } from '../shared/locators';
import { PRODUCT_OFFER_READ_PACE } from '../shared/paces';
import type { Parameter, Subject } from '../shared/parameters';
import {
	categoryOf,
	mappedParameters,
	offerParameters,
	overlaid,
	shown,
} from '../shared/parameters';
import type { Call } from '../shared/routing';
import { at, setAt } from '../shared/values';
import type { ReadOffer } from './productSet';
import { changeProduct, keepOwnContent, overProducts } from './productSet';
import { asSent } from './readParameters';
import { idTypeOf } from './values';

/** Allegro takes what describes a product with the product, and the rest with the offer. */
const ofProduct = ({ options }: Parameter) => Boolean(options?.describesProduct);

/** The parameters that the panel shows: of the category that is chosen, or that of the product or offer. */
export async function getCategoryParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const value = (path: string) => chosenText(this, path);
	const isUpdate = value('operation') === 'update';
	const subject = isUpdate
		? { offerId: value('offerId') }
		: {
				categoryId: value('categoryId') || value('productDetails.productCategoryId'),
				productId: value('productId'),
				idType: idTypeOf(this.getCurrentNodeParameter('productId')),
			};
	const categoryId = await categoryOf(this, subject);
	const all = categoryId ? await offerParameters(this, categoryId) : [];
	if (isUpdate) return shown(categoryId, all, () => false, 'an offer');
	// A product of the catalogue brings its parameters along.
	const isNew = !value('productId');
	const isRequired = (parameter: Parameter) =>
		ofProduct(parameter)
			? isNew && Boolean(parameter.requiredForProduct)
			: Boolean(parameter.required);
	return shown(categoryId, all, isRequired, 'a category, or a product,');
}

/** Puts what the mapper holds into a new offer: some of it is the product's, the rest the offer's. */
export async function addParameters(call: Call, offer: IDataObject): Promise<void> {
	const categoryId = (at(offer, 'category.id') ?? at(offer, 'productSet.0.product.category.id')) as
		| string
		| undefined;
	const { id, idType = 'ID' } = (at(offer, 'productSet.0.product') ?? {}) as Record<string, string>;
	const mapped = await mappedParameters(
		call,
		readerOf(call, { categoryId, productId: id, idType }),
	);
	const [products, own] = [true, false].map((product) =>
		mapped.filter(({ parameter }) => ofProduct(parameter) === product).map(({ sent }) => sent),
	);
	if (own.length > 0) offer.parameters = overlaid(own, offer.parameters);
	if (products.length === 0) return;
	const [first = {}, ...more] = (offer.productSet ?? []) as IDataObject[];
	const product = (first.product ?? {}) as IDataObject;
	if (!product.id && !product.category) setAt(product, 'category.id', categoryId);
	product.parameters = overlaid(products, product.parameters);
	offer.productSet = [{ ...first, product }, ...more];
}

/**
 * As `addParameters`, for an update: Allegro replaces lists as a whole, so that what the offer has goes
 * along. What is of the product goes with the product.
 *
 * @throws NodeOperationError when the offer's category is not known
 */
export async function changeParameters(call: Call, offer: IDataObject): Promise<void> {
	let current: ReadOffer | undefined;
	const read = async () => (current ??= await readOffer(call, offer));
	if (offer.productSet) {
		const given = offer.productSet as IDataObject[];
		if (!at(given[0], 'product.id')) {
			offer.productSet = overProducts(given, await read());
			if (at(offer, 'productSet.0.product.id')) keepOwnContent(offer, (await read()).offer);
		}
	}
	const mapped = await mappedParameters(call, async (language) => {
		if (language) return await parametersIn(call, offer, (await read()).offer, language);
		const { parameters } = await read();
		return parameters.length > 0 || categoryIn(offer, (await read()).offer)
			? parameters
			: undefined;
	});
	if (mapped.length === 0) return;
	const now = await read();
	const [products, own] = [true, false].map((product) =>
		mapped.filter(({ parameter }) => ofProduct(parameter) === product).map(({ sent }) => sent),
	);
	if (own.length > 0) {
		const kept = ((now.offer.parameters ?? []) as IDataObject[]).map((parameter) =>
			asSent(parameter, now.parameters),
		);
		offer.parameters = overlaid(overlaid(kept, own), offer.parameters);
	}
	if (products.length > 0) {
		const isOther = offer.productSet !== undefined;
		changeProduct(call, offer, products, now);
		if (!isOther) keepOwnContent(offer, now.offer);
	}
}

const categoryIn = (offer: IDataObject, current: IDataObject) =>
	at(offer, 'category.id') ?? at(current, 'category.id');

/** The offer as it is, and the parameters of the category in which it shall be. */
async function readOffer(call: Call, offer: IDataObject): Promise<ReadOffer> {
	const answer = await call.send(
		'GET /sale/product-offers/{offerId}',
		{ offerId: String(call.request.values?.offerId) },
		{ scope: 'sale:offers:read', paces: [PRODUCT_OFFER_READ_PACE] },
	);
	const current = answer.body as IDataObject;
	return { offer: current, parameters: (await parametersIn(call, offer, current)) ?? [] };
}

async function parametersIn(
	call: Call,
	offer: IDataObject,
	current: IDataObject,
	language?: string,
): Promise<Parameter[] | undefined> {
	const categoryId = categoryIn(offer, current);
	const more = { ...moreOf(call), ...(language ? { languages: [language] } : {}) };
	return categoryId ? await offerParameters(call.context, String(categoryId), more) : undefined;
}

/** Reads the parameters of the category, once there is something to put into them. */
const readerOf = (call: Call, subject: Subject) => async (language?: string) => {
	const categoryId = await categoryOf(call.context, subject, moreOf(call));
	const more = { ...moreOf(call), ...(language ? { languages: [language] } : {}) };
	return categoryId ? await offerParameters(call.context, categoryId, more) : undefined;
};

/** What reading shares with the request itself: the proxy, the time limit, the item. */
const moreOf = ({ request: { settings, itemIndex } }: Call) => ({ settings, itemIndex });
