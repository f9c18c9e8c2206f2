import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkRetired, isRetired, loadContract, type Contract } from './contract';
import { golden } from './golden';

const FOLDER = path.join(__dirname, 'golden');
const files = existsSync(FOLDER)
	? readdirSync(FOLDER)
			.filter((name) => name.endsWith('.json'))
			.sort()
	: [];
const requests = files.flatMap((file) => {
	const node = path.basename(file, '.json');
	return Object.entries(golden(node)).flatMap(([operation, variants]) =>
		Object.entries(variants).map(([variant, sent]) => ({
			name: `${node} ${operation}, ${variant}`,
			sent,
			retired: sent.some(isRetired),
		})),
	);
});
const alive = requests.filter((request) => !request.retired);
const retired = requests.filter((request) => request.retired);

test('there are golden files of both kinds', () => {
	expect(alive).not.toEqual([]);
	expect(retired).not.toEqual([]);
});

describe("Golden requests, held to Allegro's OpenAPI document", () => {
	let contract: Contract;

	beforeAll(async () => {
		contract = await loadContract();
	});

	for (const { name, sent } of alive) {
		test(name, () => {
			expect(sent.length).toBeGreaterThan(0);
			expect(sent.flatMap((request) => contract.checkRequest(request))).toEqual([]);
		});
	}
});

describe('Golden requests of retired operations, held to what is remembered of them', () => {
	for (const { name, sent } of retired) {
		test(name, () => expect(sent.flatMap(checkRetired)).toEqual([]));
	}
});
