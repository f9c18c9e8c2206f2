import type { Locator, Page } from 'playwright-core';

import { choose } from './parameters';

/** How long the parameters must not change to count as drawn. */
const STILL_MS = 100;

/** Above and below the parameters. */
const AROUND = 160;

/** What a panel shows of its fields. */
export interface Shown {
	/** The fields' names, from top to bottom. */
	labels: string[];
	/** Fields without a name, by their place and what they hold. */
	unlabelled: string[];
	/** Names that are too long for their place. */
	cut: string[];
	/** All that can be read, with what stands in the inputs. */
	text: string;
}

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

	/** Types into a field. */
	async fill(parameter: string, value: string): Promise<void> {
		const input = this.page.getByTestId(`parameter-input-${parameter}`).locator('input');
		await input.fill(value);
		await input.blur();
	}

	/** Picks from a list to search in: types, and takes the row of that name. */
	async pick(list: string, phrase: string, row: string | RegExp): Promise<void> {
		await this.list(list).click();
		await this.page.keyboard.type(phrase);
		await this.page.getByTestId('rlc-item').getByText(row, { exact: true }).click();
		await this.settled();
	}

	/** The fields that a mapper shows, by their IDs, from top to bottom; waits for them. */
	async mapped(): Promise<string[]> {
		const fields = this.page
			.getByTestId('mapping-fields-container')
			.locator('[data-test-id^="parameter-input-"]:not([data-test-id="parameter-input-field"])');
		await fields.first().waitFor();
		return await fields.evaluateAll((all) =>
			all.map((one) => (one.getAttribute('data-test-id') ?? '').replace('parameter-input-', '')),
		);
	}

	/** Adds a field that a mapper does not show yet. */
	async addMapped(name: string): Promise<void> {
		await this.page.getByTestId('add-fields-select').getByRole('button').click();
		await this.page.getByRole('menuitem', { name, exact: true }).click();
	}

	/** Runs the node, with those before it, and waits for its output. */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.page.getByTestId('output-panel').getByTestId('ndv-items-count').waitFor();
	}

	/** Reads the parameters, all at once. */
	async read(): Promise<Shown> {
		return await this.parameters().evaluate((element) => {
			const root = element as HTMLElement;
			const shown: Shown = { labels: [], unlabelled: [], cut: [], text: root.innerText };
			const items = root.querySelectorAll<HTMLElement>('[data-test-id="parameter-item"]');
			for (const item of Array.from(items)) {
				if (item.getClientRects().length === 0) continue;
				// What holds no input and has no label is a notice.
				const input = item.querySelector('[data-test-id^="parameter-input-"]');
				// n8n puts the credential into the first parameter's place.
				const label = Array.from(item.querySelectorAll('label.n8n-input-label .n8n-text')).find(
					(one) => !one.closest('[data-test-id="node-credentials-slot"]'),
				);
				const isOwn = label?.closest('[data-test-id="parameter-item"]') === item;
				const name = isOwn ? (label?.textContent ?? '').trim() : '';
				if (name) shown.labels.push(name);
				else if (input) shown.unlabelled.push(`${input.getAttribute('data-test-id')}`);
				for (let one = label; isOwn && one && one !== item; one = one.parentElement ?? undefined) {
					const hides = getComputedStyle(one).overflowX === 'hidden';
					if (hides && one.scrollWidth > one.clientWidth) shown.cut.push(name);
				}
			}
			for (const input of Array.from(root.querySelectorAll('input'))) {
				shown.text += `\n${input.value} ${input.placeholder}`;
			}
			return shown;
		});
	}

	/** The names of the parameters that offer a list to search in. */
	async lists(): Promise<string[]> {
		const names: string[] = [];
		for (const locator of await this.parameters()
			.locator('[data-test-id^="resource-locator-"]')
			.all()) {
			const mode = locator.getByTestId('rlc-mode-selector').locator('input');
			// n8n shows no modes where there is only one.
			if ((await mode.count()) === 0 || (await mode.inputValue()) !== 'From list') continue;
			const id = await locator.getAttribute('data-test-id');
			names.push((id ?? '').replace('resource-locator-', ''));
		}
		return names;
	}

	/**
	 * Unfolds such a list and gives its rows, in the order in which they stand.
	 *
	 * @param phrase typed where a list has nothing to show before something is
	 */
	async rowsOf(list: string, phrase: string): Promise<string[] | 'failed'> {
		await this.list(list).click();
		const rows = this.page.getByTestId('rlc-item').locator('visible=true');
		const failed = this.page.getByTestId('rlc-error-container').locator('visible=true');
		const none = this.page.getByText(/^No results/).locator('visible=true');
		const nothingTyped = this.page.getByText(/^Enter a search term/).locator('visible=true');
		const shown = rows.or(failed).or(none).first();
		await shown.or(nothingTyped).first().waitFor();
		if ((await nothingTyped.count()) > 0) await this.page.keyboard.type(phrase);
		await shown.waitFor();
		const texts = (await failed.count()) > 0 ? 'failed' : await rows.allInnerTexts();
		// A list that failed takes no key: it closes when something else is clicked.
		await this.page.getByTestId('tab-params').click();
		await shown.waitFor({ state: 'hidden' });
		return texts;
	}

	/** Waits until the parameters stand still, with what is fetched from Allegro in them. */
	async settled(): Promise<void> {
		await this.parameters().evaluate(async (root, still) => {
			const isLoading = () =>
				(root.textContent ?? '').includes('Loading fields') ||
				Array.from(root.querySelectorAll('input')).some(({ placeholder, value }) =>
					`${placeholder} ${value}`.includes('Loading options'),
				);
			let before = '';
			while (before !== root.innerHTML || isLoading()) {
				before = root.innerHTML;
				await new Promise((resolve) => setTimeout(resolve, still));
			}
		}, STILL_MS);
	}

	/** Makes the window so tall that all parameters are in it. @returns the part of it that they take */
	async wholeArea(): Promise<{ x: number; y: number; width: number; height: number }> {
		const tall = await this.parameters().evaluate((root) => {
			const items = root.querySelectorAll('[data-test-id="parameter-item"]');
			const bottoms = Array.from(items).map((item) => item.getBoundingClientRect().bottom);
			return Math.ceil(Math.max(...bottoms));
		});
		const size = this.page.viewportSize() ?? { width: 0, height: 0 };
		if (size.height < tall + AROUND) {
			await this.page.setViewportSize({ ...size, height: tall + AROUND });
			await this.settled();
		}
		const whole = await this.parameters().boundingBox();
		if (whole === null) throw new Error('The panel shows no parameters');
		return { ...whole, height: tall + 20 - whole.y };
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

	private list(name: string): Locator {
		return this.parameters()
			.getByTestId(`resource-locator-${name}`)
			.getByTestId('rlc-input')
			.first();
	}

	private parameters(): Locator {
		return this.page.getByTestId('node-parameters');
	}
}
