import type { IDataObject } from 'n8n-workflow';

import { createEngine, loadNodeTypes, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
import { discover } from '../operations/discover';
import { startRecorder, type Recorder } from '../operations/recorder';

describe('Ratings', () => {
	const operations = discover(loadNodeTypes()).filter(({ node }) => node === 'allegroRatings');
	const simplified = (key: string, json: IDataObject) =>
		operations.find((each) => each.key === key)?.route.simplify?.(json);

	test('look the same in both versions when simplified', () => {
		const common = { id: '1', recommended: false, buyer: { id: '7', login: 'anna' } };
		const asPublic = {
			...common,
			comment: 'Late',
			answer: { createdAt: '2026-01-01', message: 'Sorry' },
			excludedFromAverageRates: true,
		};
		const asBeta = {
			...common,
			comment: { text: 'Late', language: 'en' },
			answer: { createdAt: '2026-01-01', text: 'Sorry', language: 'en' },
			exclusion: { reason: 'Rating is not unique' },
		};
		const expected = { buyerLogin: 'anna', comment: 'Late', answer: 'Sorry', excluded: true };
		expect(simplified('rating.getAll', asPublic)).toMatchObject(expected);
		expect(simplified('rating.getAll', asBeta)).toEqual(simplified('rating.getAll', asPublic));
	});

	test.each(operations.filter(({ route }) => route.simplify).map(({ key }) => key))(
		'%s can be simplified when Allegro leaves everything out',
		(key) => {
			expect(Object.keys(simplified(key, {}) ?? {}).length).toBeLessThanOrEqual(10);
		},
	);

	test('of offers have a field for each score and size', () => {
		const rating = {
			averageScore: '4.5',
			totalResponses: 2,
			scoreDistribution: [{ name: '5', count: 1 }],
			sizeFeedback: [{ name: 'FIT', count: 2 }],
		};
		expect(simplified('offerRating.get', rating)).toMatchObject({
			averageScore: '4.5',
			score5: 1,
			score4: null,
			sizeFits: 2,
		});
	});
});

describe('Answers to ratings', () => {
	let recorder: Recorder;
	let engine: Engine;

	beforeAll(async () => {
		recorder = await startRecorder([]);
		engine = await createEngine(connectedTo(recorder));
	});
	afterAll(async () => await recorder.close());

	const answer = async (message: string) =>
		await engine.node('allegroRatings', {
			resource: 'rating',
			operation: 'answer',
			ratingId: { __rl: true, mode: 'id', value: '5df0a6d1ef437e00255572a1' },
			message,
		});

	test('go out without the carriage returns that Allegro refuses', async () => {
		await answer('Thank you!\r\nCome again.\rBye');
		expect(recorder.take()[0].body).toEqual({ message: 'Thank you!\nCome again.\nBye' });
	});

	test('of more than 500 characters are not sent', async () => {
		const { error } = await answer('x'.repeat(501));
		expect(error?.message).toContain('at most 500');
		expect(recorder.take()).toEqual([]);
	});
});
