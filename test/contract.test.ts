import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	checkRetired,
	isRetired,
	loadContract,
	whyNoOpenApi,
	whyNoShared,
	type Contract,
	type RecordedRequest,
} from './contract';
import { describeUnless } from './contract/skip';

type Golden = Record<string, Record<'minimal' | 'full', RecordedRequest[]>>;

const FOLDER = path.join(__dirname, 'golden');
const files = existsSync(FOLDER)
	? readdirSync(FOLDER)
			.filter((name) => name.endsWith('.json'))
			.sort()
	: [];
const requests = files.flatMap((file) => {
	const golden = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Golden;
	const node = path.basename(file, '.json');
	return Object.entries(golden).flatMap(([operation, variants]) =>
		Object.entries(variants).map(([variant, sent]) => ({
			name: `${node} ${operation}, ${variant}`,
			sent,
			retired: sent.some(isRetired),
		})),
	);
});
const alive = requests.filter((request) => !request.retired);
const retired = requests.filter((request) => request.retired);

const noGolden =
	requests.length === 0 ? 'operations.test.ts has written no golden files' : undefined;
const noRetired = retired.length === 0 ? 'no golden file has a retired operation' : undefined;

describeUnless(
	whyNoOpenApi() ?? noGolden,
	"Golden requests, held to Allegro's OpenAPI document",
	() => {
		let contract: Contract;

		beforeAll(async () => {
			contract = (await loadContract())!;
		});

		for (const { name, sent } of alive) {
			test(name, () => {
				expect(sent.length).toBeGreaterThan(0);
				expect(sent.flatMap((request) => contract.checkRequest(request))).toEqual([]);
			});
		}
	},
);

describeUnless(
	whyNoShared('retired-endpoints.json') ?? noRetired,
	'Golden requests of retired operations, held to what is remembered of them',
	() => {
		for (const { name, sent } of retired) {
			test(name, () => expect(sent.flatMap(checkRetired)).toEqual([]));
		}
	},
);
