import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { chosenText } from '../shared/locators';
import { mappedParameters, overlaid, productParameters, shown } from '../shared/parameters';
import type { Call } from '../shared/routing';
import { at } from '../shared/values';

/** The parameters that products have in the chosen category. */
export async function getCategoryParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const categoryId = chosenText(this, 'categoryId');
	const parameters = categoryId ? await productParameters(this, categoryId) : [];
	return shown(categoryId, parameters, ({ required }) => Boolean(required));
}

/** Puts what the mapper holds into the product that is proposed. */
export async function addParameters(call: Call): Promise<void> {
	const product = (call.request.body ??= {}) as IDataObject;
	const categoryId = at(product, 'category.id');
	const { settings, itemIndex } = call.request;
	const mapped = await mappedParameters(call, async (language) => {
		const more = { settings, itemIndex, ...(language ? { languages: [language] } : {}) };
		return categoryId ? await productParameters(call.context, String(categoryId), more) : undefined;
	});
	if (mapped.length === 0) return;
	product.parameters = overlaid(
		mapped.map(({ sent }) => sent),
		product.parameters,
	);
}
