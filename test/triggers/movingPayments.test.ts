import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { times } from '../fuzz/runs';
import { openStub, type Stub, type StubRequest } from '../stub';

jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./haste')>('./haste').haste());

/**
 * Payment operations have no ID, and two can be alike in all they say. While their list is read, others come,
 * to its front and in between, and pages come short. Each is told once.
 */
jest.setTimeout(180_000);

const NOW = Date.now();

interface Change {
	/** How old (minutes) the operation is that comes before a request; 0: it comes to the front. */
	age: number;
	/** Whether it is like one that is there. */
	isTwin: boolean;
	/** Rows that the answer lacks, from its middle. */
	lacks: number;
}

let stub: Stub;
let operations: IDataObject[] = [];
let changes: Change[] = [];
let made = 0;

beforeAll(async () => {
	stub = await openStub((request) => ({ body: answerTo(request) }));
});
afterAll(async () => await stub.close());

function operation(age: number): IDataObject {
	const number = ++made;
	return {
		type: 'CONTRIBUTION',
		group: 'INCOME',
		occurredAt: new Date(NOW - age * 60_000 + (number % 50)).toISOString(),
		value: { amount: `${number}.00`, currency: 'PLN' },
		wallet: { type: 'AVAILABLE', paymentOperator: 'PAYU', balance: { amount: '1.00' } },
		payment: { id: `payment-${number}` },
	};
}

const momentOf = ({ occurredAt }: IDataObject) => Date.parse(String(occurredAt));

function add(row: IDataObject): void {
	const place = operations.findIndex((other) => momentOf(other) <= momentOf(row));
	operations.splice(place < 0 ? operations.length : place, 0, row);
}

function answerTo({ query }: StubRequest): IDataObject {
	const change = changes.shift();
	if (change) {
		const { age, isTwin } = change;
		const like = operations[(age * 7) % Math.max(1, operations.length)];
		add(isTwin && like ? { ...like } : operation(age));
	}
	const edge = (name: string, none: number) => Date.parse(query.get(name) ?? '') || none;
	const [from, to] = [edge('occurredAt.gte', -Infinity), edge('occurredAt.lte', Infinity)];
	const listed = operations.filter((row) => momentOf(row) >= from && momentOf(row) <= to);
	const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit') ?? 50)];
	const rows = listed.slice(offset, offset + limit);
	if (change) rows.splice(Math.floor(rows.length / 2), change.lacks);
	return { paymentOperations: rows, count: rows.length, totalCount: listed.length };
}

const countsOf = (rows: IDataObject[]) => {
	const counts = new Map<string, number>();
	for (const row of rows) {
		const key = JSON.stringify(row);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
};

test('each is told once, while others come and pages come short', async () => {
	const change = fc.record({
		age: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * 60 })),
		isTwin: fc.boolean(),
		lacks: fc.constantFrom(0, 0, 0, 1),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 260 }),
			fc.integer({ min: 1, max: 3 }),
			fc.array(change, { maxLength: 25 }),
			async (count, alike, happening) => {
				operations = [];
				changes = [];
				for (let place = 0; place < count; place++) {
					const row = operation(place * 3);
					for (let twin = 0; twin < alike; twin++) add({ ...row });
				}
				const state: IDataObject = {};
				const told: IDataObject[] = [];
				changes = [...happening];
				for (let polls = 0, quiet = 0; quiet < 2; polls++) {
					expect(polls).toBeLessThan(20);
					const parameters = { events: ['INCOME'], start: 'oldest', options: {} };
					const items = await stub.engine
						.poll('allegroPaymentsTrigger', parameters, { state })
						.catch((error: Error) => {
							expect(error.message).toContain('kept changing');
							return [];
						});
					told.push(...(items ?? []).map(({ json }) => json.operation as IDataObject));
					quiet = items?.length || changes.length > 0 ? 0 : quiet + 1;
				}
				expect(countsOf(told)).toEqual(countsOf(operations));
			},
		),
		times(20),
	);
});
