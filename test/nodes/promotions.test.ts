import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadContract, type RecordedRequest } from '../contract';
import { createEngine, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
import { byId } from '../shop';

/**
 * Allegro Promotions beyond its golden files: kinds of promotions and discounts that the samples do
 * not choose, jobs that take a while or are refused, and pages in the body.
 */
type Reply = { status?: number; body: unknown };

const NODE = 'allegroPromotions';
const COMMAND = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

let server: Server;
let engine: Engine;
let requests: RecordedRequest[];
let reply: (request: RecordedRequest) => Reply;

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString('utf8');
			const recorded: RecordedRequest = {
				method: request.method ?? '',
				host: 'api',
				path: request.url ?? '',
				headers: request.headers as Record<string, string>,
				...(text ? { body: JSON.parse(text) as RecordedRequest['body'] } : {}),
			};
			requests.push(recorded);
			const { status = 200, body } = reply(recorded);
			response.writeHead(status, { 'content-type': 'application/vnd.allegro.public.v1+json' });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(async () => {
	requests = [];
	reply = () => ({ body: {} });
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	// Look-ups and gates are kept for a Client ID: each test has its own.
	const credential = connectedTo({ apiUrl: url, uploadUrl: url });
	engine = await createEngine({ ...credential, clientId: `promotions-${Math.random()}` });
});

/** Runs an operation; what it sent must be what Allegro's document takes, where that is at hand. */
async function run(resource: string, operation: string, fields: INodeParameters) {
	const result = await engine.node(NODE, { resource, operation, ...fields });
	const contract = await loadContract();
	expect(requests.flatMap((request) => contract?.checkRequest(request) ?? [])).toEqual([]);
	return result;
}

/** Answers in the order given; the last one again and again. */
function replies(...bodies: unknown[]): void {
	let next = 0;
	reply = () => ({ body: bodies[Math.min(next++, bodies.length - 1)] });
}

const bodies = () => requests.map(({ body }) => body as unknown as IDataObject);

describe('a promotion', () => {
	test('can be a large order discount on all offers', async () => {
		const { error } = await run('promotion', 'create', {
			benefitType: 'LARGE_ORDER_DISCOUNT',
			orderThresholds: {
				threshold: [
					{ amount: '1000', currency: 'PLN', percentage: 5 },
					{ amount: '1500,5', currency: 'PLN', percentage: 8 },
				],
			},
		});
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				benefits: [
					{
						specification: {
							type: 'LARGE_ORDER_DISCOUNT',
							thresholds: [
								{
									orderValue: { lowerBound: { amount: '1000.00', currency: 'PLN' } },
									discount: { percentage: '5' },
								},
								{
									orderValue: { lowerBound: { amount: '1500.50', currency: 'PLN' } },
									discount: { percentage: '8' },
								},
							],
						},
					},
				],
				offerCriteria: [{ type: 'ALL_OFFERS' }],
			},
		]);
	});

	test('can be a wholesale price list for offers that are assigned elsewhere', async () => {
		const { error } = await run('promotion', 'create', {
			benefitType: 'WHOLESALE_PRICE_LIST',
			name: 'Cardboard boxes',
			quantityThresholds: { threshold: [{ lowerBound: 2000, percentage: 5 }] },
		});
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				benefits: [
					{
						specification: {
							type: 'WHOLESALE_PRICE_LIST',
							name: 'Cardboard boxes',
							thresholds: [{ quantity: { lowerBound: 2000 }, discount: { percentage: '5' } }],
						},
					},
				],
				offerCriteria: [{ type: 'OFFERS_ASSIGNED_EXTERNALLY' }],
			},
		]);
	});

	test('is simplified to ten fields, whatever it lacks', async () => {
		replies({
			promotions: [
				{
					id: 'a',
					status: 'ACTIVE',
					benefits: [
						{
							specification: {
								type: 'WHOLESALE_PRICE_LIST',
								name: 'Boxes',
								thresholds: [{ quantity: { lowerBound: 10 }, discount: { percentage: '5' } }],
							},
						},
					],
					offerCriteria: [{ type: 'CONTAINS_OFFERS', offers: [{ id: '1' }, { id: '2' }] }],
				},
				{ id: 'b' },
			],
			totalCount: 2,
		});
		const { items } = await run('promotion', 'getAll', { promotionType: 'MULTIPACK', limit: 5 });
		expect(items.map(({ json }) => Object.keys(json).length)).toEqual([10, 10]);
		expect(items[0].json).toMatchObject({
			type: 'WHOLESALE_PRICE_LIST',
			name: 'Boxes',
			thresholds: [{ fromQuantity: 10, fromAmount: null, percentage: '5' }],
			offerIds: ['1', '2'],
		});
		expect(items[1].json).toMatchObject({ id: 'b', status: null, thresholds: [], offerIds: [] });
	});
});

