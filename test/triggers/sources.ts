import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../simulator';
import { CATEGORY_EVENT_TYPES } from '../simulator/categories/events';
import { OFFER_EVENT_TYPES } from '../simulator/offers/events';
import { ISSUE_STATUSES } from '../simulator/aftersales/issues';
import { RETURN_STATUSES } from '../simulator/aftersales/returns';
import { OFFERS } from '../simulator/catalogue';
import { TRACKING_CODES } from '../simulator/model';

/** Something that a trigger has to tell. */
export interface Due {
	type: string;
	/** What the item must say: see `said`. */
	text: string;
	/** Its place in the order; Infinity for what Allegro does not date. */
	rank: number;
}

/** Something that the simulator knows, as it stands now. */
export interface Fact {
	key: string;
	/** How a case stands; '' for what happened once. */
	standing: string;
	/** What is to be told of it, to who knows that it stood like this (undefined: to who never saw it). */
	due(before: string | undefined): Due[];
}

/** What happens in a shop: `at` chooses which and how, `sure` is a moment that no other has. */
type Happening = (simulator: Simulator, at: number, now: number) => void;

/** What a trigger watches, as the judge sees it: by the simulator's own books. */
export interface Source {
	trigger: string;
	/** Of a trigger that watches several things: which one. */
	part?: string;
	parameters?: IDataObject;
	/** Choices of event types. */
	types: Array<string[] | string>;
	/** Of cases that go on: how one stands of which only the beginning was told, whatever it is now. */
	begin?: (standing: string) => string;
	happenings: Happening[];
	/** All there is; of a journal, what came after its first `since` entries. */
	facts(simulator: Simulator, since: number): Fact[];
	/** Length of the journal. */
	size?: (simulator: Simulator) => number;
	said(item: IDataObject): string;
	/** Whether it needs many requests, of which Allegro's clock, which stands, would let only those of one second through. */
	isUnpaced?: boolean;
	/** How far Allegro's clock may jump, in hours: not beyond what is kept. */
	jumpHours: number;
	/** How old something may be when it appears, in hours. */
	lateHours: number;
}

const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % all.length];

const once = (key: string, type: string, occurredAt: string, text: string): Fact => ({
	key,
	standing: '',
	due: (before) => (before === undefined ? [{ type, text, rank: Date.parse(occurredAt) }] : []),
});

/** The first telling of each event, in the journal's order. */
function journal(
	history: Array<{ id: string; type: string; occurredAt: string }>,
	since: number,
	subject: (event: never) => string,
): Fact[] {
	const facts = new Map<string, Fact>();
	history.slice(since).forEach((event, rank) => {
		const { id, type, occurredAt } = event;
		const key = `${type} ${occurredAt} ${subject(event as never)}`;
		const due: Fact['due'] = (before) => (before === undefined ? [{ type, text: id, rank }] : []);
		if (!facts.has(key)) facts.set(key, { key, standing: '', due });
	});
	return [...facts.values()];
}

const said = ({ eventId }: IDataObject) => String(eventId);

const NEWEST = { key: 'boughtAt', descending: true } as const;
const TRACKED = ['INPOST', 'DPD', 'ALLEGRO'];
const isEnd = (code: string) => ['DELIVERED', 'RETURNED'].includes(code);

