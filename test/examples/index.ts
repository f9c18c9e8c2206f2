import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';

import { offerScenarios } from './offers';
import { orderScenarios } from './orders';
import type { Scenario } from './scenario';
import { serviceScenarios } from './service';

export { ledTo, type Scenario, type Stage } from './scenario';
export { openOutside, type Outside } from './outside';

const FOLDER = join(__dirname, '..', '..', 'examples');

/** The names of all examples. */
export const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** An example as it is imported into n8n. */
export const readExample = (file: string): IWorkflowBase =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IWorkflowBase;

/** examples/README.md */
export const INDEX = readFileSync(join(FOLDER, 'README.md'), 'utf8');

/** The stories that the examples are tested with. */
export const SCENARIOS: Scenario[] = [...orderScenarios, ...offerScenarios, ...serviceScenarios];
