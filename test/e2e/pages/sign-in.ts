import type { Page } from 'playwright-core';

import type { Account } from '../../../scripts/n8n/rest';

/** Signs in to the editor at `url` and waits for the overview. */
export async function signIn(page: Page, url: string, account: Account): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.getByTestId('emailOrLdapLoginId').locator('input').fill(account.email);
	await page.getByTestId('password').locator('input').fill(account.password);
	await page.getByTestId('form-submit-button').click();
	await page.getByTestId('project-home-menu-item').waitFor();
}
