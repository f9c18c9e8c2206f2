import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What this process holds in memory, in bytes, without what is only waiting to be thrown away. */
export function held(): number {
	collect();
	// What hung on something weakly held goes in a second round.
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
