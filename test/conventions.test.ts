import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import packageJson from '../package.json';
import { loadNodeTypes } from './engine';
import { discover, type Discovered } from './operations/discover';
import { fieldsWithin, sampleParameters } from './operations/samples';

/** What n8n's linter cannot see, because helpers stand between it and the literals. */

const nodeTypes = loadNodeTypes();
const operations = discover(nodeTypes);
const named = operations.map((each) => [`${each.node} ${each.key}`, each] as const);

/** Fields that the library reads by name; they have no routing of their own. */
const READ_BY_NAME = [
	'binaryPropertyName',
	'commandId',
	'dryRun',
	'limit',
	'onFailedOffers',
	'operation',
	'options',
	'report',
	'resource',
	'returnAll',
	'selectedFields',
	'simplify',
	'waitForCompletion',
];

/** What cannot be taken back, or costs sales, beside what deletes. */
const FINAL = [
	'allegroAfterSales customerReturn.reject',
	'allegroAfterSales issue.setStatus',
	'allegroBulkOffers priceRuleAssignment.delete',
	'allegroFulfillment advanceShipNotice.cancel',
	'allegroFulfillment advanceShipNotice.submit',
	'allegroOffers bid.place',
	'allegroOffers publication.end',
	'allegroParcels shipment.cancel',
	'allegroPayments refund.create',
	'allegroPayments refund.createForOrder',
	'allegroPromotions alleDiscount.withdraw',
	'allegroPromotions badge.finish',
	'allegroRatings rating.requestRemoval',
];

/** Numbers for which 0 is a value like others. */
const FROM_ZERO = ['lateHours', 'outOfStockInFrom', 'pageOffset', 'priceFrom'];

/** What n8n's own nodes call collections, by the names of ours. */
const GATHERED: Record<string, [displayName: string, placeholder: string]> = {
	additionalFields: ['Additional Fields', 'Add Field'],
	filters: ['Filters', 'Add Filter'],
	options: ['Options', 'Add Option'],
	updateFields: ['Update Fields', 'Add Field'],
};

/** The fields that the panel shows for an operation when all switches are set. */
function shownFields(operation: Discovered): INodeProperties[] {
	const names = Object.keys(sampleParameters(operation, 'full'));
	return operation.description.properties.filter(
		({ name, type, displayOptions }) =>
			(names.includes(name) || type === 'notice') &&
			type !== 'hidden' &&
			(displayOptions?.show?.operation?.includes(operation.operation.value) ?? true) &&
			(displayOptions?.show?.resource?.includes(operation.resource.value) ?? true),
	);
}

function placeholders(endpoint: string): string[] {
	return [...endpoint.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
}

describe.each(Object.entries(nodeTypes))('%s', (name, { description }) => {
	const source = packageJson.n8n.nodes.find((path) =>
		path.toLowerCase().includes(`/${name.toLowerCase()}.node.js`),
	);

	test('stands in package.json, with a codex file of its name', () => {
		expect(source).toBeDefined();
		const codex = join(__dirname, '..', (source as string).replace('.js', '.json'));
		expect(JSON.parse(readFileSync(codex, 'utf8'))).toMatchObject({
			node: `${packageJson.name}.${name}`,
			categories: ['Sales'],
		});
	});

	test('has both of its icons', () => {
		// The loader has turned the paths into addresses: icons/<package>/<path in the package>.
		const { light, dark } = description.iconUrl as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			const path = icon.replace(`icons/${packageJson.name}/`, '');
			expect(existsSync(join(__dirname, '..', path))).toBe(true);
		}
	});

	test('stays under 500 fields', () => {
		expect(description.properties.length).toBeLessThan(500);
	});

	test('has the methods that its fields load lists with, and no others', () => {
		const wanted = description.properties
			.flatMap(fieldsWithin)
			.flatMap((field) => [
				field.typeOptions?.loadOptionsMethod,
				field.typeOptions?.resourceMapper?.resourceMapperMethod,
				...(field.modes ?? []).map(({ typeOptions }) => typeOptions?.searchListMethod),
			]);
		const { methods: known } = nodeTypes[name];
		const { loadOptions, listSearch, resourceMapping } = known ?? {};
		const has = [loadOptions, listSearch, resourceMapping].flatMap((each) =>
			Object.keys(each ?? {}),
		);
		expect(has.sort()).toEqual([...new Set(wanted)].filter(Boolean).sort());
	});

	test('has its operations run by items.ts, each of them', () => {
		const { customOperations = {} } = nodeTypes[name];
		const run = Object.entries(customOperations).flatMap(([resource, own]) =>
			Object.keys(own ?? {}).map((operation) => `${resource}.${operation}`),
		);
		const offered = operations.filter(({ node }) => node === name).map(({ key }) => key);
		expect(run.sort()).toEqual(offered.sort());
	});

	test('its Resource list names each resource once, by name', () => {
		const resource = description.properties.find((property) => property.name === 'resource');
		const options = (resource?.options ?? []) as INodePropertyOptions[];
		expect(options.map((option) => option.name)).toEqual(
			options.map((option) => option.name).sort((a, b) => a.localeCompare(b)),
		);
		expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
	});
});

