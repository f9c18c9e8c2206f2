import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';

import { findProgram } from '../../scripts/n8n/debian';
import { ARTIFACTS } from '../../scripts/n8n/paths';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Keep the browser from calling home, and let it run as root without a screen. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Errors in the browser's console that are not the package's. Anything else fails the test.
 * Each is matched against the message and the address it came from.
 */
const KNOWN_ERRORS: Array<{ message: RegExp; address: RegExp; because: string }> = [
	{
		message: /^Failed to load resource: net::ERR_FAILED/,
		address: /^https:\/\//,
		because: 'the editor asks npm and n8n about packages and news; the test lets nothing out',
	},
	{
		message: /status of 401/,
		address: /\/rest\/login$/,
		because: 'the editor asks who is logged in before anybody is',
	},
	{
		message: /status of 404/,
		address: /\/schemas\/n8n-nodes-(allegro|base)\./,
		because: 'the editor asks for a preview of the output, which a node need not have',
	},
	{
		message: /status of 500/,
		address: /\/rest\/dynamic-node-parameters\//,
		because: 'a list that cannot be fetched says so in the panel, where the tests look for it',
	},
];

/** Runs in every page: nothing slides or fades, so that nothing has to be waited for. */
function withoutMotion(): void {
	addEventListener('DOMContentLoaded', () => {
		const style = document.createElement('style');
		style.textContent =
			'*, *::before, *::after { transition: none !important; animation: none !important; }';
		document.head.append(style);
	});
}

/** A part of the window. */
type Clip = { x: number; y: number; width: number; height: number };

/** One browser window and what went wrong in it. */
export interface Window {
	page: Page;
	/** Errors of the page and its console, but for the known ones; grows as they happen. */
	errors: string[];
	/** Keeps a picture of the window, or of a part of it, for a person to look at. */
	picture(name: string, part?: Clip): Promise<void>;
	close(): Promise<void>;
}

/**
 * The browser's program: CHROMIUM_PATH or one of the usual places. Where there is none and this
 * user may install packages, Debian's is installed.
 *
 * @throws Error that says how to get one
 */
export async function findChromium(): Promise<string> {
	const wanted = process.env.CHROMIUM_PATH;
	if (wanted !== undefined) {
		if (existsSync(wanted)) return wanted;
		throw new Error(`CHROMIUM_PATH is ${wanted}, and nothing is there`);
	}
	return await findProgram({
		name: 'Chromium',
		candidates: () => CANDIDATES,
		package: 'chromium',
	});
}

/**
 * Opens a window of a new browser, cut off from everything but this machine.
 *
 * @param album the folder under `artifacts/` for its pictures; those of the last run go
 */
export async function openWindow(album: string): Promise<Window> {
	// n8n's own name for the attribute.
	selectors.setTestIdAttribute('data-test-id');
	const browser: Browser = await chromium.launch({
		executablePath: await findChromium(),
		args: FLAGS,
	});
	const context = await browser.newContext({
		viewport: { width: 1440, height: 1000 },
		reducedMotion: 'reduce',
	});
	// A machine with much else to do takes its time.
	context.setDefaultTimeout(60_000);
	await context.addInitScript(withoutMotion);
	await context.route(
		(url) => !['localhost', '127.0.0.1'].includes(url.hostname),
		async (route) => await route.abort('failed'),
	);

	const errors: string[] = [];
	const page = await context.newPage();
	page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() !== 'error') return;
		const address = message.location().url;
		const known = KNOWN_ERRORS.some(
			(one) => one.message.test(message.text()) && one.address.test(address),
		);
		if (!known) errors.push(`${message.text()} (${address})`);
	});

	const folder = join(ARTIFACTS, album);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return {
		page,
		errors,
		picture: async (name, part) => {
			await page.screenshot({ path: join(folder, `${name}.png`), clip: part });
		},
		close: async () => await browser.close(),
	};
}
