import { isRetired, loadContract, readEndpoints, readExtract } from '.';
import type { OpenApiDocument } from './document';
import { isJson } from './media';
import { requestContent, responseContent } from './operations';
import { prepareForPrism, schemaOperation } from './prepare';
import { Prism } from './prism';
import { writing } from './samples';
import type { Endpoint } from './endpoints';
import type { Contract, Operation } from './types';

const PUBLIC = 'application/vnd.allegro.public.v1+json';
const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

describe("The contract and Allegro's OpenAPI document", () => {
	let contract: Contract;
	let document: OpenApiDocument;

	beforeAll(async () => {
		contract = await loadContract();
		document = readExtract();
	});

	test('the document is loaded once', async () => {
		expect(await loadContract()).toBe(contract);
	});

	test('an operation tells what the document says of it', () => {
		expect(contract.operations.length).toBeGreaterThan(200);
		expect(contract.operationFor('put', `/order/checkout-forms/${UUID}/fulfillment`)).toEqual({
			method: 'PUT',
			path: '/order/checkout-forms/{id}/fulfillment',
			operationId: 'setOrderFulfillmentUsingPUT',
			tag: 'Order management',
			deprecated: false,
			scopes: ['orders:write'],
			appTokenOk: false,
			host: 'api',
			query: [{ name: 'checkoutForm.revision', required: false, repeated: false }],
			freeQueryNames: false,
			requestMedia: [PUBLIC],
			successMedia: [],
			statuses: ['204', '401', '404', '409', '422'],
		});
	});

	test('operations are found by literal segments before parameters', () => {
		const find = (path: string) => contract.operationFor('GET', path)?.path;
		expect(find('/order/carriers/ALLEGRO/points')).toBe('/order/carriers/ALLEGRO/points');
		expect(find('/order/carriers/DPD/tracking?waybill=1')).toBe(
			'/order/carriers/{carrierId}/tracking',
		);
		expect(find('/order/carriers//tracking')).toBeUndefined();
	});

	test('three operations live on the upload host', () => {
		const upload = contract.operations.filter((operation) => operation.host === 'upload');
		expect(upload.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
			'POST /sale/images',
			'PUT /after-sales-service-conditions/attachments/{attachmentId}',
			'PUT /sale/offer-attachments/{attachmentId}',
		]);
	});

	// A schema that does not compile is passed over by Prism without a word.
	test('the schema of every body is looked at', () => {
		const blind = contract.operations.flatMap((operation) => {
			const declared = document.paths[operation.path][operation.method.toLowerCase()];
			const target = { method: operation.method, path: operation.path.replace(/\{.*?\}/g, UUID) };
			const requests = Object.keys(requestContent(document, declared))
				.filter(isJson)
				.map((contentType) =>
					contract.checkRequest(
						writing(target.method, target.path, 'no object', { accept: PUBLIC, contentType }),
					),
				);
			const responses = operation.statuses.flatMap((status) =>
				Object.keys(responseContent(document, declared, status) ?? {})
					.filter(isJson)
					.map((type) =>
						contract.checkResponse(target, {
							status: Number(status),
							headers: { 'content-type': type },
							body: 'no object',
						}),
					),
			);
			return [...requests, ...responses]
				.filter((problems) => !problems.some((problem) => problem.startsWith('body')))
				.map(() => `${operation.method} ${operation.path}`);
		});
		expect(blind).toEqual([]);
	});

	test('the schema of every variant is looked at', async () => {
		const prism = await Prism.load(document);
		const prefix = schemaOperation('').path;
		const names = Object.keys(prepareForPrism(document).paths)
			.filter((path) => path.startsWith(prefix))
			.map((path) => path.slice(prefix.length));
		const blind = names.filter((name) => prism.checkSchema(name, 'no object', 'x').length === 0);
		expect(names.length).toBeGreaterThan(50);
		expect(blind).toEqual([]);
	});
});

describe("The coverage list and Allegro's OpenAPI document", () => {
	test('agree', async () => {
		const contract = await loadContract();
		const operations = contract.operations.filter((one) => !isRetired(one));
		const listed = readEndpoints().filter(({ lifecycle }) => lifecycle !== 'retired');
		const facts = (rows: Array<Operation | Endpoint>) =>
			rows
				.map(({ method, path, host, query, requestMedia, scopes, appTokenOk }) => ({
					...{ name: `${method} ${path}`, host, query, scopes, appTokenOk },
					requestMedia: [...requestMedia].sort(),
				}))
				.sort((a, b) => a.name.localeCompare(b.name));
		expect(facts(listed)).toEqual(facts(operations));
	});
});
