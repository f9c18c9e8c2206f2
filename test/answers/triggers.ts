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
	/**
	 * The list that the trigger reads, where the answer is a record alone; and what each row always has, which
	 * was cut from an answer when it was made public.
	 */
	rows?: { list: string; endpoint: string; known: IDataObject };
}

const receive = ({ state }: Simulator) => void state.messages.receive({ login: 'Jagoda_Las' });

const openIssue = ({ state }: Simulator) => {
	const { id } = state.issues.open({ type: 'CLAIM' });
	state.issues.say({ id });
};

export const READERS: Reader[] = [
	{
		trigger: 'allegroOrdersTrigger',
		parameters: { includeOrder: true },
		endpoints: ['GET /order/events', 'GET /order/checkout-forms/{id}'],
		happen: (simulator) => void simulator.payOrder(simulator.createOrder().id),
	},
	{
		trigger: 'allegroMessagesTrigger',
		endpoints: ['GET /me', 'GET /messaging/threads', 'GET /messaging/threads/{threadId}/messages'],
		happen: receive,
	},
	{
		trigger: 'allegroAfterSalesTrigger',
		parameters: { events: ['DISPUTE_OPENED', 'CLAIM_OPENED', 'ISSUE_MESSAGE'] },
		endpoints: ['GET /sale/issues'],
		happen: openIssue,
	},
	{
		trigger: 'allegroAfterSalesTrigger',
		parameters: { events: ['PROBLEM_OPENED', 'PROBLEM_MESSAGE', 'PROBLEM_CLOSED'] },
		endpoints: ['GET /messaging/threads', 'GET /messaging/threads/{threadId}/messages'],
		happen(simulator) {
			const { id } = simulator.payOrder(simulator.createOrder().id);
			simulator.state.messages.openProblem({ orderId: id });
		},
	},
	{
		trigger: 'allegroOffersTrigger',
		parameters: { includeOffer: true },
		endpoints: ['GET /sale/product-offers/{offerId}'],
		happen: ({ state }) => void state.offerEvents.emit({ type: 'OFFER_CHANGED' }),
	},
	{
		trigger: 'allegroAfterSalesTrigger',
		parameters: { events: ['RETURN_CREATED'] },
		endpoints: ['GET /order/customer-returns/{customerReturnId}'],
		happen: ({ state }) => void state.returns.declare({}),
		rows: {
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
		rows: {
			list: 'billingEntries',
			endpoint: 'GET /billing/billing-entries',
			known: { occurredAt: '2026-11-20T12:00:01.000Z' },
		},
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

function arm({ simulator }: Shop, { rows }: Reader, answer: KeptAnswer): void {
	const { status = 200, headers, body } = sentAs(answer);
	const [method, template] = (rows?.endpoint ?? answer.endpoint).split(' ');
	simulator.faults.add({
		kind: 'answer',
		method,
		path: template.replace(/\{\w+\}/g, '*'),
		status,
		body: rows && status < 300 ? listOf(rows, body as IDataObject) : body,
		headers: headers as Record<string, string>,
	});
}

function listOf({ list, known }: Required<Reader>['rows'], body: IDataObject): IDataObject {
	const given = (body[list] ?? [body]) as IDataObject[];
	return { [list]: given.map((row) => ({ ...known, ...row })) };
}

/** An item of a trigger in a line. */
export const brief = ({ type, problem, order, offer }: IDataObject): string =>
	[type, order === null && 'order null', offer === null && 'offer null', problem]
		.filter(Boolean)
		.map(String)
		.join(', ');
