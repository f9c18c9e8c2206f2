import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Shop } from '../shop';

interface PollOfTrigger {
	mode?: 'manual';
	budgetMs?: number;
	/** The memory is kept when the poll fails, as that of a running n8n is. */
	keep?: boolean;
}

/** A trigger with its memory, which survives between polls as n8n saves it. */
export class Trigger {
	state: IDataObject = {};

	constructor(
		private readonly shop: Shop,
		private readonly type: string,
		private readonly parameters: INodeParameters = {},
	) {}

	/** One poll: what it hands over. */
	async poll(more: PollOfTrigger = {}): Promise<IDataObject[]> {
		return (await this.items(more)).map(({ json }) => json);
	}

	/** One poll: the items, with their files. */
	async items({ keep, ...more }: PollOfTrigger = {}): Promise<INodeExecutionData[]> {
		// n8n saves the memory of polls that succeed only.
		const staged = keep ? this.state : (JSON.parse(JSON.stringify(this.state)) as IDataObject);
		const parameters = { events: [], start: 'now', options: {}, ...this.parameters };
		const items = await this.shop.engine.poll(this.type, parameters, { state: staged, ...more });
		this.state = JSON.parse(JSON.stringify(staged)) as IDataObject;
		return items ?? [];
	}

	/** Polls until there is nothing more. */
	async drain(): Promise<IDataObject[]> {
		const all: IDataObject[] = [];
		for (;;) {
			const some = await this.poll();
			if (some.length === 0) return all;
			all.push(...some);
		}
	}
}
