/**
 * What n8n's start pays for the package: each time in a new process, in which n8n-workflow is loaded
 * already, as it is in n8n. The project must be built.
 *
 *   npm run bench:load
 */
import { execFileSync } from 'node:child_process';

import { ROOT } from '../../scripts/n8n/paths';

const RUNS = 9;

/** Runs on its own, without the tools of the tests. */
const PROGRAM = `
require('n8n-workflow');
const { n8n } = require('./package.json');
const modules = Object.keys(require.cache).length;
const heap = process.memoryUsage().heapUsed;
const startedAt = performance.now();
for (const path of [...n8n.nodes, ...n8n.credentials]) new (Object.values(require('./' + path))[0])();
console.log(JSON.stringify({
	ms: performance.now() - startedAt,
	heapMb: (process.memoryUsage().heapUsed - heap) / 1024 / 1024,
	modules: Object.keys(require.cache).length - modules,
}));`;

interface Load {
	ms: number;
	heapMb: number;
	modules: number;
}

const loads = Array.from({ length: RUNS }, () => {
	const output = execFileSync(process.execPath, ['-e', PROGRAM], { cwd: ROOT, encoding: 'utf8' });
	return JSON.parse(output) as Load;
});
function median(of: (load: Load) => number): number {
	const sorted = loads.map(of).sort((one, other) => one - other);
	return Number(sorted[Math.floor(RUNS / 2)].toFixed(1));
}
console.table({
	[`median of ${RUNS} starts`]: {
		ms: median(({ ms }) => ms),
		heapMb: median(({ heapMb }) => heapMb),
		modules: median(({ modules }) => modules),
	},
});
