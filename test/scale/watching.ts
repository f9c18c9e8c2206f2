import type { Simulator } from '../simulator';
import type { Call } from '../simulator/router';

/** Tells of each request to an endpoint that Allegro has done as asked. */
export function watch(simulator: Simulator, endpoint: string, done: (call: Call) => void): void {
	const route = simulator.routes.find(({ key }) => key === endpoint);
	if (!route) throw new Error(`The simulator has no ${endpoint}`);
	const { handler } = route;
	route.handler = async (call) => {
		const answer = await handler(call);
		if (answer.status < 300) done(call);
		return answer;
	};
}
