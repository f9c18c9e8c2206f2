import { CATEGORY_EVENT_TYPES } from '../../nodes/Catalog/eventTypes';
import { OFFER_EVENT_TYPES } from '../../nodes/Offers/eventTypes';
import { ORDER_EVENT_TYPES } from '../../nodes/Orders/eventTypes';
import { loadNodeTypes } from '../engine';
import { discover, type Discovered } from '../operations/discover';
import { operationFacts, readExtract } from '.';
import { fieldsAt, fieldsOf, propertiesFor, type Field } from './alarm/fields';
import { answerEnum, requestEnums } from './enums';

/** Values that a dropdown has or lacks against Allegro's document, each with why. */
const EXCEPTIONS: Record<string, { lacks?: RegExp; adds?: RegExp; why: string }> = {
	'body.modification.delivery.handlingTime': {
		lacks: /^PT(48|72|96|120|168|240|336|504|720|1440)H$/,
		why: 'days are offered as days (P2D), which Allegro takes too',
	},
	'body.modifications.stock.changeType': {
		adds: /^PERCENTAGE$/,
		why: 'the dropdown is of prices too; a stock is refused with it before it is sent',
	},
	'POST /sale/product-offers body.publication.status': {
		lacks: /^(ACTIVATING|ENDED)$/,
		why: 'Allegro sets the one, and nothing new can have ended',
	},
	'PATCH /sale/product-offers/{offerId} body.publication.status': {
		lacks: /^(INACTIVE|ACTIVATING)$/,
		why: 'Allegro sets the one, and nothing goes back to a draft',
	},
	'PUT /order/checkout-forms/{id}/fulfillment body.status': {
		lacks: /^RETURNED$/,
		why: 'Allegro sets it when all has come back',
	},
};

/** Dropdowns whose values Allegro has in sentences only, or that Allegro never sees, by their names. */
const NOT_LISTED = [
	...['Appointment', 'Conditions', 'Courier', 'Currency', 'Currency Is Of', 'Days', 'Difference'],
	...['Duration', 'Elements', 'Find Product By', 'Format', 'Fulfillment Status', 'Handling Time'],
	...['Image Side', 'Items Sent', 'Labels', 'Language', 'Managed By', 'Marketplace'],
	...['Marketplaces', 'On Failed Offers', 'Output', 'Partial Refund Currency', 'Payments'],
	...['Promotion Kind', 'Province', 'Report', 'Status', 'Type', 'Types', 'Version'],
];

const operations = discover(loadNodeTypes()).filter(({ route }) => !route.retired);

function dropdownsOf({ description, resource, operation }: Discovered): Field[] {
	const chosen = { resource: resource.value, operation: operation.value };
	return fieldsOf(propertiesFor(description.properties, chosen));
}

interface Compared {
	field: Field;
	wrong: string[];
}

/** The dropdowns of an operation that fill places with a list of values. */
function compared(operation: Discovered, fields = dropdownsOf(operation)): Compared[] {
	const found: Compared[] = [];
	for (const [place, values] of requestEnums(readExtract(), operation.endpoint)) {
		const [kind, ...rest] = place.split('.');
		const { fields: own, fillIt } =
			kind === 'body' ? fieldsAt(fields, kind, rest.join('.')) : fieldsAt(fields, place, '');
		if (!fillIt || kind === 'header') continue;
		const { lacks, adds } = EXCEPTIONS[`${operation.endpoint} ${place}`] ?? EXCEPTIONS[place] ?? {};
		for (const field of own.filter((one) => one.values.length > 0)) {
			// Nothing chosen is nothing sent.
			const offered = field.values.filter((value) => value !== '');
			const wrong = [
				...values
					.filter((one) => !offered.includes(one) && !lacks?.test(one))
					.map((one) => `- ${one}`),
				...offered
					.filter((one) => !values.includes(one) && !adds?.test(one))
					.map((one) => `+ ${one}`),
			];
			found.push({ field, wrong: wrong.map((one) => `${field.label} (${place}): ${one}`) });
		}
	}
	return found;
}

describe('Dropdowns of queries and bodies', () => {
	test.each(operations.map((each) => [`${each.node} ${each.key}`, each] as const))(
		'%s: offer what Allegro takes, no more and no less',
		(_, operation) => {
			const fields = dropdownsOf(operation);
			const all = compared(operation, fields);
			expect(all.flatMap(({ wrong }) => wrong)).toEqual([]);
			const known = new Set(all.map(({ field }) => field));
			const others = fields.filter((field) => field.values.length > 0 && !known.has(field));
			const names = others.map(({ label }) => label.split(' > ').at(-1) as string);
			expect(names.filter((name) => !NOT_LISTED.includes(name))).toEqual([]);
		},
	);

	test('are compared in great number', () => {
		const all = operations.flatMap((each) => compared(each));
		expect(all.length).toBeGreaterThan(90);
	});

	test('are found wrong with an invented value, and without one of theirs', () => {
		const operation = operations.find(({ endpoint }) => endpoint === 'GET /sale/offers')!;
		const invented = dropdownsOf(operation).map((field) =>
			field.name === 'sellingModeFormat' || field.label.endsWith('Formats')
				? { ...field, values: ['BUY_NOW', 'ADVERTISEMENT', 'RAFFLE'] }
				: field,
		);
		const wrong = compared(operation, invented).flatMap((one) => one.wrong);
		expect(wrong.map((one) => one.slice(one.lastIndexOf(': ') + 2))).toEqual([
			'- AUCTION',
			'+ RAFFLE',
		]);
	});

	test('no exception is left over', () => {
		const places = operations.flatMap(({ endpoint }) =>
			[...requestEnums(readExtract(), endpoint).keys()].flatMap((place) => [
				place,
				`${endpoint} ${place}`,
			]),
		);
		expect(Object.keys(EXCEPTIONS).filter((place) => !places.includes(place))).toEqual([]);
	});
});

describe('Event types', () => {
	test.each([
		['GET /order/events', 'events.type', ORDER_EVENT_TYPES],
		['GET /sale/offer-events', 'offerEvents.type', OFFER_EVENT_TYPES],
		['GET /sale/category-events', 'events.type', CATEGORY_EVENT_TYPES],
	])('of %s are those that Allegro tells, and none is invented', (endpoint, path, offered) => {
		const answer = operationFacts(endpoint).answer();
		const known = answerEnum(readExtract(), answer!, path);
		expect(known.length).toBeGreaterThan(3);
		expect(offered.map(({ value }) => String(value)).sort()).toEqual([...known].sort());
	});
});
