import type { Page } from 'playwright-core';

import { choose } from './parameters';

/** The window in which a credential is entered and connected. */
export class CredentialDialog {
	constructor(private readonly page: Page) {}

	/** Opens a new credential of a type, found by typing its name as a person does. */
	async create(url: string, typeName: string): Promise<void> {
		await this.page.goto(`${url}/home/credentials`);
		await this.page.getByTestId('add-resource-credential').click();
		await this.page.getByTestId('new-credential-type-select').click();
		await this.page.keyboard.type(typeName);
		await this.page
			.getByTestId('new-credential-type-select-option')
			.filter({ hasText: typeName })
			.click();
		await this.page.getByTestId('new-credential-type-button').click();
		await this.page.getByTestId('credential-edit-dialog').waitFor();
	}

	/** Types a value into a text field. */
	async fill(field: string, value: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
	}

	/** Picks from a drop-down list. */
	async choose(field: string, option: string): Promise<void> {
		await choose(this.page, field, option);
	}

	/**
	 * Presses Connect and agrees to what the consent page asks, in the window that opens.
	 *
	 * @param allow finds the page's button
	 */
	async connect(allow: string): Promise<void> {
		const [consent] = await Promise.all([
			this.page.waitForEvent('popup'),
			this.page.getByTestId('quick-connect-button').click(),
		]);
		await Promise.all([consent.waitForEvent('close'), consent.locator(allow).click()]);
	}

	/** What the dialog says once the account is connected; waits for it. */
	async connected(): Promise<string> {
		return await this.page.getByTestId('oauth-connect-success-banner').innerText();
	}

	/** Closes the dialog. */
	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('credential-edit-dialog').waitFor({ state: 'hidden' });
	}
}
