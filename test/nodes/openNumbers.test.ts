import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { createEngine, loadNodeTypes, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
import type { Discovered } from '../operations/discover';
import { discover } from '../operations/discover';
import { startRecorder, type Recorder } from '../operations/recorder';
import { fieldsWithin, sampleItem, sampleParameters } from '../operations/samples';

/**
 * Every field that takes an amount, a count or a measure, in every operation, gets texts that leave open
 * which number is meant. Nothing may be sent with them.
 */
const OPEN = ['1,500', '2.990', '1.000'];
const NO_NUMBERS = ['0x10', '1e3', '½', '１２'];

/** Texts and choices whose names look like those of numbers. */
const NOT_NUMBERS =
	/^(textOnLabel|messageToSeller|wholesalePriceList|shippingRates.*|.*(Id|Ids|Empty|Rule|Direction|Currency|ParametersCount)|minTime|maxTime|priceAutomation|externalId)$/;
const NUMBERS =
	/price$|^price(From|To)$|amount$|percent|weight|^(width|height|length|quantity|stock|taxRate|latitude|longitude)$/i;
/** A period or a place on the map: 1.500 degrees are not 1500. */
const OTHERWISE = ['latitude', 'longitude'];

const isNumber = ({ name, type }: INodeProperties) =>
	type === 'number' ||
	(type === 'string' && NUMBERS.test(name) && !NOT_NUMBERS.test(name) && !OTHERWISE.includes(name));

type Path = Array<string | number>;

/** Where the filled-in fields have a number, with the field's name. */
function placesOf(properties: INodeProperties[], given: INodeParameters): Path[] {
	return properties.flatMap((property): Path[] => {
		const value = given[property.name] as INodeParameters | undefined;
		if (value === undefined) return [];
		const under = (path: Path) => [property.name, ...path];
		if (property.type === 'collection') {
			return placesOf(property.options as INodeProperties[], value).map(under);
		}
		if (property.type === 'fixedCollection') {
			const sections = property.options as Array<{ name: string; values: INodeProperties[] }>;
			return sections.flatMap(({ name, values }): Path[] => {
				const rows = value[name] as unknown as INodeParameters | INodeParameters[] | undefined;
				if (!rows) return [];
				return Array.isArray(rows)
					? rows.flatMap((row, index) =>
							placesOf(values, row).map((path) => under([name, index, ...path])),
						)
					: placesOf(values, rows).map((path) => under([name, ...path]));
			});
		}
		return isNumber(property) ? [[property.name]] : [];
	});
}

/** The same with another choice beside the place: a row says for itself which of its fields count. */
function rowChoices(place: Path, sample: INodeParameters): INodeParameters[] {
	const beside = [...place.slice(0, -1), 'changeType'];
	const known = place.slice(0, -1).reduce<unknown>((holder, key) => Object(holder)[key], sample);
	if (place.length < 2 || !Object.hasOwn(Object(known), 'changeType')) return [sample];
	return ['FIXED', 'GAIN', 'PERCENTAGE'].map((choice) => withValue(sample, beside, choice));
}

function withValue(parameters: INodeParameters, path: Path, value: string): INodeParameters {
	const copy = structuredClone(parameters);
	let holder = copy as Record<string | number, unknown>;
	for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
	holder[path[path.length - 1]] = value;
	return copy;
}

/** Whether a field is one of an operation's. */
const isOf = (
	{ resource, operation }: Discovered,
	{ displayOptions: { show } = {} }: INodeProperties,
): boolean =>
	Boolean(
		show?.resource?.includes(resource.value as string) &&
			show.operation?.includes(operation.value as string),
	);

/** The choices that bring up other fields: each of them, alone. */
function choicesOf(operation: Discovered): INodeParameters[] {
	const { description } = operation;
	const deciding = new Set(
		description.properties.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) =>
			Object.keys({ ...show, ...hide }),
		),
	);
	const selects = description.properties.filter(
		(property) =>
			['options', 'boolean'].includes(property.type) &&
			!['resource', 'operation'].includes(property.name) &&
			deciding.has(property.name) &&
			isOf(operation, property),
	);
	return [
		{},
		...selects.flatMap(({ name, type, options = [] }) =>
			(type === 'boolean' ? [{ value: false }] : (options as INodePropertyOptions[])).map(
				({ value }) => ({ [name]: value }),
			),
		),
	];
}

const operations = discover(loadNodeTypes());
const fed = new Set<string>();
let recorder: Recorder;
let engine: Engine;

beforeAll(async () => {
	recorder = await startRecorder(['offers']);
	engine = await createEngine(connectedTo(recorder));
});
afterAll(async () => await recorder.close());

test.each(operations.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s takes no text for a number that leaves open which',
	async (name, operation) => {
		const { description, node, resource } = operation;
		const shown = description.properties.filter((property) => isOf(operation, property));
		for (const chosen of choicesOf(operation)) {
			const sample = sampleParameters(operation, 'typed', chosen);
			for (const place of placesOf(shown, sample)) {
				const field = place.filter((part) => typeof part === 'string').join('.');
				if (field === 'options.timeoutSeconds' || fed.has(`${name} ${field}`)) continue;
				const run = async (text: string, parameters: INodeParameters) => {
					const given = withValue(parameters, place, `={{ ${JSON.stringify(text)} }}`);
					recorder.take();
					const { error } = await engine.node(node, given, { items: [sampleItem({ resource })] });
					const writing = recorder.take().filter(({ method }) => method !== 'GET');
					return { said: error?.message ?? '', writing };
				};
				// Where it does not count, for another field was chosen, any text does.
				const counted: INodeParameters[] = [];
				for (const parameters of rowChoices(place, sample)) {
					const { said } = await run('no number', parameters);
					if (said !== '' && !said.includes('has no choice')) counted.push(parameters);
				}
				for (const text of [...OPEN, ...NO_NUMBERS]) {
					for (const parameters of counted) {
						const { said, writing } = await run(text, parameters);
						const words = OPEN.includes(text)
							? / leaves open what is meant: | is not /
							: / is not /;
						expect([field, text, said]).toEqual([field, text, expect.stringMatching(words)]);
						expect([field, text, writing]).toEqual([field, text, []]);
					}
				}
				if (counted.length > 0) fed.add(`${name} ${field}`);
			}
		}
	},
);

test('each field for a number was fed', () => {
	const all = operations.flatMap((each) => {
		const { node, key, description } = each;
		return description.properties
			.filter((property) => isOf(each, property))
			.flatMap((property) => fieldsWithin(property).filter(isNumber))
			.map(({ name }) => `${node} ${key} ${name}`);
	});
	const names = new Set([...fed].map((each) => each.replace(/ \S*\.([^.\s]+)$/, ' $1')));
	const left = [...new Set(all)].filter((each) => !names.has(each));
	expect(left.filter((each) => !each.endsWith(' timeoutSeconds'))).toEqual([]);
	expect(names.size).toBeGreaterThan(100);
});
