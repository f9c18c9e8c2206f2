import type { IDataObject } from 'n8n-workflow';

import { toAmount, toCount } from '../shared/numbers';
import { days, isSet, kilograms } from './shippingRatesFields';

const methodOf = ({ deliveryMethod, deliveryMethodId }: IDataObject): string =>
	String((deliveryMethod as IDataObject | undefined)?.id ?? deliveryMethodId ?? '').trim();

/**
 * The rates of a price list with changes laid over them. A rate keeps its place and what its change does not
 * name; those of other delivery methods come behind.
 *
 * @param before the rates as they were read
 * @param changes rows of the panel, whose empty fields change nothing, or rates as Allegro has them
 * @param keepsOthers whether rates that no change names stay
 * @throws Error when a value cannot be right, or a rate that is new has no amount
 */
export function changedRates(
	before: IDataObject[],
	changes: IDataObject[],
	keepsOthers: boolean,
): IDataObject[] {
	const changeOf = new Map(changes.map((change) => [methodOf(change), change]));
	if (changeOf.has(''))
		throw new Error('A rate has no delivery method ("Delivery Method Name or ID")');
	const known = new Set(before.map(methodOf));
	const kept = before
		.filter((rate) => keepsOthers || changeOf.has(methodOf(rate)))
		.map((rate) => laidOver(withoutNextItem(rate), changeOf.get(methodOf(rate)) ?? {}));
	const added = [...changeOf]
		.filter(([id]) => !known.has(id))
		.map(([id, change]) => made(id, change));
	return [...kept, ...added];
}

function made(id: string, change: IDataObject): IDataObject {
	if (!change.deliveryMethod && (change.amount ?? '') === '') {
		throw new Error(
			`The delivery method ${id} is new in this price list: its rate needs an amount ("Amount")`,
		);
	}
	const fresh = { deliveryMethod: { id }, maxQuantityPerPackage: 1 };
	return laidOver(
		fresh,
		change.deliveryMethod ? change : { ...change, currency: change.currency || 'PLN' },
	);
}

/** Allegro dropped the price of further items on 2026-09-29, and old lists may still show it. */
function withoutNextItem(rate: IDataObject): IDataObject {
	const kept = Object.entries(rate).filter(
		([name, value]) => name !== 'nextItemRate' && value !== null,
	);
	return Object.fromEntries(kept);
}

function laidOver(rate: IDataObject, change: IDataObject): IDataObject {
	if (change.deliveryMethod) return { ...rate, ...change };
	const price: IDataObject = {};
	if ((change.amount ?? '') !== '') price.amount = ofField('Amount', change.amount, toAmount);
	if (change.currency) price.currency = change.currency;
	const changed: IDataObject = { ...rate };
	if (Object.keys(price).length > 0) {
		changed.firstItemRate = { ...(rate.firstItemRate as IDataObject | undefined), ...price };
	}
	if (isSet(change.maxQuantityPerPackage)) {
		changed.maxQuantityPerPackage = ofField(
			'Items in a Parcel',
			change.maxQuantityPerPackage,
			(value) => toCount(value),
		);
	}
	put(changed, 'maxPackageWeight', change.maxPackageWeight, (value) =>
		ofField('Parcel Weight (Kilograms)', value, kilograms),
	);
	const time: IDataObject = { ...(rate.shippingTime as IDataObject | undefined) };
	put(time, 'from', change.shippingTimeFrom, (value) =>
		ofField('Shipping Time From (Days)', value, days),
	);
	put(time, 'to', change.shippingTimeTo, (value) =>
		ofField('Shipping Time To (Days)', value, days),
	);
	if (Object.keys(time).length > 0) changed.shippingTime = time;
	else delete changed.shippingTime;
	return changed;
}

/** What a field of a row is converted to; what is wrong with it is told with its name. */
function ofField<T>(name: string, value: unknown, convert: (value: unknown) => T): T {
	try {
		return convert(value);
	} catch (error) {
		return misread(name, error as Error);
	}
}

function misread(name: string, { message }: Error): never {
	throw new Error(`"${name}": ${message}`);
}

/** Empty leaves what is there, and 0 takes it away. */
function put(
	holder: IDataObject,
	name: string,
	given: unknown,
	convert: (value: unknown) => unknown,
): void {
	if ((given ?? '') === '') return;
	if (isSet(given)) holder[name] = convert(given) as IDataObject;
	else delete holder[name];
}
