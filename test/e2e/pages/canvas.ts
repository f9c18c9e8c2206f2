import type { Locator, Page } from 'playwright-core';

/** A workflow in the editor. */
export class Canvas {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens a new workflow and fills it from a file, through the menu. */
	async importFile(path: string): Promise<void> {
		await this.create();
		await this.page.getByTestId('workflow-menu').click();
		await this.page.getByTestId('workflow-menu-item-import').hover();
		const [chooser] = await Promise.all([
			this.page.waitForEvent('filechooser'),
			this.page.getByTestId('workflow-menu-item-import-from-file').click(),
		]);
		await chooser.setFiles(path);
		await this.nodes().first().waitFor();
	}

	/** Opens a new, empty workflow. */
	async create(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	/** Opens a workflow that n8n has. */
	async show(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.nodes().first().waitFor();
	}

	/** The names of the nodes whose picture did not load. */
	async withoutPicture(): Promise<string[]> {
		const pictures = this.nodes().locator('img');
		await pictures.evaluateAll(async (all) => {
			const images = all.filter((image) => image instanceof HTMLImageElement);
			await Promise.all(images.map(async (image) => await image.decode().catch(() => undefined)));
		});
		return await this.nodes().evaluateAll((all) =>
			all
				.filter((node) => !(node.querySelector('img')?.naturalWidth ?? 0))
				.map((node) => node.getAttribute('data-node-name') ?? ''),
		);
	}

	/** All nodes. */
	nodes(): Locator {
		return this.page.getByTestId('canvas-node');
	}

	/** The names of all nodes. */
	async names(): Promise<string[]> {
		return await names(this.nodes());
	}

	/** The node of that name. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Runs the workflow by hand and waits until n8n says how it went. */
	async execute(): Promise<string> {
		await this.page.getByTestId('execute-workflow-button').click();
		const word = this.page.locator('.el-notification').filter({
			hasText: /executed successfully|Problem in node|problem|error/i,
		});
		await word.first().waitFor({ timeout: 120_000 });
		return await word.first().innerText();
	}

	/** The names of the nodes that carry the sign of success. */
	async succeeded(): Promise<string[]> {
		return await names(
			this.nodes().filter({ has: this.page.getByTestId('canvas-node-status-success') }),
		);
	}

	/** The names of the nodes that carry the sign of something missing. */
	async withIssues(): Promise<string[]> {
		return await names(this.nodes().filter({ has: this.page.getByTestId('node-issues') }));
	}

	/** Opens a node's panel. */
	async open(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Closes the open panel. */
	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** Publishes the workflow, so that its trigger runs it from now on. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		await this.page.getByTestId('activation-modal').waitFor();
		await this.page.getByRole('button', { name: 'Got it' }).click();
		await this.page.getByTestId('workflow-active-version-indicator').waitFor();
	}

	/** Shows a past execution. */
	async openExecution(workflow: string, execution: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflow}/executions/${execution}`);
		await this.page.getByTestId('canvas-node-status-success').last().waitFor();
	}

	/** The open workflow's id. */
	id(): string {
		const id = /\/workflow\/([^/?]+)/.exec(this.page.url())?.[1];
		if (id === undefined) throw new Error(`No workflow is open at ${this.page.url()}`);
		return id;
	}
}

/** The names of nodes on the canvas. */
async function names(nodes: Locator): Promise<string[]> {
	return await nodes.evaluateAll((all) =>
		all.map((node) => node.getAttribute('data-node-name') ?? ''),
	);
}
