import axios from 'axios';
import { basename } from 'node:path';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import type { CredentialRef } from '../../scripts/n8n/rest';
import packageJson from '../../package.json';
import { fieldsWithin } from '../operations/samples';
import { connected } from '../shop';
import { filledPanels, type Filled } from './filled';
import { AskedLists } from './lists';
import { Canvas } from './pages/canvas';
import { NodeCreator } from './pages/creator';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';

/** The package's nodes, by the names of their types. */
const NODES = packageJson.n8n.nodes.map((path) => {
	const name = basename(path, '.node.js');
	return name.charAt(0).toLowerCase() + name.slice(1);
});

/** Those whose panels are opened: all, or the ones that PANELS names (`PANELS=allegroOrders,allegroParcels`). */
const CHOSEN = process.env.PANELS?.split(',') ?? NODES;

/** How many orders there are to choose from. */
const ORDERS = 5;

/** Looked for in lists that show nothing by themselves. */
const PHRASE = 'szpital';

/** What a person has; the panels' pictures make it as tall as they need. */
const WINDOW = { width: 1440, height: 1000 };

/** How the nodes of a workflow stand on its canvas. */
const COLUMNS = 10;
const STEP = 220;

/**
 * Each panel of each node is opened once with all its fields, and a picture of it is kept under
 * `artifacts/panels`: the look of a panel is for a person to judge.
 */
describe('Every panel', () => {
	let stage: Stage;
	let types: INodeTypeDescription[];
	let credential: CredentialRef;
	let asked: AskedLists;
	let canvas: Canvas;

	beforeAll(async () => {
		stage = await openStage('panels');
		const { api, simulator, window, n8n } = stage;
		types = (await api.nodeTypes()).filter(({ name }) => name.startsWith(NODE_PREFIX));
		credential = await api.putCredential('Allegro', CREDENTIAL_TYPE, connected(simulator));
		// Something for the lists that are fetched from Allegro.
		simulator.seed({ orders: ORDERS, status: 'READY_FOR_PROCESSING' });
		asked = new AskedLists(window.page);
		await window.page.setViewportSize(WINDOW);
		canvas = new Canvas(window.page, n8n.url);
	});
	afterAll(async () => await stage?.close());

	test('belongs to a node that n8n offers, with pictures for both themes', async () => {
		// n8n adds a tool for its agents to each node that may be one.
		const offered = types.map(({ name }) => nameOf(name)).filter((name) => !name.endsWith('Tool'));
		expect(offered.sort()).toEqual([...NODES].sort());
		for (const { name, iconUrl } of types) {
			const urls = typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl ?? {});
			expect([name, urls.length]).not.toEqual([name, 0]);
			for (const url of urls) {
				const answer = await axios.get(`${stage.n8n.url}/${url}`, { proxy: false });
				expect(answer.headers['content-type']).toContain('image/svg+xml');
				expect(answer.data).toContain('<svg');
			}
		}
	});

	test.each(CHOSEN)(
		'of %s opens with all its fields, and its lists load',
		async (node) => {
			const type = types.find(({ name }) => nameOf(name) === node);
			if (type === undefined) throw new Error(`n8n does not offer ${node}`);
			const panels = filledPanels(type);
			expect(panels).not.toEqual([]);

			await canvas.show(await workflowOf(type, panels));
			const faults = [...(await canvas.withoutPicture()).map((name) => `${name}: no picture`)];
			asked.clear();
			const unfolded = new Set<string>();
			for (const panel of panels) faults.push(...(await look(node, panel, unfolded)));
			for (const method of methodsOf(type).filter((one) => !asked.answered().includes(one))) {
				faults.push(`${method}: no list came`);
			}
			faults.push(...(await taken(type, usual(type, panels))));
			expect([...faults, ...stage.window.errors.splice(0)]).toEqual([]);
		},
		600_000,
	);

	/** A workflow with a node for each panel. @returns its id */
	async function workflowOf(type: INodeTypeDescription, panels: Filled[]): Promise<string> {
		const { id } = await stage.api.createWorkflow({
			name: type.displayName,
			nodes: panels.map(({ key, parameters }, index) => ({
				name: key,
				type: type.name,
				typeVersion: [type.version].flat()[0],
				position: [(index % COLUMNS) * STEP, Math.floor(index / COLUMNS) * STEP],
				parameters: { ...parameters },
				credentials: { [CREDENTIAL_TYPE]: credential },
			})),
			connections: {},
		});
		return id;
	}

	/** Opens one panel and says what is wrong with it. */
	async function look(node: string, wanted: Filled, unfolded: Set<string>): Promise<string[]> {
		const panel = new Panel(stage.window.page);
		await canvas.open(wanted.key);
		await panel.settled();
		const { labels, unlabelled, cut, text } = await panel.read();
		const name = wanted.operation ? `${node}-${wanted.key.replace('.', '-')}` : node;
		await stage.window.picture(name, await panel.wholeArea());
		// A tall window takes long to draw.
		await stage.window.page.setViewportSize(WINDOW);

		const faults = unlabelled.map((field) => `no label: ${field}`);
		faults.push(...cut.map((label) => `too long a name: ${label}`));
		const difference = firstDifference(wanted.labels, labels);
		if (difference) faults.push(difference);
		if (/error fetching/i.test(text)) faults.push('a dropdown did not load');
		if (text.includes('[object Object]')) faults.push('shows [object Object]');
		for (const list of await panel.lists()) {
			const [resource] = wanted.key.split('.');
			if (unfolded.has(`${resource} ${list}`)) continue;
			unfolded.add(`${resource} ${list}`);
			const rows = await panel.rowsOf(list, PHRASE);
			if (rows === 'failed') faults.push(`the list of ${list} did not load`);
			// The only list of which it is known here that Allegro has something for it.
			if (list === 'orderId') expect(rows).toHaveLength(ORDERS);
		}
		faults.push(...asked.failed().map((method) => `${method} failed`));
		await canvas.close();
		return faults.map((fault) => `${wanted.key}: ${fault}`);
	}

	/** Takes the node from n8n's list as a person does, by one of its actions, and says what is wrong. */
	async function taken(type: INodeTypeDescription, { operation }: Filled): Promise<string[]> {
		const { page, picture } = stage.window;
		await new NodeCreator(page).add(type.displayName, operation?.action ?? eventOf(type));
		await picture(`${nameOf(type.name)}-first`);
		const chosen = operation && (await new Panel(page).chosen('operation'));
		await canvas.close();
		return chosen === operation?.name ? [] : [`the list's action chose ${chosen}`];
	}
});

