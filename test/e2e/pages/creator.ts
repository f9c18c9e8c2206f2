import type { Page } from 'playwright-core';

/** The list from which nodes are put on the canvas. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	/**
	 * Puts a node on the canvas, found by typing its name, and waits for its panel.
	 *
	 * @param displayName the node's name
	 * @param action one of the actions offered for it; the first of its triggers if there is none
	 */
	async add(displayName: string, action?: string): Promise<void> {
		const names = this.page.getByTestId('node-creator-item-name');
		const search = this.page.getByTestId('node-creator-search-bar');
		// What the details offer: actions and triggers, or the node as it is.
		const category = this.page.getByTestId('node-creator-category-item').first();
		const button = this.page.getByRole('button', { name: 'Add to workflow' });
		const panel = this.page.getByTestId('ndv');

		await this.page
			.getByTestId('canvas-plus-button')
			.or(this.page.getByTestId('node-creator-plus-button'))
			.first()
			.click();
		await search.fill(displayName);
		// Of a trigger with several events the list leaves out what its lightning sign says.
		const short = displayName.replace(/ Trigger$/, '');
		await names
			.getByText(displayName, { exact: true })
			.or(names.getByText(short, { exact: true }))
			.first()
			.click();
		// The details slide over the list.
		await search.waitFor({ state: 'hidden' });
		await category.or(button).first().waitFor();
		const entry =
			action === undefined ? names.or(button) : names.getByText(action, { exact: true });
		// n8n draws this list anew while it asks about the package; a click just then is lost.
		for (let tries = 0; tries < 3 && !(await panel.isVisible()); tries++) {
			await entry.first().click();
			await panel.waitFor({ timeout: 5_000 }).catch(() => undefined);
		}
		await panel.waitFor();
	}
}
