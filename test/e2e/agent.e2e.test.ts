import { CREDENTIAL_TYPE, withCredential } from '../../scripts/n8n/examples';
import { N8nApi, OWNER, type Workflow } from '../../scripts/n8n/rest';
import type { Server } from '../../scripts/n8n/server';
import { putStandInCredentials, type Credentials } from '../../scripts/n8n/standIns';
import { readExample } from '../examples';
import { connected } from '../shop';
import { startSimulator, type Simulator } from '../simulator';
import { openModel, toolAnswers, type ChatRequest, type ScriptedModel, type Turn } from './model';
import { runByHand } from './runs';
import { openN8n } from './stage';

const TRIGGER = 'A buyer writes';
/** What a tool may give to a model: some thousand tokens at most. */
const MOST_CHARACTERS = 4_000;

/**
 * The example with an AI Agent: n8n's own agent, our nodes as its tools, and a model that follows a script.
 */
describe('An AI Agent with Allegro tools', () => {
	let n8n: Server;
	let api: N8nApi;
	let simulator: Simulator;
	let model: ScriptedModel;
	let credentials: Credentials;
	let script: (request: ChatRequest) => Turn;

	beforeAll(async () => {
		n8n = await openN8n('agent');
		api = await N8nApi.open(n8n.url, OWNER);
		simulator = await startSimulator();
		model = await openModel((request) => script(request));
		credentials = {
			...(await putStandInCredentials(api)),
			[CREDENTIAL_TYPE]: await api.putCredential('Allegro', CREDENTIAL_TYPE, connected(simulator)),
			openAiApi: await api.putCredential('Scripted model', 'openAiApi', {
				apiKey: 'none',
				url: model.url,
			}),
		};
	});
	beforeEach(() => {
		model.requests.length = 0;
		simulator.clearExchanges();
	});
	afterAll(async () => {
		await n8n?.stop();
		await model?.close();
		await simulator?.close();
	});

	test('reads what it needs, and its answer goes to the buyer', async () => {
		const [offer] = [simulator.state.offers.create({ stock: 7 })];
		const orders = Array.from({ length: 12 }, () =>
			simulator.createOrder({ status: 'READY_FOR_PROCESSING', buyer: { login: 'Jagoda_Wrzos' } }),
		);
		simulator.createOrder({ status: 'READY_FOR_PROCESSING', buyer: { login: 'Somebody_Else' } });
		const latest = orders.at(-1)!;
		script = (request) => {
			const answers = toolAnswers(request);
			if (answers.length === 0) {
				return {
					tools: [
						{ name: named(request, /orders/i), arguments: {} },
						{ name: named(request, /messages/i), arguments: {} },
						{ name: named(request, /offer/i), arguments: { offerId: offer.id } },
					],
				};
			}
			const text = answers.join();
			const order = text.includes(latest.id) ? latest.id : 'unknown';
			return { text: `Zamówienie ${order}. ${/"available":7/.test(text) ? 'Mamy 7 sztuk.' : ''}` };
		};
		const thread = await ask('Gdzie jest moja paczka i czy jest więcej lamp?', latest.id);

		expect(thread.messages.find(({ author }) => !author.isInterlocutor)?.text).toBe(
			`Zamówienie ${latest.id}. Mamy 7 sztuk.`,
		);
		const answers = toolAnswers(model.requests.at(-1)!);
		expect(answers).toHaveLength(3);
		expect(answers[1]).toContain('Gdzie jest moja paczka');
		expect(answers.join()).not.toContain('Somebody_Else');
		for (const answer of answers) {
			expect(answer.length).toBeGreaterThan(20);
			expect(answer.length).toBeLessThan(MOST_CHARACTERS);
		}
		const asked = simulator.exchanges.map(({ method, path }) => `${method} ${path}`);
		expect(asked.filter((one) => one.startsWith('GET'))).toEqual(
			expect.arrayContaining([
				expect.stringContaining('/order/checkout-forms'),
				expect.stringContaining('/messaging/threads/'),
				`GET /sale/product-offers/${offer.id}`,
			]),
		);
	});

	test('lets the model choose nothing but the offer', async () => {
		const tools = model.requests.length > 0 ? model.requests[0].tools : await toolsOf();
		const parameters = (tools ?? []).map(({ function: { parameters: schema } }) =>
			Object.keys((schema as { properties?: object }).properties ?? {}),
		);
		expect(parameters.flat()).toEqual(['offerId']);
		expect(JSON.stringify(tools).length).toBeLessThan(MOST_CHARACTERS);
	});

	test('tells the model in words what went wrong, and goes on', async () => {
		script = (request) =>
			toolAnswers(request).length === 0
				? { tools: [{ name: named(request, /offer/i), arguments: { offerId: '1' } }] }
				: { text: 'Nie znaleźliśmy tej oferty.' };
		const thread = await ask('Czy oferta 1 jest dostępna?');
		const [answer] = toolAnswers(model.requests.at(-1)!);
		expect(answer).toContain('Offer 1 not found');
		expect(thread.messages.some(({ text }) => text === 'Nie znaleźliśmy tej oferty.')).toBe(true);
	});

	async function toolsOf(): Promise<ChatRequest['tools']> {
		script = () => ({ text: 'Dzień dobry.' });
		await ask('Dzień dobry!');
		return model.requests[0].tools;
	}

	/** A buyer writes, the workflow runs, and the draft is approved. */
	async function ask(text: string, orderId?: string) {
		const login = 'Jagoda_Wrzos';
		const { id, thread } = simulator.state.messages.receive({ login, text, orderId });
		const item = { eventId: id, type: 'RECEIVED', threadId: thread.id, authorLogin: login, text };
		const example = readExample('answer-buyers-with-ai.json') as unknown as Workflow;
		await runByHand(api, TRIGGER, {
			...example,
			nodes: example.nodes.map((node) => withCredential(node, credentials)),
			pinData: {
				[TRIGGER]: [{ json: { ...item, orderId: orderId ?? null, offerId: null } }],
				'Send this answer?': [{ json: { data: { approved: true } } }],
			},
		});
		return simulator.state.messages.thread(thread.id)!;
	}
});

/** The full name of the tool that is meant. */
function named({ tools = [] }: ChatRequest, pattern: RegExp): string {
	const found = tools.filter(({ function: { name } }) => pattern.test(name));
	const exact = found.find(({ function: { name } }) => /^an_offer$/i.test(name)) ?? found[0];
	if (!exact) throw new Error(`No tool ${pattern} in ${JSON.stringify(tools)}`);
	return exact.function.name;
}