describe('a flexible bundle', () => {
	const slot = (offerIds: string, more: IDataObject = {}) => ({
		offerIds,
		entryPoint: true,
		requiredQuantity: 1,
		...more,
	});

	test('can have discounts for single slots, which are sent slot by slot', async () => {
		const { error } = await run('flexibleBundle', 'create', {
			slots: { slot: [slot('1, 2'), slot('3', { entryPoint: false })] },
			discountType: 'SLOT_DISCOUNT',
			slotDiscounts: {
				discount: [
					{ slot: 1, marketplaceId: 'allegro-pl', percentage: 5 },
					{ slot: 2, marketplaceId: 'allegro-cz', percentage: 20 },
					{ slot: 1, marketplaceId: 'allegro-cz', percentage: 10 },
				],
			},
		} as never);
		expect(error).toBeUndefined();
		expect(bodies()[0].discount).toEqual({
			type: 'SLOT_DISCOUNT',
			slot: {
				slots: [
					{
						order: 0,
						discounts: [
							{ marketplaceId: 'allegro-pl', percentage: 5 },
							{ marketplaceId: 'allegro-cz', percentage: 10 },
						],
					},
					{ order: 1, discounts: [{ marketplaceId: 'allegro-cz', percentage: 20 }] },
				],
			},
		});
	});

	test('can have no discount', async () => {
		await run('flexibleBundle', 'update', {
			bundleId: byId(COMMAND),
			slots: { slot: [slot('1', { id: 'old' }), slot('2')] },
			discountType: '',
		} as never);
		expect(bodies()).toEqual([
			{
				slots: [
					{
						id: 'old',
						order: 0,
						entryPoint: true,
						requiredQuantity: 1,
						offers: [{ id: '1', excludedFromDiscount: false }],
					},
					{
						order: 1,
						entryPoint: true,
						requiredQuantity: 1,
						offers: [{ id: '2', excludedFromDiscount: false }],
					},
				],
			},
		]);
	});

	test('is not sent when an offer without discount is not in its slot', async () => {
		const { error } = await run('flexibleBundle', 'create', {
			slots: { slot: [slot('1'), slot('2', { excludedOfferIds: '3' })] },
			discountType: '',
		} as never);
		expect(error?.message).toContain('Slot 2 gives no discount on the offer 3');
		expect(requests).toEqual([]);
	});
});

