import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { startClock, stopClock } from '../strict/clock';
import { keptAnswers, originalAnswers } from './kept';
import { brief, readersOf, tell } from './triggers';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../strict/clock')>('../strict/clock').sleepless(),
);

/**
 * The same answers through the triggers that read them: what a trigger tells while Allegro answers so, and
 * afterwards. `UPDATE_GOLDEN=1` writes what comes out anew, to be looked at.
 */
const GOLDEN = path.join(__dirname, 'golden-triggers.json');
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const golden = existsSync(GOLDEN)
	? (JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, unknown>)
	: {};

beforeAll(() => startClock());
afterAll(() => {
	stopClock();
	if (UPDATE) writeFileSync(GOLDEN, `${JSON.stringify(golden, null, '\t')}\n`);
});

const cases = keptAnswers().flatMap((answer) =>
	readersOf(answer).map((reader) => ({
		name: `${answer.name} ${reader.trigger} ${String(reader.parameters?.events ?? '')}`.trim(),
		answer,
		reader,
	})),
);

test.each(cases.map((one) => [one.name, one] as const))('%s', async (name, { answer, reader }) => {
	const told = await tell(reader, answer);
	const lines = { meanwhile: told.meanwhile, afterwards: told.afterwards.map(brief) };
	if (UPDATE) golden[name] = lines;
	else expect(lines).toEqual(golden[name]);
	// The real one is told as well, where it is there.
	for (const original of originalAnswers().filter((one) => one.name === answer.name)) {
		const { meanwhile, afterwards } = await tell(reader, original);
		expect(meanwhile.map(kindsOf)).toEqual(told.meanwhile.map(kindsOf));
		expect(afterwards.map(brief)).toEqual(lines.afterwards);
	}
});

/** What is told, without the words of a problem. */
const kindsOf = (line: string) => line.replace(/(null|[A-Z]), [^;]+/g, '$1');

test('whatever the answer, nothing that happened meanwhile is lost', () => {
	const told = Object.values(golden).map((one) => JSON.stringify(one));
	expect(told.filter((one) => !/CREATED|OPENED|RECEIVED|CHANGED|BOUGHT|SUC/.test(one))).toEqual([]);
});
