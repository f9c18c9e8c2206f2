import type { Contract } from '../contract';
import { loadContract } from '../contract';
import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';

const TRIGGERS = [
	'allegroBillingTrigger',
	'allegroCategoryTrigger',
	'allegroIssueTrigger',
	'allegroMessageTrigger',
	'allegroOfferTrigger',
	'allegroOrderTrigger',
	'allegroPaymentTrigger',
	'allegroRatingTrigger',
	'allegroReturnTrigger',
];

describe('What triggers ask for is what Allegro documents', () => {
	let contract: Contract;
	let shop: Shop;

	beforeAll(async () => {
		contract = await loadContract();
		shop = await openShop({ credential: { language: 'hu-HU' } });
		const { state } = shop.simulator;
		state.messages.receive({ text: 'Hello', attachments: [{ fileName: 'photo.png' }] });
		state.issues.say(state.issues.open());
		state.categoryEvents.emit({ type: 'CATEGORY_MOVED' });
		state.categoryEvents.schedule();
		state.offerEvents.emit({ type: 'OFFER_ENDED' });
		shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	});
	afterAll(async () => await shop.close());

	test.each(TRIGGERS)('%s', async (type) => {
		shop.simulator.clearExchanges();
		const trigger = new Trigger(shop, type, {
			start: 'oldest',
			includeCategory: true,
			includeOffer: true,
			includeOrder: true,
			downloadAttachments: true,
			...(type === 'allegroBillingTrigger' ? { events: '' } : {}),
		});
		await trigger.poll();
		await trigger.poll();
		await trigger.poll({ mode: 'manual' });
		const sent = shop.simulator.exchanges.filter(({ host }) => host === 'api');
		expect(sent.length).toBeGreaterThan(1);
		const problems = sent.flatMap(({ method, path, query, headers }) => {
			const names = new URLSearchParams(
				Object.entries(query).flatMap(([name, value]) =>
					[value].flat().map((each): [string, string] => [name, each]),
				),
			);
			return contract.checkRequest({
				method,
				host: 'api',
				path: names.size > 0 ? `${path}?${names}` : path,
				headers: headers as Record<string, string>,
			});
		});
		expect([...new Set(problems)]).toEqual([]);
	});
});
