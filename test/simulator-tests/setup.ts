import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import { type Ask, client } from './client';

/** A simulator for a test file, empty before each test, with a client of it. */
export function useSimulator(options?: SimulatorOptions): { simulator: Simulator; ask: Ask } {
	const context = {} as { simulator: Simulator; ask: Ask };
	beforeAll(async () => {
		context.simulator = await startSimulator(options);
	});
	beforeEach(() => {
		context.simulator.reset();
		context.simulator.clock.set('2026-11-23T12:00:00Z');
		context.ask = client(context.simulator);
	});
	afterAll(async () => await context.simulator.close());
	return context;
}
