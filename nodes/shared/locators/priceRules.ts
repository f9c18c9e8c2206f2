import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { PRICE_RULES_PACE } from '../paces';
import { alphabetically, lookUp } from './lookUp';

/** The rules for automatic prices, own ones and those that Allegro made for every seller. */
export async function getPriceRules(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { rules } = await lookUp(
		this,
		'GET /sale/price-automation/rules',
		{},
		{ paces: [PRICE_RULES_PACE] },
	);
	return ((rules ?? []) as Array<{ id: string; name: string; default?: boolean }>)
		.map((rule) => ({ name: rule.default ? `${rule.name} (Default)` : rule.name, value: rule.id }))
		.sort(alphabetically);
}
