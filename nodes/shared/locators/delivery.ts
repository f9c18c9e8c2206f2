import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { alphabetically, labelOf, lookUp, matching, named } from './lookUp';
import { byId, fromList } from './modes';

/** The shipping rates to work on. */
export const shippingRatesLocator: INodeProperties = {
	displayName: 'Shipping Rates',
	name: 'shippingRatesId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The price list for delivery that offers use',
	modes: [
		fromList('searchShippingRates', 'Select shipping rates...'),
		byId('5c7bbf8b-b294-1737-bbda-894320c413b8'),
	],
};

/** The point of service to work on. */
export const pointOfServiceLocator: INodeProperties = {
	displayName: 'Point of Service',
	name: 'pointOfServiceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The place where buyers pick up what they bought',
	modes: [
		fromList('searchPointsOfService', 'Select a point of service...'),
		byId('d5178eed-ccb6-173d-844b-d27764297d56'),
	],
};

/** The contact to work on. */
export const contactLocator: INodeProperties = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The contact that classified ads show',
	modes: [
		fromList('searchContacts', 'Select a contact...'),
		byId('3b5ba33b-8536-120e-beea-88a3f00d8789'),
	],
};

/** The shipping rates of the account, by name or ID. */
export async function searchShippingRates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await lookUp(this, 'GET /sale/shipping-rates');
	return { results: named(answer.shippingRates, filter) };
}

interface PointRow {
	id: string;
	name: string;
	address?: { street?: string; city?: string };
}

/** The points of service of the account, by name, address or ID. Allegro wants to know whose account it is. */
export async function searchPointsOfService(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { id } = await lookUp(this, 'GET /me');
	const answer = await lookUp(this, 'GET /points-of-service', { 'seller.id': id });
	const items = ((answer.posList ?? []) as PointRow[]).map((point) => ({
		name: labelOf([point.name, point.address?.street, point.address?.city]),
		value: point.id,
	}));
	return { results: matching(items, filter) };
}

/** The contacts of the account, by name or ID. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const languages = ['en-US', 'pl-PL'];
	const answer = await lookUp(this, 'GET /sale/offer-contacts', {}, { languages });
	return { results: named(answer.contacts, filter) };
}

interface MethodRow {
	id: string;
	name: string;
	paymentPolicy?: string;
	dispatchCountry?: string | null;
	destinationCountry?: string;
	shippingRatesConstraints?: { allowed?: boolean };
}

/** The delivery methods that shipping rates can have. Names repeat, so the way and the payment go with them. */
export async function getDeliveryMethods(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { deliveryMethods } = await lookUp(this, 'GET /sale/delivery-methods');
	return ((deliveryMethods ?? []) as MethodRow[])
		.filter(({ shippingRatesConstraints }) => shippingRatesConstraints?.allowed !== false)
		.map(({ id, name, paymentPolicy, dispatchCountry, destinationCountry }) => {
			const way = `${dispatchCountry ?? 'any country'} to ${destinationCountry ?? 'any country'}`;
			const payment = paymentPolicy === 'CASH_ON_DELIVERY' ? ', cash on delivery' : '';
			return { name: `${name} (${way}${payment})`, value: id };
		})
		.sort(alphabetically);
}
