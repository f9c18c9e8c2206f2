import { packed } from '../../scripts/n8n/pack';
import { findChromium } from './browser';

/**
 * Has a browser ready.
 *
 * @throws Error when the project was not packed or no browser can be had
 */
export default async function setup(): Promise<void> {
	await packed();
	await findChromium();
}
