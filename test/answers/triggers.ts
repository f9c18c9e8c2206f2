import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import type { Simulator } from '../simulator';
import { Trigger } from '../triggers/polling';
import type { KeptAnswer } from './kept';
import { sentAs } from './replay';

/** A trigger with what it reads, and something for it to tell. */
interface Reader {
	trigger: string;
	parameters?: INodeParameters;
	endpoints: string[];
	happen(simulator: Simulator): void;
	/** The list that rows of a single record's endpoint stand in: the trigger reads that. */
	rowOf?: { list: string; endpoint: string; known: IDataObject };
}

const receive = ({ state }: Simulator) => void state.messages.receive({ login: 'Jagoda_Las' });

const openIssue = ({ state }: Simulator) => {
	const { id } = state.issues.open({ type: 'CLAIM' });
	state.issues.say({ id });
};

export const READERS: Reader[] = [
	{
		trigger: 'allegroOrderTrigger',
		parameters: { includeOrder: true },
		endpoints: ['GET /order/events', 'GET /order/checkout-forms/{id}'],
		happen: (simulator) => void simulator.payOrder(simulator.createOrder().id),
	},
	{
		trigger: 'allegroMessageTrigger',
		endpoints: ['GET /me', 'GET /messaging/threads', 'GET /messaging/threads/{threadId}/messages'],
		happen: receive,
	},
	{
		trigger: 'allegroIssueTrigger',
		endpoints: ['GET /sale/issues'],
		happen: openIssue,
	},
	{
		trigger: 'allegroIssueTrigger',
		parameters: { events: ['PROBLEM_OPENED', 'PROBLEM_MESSAGE', 'PROBLEM_CLOSED'] },
		endpoints: ['GET /messaging/threads', 'GET /messaging/threads/{threadId}/messages'],
		happen(simulator) {
			const { id } = simulator.payOrder(simulator.createOrder().id);
			simulator.state.messages.openProblem({ orderId: id });
		},
	},
	{
		trigger: 'allegroOfferTrigger',
		parameters: { includeOffer: true },
		endpoints: ['GET /sale/product-offers/{offerId}'],
		happen: ({ state }) => void state.offerEvents.emit({ type: 'OFFER_CHANGED' }),
	},
	{
		trigger: 'allegroReturnTrigger',
		endpoints: ['GET /order/customer-returns/{customerReturnId}'],
		happen: ({ state }) => void state.returns.declare({}),
		rowOf: {
			list: 'customerReturns',
			endpoint: 'GET /order/customer-returns',
			known: {
				id: '6a1d0100-7f6a-11e8-ac45-09db60ede9d6',
				createdAt: '2026-11-20T10:00:00.000Z',
				status: 'CREATED',
			},
		},
	},
	{
		trigger: 'allegroBillingTrigger',
		endpoints: ['GET /billing/billing-entries'],
		happen: ({ state }) => void state.billing.charge({}),
	},
];

/** What a trigger told while it got an answer, and when that was over. */
export interface Told {
	/** One entry for each poll: what it told, or its error. */
	meanwhile: string[];
	afterwards: IDataObject[];
}

/** The readers of an answer's endpoint. */
export const readersOf = ({ endpoint }: KeptAnswer) =>
	READERS.filter(({ endpoints }) => endpoints.includes(endpoint));

const POLLS = 7;

/** A trigger that has begun polls while Allegro answers so, and then when it does no more. */
export async function tell(reader: Reader, answer: KeptAnswer): Promise<Told> {
	const shop = await openShop();
	try {
		const { simulator } = shop;
		simulator.clock.set('2026-11-20T12:00:00.000Z');
		const trigger = new Trigger(shop, reader.trigger, reader.parameters);
		await trigger.poll();
		reader.happen(simulator);
		arm(shop, reader, answer);
		const meanwhile: string[] = [];
		for (let poll = 0; poll < POLLS; poll++) {
			meanwhile.push(
				await trigger.poll({ keep: true }).then(
					(items) => items.map(brief).join('; '),
					(error: Error) => `ERROR ${error.message}`,
				),
			);
		}
		simulator.faults.clear();
		return { meanwhile, afterwards: await trigger.drain() };
	} finally {
		await shop.close();
	}
}

function arm({ simulator }: Shop, { rowOf }: Reader, answer: KeptAnswer): void {
	const { status, headers, body } = sentAs(answer);
	const row = { ...rowOf?.known, ...(body as IDataObject) };
	const [method, template] = (rowOf?.endpoint ?? answer.endpoint).split(' ');
	simulator.faults.add({
		kind: 'answer',
		method,
		path: template.replace(/\{\w+\}/g, '*'),
		status: status ?? 200,
		body: rowOf ? { [rowOf.list]: [row] } : body,
		headers: headers as Record<string, string>,
	});
}

/** An item of a trigger in a line. */
export const brief = ({ type, problem, order, offer }: IDataObject): string =>
	[type, order === null && 'order null', offer === null && 'offer null', problem]
		.filter(Boolean)
		.map(String)
		.join(', ');