describe('offers in Allegro Prices', () => {
	test('are listed by pages that the body asks for', async () => {
		reply = ({ body }) => {
			const { limit, offset } = body as { limit: number; offset: number };
			const size = Math.min(limit, 2300 - offset);
			const offers = Array.from({ length: size }, (_, index) => ({ id: String(offset + index) }));
			return { body: { offers, count: size, totalCount: 2300 } };
		};
		const { items, error } = await run('allegroPrices', 'getOffers', {
			marketplaceId: 'allegro-cz',
			returnAll: true,
			offerIds: '1, 2',
			filters: { scope: 'EXCLUDED' },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(
			Array.from({ length: 2300 }, (_, i) => `${i}`),
		);
		const common = {
			marketplace: { id: 'allegro-cz' },
			offer: { ids: ['1', '2'], scope: 'EXCLUDED' },
			limit: 1000,
		};
		expect(bodies()).toEqual([
			{ ...common, offset: 0 },
			{ ...common, offset: 999 },
			{ ...common, offset: 1998 },
		]);
		expect(requests.map(({ path }) => path)).toEqual(
			Array(3).fill('/sale/allegro-prices/offers-queries'),
		);
	});

	test.each([
		[0, 'Parameter "Offer IDs" is required'],
		[1001, '1001 offers are too many'],
	])('of %i offers are not asked for', async (count, told) => {
		const ids = Array.from({ length: count }, (_, index) => String(index + 1));
		const { error } = await run('allegroPrices', 'getOffers', {
			marketplaceId: 'allegro-pl',
			// n8n itself sees to it that the field is not empty, but not what an expression gives.
			offerIds: `={{ ${JSON.stringify(ids)} }}`,
		});
		expect(error?.message).toContain(told);
		expect(requests).toEqual([]);
	});

	test('are submitted in groups, and counted when all are done', async () => {
		const offer = (id: string, status: string) => ({
			id,
			marketplace: { id: 'allegro-pl' },
			status,
		});
		replies(
			{ commandId: COMMAND, status: 'IN_PROGRESS' },
			{ commandId: COMMAND, offers: [offer('1', 'SUCCESS'), offer('2', 'IN_PROGRESS')] },
			{ commandId: COMMAND, offers: [offer('1', 'SUCCESS'), offer('2', 'FAILED')] },
		);
		const { items, error } = await run('allegroPrices', 'submit', {
			report: 'summary',
			options: { commandId: COMMAND },
			offers: {
				group: [
					{ offerIds: '1', marketplaceId: 'allegro-pl', maxContributionPercentage: '7,5' },
					{ offerIds: '2, 3', marketplaceId: 'allegro-sk', maxContributionPercentage: '' },
				],
			},
		});
		expect(error).toBeUndefined();
		expect(bodies()[0]).toEqual({
			commandId: COMMAND,
			offers: [
				{
					id: '1',
					marketplace: { id: 'allegro-pl' },
					sellerDiscountDeclaration: { maxContributionPercentage: '7.5' },
				},
				{ id: '2', marketplace: { id: 'allegro-sk' } },
				{ id: '3', marketplace: { id: 'allegro-sk' } },
			],
		});
		expect(requests).toHaveLength(3);
		expect(items[0].json.taskCount).toEqual({ total: 2, success: 1, failed: 1 });
	});

	test('are not sent when there are too many', async () => {
		const ids = Array.from({ length: 1001 }, (_, index) => index).join(',');
		const { error } = await run('allegroPrices', 'exclude', {
			offers: { group: [{ offerIds: ids, marketplaceId: 'allegro-pl' }] },
		});
		expect(error?.message).toContain('1001 offers');
		expect(requests).toEqual([]);
	});
});

describe('an offer for AlleDiscount', () => {
	const submit = (more: INodeParameters = {}) =>
		run('alleDiscount', 'submit', {
			campaignId: byId('ALLEOBNIZKA_20240827_PL'),
			offerId: '1',
			proposedPrice: '9.99',
			currency: 'PLN',
			...more,
		} as never);
	const command = (output: IDataObject) => ({ id: COMMAND, output });

	test('is waited for', async () => {
		const participation = { newOfferParticipation: { participationId: 'p' } };
		replies(
			command({ status: 'NEW' }),
			command({ status: 'NEW' }),
			command({ status: 'IN_PROGRESS' }),
			command({ status: 'SUCCESSFUL', ...participation }),
		);
		const { items, error } = await submit();
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual(command({ status: 'SUCCESSFUL', ...participation }));
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /sale/alle-discount/submit-offer-commands',
			...Array<string>(3).fill(`GET /sale/alle-discount/submit-offer-commands/${COMMAND}`),
		]);
	});

	test('leads to an error with all reasons when it fails', async () => {
		const problem = (code: string, userMessage: string) => ({ errors: [{ code, userMessage }] });
		replies(
			command({ status: 'NEW' }),
			command({ status: 'FAILED', errors: [problem('A', 'Price too high'), problem('B', 'Used')] }),
		);
		const { error } = await submit();
		expect(error?.message).toBe('Price too high (and 1 more)');
		expect(error?.description).toContain('Used: code B');
	});

	test('is told how to be asked for when the time is over', async () => {
		replies(command({ status: 'NEW' }));
		const { error } = await submit({ options: { timeoutSeconds: 1 } });
		expect(error?.message).toBe('Allegro is still working on the submission after 1 seconds');
		expect(error?.description).toContain(`Get Submission Status and the ID ${COMMAND}`);
	});

	test('is not waited for when the user does not want it', async () => {
		replies(command({ status: 'NEW' }));
		const { items } = await submit({ waitForCompletion: false });
		expect(items[0].json).toEqual(command({ status: 'NEW' }));
		expect(requests).toHaveLength(1);
	});
});

