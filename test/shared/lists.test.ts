import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../nodes/shared/pagination';
import { limitOnly } from '../../nodes/shared/pagination';
import { createEngine, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
import { startRecorder, type Recorder } from '../operations/recorder';
import { fetching } from './fetching';

const rowsOf = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

describe('Lists with a limit alone', () => {
	const pages = limitOnly({ max: 100, narrow: 'Use a longer Phrase' });
	const fetchFrom = (stock: number) =>
		jest.fn(async ({ limit }: IDataObject): Promise<Page> => {
			return { rows: rowsOf(Math.min(stock, Number(limit))), body: {} };
		});

	test('ask for no more than is wanted', async () => {
		const fetch = fetchFrom(500);
		expect(await pages(fetching(fetch), 7)).toHaveLength(7);
		expect(fetch.mock.calls).toEqual([[{ limit: 7 }]]);
	});

	test('give all when they fit into a page', async () => {
		expect(await pages(fetching(fetchFrom(99)), Infinity)).toHaveLength(99);
	});

	test('say so when there may be more than a page holds', async () => {
		await expect(pages(fetching(fetchFrom(100)), Infinity)).rejects.toThrow('Use a longer Phrase');
		await expect(pages(fetching(fetchFrom(100)), 101)).rejects.toThrow('at most 100');
		expect(await pages(fetching(fetchFrom(100)), 100)).toHaveLength(100);
	});
});

describe('Lists of IDs in the query', () => {
	let recorder: Recorder;
	let engine: Engine;

	beforeAll(async () => {
		recorder = await startRecorder(['waybills']);
		engine = await createEngine(connectedTo(recorder));
	});

	afterAll(async () => await recorder.close());

	test.each([
		[20, [20]],
		[45, [20, 20, 5]],
	])('of %i go out in batches of %j, each once', async (count, sizes) => {
		const waybills = rowsOf(count).map(({ id }) => `W${id}`);
		const { error } = await engine.node('allegroParcels', {
			resource: 'carrier',
			operation: 'getTracking',
			carrierId: 'DPD',
			waybills: waybills.join(', '),
		});
		expect(error).toBeUndefined();
		const sent = recorder
			.take()
			.map(({ path }) => new URL(path, recorder.apiUrl).searchParams.getAll('waybill'));
		expect(sent.map(({ length }) => length).sort((a, b) => b - a)).toEqual(sizes);
		expect(sent.flat().sort()).toEqual([...waybills].sort());
	});
});
