/**
 * Pictures of the example workflows on n8n's canvas, for the documentation. The project must be built.
 *
 *   tsx scripts/gallery.ts             all of them
 *   tsx scripts/gallery.ts stock ...   those whose file name begins so
 */
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';

import { openWindow } from '../test/e2e/browser';
import { signIn } from '../test/e2e/pages/sign-in';
import { connected } from '../test/shop';
import { startSimulator } from '../test/simulator';
import { CREDENTIAL_TYPE, importExamples } from './n8n/examples';
import { install } from './n8n/install';
import { installPackage, pack } from './n8n/pack';
import { N8N_HOME, ROOT } from './n8n/paths';
import { N8nApi, OWNER } from './n8n/rest';
import { freePort, startServer } from './n8n/server';
import { putStandInCredentials } from './n8n/standIns';

const FOLDER = join(ROOT, 'docs', 'images');
/** Of the picture; what is on the canvas is made to fit. */
const WIDTH = 1_500;
/** Around the nodes; loops and open ends reach further. */
const MARGIN = 48;
/** Below a node. */
const LABEL = 48;
const MOST_BYTES = 150_000;

/** Shows the workflow alone: without the editor around it, and the dots behind it, which make files large. */
const STYLE = `
	body *:not(.vue-flow):not(.vue-flow *) { visibility: hidden; }
	.vue-flow { visibility: visible; background: #fafafa; }
	.vue-flow__background, .vue-flow__panel { display: none !important; }
`;

/** How far a workflow reaches on the canvas. */
function extent(nodes: Array<{ position?: number[]; parameters: Record<string, unknown> }>) {
	const boxes = nodes.map(({ position: [x, y] = [0, 0], parameters }) => ({
		x,
		y,
		right: x + Number(parameters.width ?? 96),
		bottom: y + Number(parameters.height ?? 140),
	}));
	const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ x }) => x));
	const height =
		Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ y }) => y));
	return { width, height };
}

async function photograph(page: Page, url: string, name: string, ratio: number): Promise<void> {
	const canvas = page.locator('.vue-flow');
	await page.goto(url);
	await page.getByTestId('canvas-node').first().waitFor();
	// The canvas takes what the menu and the header leave.
	const box = await canvas.boundingBox();
	const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
	if (!box) throw new Error('The canvas is not there');
	await page.setViewportSize({
		width: Math.round(width - box.width + WIDTH),
		height: Math.round(height - box.height + WIDTH * ratio + 40),
	});
	await page.addStyleTag({ content: STYLE });
	await page.keyboard.press('1');
	await page.waitForTimeout(1_500);
	const path = join(FOLDER, `${name}.png`);
	await page.screenshot({ path, clip: await frame(page) });
	const { size } = await stat(path);
	console.log(`${name}: ${Math.round(size / 1_000)} KB`);
	if (size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES} bytes`);
}

/** The part of the window that the nodes and notes take, with a margin. */
async function frame(page: Page) {
	const boxes = await page
		.locator('.vue-flow__node')
		.evaluateAll((all) => all.map((node) => node.getBoundingClientRect().toJSON() as DOMRect));
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...boxes.map((box) => box.right)) + 2 * MARGIN;
	const bottom = Math.max(...boxes.map((box) => box.bottom)) + MARGIN + LABEL;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

async function main(wanted: string[]): Promise<void> {
	const installation = await install();
	const userFolder = join(N8N_HOME, 'gallery');
	await rm(userFolder, { recursive: true, force: true });
	await installPackage(await pack(), userFolder);
	await mkdir(FOLDER, { recursive: true });
	const closers: Array<() => Promise<void>> = [];
	try {
		const simulator = await startSimulator();
		closers.push(async () => await simulator.close());
		const logFile = join(userFolder, 'n8n.log');
		const n8n = await startServer(installation, { userFolder, port: await freePort(), logFile });
		closers.push(async () => await n8n.stop());
		const api = await N8nApi.open(n8n.url, OWNER);
		const { oauthTokenData, ...data } = connected(simulator);
		const credential = await api.putCredential('Allegro account', CREDENTIAL_TYPE, {
			...data,
			oauthTokenData,
		});
		// A red mark on every node that has no credential would hide the workflow.
		const others = await putStandInCredentials(api);
		const examples = await importExamples(api, credential, simulator.controlUrl, others);
		const window = await openWindow('gallery');
		closers.push(async () => await window.close());
		await signIn(window.page, n8n.url, OWNER);
		for (const { id, file } of examples) {
			const name = basename(file, '.json');
			if (wanted.length > 0 && !wanted.some((start) => name.startsWith(start))) continue;
			const { nodes } = await api.workflow(id);
			const { width, height } = extent(nodes);
			await photograph(window.page, `${n8n.url}/workflow/${id}`, name, height / width);
		}
	} finally {
		for (const close of closers.reverse()) await close();
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
