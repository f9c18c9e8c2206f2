import type { Page } from 'playwright-core';

/**
 * Picks an option in a parameter's drop-down list.
 *
 * @param parameter the parameter's name
 * @param option the option's whole name, as shown
 */
export async function choose(page: Page, parameter: string, option: string): Promise<void> {
	await page.getByTestId(`parameter-input-${parameter}`).click();
	await page.locator('.option-headline:visible').getByText(option, { exact: true }).first().click();
	// The list folds up with an animation that would cover what is clicked next.
	await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' });
}
