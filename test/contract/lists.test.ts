import {
	checkRetired,
	findOpenApi,
	isRetired,
	parseEndpoints,
	readEndpoints,
	readRetired,
} from '.';
import { parseOpenApi } from './document';
import { reading, uploading, writing } from './samples';
import type { RecordedRequest } from './types';

const PUBLIC = 'application/vnd.allegro.public.v1+json';

describe('An OpenAPI document', () => {
	test.each([
		['', 'the file holds no object'],
		['<html></html>', 'the file holds no object'],
		['swagger: "2.0"', '"openapi" is undefined'],
		['openapi: 3.0.0', 'info, paths or components.schemas are missing'],
	])('is not %j', (text, reason) => {
		expect(() => parseOpenApi(text)).toThrow(reason);
	});

	test('that ALLEGRO_OPENAPI names has to be there', () => {
		const before = process.env.ALLEGRO_OPENAPI;
		process.env.ALLEGRO_OPENAPI = '/no/such/file.yaml';
		try {
			expect(() => findOpenApi()).toThrow('ALLEGRO_OPENAPI names no file: /no/such/file.yaml');
		} finally {
			if (before === undefined) delete process.env.ALLEGRO_OPENAPI;
			else process.env.ALLEGRO_OPENAPI = before;
		}
	});
});

describe('The coverage list', () => {
	const header =
		'node,tag,method,path,source,lifecycle,host,request_media,response_media,query(*=required []=repeated),headers,array_in_response,scopes,app_token_ok,success_codes';

	test('is read by its columns', () => {
		const row =
			'N,"A ""tag"", with a comma",POST,/a/{id},"seed, retired",retired,upload,image/png|image/jpeg,text/csv,a.b* Dynamic filters c[] d*[],if-match* Accept,rows (totalCount),sale:offers:read,yes,200';
		expect(parseEndpoints(`${header}\r\n${row}\r\n`)).toEqual([
			{
				node: 'N',
				tag: 'A "tag", with a comma',
				method: 'POST',
				path: '/a/{id}',
				source: 'seed, retired',
				lifecycle: 'retired',
				host: 'upload',
				requestMedia: ['image/png', 'image/jpeg'],
				responseMedia: ['text/csv'],
				query: [
					{ name: 'a.b', required: true, repeated: false },
					{ name: 'c', required: false, repeated: true },
					{ name: 'd', required: true, repeated: true },
				],
				headers: [
					{ name: 'if-match', required: true, repeated: false },
					{ name: 'Accept', required: false, repeated: false },
				],
				arrayInResponse: 'rows',
				scopes: ['sale:offers:read'],
				appTokenOk: true,
				successCodes: ['200'],
			},
		]);
	});

	test('has to have its columns', () => {
		expect(() => parseEndpoints('node,method\nN,GET')).toThrow(
			'the coverage list has no column tag',
		);
	});
});

describe('The coverage list in the reference folder', () => {
	test('has whole rows', () => {
		const endpoints = readEndpoints();
		expect(endpoints.length).toBeGreaterThan(300);
		for (const endpoint of endpoints) {
			expect(endpoint.node).toMatch(/^Allegro[A-Z]\w+$/);
			expect(endpoint.method).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/);
			expect(endpoint.path).toMatch(/^\/[^ ]+$/);
			expect(['', 'deprecated', 'retired']).toContain(endpoint.lifecycle);
			expect(['api', 'upload']).toContain(endpoint.host);
		}
	});

	test('names the retired operations that are remembered', () => {
		const names = (list: Array<{ method: string; path: string }>) =>
			list.map(({ method, path }) => `${method} ${path}`).sort();
		expect(names(readEndpoints().filter(({ lifecycle }) => lifecycle === 'retired'))).toEqual(
			names(readRetired()),
		);
	});
});

describe('Retired operations', () => {
	const variants = { name: 'T-shirt', offers: [{ id: '2' }], parameters: [{ id: '21' }] };
	const listing = '/offers/listing?phrase=lego&parameter.1=2&limit=5';

	test('are all known by their paths', () => {
		expect(readRetired().length).toBe(43);
		expect(readRetired().filter((endpoint) => !isRetired(endpoint))).toEqual([]);
	});

	test('are told from those alive', () => {
		expect(isRetired(reading('/sale/offers/1'))).toBe(true);
		expect(isRetired(reading('/sale/offers/1', PUBLIC, 'DELETE'))).toBe(false);
		expect(isRetired(reading('/sale/offers'))).toBe(false);
	});

	test.each<[string, RecordedRequest]>([
		['a list', reading('/sale/disputes?checkoutForm.id=1&limit=5&offset=0')],
		['a body', writing('POST', '/sale/offer-variants', variants)],
		[
			'what lies below the end of an example',
			writing('POST', '/sale/offers', {
				name: 'Lego',
				sellingMode: { price: { amount: '1', currency: 'PLN' } },
			}),
		],
		['filters with free names', reading(listing)],
		['a file', uploading('PUT', '/sale/dispute-attachments/1', 'application/pdf', 'api')],
	])('accept %s', (_name, request) => {
		expect(checkRetired(request)).toEqual([]);
	});

	test.each<[string, RecordedRequest, string]>([
		[
			'a path of no such operation',
			reading('/sale/dispute'),
			'path: no retired operation GET /sale/dispute',
		],
		[
			'an unknown query parameter',
			reading('/sale/disputes?status=OPEN'),
			'query.status: unknown query parameter (known: checkoutForm.id, limit, offset)',
		],
		[
			'a misspelled property',
			writing('POST', '/sale/offer-variants', { ...variants, ofers: [] }),
			'body.ofers: unknown property (known: name, offers, parameters)',
		],
		[
			'a misspelled property in a list',
			writing('POST', '/sale/offer-variants', { offers: [{ id: '1' }, { ids: '2' }] }),
			'body.offers[1].ids: unknown property (known: id)',
		],
		[
			'another shape',
			writing('POST', '/sale/offer-variants', { offers: { id: '1' } }),
			'body.offers: must be an array',
		],
		['no body', reading('/sale/offer-variants', PUBLIC, 'POST'), 'body: is missing'],
		[
			'a body where none was taken',
			writing('GET', '/sale/disputes', {}),
			'body: sent, but this operation takes none',
		],
		[
			'another Accept',
			reading('/parcel-management/parcels/label?parcelId=1'),
			`header.accept: is ${PUBLIC}, but must be application/pdf`,
		],
		[
			'another host',
			{ ...reading('/sale/disputes'), host: 'upload' },
			'host: is upload, but must be api',
		],
	])('find %s', (_name, request, problem) => {
		expect(checkRetired(request)).toContain(problem);
	});
});
