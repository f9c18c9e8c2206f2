import type { IDataObject } from 'n8n-workflow';

import { bounded } from './words';
import { isPlain, only } from './values';

/** Some fields of an answer's rows, and which of them there were. */
export class Selection {
	private missing: string[];
	/** What the latest row has that nothing was found in. */
	private offered: string[] | undefined;

	/** @param names fields with dots into objects and lists, one or more */
	constructor(private readonly names: string[]) {
		this.missing = names;
	}

	/** A row with nothing but the selected fields. */
	of(row: IDataObject): IDataObject {
		if (this.missing.length > 0) {
			this.missing = this.missing.filter((name) => !mayHave(row, name.split('.')));
			this.offered = Object.keys(row);
		}
		return only(row, this.names);
	}

	/**
	 * What no row had, in words; undefined when there was no row, or each name was in one. Of a field
	 * in an empty list or in what is null, nobody can tell.
	 */
	unfound(): { all: boolean; message: string; description: string } | undefined {
		if (!this.offered || this.missing.length === 0) return undefined;
		const names = this.missing.map((name) => `"${name}"`).join(', ');
		return {
			all: this.missing.length === this.names.length,
			message: bounded(`Selected Fields: Allegro's answer has no ${names}`, 300),
			description: bounded(
				`The answer has: ${this.offered.join(', ')}. Write names as there, separated by commas, with dots into objects, such as buyer.login. To see all of it, empty Selected Fields.`,
				1000,
			),
		};
	}
}

/** Whether a value has something at a path, or leaves it open. */
function mayHave(value: unknown, [key, ...deeper]: string[]): boolean {
	if (key === undefined || value === null) return true;
	if (Array.isArray(value)) {
		return value.length === 0 || value.some((entry) => mayHave(entry, [key, ...deeper]));
	}
	return isPlain(value) && Object.hasOwn(value, key) && mayHave(value[key], deeper);
}