describe.each(named)('%s', (_, operation) => {
	const { endpoint, route, resource } = operation;
	const fields = shownFields(operation);
	const top = fields.map(({ name }) => name);

	test('has a field for each parameter of its path', () => {
		// What is made when the user does not give it, such as the ID of a command, is an option.
		const made = Object.keys(route.instead ? { commandId: '' } : (route.made ?? {}));
		for (const name of placeholders(endpoint)) {
			expect([...top, ...made]).toContain(route.path?.[name] ?? name);
		}
	});

	test('uses each of its fields', () => {
		const inPath = placeholders(endpoint).map((name) => route.path?.[name] ?? name);
		const stepsRead = Boolean(route.before ?? route.after ?? route.instead);
		const unused = fields.filter((field) => {
			if (field.type === 'notice' || field.name === 'operation' || stepsRead) return false;
			if (READ_BY_NAME.includes(field.name) || inPath.includes(field.name)) return false;
			return !fieldsWithin(field).some(({ routing }) => routing);
		});
		expect(unused.map(({ name }) => name)).toEqual([]);
	});

	test('has each field once', () => {
		expect(top.filter((name, index) => top.indexOf(name) !== index)).toEqual([]);
	});

	test('has its texts', () => {
		expect(operation.operation.action).toMatch(/^[A-Z][^.]+$/);
		expect(operation.operation.description).toMatch(/^[A-Z].+[^.]$|\. /);
		for (const field of fields.flatMap(fieldsWithin)) {
			if (['notice', 'collection'].includes(field.type)) continue;
			if (['operation', 'resource'].includes(field.name)) continue;
			expect(`${field.name}: ${field.description ?? ''}`).toMatch(/: .+/);
		}
	});

	test('shows by an example what its texts are like', () => {
		const texts = fields.flatMap(fieldsWithin).filter(({ type }) => type === 'string');
		const bare = texts
			.filter(({ default: given }) => given === '')
			.filter(({ placeholder = '' }) => !/^e\.g\. \S/.test(placeholder));
		expect(bare.map(({ name }) => name)).toEqual([]);
	});

	test('begins no number at 0 where nothing is meant', () => {
		const numbers = fields.flatMap(fieldsWithin).filter(({ type }) => type === 'number');
		const zeros = numbers.filter(({ default: given }) => given === 0).map(({ name }) => name);
		expect(zeros.filter((name) => !FROM_ZERO.includes(name))).toEqual([]);
	});

	test("gathers what is optional under n8n's names, in the order of theirs", () => {
		for (const { type, name, displayName, placeholder, options = [] } of fields.flatMap(
			fieldsWithin,
		)) {
			if (type !== 'collection') continue;
			const usual = GATHERED[name];
			if (usual) expect([name, displayName, placeholder]).toEqual([name, ...usual]);
			const names = (options as INodeProperties[]).map((option) => option.displayName);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('asks for Resource, then Operation, and demands six things at most', () => {
		const order = operation.description.properties.map(({ name }) => name);
		expect(order[0]).toBe('resource');
		expect(top[0] === 'resource' ? top[1] : top[0]).toBe('operation');
		const demanded = fields.filter(
			({ required, displayOptions }) =>
				required && Object.keys(displayOptions?.show ?? {}).length <= 2,
		);
		expect(demanded.length).toBeLessThanOrEqual(6);
	});

	test('has what it demands before what it allows, and Options last', () => {
		const isCollection = ({ name }: INodeProperties) => /^(additionalFields|filters)$/.test(name);
		const behind = fields.slice(fields.findIndex(isCollection) + 1 || fields.length);
		const demanded = behind.filter(({ required, default: given }) => required && given === '');
		expect(demanded.map(({ name }) => name)).toEqual([]);
		if (top.includes('options')) expect(top[top.length - 1]).toBe('options');
	});

	test('lists have Return All and Limit, and nothing else has', () => {
		const isList = route.rows !== undefined || route.pages !== undefined;
		expect(top.includes('returnAll') && top.includes('limit')).toBe(isList);
	});

	test('has Simplify when it has a simple view, and only then', () => {
		// A command's result is simplified by the step that reads it.
		if (!route.after) expect(top.includes('simplify')).toBe(route.simplify !== undefined);
	});

	test('its simple view has at most ten fields, and survives what is missing', () => {
		const { simplify } = route;
		if (simplify) expect(Object.keys(simplify({})).length).toBeLessThanOrEqual(10);
	});

	test('lets the user add to each body', () => {
		const writes = /^(POST|PUT|PATCH) /.test(endpoint);
		const sendsJson = fields
			.flatMap(fieldsWithin)
			.some((field) => field.routing?.send?.type === 'body');
		if (writes && sendsJson) {
			expect(fields.flatMap(fieldsWithin).map(({ name }) => name)).toContain('additionalJson');
		}
	});

	test('can be tried without being sent when it cannot be taken back, and says so', () => {
		const isFinal =
			/^DELETE /.test(endpoint) || FINAL.includes(`${operation.node} ${operation.key}`);
		expect(route.dryRun ?? false).toBe(isFinal && !route.retired);
		expect(top.includes('dryRun')).toBe(route.dryRun ?? false);
		if (route.dryRun) {
			expect(operation.operation.description).toMatch(
				/cannot be|irreversible|for good|no way|again|takes a new/,
			);
		}
	});

	test('says so when Allegro has switched it off', () => {
		expect(resource.name.endsWith('(Retired)')).toBe(route.retired !== undefined);
		expect(operation.operation.action?.endsWith(' by a retired method')).toBe(
			route.retired !== undefined,
		);
		expect(fields.some(({ type }) => type === 'notice')).toBe(route.retired !== undefined);
		if (route.retired) expect(route.retired.instead).toMatch(/^[a-z].+[^.]$/);
	});
});

test('what answers with large objects has a simple view', () => {
	const large = [
		'GET /billing/billing-entries',
		'GET /messaging/threads',
		'GET /messaging/threads/{threadId}/messages',
		'GET /order/checkout-forms',
		'GET /order/checkout-forms/{id}',
		'GET /order/customer-returns',
		'GET /payments/payment-operations',
		'GET /sale/categories',
		'GET /sale/categories/{categoryId}',
		'GET /sale/issues',
		'GET /sale/offers',
		'GET /sale/product-offers/{offerId}',
		'GET /sale/products',
		'GET /sale/products/{productId}',
		'GET /sale/user-ratings',
		'GET /shipment-management/shipments/{shipmentId}',
	];
	const simple = operations.filter(({ route }) => route.simplify).map(({ endpoint }) => endpoint);
	expect(large.filter((endpoint) => !simple.includes(endpoint as never))).toEqual([]);
});

describe('operation selects', () => {
	const selects = Object.entries(nodeTypes).flatMap(([node, { description }]) =>
		description.properties
			.filter(({ name }) => name === 'operation')
			.map(
				(select) => [`${node} ${String(select.displayOptions?.show?.resource)}`, select] as const,
			),
	);

	test.each(selects)('%s are sorted, and their default is one of them', (_, select) => {
		const options = select.options as INodePropertyOptions[];
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
		expect(options.map(({ value }) => value)).toContain(select.default);
	});

	test.each(selects)('%s begin with nothing that cannot be taken back', (_, select) => {
		const options = select.options as INodePropertyOptions[];
		const first = operations.filter(({ operation }) =>
			options.some((option) => option === operation && option.value === select.default),
		);
		expect(first).toHaveLength(1);
		expect(first.map(({ route }) => route.dryRun ?? false)).toEqual([false]);
	});

	test("all nodes say on the canvas what they do, as most of n8n's own do", () => {
		const subtitles = Object.values(nodeTypes)
			.filter(({ description }) => description.properties[0]?.name === 'resource')
			.map(({ description }) => description.subtitle);
		expect(new Set(subtitles)).toEqual(
			new Set(['={{ $parameter["operation"] + ": " + $parameter["resource"] }}']),
		);
	});
});

describe('the source', () => {
	const files = ['nodes', 'credentials'].flatMap((folder) => walk(join(__dirname, '..', folder)));

	test.each(files.map((file) => [file.replace(join(__dirname, '..'), '.'), file]))(
		'%s',
		(_, file) => {
			const text = readFileSync(file, 'utf8');
			expect(text).not.toMatch(/eslint-disable|@ts-ignore|@ts-expect-error|\bTODO\b|\bany\b>/);
			const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
			const allowed = /^(n8n-workflow|node:crypto|\.{1,2}\/.*)$/;
			expect(imports.filter((from) => !allowed.test(from))).toEqual([]);
		},
	);
});

function walk(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
}