describe('a badge', () => {
	const reasons = [
		{ code: 'BB1', messages: [{ text: 'The price is too high', link: 'https://allegro.pl/x' }] },
		{ code: 'BB2', messages: [] },
	];

	test('that was applied for is waited for, under the ID that Allegro gives', async () => {
		const process = (status: string) => ({ id: 'application', process: { status } });
		replies(process('REQUESTED'), process('REQUESTED'), process('PROCESSED'));
		const { items, error } = await run('badge', 'apply', {
			campaignId: byId('BARGAIN'),
			offerId: '1',
		} as never);
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual(process('PROCESSED'));
		expect(requests.map(({ path }) => path)).toEqual([
			'/sale/badges',
			'/sale/badge-applications/application',
			'/sale/badge-applications/application',
		]);
	});

	test('whose change is declined leads to an error with the reasons', async () => {
		replies(
			{ id: 'operation' },
			{ id: 'operation', process: { status: 'DECLINED', rejectionReasons: reasons } },
		);
		const { error } = await run('badge', 'finish', {
			campaignId: byId('BARGAIN'),
			offerId: '1',
		} as never);
		expect(error?.message).toBe('The price is too high (and 1 more)');
		expect(error?.description).toContain('See https://allegro.pl/x: code BB1');
		expect(error?.description).toContain('Code BB2');
		expect(requests[1].path).toBe('/sale/badge-operations/operation');
	});

	test('tells in one text why it was declined', async () => {
		replies({ badges: [{ process: { status: 'DECLINED', rejectionReasons: reasons } }, {}] });
		const { items } = await run('badge', 'getAll', { marketplaceId: 'allegro-pl', limit: 2 });
		expect(items.map(({ json }) => json.rejection)).toEqual(['The price is too high; BB2', null]);
	});
});

describe('the pickers', () => {
	const names = async (method: string, filter?: string, token?: string) => {
		const { results, paginationToken } = await engine.search(NODE, method, filter, token);
		return { names: results.map(({ name }) => name), paginationToken };
	};

	test('find badge campaigns, and tell which are closed to the seller', async () => {
		replies({
			badgeCampaigns: [
				{ id: 'HIT', name: 'Hit', type: 'STANDARD', marketplace: { id: 'allegro-pl' } },
				{ id: 'BARGAIN', name: 'Deals', type: 'DISCOUNT', eligibility: { eligible: false } },
			],
		});
		expect((await names('searchBadgeCampaigns')).names).toEqual([
			'Hit · allegro-pl · standard',
			'Deals · discount · not open to you',
		]);
		expect((await names('searchBadgeCampaigns', 'hit')).names).toHaveLength(1);
	});

	test('find AlleDiscount campaigns in the only language there is', async () => {
		replies({ alleDiscountCampaigns: [{ id: 'A', name: 'March', type: 'SOURCING' }] });
		expect((await names('searchAlleDiscountCampaigns')).names).toEqual(['March · sourcing']);
		expect(requests[0].headers['accept-language']).toBe('en-US');
	});

	test.each([
		['searchFlexibleBundles', { slotsRepresentatives: ['1', '2'] }],
		['searchBundles', { offers: [{ id: '1' }, { id: '2' }] }],
	])('%s goes on from page to page', async (method, bundle) => {
		const row = { id: 'b', createdAt: '2026-06-10T10:00:00Z', createdBy: 'ALLEGRO', ...bundle };
		replies({ bundles: [row], nextPage: { id: 'next' } }, { bundles: [] });
		expect(await names(method)).toEqual({
			names: ['Offers 1 + 2 · 2026-06-10 · made by Allegro'],
			paginationToken: 'next',
		});
		expect(await names(method, undefined, 'next')).toEqual({ names: [] });
		expect(requests[1].path).toContain('page.id=next');
	});

	test('find promotions of all kinds', async () => {
		reply = ({ path }) => ({
			body: {
				promotions: path.includes('=MULTIPACK')
					? [{ id: 'm', status: 'ACTIVE', offerCriteria: [{ offers: [{ id: '7' }, { id: '8' }] }] }]
					: path.includes('=WHOLESALE')
						? [{ id: 'w', status: 'ACTIVE', benefits: [{ specification: { name: 'Boxes' } }] }]
						: [],
			},
		});
		expect((await names('searchPromotions')).names).toEqual([
			'Wholesale price list · Boxes · active',
			'Multipack · offer 7 +1 · active',
		]);
		expect(requests).toHaveLength(4);
		expect((await names('searchPromotions', '8')).names).toHaveLength(1);
	});
});

test('discounts of an old bundle are all removed when none is given', async () => {
	const { error } = await run('bundle', 'updateDiscount', { bundleId: byId('b') } as never);
	expect(error).toBeUndefined();
	expect(bodies()).toEqual([{ discounts: [] }]);
});
