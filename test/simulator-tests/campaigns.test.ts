import { useSimulator } from './setup';

const shop = useSimulator();
const get = async (path: string) => (await shop.ask('GET', path)).data;

describe('AlleDiscount', () => {
	const path = '/sale/alle-discount/submit-offer-commands';
	const submit = async (id: string) => {
		const input = { offer: { id }, campaign: { id: 'ALLEDISCOUNT_1' } };
		return await shop.ask('POST', path, { body: { input } });
	};

	it('takes an offer by a command, and lets it go by another', async () => {
		const { id } = shop.simulator.state.offers.create();
		const { status, data } = await submit(id);
		expect({ status, data }).toMatchObject({ status: 201, data: { output: { status: 'NEW' } } });
		expect((await get(`${path}/${data.id}`)).output.status).toBe('IN_PROGRESS');
		const { output } = await get(`${path}/${data.id}`);
		expect(output.status).toBe('SUCCESSFUL');
		const submitted = '/sale/alle-discount/ALLEDISCOUNT_1/submitted-offers';
		expect((await get(submitted)).submittedOffers).toMatchObject([output.newOfferParticipation]);
		const eligible = '/sale/alle-discount/ALLEDISCOUNT_1/eligible-offers';
		expect(await get(eligible)).toMatchObject({ totalCount: 0 });
	});

	it('says inside the answer why it could not', async () => {
		const { offers, campaigns } = shop.simulator.state;
		campaigns.failNext({ kind: 'submit' });
		const { data } = await submit(offers.create().id);
		await get(`${path}/${data.id}`);
		expect((await get(`${path}/${data.id}`)).output).toMatchObject({
			status: 'FAILED',
			errors: [{ errors: [{ code: 'OFFER_NOT_ELIGIBLE' }] }],
		});
	});
});

it('decides on badges when told to, and forgets the decision after a month', async () => {
	const { offers, campaigns } = shop.simulator.state;
	const { id } = offers.create();
	const body = { campaign: { id: 'BARGAIN' }, offer: { id } };
	const applied = await shop.ask('POST', '/sale/badges', { body });
	expect(applied).toMatchObject({ status: 202, data: { process: { status: 'REQUESTED' } } });
	expect((await get('/sale/badges?marketplace.id=allegro-pl')).badges).toEqual([]);
	campaigns.decide({ id: applied.data.id });
	expect((await get('/sale/badges?marketplace.id=allegro-pl')).badges).toHaveLength(1);

	const patch = { body: { process: { status: 'FINISHED' } } };
	const path = `/sale/badges/offers/${id}/campaigns/BARGAIN`;
	const { status, headers, data } = await shop.ask('PATCH', path, patch);
	expect(status).toBe(202);
	campaigns.decide(data);
	expect((await get(headers.location)).process.status).toBe('PROCESSED');
	expect((await get('/sale/badges?marketplace.id=allegro-pl')).badges).toMatchObject([
		{ process: { status: 'FINISHED' } },
	]);
	shop.simulator.clock.advance(31 * 24 * 3_600_000);
	expect((await get('/sale/badge-applications')).badgeApplications).toEqual([]);
});

it('changes a notice of goods only for who has its latest version', async () => {
	const path = '/fulfillment/advance-ship-notices';
	const { products } = await get('/sale/products?category.id=5');
	const body = { items: [{ product: { id: products[0].id }, quantity: 2 }] };
	const { data, headers } = await shop.ask('POST', path, { body });
	const put = async (etag?: string) =>
		await shop.ask('PUT', `${path}/${data.id}`, {
			body,
			headers: etag ? { 'if-match': etag } : {},
		});
	expect((await put()).status).toBe(412);
	const changed = await put(headers.etag);
	expect(changed.status).toBe(200);
	expect((await put(headers.etag)).status).toBe(412);
	expect((await put(changed.headers.etag)).status).toBe(200);
});
