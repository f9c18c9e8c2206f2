import type { Scenario } from './scenario';

/** What comes after the sale: messages, disputes, ratings, returns, commissions. */
export const serviceScenarios: Scenario[] = [
	{
		file: 'answer-buyers-with-ai.json',
		title: 'sends the draft that was approved, and not the one that was not',
		async story({ simulator, around, fire }) {
			const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			around.draft = 'Dzień dobry, paczka jest już spakowana.';
			const ask = () =>
				void simulator.state.messages.receive({ orderId: order.id, text: 'Kiedy?' });
			const thread = () => simulator.state.messages.threads[0];
			around.answers = [{ approved: false }];
			await fire('A buyer writes', ask);
			expect(thread().messages).toHaveLength(1);
			expect(thread().read).toBe(false);

			around.answers = [{ approved: true }];
			await fire('A buyer writes', ask);
			const answers = thread().messages.filter(({ author }) => !author.isInterlocutor);
			expect(answers.map(({ text }) => text)).toEqual([around.draft]);
			expect(thread().read).toBe(true);
		},
		told({ around }) {
			expect(around.slack[0].text).toContain('> Kiedy?');
			expect(around.slack[0].text).toContain(around.draft);
		},
	},
	{
		file: 'disputes-and-claims.json',
		title: 'answers at once, and gives the decision of a claim to Allegro',
		async story({ simulator, around, fire }) {
			const { issues } = simulator.state;
			let claim = '';
			around.answers = [{ Decision: 'Refund', 'Words to the buyer': 'Zwrócimy pieniądze.' }];
			await fire('Dispute or claim', () => void (claim = issues.open({ type: 'CLAIM' }).id));
			const decided = issues.byId.get(claim)!;
			expect(decided.currentState.status).toBe('CLAIM_ACCEPTED');
			expect(decided.messages.map(({ author }) => author.role)).toEqual([
				'BUYER',
				'SELLER',
				'SELLER',
			]);

			let later = '';
			around.answers = [{ Decision: 'Decide later on Allegro', 'Words to the buyer': '-' }];
			await fire('Dispute or claim', () => void (later = issues.open({ type: 'CLAIM' }).id));
			expect(issues.byId.get(later)!.currentState.status).toBe('CLAIM_SUBMITTED');

			let dispute = '';
			await fire('Dispute or claim', () => void (dispute = issues.open({}).id));
			const { messages } = issues.byId.get(dispute)!;
			expect(messages.at(-1)).toMatchObject({ author: { role: 'SELLER' } });
			expect(messages).toHaveLength(2);
			await fire('Dispute or claim', () => {
				issues.say({ id: dispute, text: 'Halo?' });
			});
			expect(issues.byId.get(dispute)!.messages).toHaveLength(3);
		},
		told({ around }) {
			expect(around.slack).toHaveLength(4);
			expect(around.slack[0].text).toContain('Decide by 20');
			expect(around.slack[3].text).toContain('> Halo?');
		},
	},
	{
		file: 'purchase-problems.json',
		title: 'answers once what the team writes, and calls out what nobody answers in time',
		async story({ simulator, around, fire }) {
			const { messages } = simulator.state;
			const order = () => simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id;
			const open = (reason?: 'NO_REFUND' | 'PACKAGE_LOST') =>
				messages.openProblem({ orderId: order(), reason });
			const own = (id: string) =>
				messages.thread(id)!.messages.filter(({ author }) => !author.isInterlocutor);
			const later = () => simulator.clock.advance(60_000);
			const answerBy = new Date(Date.now() + 3 * 3_600_000).toISOString();
			const [forgotten, answered] = [open(), open()];
			messages.send(answered, 'Paczka jest w drodze.', []);
			around.tables['Purchase problems'] = [forgotten, answered].map(
				({ id, orderIds: [orderId] }) => ({
					threadId: id,
					orderId,
					reason: 'PACKAGE_DELAYED',
					answerBy,
					state: 'open',
				}),
			);
			await fire('Every hour');

			let [first, second] = ['', ''];
			around.answers = [{ 'Answer to the buyer': 'Zwrot wysłaliśmy dzisiaj.' }];
			await fire('Purchase problem', () => {
				later();
				first = open('NO_REFUND').id;
			});
			expect(own(first).map(({ text }) => text)).toEqual(['Zwrot wysłaliśmy dzisiaj.']);

			// Somebody was faster on Allegro.
			around.answers = [{ 'Answer to the buyer': 'Sprawdzimy u kuriera.' }];
			await fire('Purchase problem', () => {
				later();
				const problem = open('PACKAGE_LOST');
				second = problem.id;
				later();
				messages.send(problem, 'Już sprawdziliśmy, paczka czeka w punkcie.', []);
			});
			expect(own(second)).toHaveLength(1);

			await fire('Purchase problem', () => {
				later();
				messages.receive({ threadId: first, text: 'Nadal nic nie mam.' });
			});
			expect(own(first)).toHaveLength(1);
			await fire('Purchase problem', () => {
				later();
				messages.close({ id: second });
			});
			// Nothing is left to call for.
			await fire('Every hour');
		},
		told({ simulator, around }) {
			const texts = around.slack.map(({ text }) => text);
			const called = texts.filter((text) => text.startsWith('<!channel>'));
			const [forgotten] = around.tables['Purchase problems'];
			expect(called).toHaveLength(1);
			expect(called[0]).toContain(String(forgotten.orderId));
			expect(texts.filter((text) => /has a problem with order/.test(text))).toHaveLength(2);
			expect(texts.find((text) => text.startsWith('*NO_REFUND*'))).toMatch(
				/> \d+ x .+\nOrder: READY_FOR_PROCESSING, NEW, [\d.]+ PLN\. Answer by \d\d\.\d\d\. \d\d:\d\d\./,
			);
			expect(texts.filter((text) => text.includes('> Nadal nic nie mam.'))).toHaveLength(1);
			const states = around.tables['Purchase problems'].map(({ state }) => state);
			expect(states).toEqual(['called', 'answered', 'open', 'closed']);
			expect(simulator.state.messages.threads).toHaveLength(4);
		},
	},
	{
		file: 'negative-ratings.json',
		title: 'answers, or asks for removal, as the team says',
		async story({ simulator, around, fire }) {
			const { ratings } = simulator.state;
			const { id: orderId } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			const rate = (recommended: boolean) => ratings.rate({ orderId, recommended }).id;
			let [first, second] = ['', ''];
			around.answers = [{ What: 'Answer', Words: 'Przepraszamy, wysłaliśmy nową lampę.' }];
			await fire('Not recommended', () => {
				first = rate(false);
				rate(true);
			});
			around.answers = [{ What: 'Ask for removal', Words: 'Pomyłka kupującego.' }];
			await fire('Not recommended', () => void (second = rate(false)));
			expect(ratings.byId.get(first)?.answer?.message).toBe('Przepraszamy, wysłaliśmy nową lampę.');
			expect(ratings.byId.get(first)?.removalRequest).toBeUndefined();
			expect(ratings.byId.get(second)?.removalRequest?.message).toBe('Pomyłka kupującego.');
			await fire('Every Monday');
		},
		told({ around }) {
			expect(around.slack.map(({ text }) => text).at(-1)).toBe(
				'Last week: 3 ratings, 2 not recommended, 1 of them without an answer.',
			);
			expect(around.slack).toHaveLength(3);
		},
	},
	{
		file: 'returns-and-refunds.json',
		title: 'refunds what came back, once, and rejects what is not all right',
		async story({ simulator, around, fire }) {
			const { returns, refunds } = simulator.state;
			const order = () =>
				simulator.createOrder({
					status: 'READY_FOR_PROCESSING',
					paymentType: 'ONLINE',
					lineItems: [{ price: '50.00', quantity: 2 }],
				}).id;
			const arrived = (orderId: string) => returns.declare({ orderId, status: 'DELIVERED' }).id;
			let [good, bad] = ['', ''];
			around.answers = [{ Goods: 'All right', 'Words to the buyer': 'Dziękujemy.' }];
			await fire('Return has arrived', () => void (good = arrived(order())));
			expect([...refunds.byId.values()]).toMatchObject([
				{ totalValue: { amount: '100.00' }, reason: 'REFUND', sellerComment: 'Dziękujemy.' },
			]);
			expect(refunds.commands.has(good)).toBe(true);
			const claims = () => [...simulator.state.refundClaims.byId.values()];
			expect(claims().map(({ quantity }) => quantity)).toEqual([2]);

			around.answers = [{ Goods: 'Not all right', 'Words to the buyer': 'Ślady używania.' }];
			await fire('Return has arrived', () => void (bad = arrived(order())));
			expect(refunds.byId.size).toBe(1);
			expect(claims()).toHaveLength(1);
			expect(returns.byId.get(bad)).toMatchObject({
				status: 'REJECTED',
				rejection: { code: 'REFUND_REJECTED', reason: 'Ślady używania.' },
			});
		},
		told({ around }) {
			expect(around.sheets.Refunds).toMatchObject([{ amount: 100 }]);
			expect(around.slack[0].text).toContain('2 x ');
		},
	},
	{
		file: 'returns-and-refunds.json',
		title:
			'spreads the pieces of one offer over its line items, and pays for none that was not bought',
		async story({ simulator, around, fire }) {
			const { returns, refunds } = simulator.state;
			const bought = { offerId: '7700000001', price: '50.00' };
			const { id: orderId, lineItems } = simulator.createOrder({
				status: 'READY_FOR_PROCESSING',
				paymentType: 'ONLINE',
				lineItems: [bought, { ...bought, quantity: 2 }, { price: '9.00' }],
			});
			const back = (rows: number[]) => {
				const declared = returns.declare({ orderId, status: 'DELIVERED' });
				const [item] = declared.items;
				declared.items = rows.map((quantity) => ({ ...item, quantity }));
			};
			const answer = { Goods: 'All right', 'Words to the buyer': '' };
			around.answers = [answer];
			await fire('Return has arrived', () => back([1, 1]));
			const [refund] = refunds.byId.values();
			expect(refund.lineItems).toEqual([
				expect.objectContaining({ id: lineItems[0].id, quantity: 1 }),
				expect.objectContaining({ id: lineItems[1].id, quantity: 1 }),
			]);
			around.answers = [answer, answer];
			const more = fire('Return has arrived', () => back([4]));
			await expect(more).rejects.toThrow(/names 4 pieces[^]*only 1/);
			expect(refunds.byId.size).toBe(1);
			await fire('Return has arrived', () => back([1]));
			const [, second] = refunds.byId.values();
			expect(second.lineItems).toEqual([
				expect.objectContaining({ id: lineItems[1].id, quantity: 1 }),
			]);
		},
	},
	{
		file: 'commission-refunds.json',
		title: 'claims what was cancelled or came back, and nothing twice',
		async story({ simulator, fire }) {
			const { refundClaims, returns } = simulator.state;
			const cancelled = simulator.createOrder({ status: 'CANCELLED' });
			const returned = simulator.createOrder({
				status: 'READY_FOR_PROCESSING',
				lineItems: [{ quantity: 3 }, {}],
			});
			// Sent back in two parcels: one application for all of it.
			for (const quantities of [[2, 1], [1]]) {
				const parcel = returns.declare({ orderId: returned.id, status: 'FINISHED' });
				parcel.items = quantities.map((quantity, row) => ({ ...parcel.items[row], quantity }));
			}
			simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			const automatic = simulator.createOrder({ status: 'CANCELLED' }).lineItems[0].id;
			refundClaims.claim({ lineItemId: automatic });
			await fire('Every night');
			const wanted = [...cancelled.lineItems, ...returned.lineItems];
			const claims = () => [...refundClaims.byId.values()].filter(({ type }) => type === 'MANUAL');
			const brief = claims().map(({ lineItem, quantity }) => `${lineItem.id} ${quantity}`);
			expect(new Set(brief)).toEqual(
				new Set(wanted.map(({ id, quantity }) => `${id} ${quantity}`)),
			);
			await fire('Every night');
			expect(claims()).toHaveLength(3);
		},
		told({ around }) {
			expect(around.sheets.Claims.map(({ why }) => why).sort()).toEqual([
				'cancelled',
				'returned',
				'returned',
			]);
			expect(around.slack).toEqual([]);
		},
	},
];
