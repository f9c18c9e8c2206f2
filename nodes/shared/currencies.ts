import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { refuse } from './commands';
import { currencyOn, MARKETPLACE_CURRENCIES, MARKETPLACES, moneyValues } from './fields';
import type { Call } from './routing';
import { at, objectOf } from './values';

/**
 * The currency of an amount on a marketplace: the marketplace's own when none is given. Allegro has each
 * marketplace in one currency (GET /marketplaces), and converts no amount.
 *
 * @throws Error when another currency is given: the amount would be another one on that marketplace
 */
export function currencyFor(marketplaceId: unknown, currency: unknown): string {
	const own = currencyOn(marketplaceId);
	const given = String(currency ?? '').trim();
	if (given === '' || given.toUpperCase() === own) return own;
	// A marketplace that is newer than this package may have any currency.
	if (!MARKETPLACES.some(({ value }) => value === marketplaceId)) return given;
	throw new Error(
		`The amount is in ${given}, and ${String(marketplaceId)} has its amounts in ${own}. Give the amount in ${own}`,
	);
}

/**
 * A step before a request is sent: gives the amounts at these places of the body the currency of the
 * marketplace in the body. Where there is no marketplace, an amount without a currency is in PLN.
 *
 * @param marketplace the path of the marketplace's ID
 * @param amounts the paths of objects `{ amount, currency }`
 * @throws NodeOperationError when an amount is in another currency than the marketplace
 */
export function inCurrencyOf(marketplace: string, ...amounts: string[]) {
	return (call: Call): void => {
		const { body } = call.request;
		const id = at(body, marketplace);
		for (const path of amounts) {
			const money = objectOf(at(body, path)) as IDataObject | undefined;
			if (!money || money.amount === undefined) continue;
			try {
				money.currency = id ? currencyFor(id, money.currency) : money.currency || 'PLN';
			} catch (error) {
				refuse(call, (error as Error).message, 'Correct "Currency" or "Marketplace".');
			}
		}
	};
}

/** `moneyValues` where a marketplace may stand beside; goes with `inCurrencyOf`. */
export const moneyOnMarketplace = (property: string): INodeProperties[] =>
	moneyValues(property).map((field) =>
		field.name === 'currency'
			? {
					...field,
					options: MARKETPLACE_CURRENCIES,
					default: '',
					description: 'The currency of the marketplace. By itself PLN where none is chosen.',
				}
			: field,
	);
