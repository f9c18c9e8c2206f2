import type { Page } from 'playwright-core';

/** The list from which nodes are put on the canvas. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	/**
	 * Puts a node on an empty canvas, found by typing its name, and waits for its panel.
	 *
	 * @param displayName the node's name
	 * @param action one of the actions offered for it; the first of its triggers if there is none
	 */
	async add(displayName: string, action?: string): Promise<void> {
		const names = this.page.getByTestId('node-creator-item-name');
		await this.page.getByTestId('canvas-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill(displayName);
		// The list leaves out the word that its lightning sign says.
		await names.getByText(displayName.replace(/ Trigger$/, ''), { exact: true }).click();
		// The details slide over the list.
		await this.page.getByTestId('node-creator-search-bar').waitFor({ state: 'hidden' });
		await this.page.getByTestId('node-creator-category-item').first().waitFor();
		const entry = action === undefined ? names : names.getByText(action, { exact: true });
		const panel = this.page.getByTestId('ndv');
		// n8n draws this list anew while it asks about the package; a click just then is lost.
		for (let tries = 0; tries < 3 && !(await panel.isVisible()); tries++) {
			await entry.first().click();
			await panel.waitFor({ timeout: 5_000 }).catch(() => undefined);
		}
		await panel.waitFor();
	}
}
