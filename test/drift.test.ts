import { buildContract, readExtract } from './contract';
import { driftOf, isBreak, report } from './contract/drift';
import { loadNodeTypes } from './engine';
import { golden } from './golden';
import { discover } from './operations/discover';

const operations = discover(loadNodeTypes());
const EVENTS = '/order/events';
const STATS = '/order/event-stats';
const LINKS = '/order/{orderId}/billing-documents/links';

/** The parts of an OpenAPI document that these tests change. */
interface Editable {
	paths: Record<string, Record<string, { deprecated?: boolean; parameters?: unknown[] }>>;
}

/** The drift after a change of Allegro's document. */
async function after(change: (document: Editable) => void) {
	const document = structuredClone(readExtract());
	change(document as unknown as Editable);
	const contract = await buildContract(document);
	return driftOf(contract, operations, ({ node, key }) => {
		const { minimal, full } = golden(node)[key];
		return [...minimal, ...full];
	});
}

const keys = (found: Array<{ key: string }>) => found.map(({ key }) => key);

describe('The drift alarm', () => {
	test('is silent about a document that the nodes fit', async () => {
		const drift = await after(() => undefined);
		expect(isBreak(drift)).toBe(false);
		expect(drift.deprecated).toEqual([]);
		expect(drift.fields).toEqual([]);
	});

	test('breaks when a method is gone', async () => {
		const drift = await after(({ paths }) => delete paths[STATS]);
		expect(keys(drift.removed)).toEqual(['event.getLatest']);
		expect(isBreak(drift)).toBe(true);
		expect(report(drift)[0]).toBe(
			'REMOVED     allegroOrders event.getLatest (GET /order/event-stats)',
		);
	});

	test('breaks when a parameter becomes required that is not sent', async () => {
		const drift = await after(({ paths }) =>
			paths[STATS].get.parameters?.push({
				name: 'marketplace.id',
				in: 'query',
				required: true,
				schema: { type: 'string' },
			}),
		);
		expect(drift.broken.map(({ operation }) => operation.key)).toEqual(['event.getLatest']);
		expect(isBreak(drift)).toBe(true);
	});

	test('tells of a new parameter, a new method and a deprecation, and goes on', async () => {
		const drift = await after(({ paths }) => {
			paths[EVENTS].get.parameters?.push({ name: 'to', in: 'query', schema: { type: 'string' } });
			paths['/order/new'] = { get: { ...paths[STATS].get } };
			paths[LINKS].post.deprecated = true;
		});
		expect(isBreak(drift)).toBe(false);
		expect(drift.fields.map(({ names }) => names)).toEqual([['to']]);
		expect(drift.added.map(({ path }) => path)).toContain('/order/new');
		expect(keys(drift.deprecated)).toEqual(['invoice.addLink']);
	});
});