/** What a new node shows. */
function usual({ properties }: INodeTypeDescription, panels: Filled[]): Filled {
	const resource = properties.find(({ name }) => name === 'resource')?.default;
	const operation = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource as string),
	)?.default;
	return panels.find(({ key }) => key === `${resource}.${operation}`) ?? panels[0];
}

/** What n8n's list offers for the first event of a trigger. */
function eventOf({ properties }: INodeTypeDescription): string | undefined {
	const events = properties.find(({ displayName }) => displayName === 'Events');
	return (events?.options as INodePropertyOptions[] | undefined)?.[0]?.action;
}

/** The methods with which the node's fields load lists. */
function methodsOf({ properties }: INodeTypeDescription): string[] {
	const methods = properties
		.flatMap(fieldsWithin)
		.flatMap(({ typeOptions, modes = [] }) => [
			typeOptions?.loadOptionsMethod,
			...modes.map((mode) => mode.typeOptions?.searchListMethod),
		]);
	return [...new Set(methods)].filter((method) => method !== undefined);
}

/** Where two lists part, in words; empty when they do not. */
function firstDifference(wanted: string[], shown: string[]): string {
	const at = wanted.findIndex((label, index) => label !== shown[index]);
	if (at < 0) return shown.length > wanted.length ? `shows also ${shown[wanted.length]}` : '';
	const before = at === 0 ? 'at the top' : `below ${wanted[at - 1]}`;
	return `shows ${shown[at] ?? 'nothing'} ${before}, in the place of ${wanted[at]}`;
}

/** A node type's name without the package's. */
const nameOf = (type: string) => type.slice(NODE_PREFIX.length);
