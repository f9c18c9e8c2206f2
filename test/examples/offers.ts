import type { Simulator } from '../simulator';
import type { Scenario } from './scenario';

const offerOf = ({ state }: Simulator, id: string) => state.offers.byId.get(id)!.offer;

/** What is sold, how many, and for how much. */
export const offerScenarios: Scenario[] = [
	{
		file: 'stock-from-google-sheets.json',
		title: 'changes what differs, ends what is sold out, brings back what it ended',
		async story({ simulator, around, fire }) {
			const { offers } = simulator.state;
			const [other, out, same, back, own] = Array.from({ length: 5 }, () => offers.create().id);
			for (const id of [back, own]) offers.end({ id });
			around.sheets.Stock = [7, 0, 10, 5, 5].map((quantity, index) => ({
				sku: `PML-${1001 + index}`,
				quantity,
			}));
			// In a sheet, digits are a number.
			const digits = offers.create({ externalId: '4711' }).id;
			around.sheets.Stock.push({ sku: 4711, quantity: 3 });
			around.tables['Sold out offers'] = [{ offerId: back }];
			await fire('Every 15 minutes');
			const state = (id: string) =>
				`${offerOf(simulator, id).publication.status} ${offerOf(simulator, id).stock.available}`;
			expect([other, out, same, back, own, digits].map(state)).toEqual([
				'ACTIVE 7',
				'ENDED 10',
				'ACTIVE 10',
				'ACTIVE 5',
				'ENDED 10',
				'ACTIVE 3',
			]);
			const before = simulator.state.batches.byId.size;
			await fire('Every 15 minutes');
			expect(simulator.state.batches.byId.size).toBe(before);

			around.sheets.Stock = [{ sku: 'PML-1001', quantity: 8 }];
			simulator.state.batches.failNext({ kind: 'quantity' });
			await fire('Every 15 minutes');
		},
		told({ around }) {
			expect(around.tables['Sold out offers']).toHaveLength(1);
			expect(around.slack.map(({ text }) => text)).toEqual([
				expect.stringMatching(/^Allegro did not take the stock of offer \d+: Ordered by a test$/),
			]);
		},
	},
	{
		file: 'prices-with-margin-check.json',
		title: 'changes a price that leaves enough, and only that',
		async story({ simulator, around, fire }) {
			const { offers } = simulator.state;
			const ids = ['100.00', '100.00', '100.00'].map((price) => offers.create({ price }).id);
			around.sheets.Prices = [
				{ sku: 'PML-1001', newPrice: 120, cost: 60 },
				{ sku: 'PML-1002', newPrice: 80, cost: 70 },
				{ sku: 'PML-1003', newPrice: 100, cost: 10 },
			];
			await fire('Every morning');
			const prices = ids.map((id) => offerOf(simulator, id).sellingMode.price?.amount);
			expect(prices).toEqual(['120.00', '100.00', '100.00']);
			expect(simulator.requests.byRoute['POST /pricing/offer-fee-preview']).toBe(2);
		},
		told({ around }) {
			expect(around.slack.map(({ text }) => text)).toEqual([
				'PML-1002 stays at 100: at 80 only 2.5 % would be left.',
			]);
		},
	},
	{
		file: 'allegro-price-rules.json',
		title: 'gives each offer of the sheet its rule and limits, and logs changes',
		async story({ simulator, around, fire }) {
			const { offers, collections } = simulator.state;
			const [limited, free] = [offers.create().id, offers.create().id];
			around.sheets.Limits = [{ sku: 'PML-1001', minPrice: 99, maxPrice: 139.9 }];
			await fire('Every night');
			const lowest = [...collections.priceRules.values()].find(
				({ name }) => name === 'Najniższa cena',
			);
			const rulesOf = (id: string) => [...offers.byId.get(id)!.rules];
			expect(rulesOf(limited)).toMatchObject([['allegro-pl', { id: lowest!.id }]]);
			expect(JSON.stringify(rulesOf(limited))).toMatch(/"99\.00".*"139\.90"/);
			expect(rulesOf(free)).toEqual([]);
			await fire('A price has changed', () => offers.setPrice({ id: free, amount: '31.00' }));
			simulator.state.batches.failNext({ kind: 'price-automation' });
			await fire('Every night');
		},
		told({ around }) {
			expect(around.sheets['Price log']).toMatchObject([{ price: 31 }]);
			expect(around.slack.map(({ text }) => text)).toEqual([
				expect.stringMatching(/^Allegro did not take the price rule for PML-1001 .*: Ordered by/),
			]);
		},
	},
	{
		file: 'new-offers-from-a-feed.json',
		title: 'makes drafts of what the catalog knows, and publishes them when told to',
		async story({ simulator, around, outside, fire }) {
			const { offers } = simulator.state;
			const had = offers.create().id;
			const image = 'https://supplier.example.com/1.jpg';
			const article = { cost: 50, stock: 4, image };
			outside.feed.push(
				{ ...article, sku: 'PML-1001', ean: '5900000001010', name: 'Lampa, która już jest' },
				{ ...article, sku: 'NEW-1', ean: '5900000001011', name: 'Kubek ceramiczny' },
				{ ...article, sku: 'NEW-2', ean: '4000000000009', name: 'Koc polarowy zielony' },
				{ ...article, sku: 'NEW-3', ean: '5900000001012', name: 'Koc bawełniany' },
			);
			around.answers = [{ approved: true }];
			await fire('Every night');
			const made = [...offers.byId.values()]
				.map(({ offer }) => offer)
				.filter(({ id }) => id !== had);
			expect(made.map(({ external }) => external?.id)).toEqual(['NEW-1', 'NEW-3']);
			for (const offer of made) {
				expect(offer.publication.status).toBe('ACTIVE');
				expect(offer.sellingMode.price?.amount).toBe('67.50');
				expect(offer.stock.available).toBe(4);
			}
		},
		told({ around }) {
			expect(around.sheets['To do']).toMatchObject([
				{ sku: 'NEW-2', why: 'not in the catalog', category: expect.stringContaining('Koce') },
			]);
			expect(around.slack[0].text).toMatch(/^2 new drafts/);
		},
	},
	{
		file: 'offer-health.json',
		title: 'offers again what ended with stock, and tells of what runs low',
		async story({ simulator, around, fire }) {
			const { offers } = simulator.state;
			const [ended, low, empty] = Array.from({ length: 3 }, () => offers.create().id);
			around.answers = [{ approved: true }];
			await fire('Offer ended or sold', () => {
				offers.end({ id: ended, by: 'EXPIRATION' });
				offers.setStock({ id: low, available: 2 });
				offers.setStock({ id: empty, available: 0 });
			});
			const status = (id: string) => offerOf(simulator, id).publication.status;
			expect([ended, low, empty].map(status)).toEqual(['ACTIVE', 'ACTIVE', 'ENDED']);
			await fire('Every Monday');
		},
		told({ around }) {
			const texts = around.slack.map(({ channel, text }) => `${channel} ${text}`);
			expect(texts).toHaveLength(3);
			expect(texts.filter((text) => /runs low: (2|0) left/.test(text))).toHaveLength(2);
			expect(around.sheets.Parameters).toHaveLength(3);
		},
	},
];
