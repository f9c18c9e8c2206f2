import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import { pick, pickEach } from '../../nodes/shared/fields';
import { sharing } from '../../nodes/shared/sharing';

/** What a long list takes in memory: rows of one layout, which share the texts that repeat. */

/** A text that is not the same as any other in memory, though it may say the same. */
const fresh = (text: string) => JSON.parse(JSON.stringify(text)) as string;

describe('texts that repeat', () => {
	test('rows come out as they went in', () => {
		const share = sharing((row) => row);
		for (let index = 0; index < 3_000; index++) {
			const row = (): IDataObject => ({
				id: fresh(`00000000-0000-4000-8000-${index}`),
				status: fresh('READY_FOR_PROCESSING'),
				short: 'NEW',
				none: null,
				count: index,
				done: index % 2 === 0,
				delivery: { method: { name: fresh(`A delivery method, number ${index % 5}`) } },
				items: [{ name: fresh(`An offer with the number ${index % 700}`), tags: ['a', 'b'] }],
			});
			const given = row();
			expect(share(given)).toBe(given);
			expect(given).toEqual(row());
		}
	});

	/** Bytes that each of many rows takes, in a process that holds nothing else. */
	function bytesPerRow(keep: string, textOf: string, isKept = true): number {
		const program = `
			const { sharing } = require(${JSON.stringify(join(__dirname, '../../dist/nodes/shared/sharing.js'))});
			const keep = ${keep};
			const rows = [];
			gc();
			const before = process.memoryUsage().heapUsed;
			for (let index = 0; index < 20_000; index++) {
				const row = keep({ name: JSON.parse(JSON.stringify(${textOf})) });
				if (${isKept}) rows.push(row);
			}
			gc();
			console.log((process.memoryUsage().heapUsed - before) / 20_000, rows.length, typeof keep);`;
		return Number.parseFloat(
			execFileSync(process.execPath, ['--expose-gc', '-e', program], { encoding: 'utf8' }),
		);
	}
	const OFTEN = "'A long name of an offer. '.repeat(8) + (index % 100)";
	const NEVER = "'An ID that does not come again. '.repeat(8) + index";

	test('a list takes much less memory with them', () => {
		const whole = bytesPerRow('(row) => row', OFTEN);
		expect(whole).toBeGreaterThan(200);
		expect(bytesPerRow('sharing((row) => row)', OFTEN)).toBeLessThan(whole / 2);
	});

	test('texts that never repeat are not kept', () => {
		expect(bytesPerRow('sharing((row) => row)', NEVER, false)).toBeLessThan(50);
	});
});

describe('the simple view', () => {
	const view = pick({
		id: 'id',
		price: 'price.amount',
		first: 'lines.0.name',
		names: pickEach('lines', ({ name }) => name),
		lines: pickEach('lines', pick({ name: 'name', count: 'count' })),
		isPaid: ({ paid }) => Boolean(paid),
	});

	test('takes values from paths, works others out, and has null for what is not there', () => {
		const row = {
			id: '1',
			price: { amount: '2.00' },
			lines: [{ name: 'a', count: 1 }],
			paid: 'yes',
		};
		expect(view(row)).toEqual({
			id: '1',
			price: '2.00',
			first: 'a',
			names: ['a'],
			lines: [{ name: 'a', count: 1 }],
			isPaid: true,
		});
		expect(view({})).toEqual({
			id: null,
			price: null,
			first: null,
			names: [],
			lines: [],
			isPaid: false,
		});
		expect(Object.keys(view({}))).toEqual(['id', 'price', 'first', 'names', 'lines', 'isPaid']);
	});

	test('one row does not show in the next', () => {
		const [one, other] = [view({ id: '1' }), view({})];
		expect([one.id, other.id]).toEqual(['1', null]);
	});
});