export const SOURCES: Source[] = [
	{
		trigger: 'allegroOffersTrigger',
		parameters: { includeOffer: true },
		types: [[], ['OFFER_ENDED', 'OFFER_STOCK_CHANGED']],
		happenings: [
			({ state }, at) => {
				const type = pick(OFFER_EVENT_TYPES, at)!;
				state.offerEvents.emit({ type, offerId: pick(OFFERS, at)!.id, times: 1 + (at % 3) });
			},
			({ state }, at, now) => {
				const occurredAt = new Date(now - (at % 500) * HOUR);
				state.offerEvents.emit({ type: 'OFFER_STOCK_CHANGED', occurredAt });
			},
			({ state }, at) => {
				const event = pick(state.offerEvents.history, at);
				if (event) state.offerEvents.duplicate({ id: event.id });
			},
			({ state }) => {
				if (state.offers.byId.size < OFFERS.length) state.offers.create();
			},
			({ state }, at) => {
				const id = pick([...state.offers.byId.keys()], at);
				if (id) state.offers.byId.delete(id);
			},
			({ state }, at, now) => {
				for (let left = 900 + (at % 300); left > 0; left--) {
					state.offerEvents.emit({
						type: 'OFFER_CHANGED',
						offerId: `${left % 20}`,
						occurredAt: new Date(now - left),
					});
				}
			},
		],
		facts: ({ state }, since) =>
			journal(state.offerEvents.history, since, ({ offer }: { offer: { id: string } }) => offer.id),
		size: ({ state }) => state.offerEvents.size,
		said,
		jumpHours: 1,
		lateHours: 0,
	},
	{
		trigger: 'allegroCatalogTrigger',
		types: [[], ['CATEGORY_MOVED', 'CATEGORY_DELETED']],
		happenings: [
			({ state }, at) => {
				const type = pick(CATEGORY_EVENT_TYPES, at)!;
				state.categoryEvents.emit({ type, id: `${at % 7}`, times: 1 + (at % 2) });
			},
			({ state }, at, now) => {
				const occurredAt = new Date(now - (at % 500) * HOUR);
				state.categoryEvents.emit({ type: 'CATEGORY_MOVED', id: `${at % 7}`, occurredAt });
			},
			({ state }, at) => {
				const event = pick(state.categoryEvents.history, at);
				if (event) state.categoryEvents.duplicate({ id: event.id });
			},
		],
		facts: ({ state }, since) =>
			journal(
				state.categoryEvents.history,
				since,
				({ category }: { category: { id: string } }) => category.id,
			),
		size: ({ state }) => state.categoryEvents.size,
		said,
		jumpHours: 72,
		lateHours: 0,
	},
	{
		trigger: 'allegroMessagesTrigger',
		types: [[], ['RECEIVED']],
		happenings: [
			({ state }, at, now) => {
				for (let more = at % 25; more >= 0; more--) {
					const createdAt = new Date(now - more);
					state.messages.receive({ login: `Buyer_${at % 23}`, text: `${at}`, createdAt });
				}
			},
			({ state }, at, now) => {
				const createdAt = new Date(now - (at % 120) * 60_000);
				state.messages.receive({ login: `Buyer_${at % 23}`, held: true, createdAt });
			},
			({ state }) => {
				for (const { id } of state.messages.held.values()) state.messages.release({ id });
			},
			({ state }, at) => void state.messages.send(`Buyer_${at % 23}`, `Answer ${at}`, []),
			({ state }, at, now) => {
				const createdAt = new Date(now);
				state.messages.receive({ login: `Buyer_${at % 23}`, status: 'VERIFYING', createdAt });
			},
			({ state }, at) => {
				const waiting = state.messages.all.filter(({ status }) => status === 'VERIFYING');
				const message = pick(waiting, at);
				if (message) message.status = at % 4 ? 'DELIVERED' : 'BLOCKED';
			},
			({ state }, at) => {
				const own = state.messages.all.filter(({ author }) => !author.isInterlocutor);
				const message = pick(own, at);
				if (message) state.messages.delete(message);
			},
		],
		facts: ({ state }) =>
			state.messages.all
				.filter(({ status }) => status !== 'VERIFYING' && status !== 'BLOCKED')
				.map(({ id, createdAt, author }) =>
					once(id, author.isInterlocutor ? 'RECEIVED' : 'SENT', createdAt, id),
				),
		said,
		jumpHours: 72,
		lateHours: 2,
	},
	{
		trigger: 'allegroRatingsTrigger',
		types: [[], ['CREATED', 'ANSWERED']],
		happenings: [
			({ state }, at, now) => {
				for (let more = at % 60; more >= 0; more--) {
					const createdAt = iso(now - more);
					state.ratings.rate({ recommended: at % 2 === 0, createdAt });
				}
			},
			({ state }, at, now) => {
				state.ratings.rate({ createdAt: iso(now - (at % 100) * HOUR) });
			},
			...(['edit', 'answer', 'requestRemoval'] as const).map(
				(what): Happening =>
					({ state, clock }, at) => {
						const recent = [...state.ratings.byId.values()].filter(
							({ lastChangedAt }) => Date.parse(lastChangedAt) > clock.now() - 100 * HOUR,
						);
						const rating = pick(recent, at);
						if (rating) state.ratings[what]({ id: rating.id, message: 'Text' });
					},
			),
		],
		facts: ({ state }) =>
			[...state.ratings.byId.values()].flatMap(
				({ id, createdAt, editedAt, answer, removalRequest }) =>
					Object.entries({
						CREATED: createdAt,
						CHANGED: editedAt,
						ANSWERED: answer?.createdAt,
						REMOVAL_REQUESTED: removalRequest?.createdAt,
					}).flatMap(([type, date]) => {
						const text = `${id} ${type} ${date}`;
						return date ? [once(text, type, date, text)] : [];
					}),
			),
		said: ({ ratingId, type, occurredAt }) => `${ratingId} ${type} ${occurredAt}`,
		jumpHours: 72,
		lateHours: 100,
	},
	{
		trigger: 'allegroAfterSalesTrigger',
		part: 'returns',
		types: [[], ['RETURN_CREATED', 'RETURN_DELIVERED', 'RETURN_OTHER']],
		begin: () => 'CREATED',
		happenings: [
			({ state }, at, now) => {
				for (let more = at % 30; more >= 0; more--) {
					state.returns.declare({ createdAt: iso(now - more) });
				}
			},
			({ state }, at, now) => {
				const createdAt = iso(now - (at % 10) * HOUR);
				state.returns.declare({ createdAt, status: pick(RETURN_STATUSES, at) });
			},
			...[1, 2, 3].map(
				(times): Happening =>
					({ state }, at) => {
						for (let time = 0; time < times; time++) {
							const found = pick([...state.returns.byId.keys()], at * 7 + time * 5);
							const status = pick(RETURN_STATUSES, at + time)!;
							if (found && !isOver(state.returns.byId.get(found)!.status)) {
								state.returns.setStatus({ id: found, status });
							}
						}
					},
			),
		],
		facts: ({ state }) =>
			[...state.returns.byId.values()].map(({ id, createdAt, status }) => ({
				key: id,
				standing: status,
				due(before) {
					const named = ['DISPATCHED', 'IN_TRANSIT', 'DELIVERED', 'FINISHED', 'REJECTED'];
					const type = `RETURN_${named.includes(status) ? status : 'OTHER'}`;
					const created = {
						type: 'RETURN_CREATED',
						text: `${id} CREATED`,
						rank: Date.parse(createdAt),
					};
					const moved = { type, text: `${id} ${status}`, rank: Infinity };
					if (status === 'CREATED') moved.type = 'RETURN_CREATED';
					return [
						...(before === undefined ? [created] : []),
						...((before ?? 'CREATED') === status ? [] : [moved]),
					];
				},
			})),
		// What is told of the return is how it stands; of a new one, that it is new.
		said: ({ returnId, type, status, eventId }) =>
			`${returnId} ${type === 'RETURN_CREATED' && eventId === `${returnId}|CREATED` ? 'CREATED' : status}`,
		jumpHours: 72,
		lateHours: 10,
	},
	{
		trigger: 'allegroAfterSalesTrigger',
		part: 'issues',
		types: [[], ['DISPUTE_OPENED', 'ISSUE_MESSAGE'], ['ISSUE_STATUS_CHANGED', 'CLAIM_DECIDED']],
		begin: (standing) =>
			standing.startsWith('CLAIM') ? 'CLAIM CLAIM_SUBMITTED' : 'DISPUTE DISPUTE_ONGOING',
		happenings: [
			({ state }, at, now) => {
				for (let more = at % 30; more >= 0; more--) {
					const type = at % 3 ? ('DISPUTE' as const) : ('CLAIM' as const);
					state.issues.open({ type, openedAt: iso(now - more) });
				}
			},
			({ state }, at, now) => void state.issues.open({ openedAt: iso(now - (at % 10) * HOUR) }),
			({ state }, at) => {
				const id = pick([...state.issues.byId.keys()], at);
				if (id && !isEnded(state.issues.byId.get(id)!.currentState.status)) {
					state.issues.say({ id, text: `${at}` });
				}
			},
			({ state }, at) => {
				const issue = pick([...state.issues.byId.values()], at);
				if (!issue || isEnded(issue.currentState.status)) return;
				const fit = ISSUE_STATUSES.filter((status) => status.startsWith(issue.type));
				state.issues.setStatus({ id: issue.id, status: pick(fit, at)! });
			},
			({ state }, at) => {
				const id = pick([...state.issues.byId.keys()], at);
				if (id && state.issues.byId.get(id)!.currentState.status === 'DISPUTE_ONGOING') {
					state.issues.turnIntoClaim({ id });
				}
			},
			({ state }, at) => {
				const id = pick([...state.issues.byId.keys()], at);
				if (id) state.issues.byId.delete(id);
			},
		],
		facts: ({ state }) =>
			[...state.issues.byId.values()].flatMap(
				({ id, type, openedDate, currentState: { status }, messages }) => {
					const issue: Fact = {
						key: id,
						standing: `${type} ${status}`,
						due(before) {
							const first = type === 'CLAIM' ? 'CLAIM_SUBMITTED' : 'DISPUTE_ONGOING';
							const [formerType, formerStatus] = (before ?? '').split(' ');
							const knownStatus = formerType === type ? formerStatus : first;
							const opened = `${type}_OPENED`;
							const rank = Date.parse(openedDate);
							const isDecision = ['CLAIM_ACCEPTED', 'CLAIM_REJECTED'].includes(status);
							const changed = isDecision ? 'CLAIM_DECIDED' : 'ISSUE_STATUS_CHANGED';
							return [
								...(formerType === type ? [] : [{ type: opened, text: `${id} ${opened}`, rank }]),
								...(knownStatus === status
									? []
									: [{ type: changed, text: `${id} ${changed} ${status}`, rank: Infinity }]),
							];
						},
					};
					// The first message is the issue itself.
					const said = messages.slice(1).map(({ id: messageId, author, createdAt }) => {
						const kind = author.role === 'SELLER' ? 'ISSUE_MESSAGE_SENT' : 'ISSUE_MESSAGE';
						return once(messageId, kind, createdAt, `${id} ${kind} ${messageId}`);
					});
					return [issue, ...said];
				},
			),
		said({ issueId, type, status, message }) {
			if (message) return `${issueId} ${type} ${(message as IDataObject).id}`;
			const isOpening = String(type).endsWith('_OPENED');
			return isOpening ? `${issueId} ${type}` : `${issueId} ${type} ${status}`;
		},
		jumpHours: 72,
		lateHours: 10,
	},
	{
		trigger: 'allegroParcelsTrigger',
		isUnpaced: true,
		// A day is more than the clocks jump; a parcel that is stuck is tested by itself.
		parameters: { stuckDays: 59 },
		types: [[], ['IN_TRANSIT', 'ISSUE'], ['DELIVERED', 'RETURNED']],
		happenings: [
			(simulator, at) => {
				for (let more = at % 25; more >= 0; more--) {
					const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
					if (more % 3 < 2) simulator.sendParcel({ orderId: id, carrierId: pick(TRACKED, more) });
				}
			},
			(simulator, at) => {
				const forms = simulator.state.orders.list(() => true, NEWEST, at % 20, 1).records;
				for (const { form } of forms) {
					const trackedAs = at % 2 ? 'ALLEGRO' : undefined;
					if (form.fulfillment.shipmentSummary.lineItemsSent === 'NONE') {
						simulator.sendParcel({ orderId: form.id, carrierId: 'DPD', trackedAs });
					}
				}
			},
			...[1, 3, 7].map(
				(times): Happening =>
					(simulator, at) => {
						for (let time = 0; time < times; time++) {
							const waybill = pick([...simulator.state.tracking.keys()], at * 7 + time * 5);
							if (!waybill) return;
							const last = simulator.state.tracking.get(waybill)!.at(-1)!.code;
							simulator.clock.advance(1_000);
							if (!isEnd(last)) simulator.trackParcel(waybill, pick(TRACKING_CODES, at + time)!);
						}
					},
			),
		],
		facts: ({ state }) =>
			state.orders
				.list(() => true, NEWEST, 0, Infinity)
				.records.flatMap(({ form, waybills }) =>
					waybills.flatMap(({ carrierId, waybill }) =>
						state.tracking
							.get(waybill)!
							.filter(({ code }, at, all) => code !== all[at - 1]?.code)
							.map(({ code, occurredAt }) => {
								const text = `${form.id}|${carrierId}|${waybill}|${code}|${occurredAt}`;
								return once(text, code, occurredAt, text);
							}),
					),
				),
		said,
		jumpHours: 1,
		lateHours: 0,
	},
	{
		trigger: 'allegroPaymentsTrigger',
		parameters: { options: { wallet: ['AVAILABLE', 'WAITING'] } },
		types: [[], ['REFUND', 'OUTCOME']],
		happenings: [
			({ state }, at, now) => {
				const occurredAt = iso(now);
				const type = pick(['CONTRIBUTION', 'PAYOUT', 'REFUND_CHARGE', 'SURCHARGE'], at);
				// Two that are alike in everything happen too.
				const alike = { type, occurredAt, paymentId: `payment ${at}`, amount: '0.00' };
				for (let more = at % 3; more >= 0; more--) state.payments.add(alike);
			},
			({ state }, at, now) => {
				for (let more = at % 90; more >= 0; more--) {
					state.payments.add({
						wallet: at % 2 ? 'WAITING' : 'AVAILABLE',
						occurredAt: iso(now - more),
					});
				}
			},
			({ state }, at, now) => {
				state.payments.add({ occurredAt: iso(now - (at % 10) * HOUR) });
			},
			({ state, clock }, at) => {
				const waiting = state.payments.operations.filter(
					({ wallet, occurredAt }) =>
						wallet.type === 'WAITING' && Date.parse(occurredAt) > clock.now() - 5 * HOUR,
				);
				const paymentId = pick(waiting, at)?.payment?.id;
				if (paymentId) state.payments.release({ paymentId });
			},
		],
		facts({ state }) {
			const alike = new Map<string, number>();
			return state.payments.operations.map((operation) => {
				const text = contentOf(operation as never);
				const number = (alike.get(text) ?? 0) + 1;
				alike.set(text, number);
				return once(`${text} ${number}`, operation.group, operation.occurredAt, text);
			});
		},
		said: ({ operation }) => contentOf(operation as IDataObject),
		jumpHours: 72,
		lateHours: 10,
	},
	{
		trigger: 'allegroBillingTrigger',
		types: ['', 'SUC,REF'],
		happenings: [
			({ state }, at, now) => {
				const type = pick(['SUC', 'LIS', 'REF', 'PAD'] as const, at);
				for (let more = at % 130; more >= 0; more--) {
					state.billing.charge({ type, occurredAt: iso(now - more) });
				}
			},
			({ state }, at, now) => {
				state.billing.charge({ occurredAt: iso(now - (at % 10) * HOUR) });
			},
		],
		facts: ({ state }) =>
			state.billing.entries.map(({ id, type, occurredAt }) => once(id, type.id, occurredAt, id)),
		said,
		jumpHours: 72,
		lateHours: 10,
	},
];

/** What a return or an issue does not come back from. */
const isOver = (status: string) =>
	['FINISHED', 'FINISHED_APT', 'REJECTED', 'COMMISSION_REFUNDED'].includes(status);
const isEnded = (status: string) =>
	!['DISPUTE_ONGOING', 'DISPUTE_UNRESOLVED', 'CLAIM_SUBMITTED'].includes(status);

const contentOf = ({ type, occurredAt, value, wallet, payment }: IDataObject) =>
	JSON.stringify([type, occurredAt, value, wallet, payment ?? null]);
