import type { Canvas } from './pages/canvas';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';
import { showStarted } from './started';

const OFFER = 'New offer';
const CHANGE = 'Change the offer';
/** What the simulator's categories ask for, by ID. */
const CONDITION = '11323';
const BRAND = '248811';
const EAN = '225693';
const WEIGHT = '17448';

/** A seller lists a mug and corrects it: the category's parameters are fields, which are filled in by hand. */
describe("A category's parameters as fields", () => {
	let stage: Stage;
	let canvas: Canvas;
	let panel: Panel;

	beforeAll(async () => {
		stage = await openStage('mapper');
		canvas = await showStarted(
			stage,
			'New offer',
			[
				{
					name: OFFER,
					type: 'allegroOffers',
					parameters: {
						resource: 'offer',
						operation: 'create',
						name: 'Kubek ceramiczny',
						price: '39.90',
					},
				},
				{
					name: CHANGE,
					type: 'allegroOffers',
					parameters: { resource: 'offer', operation: 'update' },
				},
			],
			1900,
		);
		panel = new Panel(stage.window.page);
		await canvas.open(OFFER);
	});
	afterAll(async () => await stage?.close());
	afterEach(async () => await stage?.window.picture(`end of ${expect.getState().currentTestName}`));

	test('are not there before a category is, and the panel says so', async () => {
		await panel.settled();
		const { text } = await panel.read();
		// Once, and with what to do.
		expect(text.match(/Choose a category/g)).toHaveLength(1);
		expect(text).toContain('Choose a category, or a product, to see its parameters');
	});

	test('come with the category that was picked from the list, the required ones first', async () => {
		await panel.pick('categoryId', 'kub', 'Dom i Ogród > Kuchnia i jadalnia > Kubki');
		expect(await panel.mapped()).toEqual([CONDITION, BRAND, EAN, WEIGHT]);
	});

	test('are picked from their dictionary, or typed', async () => {
		await panel.choose(CONDITION, 'Nowy');
		await panel.choose(BRAND, 'Ilmen');
		await panel.fill(EAN, '5901234123457');
		await panel.fill(WEIGHT, '0.45');
		expect(await panel.chosen(CONDITION)).toBe('Nowy');
	});

	test('reach Allegro: what describes the product with it, the rest with the offer', async () => {
		await panel.execute();
		const [sent] = stage.simulator.exchanges.filter(
			({ method, path }) => method === 'POST' && path === '/sale/product-offers',
		);
		expect(JSON.parse(String(sent?.body))).toMatchObject({
			name: 'Kubek ceramiczny',
			category: { id: '258066' },
			parameters: [{ id: CONDITION, valuesIds: [`${CONDITION}_1`] }],
			productSet: [
				{
					product: {
						parameters: expect.arrayContaining([
							{ id: BRAND, valuesIds: [`${BRAND}_2`] },
							{ id: EAN, values: ['5901234123457'] },
							{ id: WEIGHT, values: ['0.45'] },
						]),
					},
				},
			],
		});
		expect(stage.window.errors).toEqual([]);
	});

	test('of an offer that was picked to be changed are there too, and none is demanded', async () => {
		await canvas.close();
		await canvas.open(CHANGE);
		await panel.settled();
		expect((await panel.read()).text).toContain('Choose an offer to see its parameters');
		await panel.pick('offerId', 'kubek', /^Kubek ceramiczny · 39\.90 PLN/);
		await panel.addMapped('Stan');
		// The others belong to the product, which is the same for all who sell it.
		expect(await panel.mapped()).toEqual([CONDITION]);
	});

	test('are changed, and nothing else is', async () => {
		await panel.choose(CONDITION, 'Używany');
		expect(await panel.chosen(CONDITION)).toBe('Używany');
		await panel.execute();
		const changes = stage.simulator.exchanges.filter(
			({ method, path }) => method === 'PATCH' && path.startsWith('/sale/product-offers/'),
		);
		expect(changes.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([
			{ parameters: [{ id: CONDITION, valuesIds: [`${CONDITION}_2`] }] },
		]);
		expect(stage.window.errors).toEqual([]);
	});
});
