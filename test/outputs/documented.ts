import type { IDataObject } from 'n8n-workflow';

import type { OpenApiDocument, OperationObject } from '../contract/document';
import { operationsOf } from '../contract/document';
import { readExtract } from '../contract';
import { essence, isJson } from '../contract/media';
import { bestTemplate, responseContent, splitPath } from '../contract/operations';
import { isPlain, objectOf } from '../../nodes/shared/values';
import type { StubAnswer, StubRequest } from '../stub';
import { Answers, type Making } from './answers';
import { retiredAnswer } from './retired';

interface Place {
	method: string;
	path: string;
	operation: OperationObject;
}

/** An Allegro that knows nothing but its document: it answers whatever is asked as the document says. */
export class Documented {
	private readonly document: OpenApiDocument = readExtract();
	private readonly places: Place[] = [...operationsOf(this.document)];
	private answers: Answers;
	/** The offers that a command was about. */
	private offers: string[] = [];

	/** @param rows names of the lists that operations give row by row. */
	constructor(private readonly rows: ReadonlySet<string>) {
		this.answers = new Answers(this.document, rows);
	}

	/** Answers so from now on. */
	set(making: Making): void {
		this.answers = new Answers(this.document, this.rows, making);
	}

	/** In how many kinds came what was answered since. */
	get kinds(): number {
		return this.answers.kinds;
	}

	/** Whether less was left out than could be. */
	get isCut(): boolean {
		return this.answers.isCut;
	}

	/** The tasks of a command are about the offers that were named in it. */
	private report(answer: unknown): void {
		const tasks = objectOf(answer)?.tasks;
		if (!Array.isArray(tasks) || this.offers.length === 0) return;
		(tasks as IDataObject[]).forEach(({ offer, subject }, index) => {
			const id = this.offers[index % this.offers.length];
			if (isPlain(offer)) offer.id = id;
			if (isPlain(subject)) subject.offerId = id;
		});
	}

	answer({ method, path, query, headers, body }: StubRequest): StubAnswer {
		const own = this.places.filter((place) => place.method === method);
		const place = bestTemplate(own, splitPath(path).path);
		const statuses = Object.keys(place?.operation.responses ?? {});
		const status = statuses.find((each) => each.startsWith('2'));
		if (!place || !status) return retiredAnswer(method, splitPath(path).path, headers.accept ?? '');
		const content = responseContent(this.document, place.operation, status) ?? {};
		const accept = essence(headers.accept ?? '');
		const schema =
			content[accept]?.schema ?? Object.entries(content).find(([type]) => isJson(type))?.[1].schema;
		if (!accept.includes('json')) return { body: '%PDF-1.4\n' };
		if (!schema) return { status: Number(status) };
		const made = this.answers.of(schema);
		const sent = JSON.stringify(body);
		const named = [...sent.matchAll(/"(?:id|offerId)":"(\d{8,})"/g)].map(([, id]) => id);
		if (named.length > 0) this.offers = named;
		const answer = Array.isArray(made) ? made : answered(made, query, body);
		this.report(answer);
		const location = `http://${headers.host}${splitPath(path).path}/1`;
		const more = this.answers.making.least === undefined ? { etag: '"1"', location } : {};
		return { status: Number(status), headers: more, body: answer };
	}
}

/** The parameter that the samples fill in. */
const PARAMETER = {
	id: '11323',
	type: 'dictionary',
	dictionary: [{ id: '11323_1', value: 'Nowy' }],
};

/** What the parts of an order come to: an item, a deposit, a service and the delivery. */
const PAID = '4.00';

/** What buyers say of sizes. */
const SIZES = ['BIGGER', 'FIT', 'SMALLER'];

/** A command is answered with its own ID, and a list with its length, and with nothing behind its end. */
function answered(made: unknown, query: URLSearchParams, sent: { commandId?: unknown }): unknown {
	if (typeof made !== 'object' || made === null) return made;
	const answer = made as Record<string, unknown>;
	if (sent.commandId && 'commandId' in answer) answer.commandId = sent.commandId;
	const asked = query.get('waybill');
	if (asked && Array.isArray(answer.waybills)) (answer.waybills[0] as IDataObject).waybill = asked;
	// Nothing of an order is refunded yet.
	if (query.has('order.id') && Array.isArray(answer.refunds)) answer.refunds = [];
	const paid = objectOf(objectOf(answer.payment)?.paidAmount);
	if (paid && answer.lineItems) paid.amount = PAID;
	const { parameters } = answer;
	if (Array.isArray(parameters) && parameters[0]?.name)
		Object.assign(parameters[0] as object, PARAMETER);
	const list = Object.entries(answer).find(([, value]) => Array.isArray(value));
	if (!list) return answer;
	const [name, rows] = list as [string, unknown[]];
	const offset = Number(query.get('offset') ?? 0);
	for (const total of ['totalCount', 'total']) {
		if (typeof answer[total] === 'number') answer[total] = rows.length;
	}
	if (Array.isArray(answer.scoreDistribution)) {
		answer.scoreDistribution = [1, 2, 3, 4, 5].map((name) => ({ name: String(name), count: 1 }));
		answer.sizeFeedback = SIZES.map((name) => ({ name, count: 1 }));
	}
	if (offset > 0) answer[name] = rows.slice(offset);
	if (typeof answer.count === 'number') answer.count = (answer[name] as unknown[]).length;
	return answer;
}
