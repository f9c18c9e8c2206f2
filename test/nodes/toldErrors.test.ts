import type { INodeParameters } from 'n8n-workflow';

import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { openStub, type Stub } from '../stub';

/** An answer with status 200 that tells of errors is a refusal, with Allegro's code and trace-id. */
const nodeTypes = loadNodeTypes();
const lists = discover(nodeTypes).filter(({ route }) => route.rows && !route.after);
const triggers = Object.keys(nodeTypes).filter((name) => nodeTypes[name].description.polling);

/** Without it, there is nothing to ask for. */
const CHOSEN: Record<string, INodeParameters> = {
	'pointOfService.getAll': { filters: { sellerId: '44300444' } },
};

let stub: Stub;
beforeEach(async () => {
	const errors = [{ code: 'NOT_NOW', message: 'Busy', userMessage: 'The list is being made' }];
	stub = await openStub(() => ({ headers: { 'trace-id': 'trace-1' }, body: { errors } }));
});
afterEach(async () => await stub.close());

interface Refused {
	message: string;
	description?: string | null;
	context?: { allegro?: object };
}

function expectRefusal({ message, description, context }: Refused): void {
	expect(message).toBe('The list is being made');
	expect(description).toContain('NOT_NOW');
	expect(description).toContain('trace-1');
	expect(context?.allegro).toMatchObject({ status: 200, code: 'NOT_NOW', traceId: 'trace-1' });
}

test('there are lists and triggers to try', () => {
	expect(lists.length).toBeGreaterThan(60);
	expect(triggers.length).toBeGreaterThan(7);
});

test.each(lists.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s',
	async (_name, operation) => {
		const { error } = await stub.engine.node(
			operation.node,
			sampleParameters(operation, 'minimal', CHOSEN[operation.key]),
			{ items: [sampleItem(operation)] },
		);
		expectRefusal(error as Refused);
	},
);

test.each(triggers)('%s', async (trigger) => {
	const poll = stub.engine.poll(trigger, { startFrom: 'oldest' }, { state: {} });
	expectRefusal(
		await poll.then(
			() => ({ message: 'none' }),
			(error: Refused) => error,
		),
	);
});

test('the panel says so', async () => {
	await expect(stub.engine.search('allegroOrders', 'searchOrders')).rejects.toThrow(
		/^The list is being made\. .*NOT_NOW.*trace-1/,
	);
	await expect(stub.engine.options('allegroOrders', 'getCarriers')).rejects.toThrow('NOT_NOW');
});
