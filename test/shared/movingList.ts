import type { IDataObject } from 'n8n-workflow';

import type { Fetch, Page } from '../../nodes/shared/pagination';
import { fetching } from './fetching';

/** What happens to a list between two requests. */
export interface Motion {
	what: 'front' | 'any' | 'end' | 'gone' | 'gone at front' | 'to front' | 'nothing';
	which: number;
	count: number;
}

export interface MovingListOptions {
	/** Whether it tells its total, or what it tells in place of it. */
	total?: boolean | ((rows: number, place: number) => number | undefined);
	/** Whether it also tells how many rows are on the page, as most of Allegro's lists with a total do. */
	counts?: boolean;
	/** What happens before the second request, the third and so on. */
	moves?: Motion[];
	/** Makes of a page what is given in its place. */
	spoil?: (
		rows: IDataObject[],
		request: { offset: number; limit: number; count: number },
	) => IDataObject[];
	/** The order in which rows are listed, for the request of this number. */
	order?: (rows: IDataObject[], request: number) => IDataObject[];
	/** The largest page, whatever is asked for. */
	largest?: number;
}

/** A list with offset and limit, whose rows come and go while it is read. */
export class MovingList {
	readonly asked: Array<[offset: number, limit: number]> = [];
	readonly there: IDataObject[];
	rows: IDataObject[];
	private readonly gone = new Set<IDataObject>();
	private next = 0;

	constructor(
		rows: IDataObject[],
		readonly options: MovingListOptions = {},
	) {
		this.there = rows;
		this.rows = [...rows];
	}

	/** The rows that were there from the beginning to the end, in their order. */
	staying = (): IDataObject[] => this.there.filter((row) => !this.gone.has(row));

	readonly fetch: Fetch = fetching(async (query) => this.page(query));

	page({ offset = 0, limit = 0 }: IDataObject): Page {
		const { moves = [], spoil, order, largest = Infinity } = this.options;
		const { total = true, counts = false } = this.options;
		const count = this.asked.length;
		if (count > 5_000) throw new Error('It does not end');
		if (count > 0 && count <= moves.length) this.move(moves[count - 1]);
		const [place, most] = [Number(offset), Math.min(Number(limit), largest)];
		this.asked.push([place, Number(limit)]);
		const listed = order?.(this.rows, count) ?? this.rows;
		const rows = listed.slice(place, place + most);
		const told = typeof total === 'function' ? total(listed.length, place) : listed.length;
		const given = spoil?.(rows, { offset: place, limit: most, count }) ?? rows;
		const body: IDataObject = total === false || told === undefined ? {} : { totalCount: told };
		if (counts) body.count = given.length;
		return { rows: given, body };
	}

	private fresh(): IDataObject {
		const number = ++this.next;
		return this.there[0]?.id === undefined ? { at: `new ${number}` } : { id: `new-${number}` };
	}

	private move({ what, which, count }: Motion): void {
		const place = which % Math.max(1, this.rows.length);
		const fresh = () => Array.from({ length: count }, () => this.fresh());
		if (what === 'front') this.rows.unshift(...fresh());
		if (what === 'any') this.rows.splice(place, 0, ...fresh());
		if (what === 'end') this.rows.push(...fresh());
		if (what === 'to front') this.rows.unshift(...this.rows.splice(place, 1));
		if (!what.startsWith('gone')) return;
		const from = what === 'gone' ? place : 0;
		this.rows.splice(from, count).forEach((row) => this.gone.add(row));
	}
}
