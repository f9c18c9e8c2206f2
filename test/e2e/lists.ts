import type { Page } from 'playwright-core';

/** One list that the editor asked n8n for. */
interface Asked {
	/** The node's method that gives it. */
	method: string;
	status: number;
}

/** What n8n asks a node for while its panel is open: dropdowns, lists to search in, fields of a mapper. */
export class AskedLists {
	private all: Asked[] = [];

	constructor(page: Page) {
		page.on('response', (response) => {
			if (!response.url().includes('/rest/dynamic-node-parameters/')) return;
			const { methodName } = response.request().postDataJSON() as { methodName?: string };
			if (methodName) this.all.push({ method: methodName, status: response.status() });
		});
	}

	/** The methods that failed since this was last asked. */
	failed(): string[] {
		const failed = this.all.filter(({ status }) => status >= 400);
		this.all = this.all.filter((one) => !failed.includes(one));
		return [...new Set(failed.map(({ method }) => method))];
	}

	/** The methods that gave a list. */
	answered(): string[] {
		return [...new Set(this.all.map(({ method }) => method))];
	}

	/** Forgets all. */
	clear(): void {
		this.all = [];
	}
}
