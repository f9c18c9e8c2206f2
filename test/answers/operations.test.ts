import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Discovered } from '../operations/discover';
import { startClock, stopClock } from '../strict/clock';
import { keptAnswers, originalAnswers, shapeOf } from './kept';
import { codeIn, missingIn, slipsOf } from './outcomes';
import { hasSimplify, type Outcome, Replay } from './replay';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../strict/clock')>('../strict/clock').sleepless(),
);

/**
 * Answers that Allegro has really given, through every operation that reads them, in n8n's engine. What
 * comes out was looked at by people; `UPDATE_GOLDEN=1` writes it anew.
 */
const GOLDEN = path.join(__dirname, 'golden.json');
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const kept = keptAnswers();
const golden = existsSync(GOLDEN)
	? (JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, Record<string, Outcome>>)
	: {};

/** Operations that give what they read, and make nothing of it. */
const READING = /\.get(All|Status|CreateStatus)?$/;

/** The ways an operation has to show its answer. */
const simplifying = (operation: Discovered) =>
	hasSimplify(operation) ? [true, false] : [undefined];

let replay: Replay;
beforeAll(async () => {
	startClock();
	replay = await Replay.start();
});
afterAll(async () => {
	stopClock();
	await replay.close();
	if (UPDATE) writeFileSync(GOLDEN, `${JSON.stringify(golden, null, '\t')}\n`);
});

test.each(kept.map((answer) => [`${answer.name}: ${answer.endpoint} ${answer.status}`, answer]))(
	'%s',
	async (_title, answer) => {
		const outcomes: Record<string, Outcome> = {};
		for (const operation of replay.asking(answer)) {
			const own = operation.endpoint === answer.endpoint;
			for (const simplify of own ? simplifying(operation) : [undefined]) {
				const outcome = await replay.run(operation, answer, simplify);
				const name = `${operation.node} ${operation.key}`;
				expect({ [name]: slipsOf(outcome, answer.body) }).toEqual({ [name]: [] });
				// Of those that only read it on their way, what they make of it is not in the answer.
				if (!own && !outcome.error) continue;
				outcomes[`${name}${simplify ? ', simplified' : ''}`] = outcome;
				if (outcome.error && answer.status >= 400) {
					const missing = missingIn(outcome.error, codeIn(answer.body));
					expect({ [name]: missing }).toEqual({ [name]: [] });
				}
			}
		}
		expect(Object.keys(outcomes)).not.toEqual([]);
		if (UPDATE) golden[answer.name] = outcomes;
		else expect(outcomes).toEqual(golden[answer.name]);
	},
);

test.each(kept.filter(({ status }) => status < 300).map((answer) => [answer.name, answer]))(
	'nothing of %s is lost without Simplify',
	async (_name, answer) => {
		for (const operation of replay.asking(answer)) {
			if (operation.endpoint !== answer.endpoint || !READING.test(operation.key)) continue;
			const { items } = await replay.run(operation, answer, false);
			const { rows } = operation.route;
			const body = answer.body as Record<string, unknown>;
			expect(items).toEqual(rows ? body[rows] : [body]);
		}
	},
);

/** One loop over both, so that there is something to do without the originals. */
test('the real answers have the shape of those that are kept, and come out as well', async () => {
	const byName = new Map(kept.map((answer) => [answer.name, answer]));
	for (const answer of [...originalAnswers(), ...kept]) {
		const twin = byName.get(answer.name);
		expect({ name: answer.name, shape: shapeOf(answer.body) }).toEqual({
			name: answer.name,
			shape: shapeOf(twin?.body),
		});
		expect([answer.endpoint, answer.status, answer.type]).toEqual([
			twin?.endpoint,
			twin?.status,
			twin?.type,
		]);
		if (answer === twin) continue;
		for (const operation of replay.asking(answer)) {
			if (operation.endpoint !== answer.endpoint) continue;
			for (const simplify of simplifying(operation)) {
				const outcome = await replay.run(operation, answer, simplify);
				const name = `${answer.name} ${operation.node} ${operation.key}`;
				expect({ [name]: slipsOf(outcome, answer.body) }).toEqual({ [name]: [] });
				if (!outcome.error || answer.status < 400) continue;
				const missing = missingIn(outcome.error, codeIn(answer.body));
				expect({ [name]: missing }).toEqual({ [name]: [] });
			}
		}
	}
});
