import type { Locator, Page } from 'playwright-core';

/** How long the list must not change to count as found. */
const STILL_MS = 300;

/** The list from which nodes are put on the canvas. */
export class NodeCreator {
	constructor(private readonly page: Page) {}

	/** Opens the list, as it is for the first node of a workflow or for another one. */
	async open(): Promise<void> {
		await this.page
			.getByTestId('canvas-plus-button')
			.or(this.page.getByTestId('node-creator-plus-button'))
			.first()
			.click();
		await this.searchBar().waitFor();
	}

	/** Types a word. @returns the names of the nodes that it finds, from the top */
	async search(word: string): Promise<string[]> {
		await this.searchBar().fill(word);
		return await this.settled();
	}

	/**
	 * Opens one of the nodes found.
	 *
	 * @returns its events and its actions; none where it is put on the canvas as it is
	 */
	async entriesOf(name: string): Promise<string[]> {
		await this.show(name);
		for (const category of await this.categories().all()) await this.unfold(category);
		return (await this.categories().count()) > 0 ? await this.settled() : [];
	}

	/** Goes back from a node to what was found. */
	async back(): Promise<void> {
		await this.page.getByTestId('nodes-list-header').getByRole('button').first().click();
		await this.searchBar().waitFor();
	}

	/**
	 * Puts a node on the canvas, found by typing its name, and waits for its panel.
	 *
	 * @param displayName the node's name
	 * @param entry one of the events or actions offered for it, if any are
	 */
	async add(displayName: string, entry?: string): Promise<void> {
		const button = this.page.getByRole('button', { name: 'Add to workflow' });
		const panel = this.page.getByTestId('ndv');
		await this.open();
		await this.search(displayName);
		// A trigger stands inside the node of its name.
		const own = this.names().getByText(displayName, { exact: true });
		const isWithin = (await own.count()) === 0;
		await this.show(isWithin ? displayName.replace(/ Trigger$/, '') : displayName);
		if (entry !== undefined) {
			for (const category of await this.categories().all()) await this.unfold(category);
		}
		const chosen = entry === undefined ? button : this.names().getByText(entry, { exact: true });
		// n8n draws this list anew while it asks about the package; a click just then is lost.
		for (let tries = 0; tries < 3 && !(await panel.isVisible()); tries++) {
			await chosen.first().click();
			await panel.waitFor({ timeout: 5_000 }).catch(() => undefined);
		}
		await panel.waitFor();
	}

	/** Opens the details of a node, which slide over the list. */
	private async show(name: string): Promise<void> {
		await this.names().getByText(name, { exact: true }).first().click();
		await this.searchBar().waitFor({ state: 'hidden' });
		const button = this.page.getByRole('button', { name: 'Add to workflow' });
		await this.categories().first().or(button).first().waitFor();
	}

	/** Opens a list of events or actions that is folded. */
	private async unfold(category: Locator): Promise<void> {
		const folded = category.locator('xpath=ancestor-or-self::*[@data-category-collapsed="true"]');
		if ((await folded.count()) > 0) await category.click();
	}

	/** The names in the list, once it stands still. */
	private async settled(): Promise<string[]> {
		for (let before = ''; ; ) {
			const names = await this.names().allInnerTexts();
			if (names.join() === before) return names;
			before = names.join();
			await this.page.waitForTimeout(STILL_MS);
		}
	}

	private searchBar(): Locator {
		return this.page.getByTestId('node-creator-search-bar');
	}

	private names(): Locator {
		return this.page.getByTestId('node-creator-item-name');
	}

	private categories(): Locator {
		return this.page.getByTestId('node-creator-category-item');
	}
}
