import type { IDataObject } from 'n8n-workflow';

import { segmentOf } from '../halfCharacters';
import { lookUp } from '../locators/lookUp';
import type { AllegroContext } from '../credential';
import type { AllegroRequest } from '../transport';

/** A value that a dictionary has. */
export interface DictionaryValue {
	id: string;
	value: string;
	/** Values of the parameter that this one depends on; empty goes with all of them. */
	dependsOnValueIds?: string[];
	formerData?: { ids?: string[]; values?: string[] } | null;
}

/** When a parameter is shown or required: all of it must hold. */
export interface Conditions {
	parametersWithValue?: Array<{ id: string; oneOfValueIds: string[] }>;
	parametersWithoutValue?: Array<{ id: string }>;
}

/** What may be said of an offer or a product. Source: CategoryParameter in Allegro's OpenAPI document. */
export interface Parameter {
	id: string;
	name: string;
	type: 'dictionary' | 'integer' | 'float' | 'string';
	required?: boolean;
	requiredForProduct?: boolean;
	requiredIf?: Conditions | null;
	displayedIf?: Conditions | null;
	unit?: string | null;
	options?: {
		ambiguousValueId?: string | null;
		dependsOnParameterId?: string | null;
		describesProduct?: boolean;
		customValuesEnabled?: boolean;
	};
	restrictions?: {
		min?: number | null;
		max?: number | null;
		range?: boolean;
		precision?: number | null;
		multipleChoices?: boolean;
		minLength?: number | null;
		maxLength?: number | null;
		allowedNumberOfValues?: number | null;
	};
	dictionary?: DictionaryValue[];
	formerData?: { ids?: string[]; names?: string[] } | null;
}

/** What the panel or an item says of the category. */
export interface Subject {
	categoryId?: string;
	/** A product of the catalogue, by its ID or by what `idType` says. */
	productId?: string;
	idType?: string;
	/** An offer that exists. */
	offerId?: string;
}

/** The parameters of a category: those of offers and of the products they sell. */
export async function offerParameters(
	context: AllegroContext,
	categoryId: string,
	more: Partial<AllegroRequest> = {},
): Promise<Parameter[]> {
	const path = `/sale/categories/${segmentOf(categoryId)}/parameters`;
	const endpoint = 'GET /sale/categories/{categoryId}/parameters';
	const answer = await lookUp(context, endpoint, {}, { ...more, path });
	return (answer.parameters ?? []) as unknown as Parameter[];
}

/** The parameters of products in a category, as a proposal of a product has them. */
export async function productParameters(
	context: AllegroContext,
	categoryId: string,
	more: Partial<AllegroRequest> = {},
): Promise<Parameter[]> {
	const path = `/sale/categories/${segmentOf(categoryId)}/product-parameters`;
	const endpoint = 'GET /sale/categories/{categoryId}/product-parameters';
	const answer = await lookUp(context, endpoint, {}, { ...more, path });
	return (answer.parameters ?? []) as unknown as Parameter[];
}

/** The category that is named, or else that of the offer, or else that of the product. */
export async function categoryOf(
	context: AllegroContext,
	{ categoryId, productId, idType, offerId }: Subject,
	more: Partial<AllegroRequest> = {},
): Promise<string | undefined> {
	if (categoryId) return categoryId;
	if (offerId) {
		const path = `/sale/product-offers/${segmentOf(offerId)}`;
		return idOf(await lookUp(context, 'GET /sale/product-offers/{offerId}', {}, { ...more, path }));
	}
	if (!productId) return undefined;
	if (idType === 'ID') {
		const path = `/sale/products/${segmentOf(productId)}`;
		return idOf(await lookUp(context, 'GET /sale/products/{productId}', {}, { ...more, path }));
	}
	const query = { phrase: productId, mode: idType };
	const { products } = await lookUp(context, 'GET /sale/products', query, more);
	const [first] = (products ?? []) as IDataObject[];
	return first && idOf(first);
}

function idOf({ category }: IDataObject): string | undefined {
	return (category as { id?: string } | undefined)?.id;
}
