import { rm } from 'node:fs/promises';

import { packed } from '../../scripts/n8n/pack';
import { ARTIFACTS } from '../../scripts/n8n/paths';
import { findChromium } from './browser';

/**
 * Has a browser ready and the pictures of the last run gone.
 *
 * @throws Error when the project was not packed or no browser can be had
 */
export default async function setup(): Promise<void> {
	await packed();
	await findChromium();
	await rm(ARTIFACTS, { recursive: true, force: true });
}
