import type { IDataObject } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import type { Parameter } from '../shared/parameters';
import { overlaid } from '../shared/parameters';
import type { Call } from '../shared/routing';
import { at, isPlain } from '../shared/values';
import { asSent } from './readParameters';

/** What an answer has of a product, and a request cannot have. */
const READ_ONLY = ['publication', 'isAiCoCreated'];

/** Where an offer has what an update needs of it. */
export interface ReadOffer {
	offer: IDataObject;
	parameters: Parameter[];
}

/**
 * The products of an offer that was read, as a change of it takes them: Allegro replaces the list as a whole,
 * and what does not go along is gone. Own pictures stay alone where the product's are named as none.
 * Sources: allegro-api #6903, #8535, #11012, #12425, #13513; the schemas of the request in Allegro's OpenAPI
 * document (`publication` and `isAiCoCreated` can be read only)
 */
export function productsAsSent({ offer, parameters }: ReadOffer): IDataObject[] {
	return ((offer.productSet ?? []) as IDataObject[]).map((element) => {
		const { product, responsibleProducer, safetyInformation, composition, ...rest } = element;
		const described = Object.fromEntries(
			Object.entries((product ?? {}) as IDataObject).filter(([name]) => !READ_ONLY.includes(name)),
		) as IDataObject;
		const own = ((described.parameters ?? []) as IDataObject[]).map((each) =>
			asSent(each, parameters),
		);
		const sent: IDataObject = { ...rest, product: { ...described, images: [], parameters: own } };
		if (isPlain(responsibleProducer)) {
			sent.responsibleProducer = { type: 'ID', ...responsibleProducer };
		}
		if (isPlain(safetyInformation) && safetyInformation.type !== 'NO_SAFETY_INFORMATION') {
			sent.safetyInformation = safetyInformation;
		}
		if (at(composition, 'mode') === 'MANUAL') {
			sent.composition = { components: at(composition, 'components') } as IDataObject;
		}
		return sent;
	});
}

/**
 * Lays what the user gives of the first product over what it was; further products take the place of the
 * further ones. A product that is named is another one: then nothing is kept.
 */
export function overProducts(given: IDataObject[], read: ReadOffer): IDataObject[] {
	const [first, ...more] = given;
	const [before, ...others] = productsAsSent(read);
	if (!before || at(first, 'product.id')) return given;
	const product = { ...(before.product as IDataObject), ...(first.product as IDataObject) };
	return [{ ...before, ...first, product }, ...(more.length > 0 ? more : others)];
}

/**
 * Puts parameters of the product into a change of an offer.
 *
 * @throws NodeOperationError when the offer has no product, or several
 */
export function changeProduct(
	call: Call,
	offer: IDataObject,
	changed: IDataObject[],
	read: ReadOffer,
): void {
	const given = offer.productSet as IDataObject[] | undefined;
	const products = given ?? productsAsSent(read);
	const names = changed
		.map(({ id }) => read.parameters.find((each) => each.id === id)?.name ?? id)
		.join(', ');
	if (products.length !== 1) {
		refuse(
			call,
			`${names}: this is of the product, and the offer has ${products.length === 0 ? 'none' : `${products.length} of them`}`,
			products.length === 0
				? 'Name the product in Product Details too.'
				: 'Give all of them with their parameters in Additional JSON, as { "productSet": [...] }.',
		);
	}
	const [element] = products;
	const product = (element.product ?? {}) as IDataObject;
	const parameters = overlaid((product.parameters ?? []) as IDataObject[], changed);
	offer.productSet = [{ ...element, product: { ...product, parameters } }];
}

/**
 * Where a change names the product of an offer, Allegro takes pictures and description of the product again,
 * unless the offer's own go along.
 * Sources: allegro-api #4291, #8636, #10452, #10926
 */
export function keepOwnContent(offer: IDataObject, before: IDataObject): void {
	if (offer.images === undefined && Array.isArray(before.images)) offer.images = before.images;
	if (offer.description === undefined && isPlain(before.description)) {
		offer.description = before.description;
	}
}
