import type { Locator, Page } from 'playwright-core';

import { choose } from './parameters';

/** How long the parameters must not change to count as drawn. */
const STILL_MS = 120;

/** More than any panel has. */
const MANY_FIELDS = 200;

/** A node's open panel: its parameters, its output, its files. */
export class Panel {
	constructor(private readonly page: Page) {}

	/** Picks from one of the node's drop-down lists. */
	async choose(parameter: string, option: string): Promise<void> {
		await choose(this.page, parameter, option);
	}

	/** What a drop-down list shows as chosen. */
	async chosen(parameter: string): Promise<string> {
		return await this.page
			.getByTestId(`parameter-input-${parameter}`)
			.locator('input')
			.inputValue();
	}

	/**
	 * Adds every optional field, and a row to everything that has rows.
	 *
	 * @throws Error when a field does not stay
	 */
	async addEverything(): Promise<void> {
		const add = this.visible('collection-parameter-add');
		const options = this.page.getByTestId('collection-parameter-option').locator('visible=true');
		await this.addRows();
		for (let round = 0; (await add.count()) > 0; round++) {
			if (round > MANY_FIELDS) throw new Error('A field that was added does not stay');
			await add.first().click();
			await this.settled();
			// Where only one is left, the button adds it at once.
			if ((await options.count()) > 0) await options.first().click();
			// n8n drops a field for rows that has none as soon as the next field is added.
			await this.addRows();
		}
	}

	/** Gives a first row to everything that has rows and none yet. */
	private async addRows(): Promise<void> {
		await this.settled();
		const empty = this.parameters()
			.locator('[data-test-id^="fixed-collection-"]:visible')
			.filter({ hasText: 'Currently no items exist' });
		while ((await empty.count()) > 0) {
			const button = empty.last().getByTestId('fixed-collection-add');
			if ((await button.count()) > 0) {
				await button.click();
			} else {
				// Rows of several kinds: a drop-down list instead of a button.
				await empty.last().getByRole('combobox').click();
				await this.page.getByRole('option').locator('visible=true').first().click();
			}
			await this.settled();
		}
	}

	/** The names of the parameters that offer a list to search in. */
	async lists(): Promise<string[]> {
		const names: string[] = [];
		for (const locator of await this.parameters()
			.locator('[data-test-id^="resource-locator-"]')
			.all()) {
			const mode = locator.getByTestId('rlc-mode-selector').locator('input');
			if ((await mode.inputValue()) !== 'From list') continue;
			const id = await locator.getAttribute('data-test-id');
			names.push((id ?? '').replace('resource-locator-', ''));
		}
		return names;
	}

	/** Unfolds such a list and gives its rows, in the order in which they stand. */
	async rowsOf(list: string): Promise<string[] | 'failed'> {
		await this.parameters()
			.getByTestId(`resource-locator-${list}`)
			.getByTestId('rlc-input')
			.click();
		const rows = this.page.getByTestId('rlc-item').locator('visible=true');
		const failed = this.page.getByTestId('rlc-error-container').locator('visible=true');
		// Nothing there, or nothing before something is typed.
		const none = this.page.getByText(/^(No results|Enter a search term)/).locator('visible=true');
		const shown = rows.or(failed).or(none).first();
		await shown.waitFor();
		const texts = (await failed.count()) > 0 ? 'failed' : await rows.allInnerTexts();
		// A list that failed takes no key: it closes when something else is clicked.
		await this.page.getByTestId('tab-params').click();
		await shown.waitFor({ state: 'hidden' });
		return texts;
	}

	/** All text of the node's parameters. */
	async text(): Promise<string> {
		return await this.parameters().innerText();
	}

	/** Waits until the parameters stand still, with what is fetched from Allegro in them. */
	async settled(): Promise<void> {
		await this.parameters().getByText('Loading options...').first().waitFor({ state: 'hidden' });
		let before = '';
		for (let now = await this.look(); now !== before; now = await this.look()) {
			before = now;
			await this.page.waitForTimeout(STILL_MS);
		}
	}

	/** The part of the window that the parameters take, down to the last of them. */
	async area(): Promise<{ x: number; y: number; width: number; height: number }> {
		const whole = await this.parameters().boundingBox();
		const last = await this.visible('parameter-item').last().boundingBox();
		if (whole === null || last === null) throw new Error('The panel shows no parameters');
		return { ...whole, height: last.y + last.height + 20 - whole.y };
	}

	/** Shows the output's files and downloads the first. */
	async downloadFile(): Promise<{ name: string; path: string }> {
		const output = this.page.getByTestId('output-panel');
		await output.getByTestId('radio-button-binary').click();
		const [download] = await Promise.all([
			this.page.waitForEvent('download'),
			output.getByTestId('ndv-download-binary-data').first().click(),
		]);
		return { name: download.suggestedFilename(), path: await download.path() };
	}

	private async look(): Promise<string> {
		return await this.parameters().innerHTML();
	}

	private parameters(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	private visible(id: string): Locator {
		return this.parameters().getByTestId(id).locator('visible=true');
	}
}
