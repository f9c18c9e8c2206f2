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
import { at, setAt, withoutEmpty } from '../shared/values';
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
	if (isUpdate) {
		const own = all.filter((parameter) => !ofProduct(parameter));
		return shown(categoryId, own, () => false, 'an offer');
	}
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

/** As `addParameters`, for an update: Allegro replaces the list as a whole, so the others go along. */
export async function changeParameters(call: Call, offer: IDataObject): Promise<void> {
	const offerId = String(call.request.values?.offerId);
	let current: IDataObject = {};
	let known: Parameter[] = [];
	const mapped = await mappedParameters(call, async () => {
		const answer = await call.send(
			'GET /sale/product-offers/{offerId}',
			{ offerId },
			{ scope: 'sale:offers:read', paces: [PRODUCT_OFFER_READ_PACE] },
		);
		current = answer.body as IDataObject;
		const categoryId = at(offer, 'category.id') ?? at(current, 'category.id');
		if (!categoryId) return undefined;
		const all = await offerParameters(call.context, String(categoryId), moreOf(call));
		return (known = all.filter((parameter) => !ofProduct(parameter)));
	});
	if (mapped.length === 0) return;
	const kept = ((current.parameters ?? []) as IDataObject[]).map((parameter) =>
		asSent(parameter, known),
	);
	const changed = overlaid(
		kept,
		mapped.map(({ sent }) => sent),
	);
	offer.parameters = overlaid(changed, offer.parameters);
}

/** A parameter of an offer that was read: the names of values in a dictionary are not sent back. */
function asSent(
	{ id, values, valuesIds, rangeValue }: IDataObject,
	known: Parameter[],
): IDataObject {
	const ambiguous = known.find((each) => each.id === id)?.options?.ambiguousValueId ?? '';
	const ids = (valuesIds ?? []) as string[];
	const hasOwn = ids.length === 0 || ids.includes(ambiguous);
	return withoutEmpty({ id, valuesIds, rangeValue, values: hasOwn ? values : undefined });
}

/** Reads the parameters of the category, once there is something to put into them. */
const readerOf = (call: Call, subject: Subject) => async () => {
	const categoryId = await categoryOf(call.context, subject, moreOf(call));
	return categoryId ? await offerParameters(call.context, categoryId, moreOf(call)) : undefined;
};

/** What reading shares with the request itself: the proxy, the time limit, the item. */
const moreOf = ({ request: { settings, itemIndex } }: Call) => ({ settings, itemIndex });
