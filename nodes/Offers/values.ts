import type { IDataObject } from 'n8n-workflow';

import { UUID } from '../shared/locators/modes';
import type { Convert } from '../shared/routing';
import { withoutEmpty } from '../shared/values';

const UUID_ONLY = new RegExp(`^${UUID}$`, 'i');

export const isUuid = (value: unknown): boolean => UUID_ONLY.test(String(value).trim());

const ID_TYPES: Record<string, string> = {
	gtin: 'GTIN',
	mpn: 'MPN',
	id: 'ID',
	list: 'ID',
	url: 'ID',
};

/** What a product is named by: the way it was entered says so, and for text what it looks like. */
export function idTypeOf(entered: unknown): string | undefined {
	const { mode, value } = (
		typeof entered === 'object' && entered !== null ? entered : { value: entered }
	) as { mode?: string; value?: unknown };
	if (!value) return undefined;
	return isUuid(value) ? 'ID' : (ID_TYPES[mode ?? ''] ?? 'GTIN');
}

/** A setting of the account, which Allegro takes by its ID (a UUID) or by its name. */
export const idOrName: Convert = (value) => {
	const text = String(value).trim();
	return isUuid(text) ? { id: text } : { name: text };
};

/** As `idOrName`, where Allegro wants to be told which of both it is. */
export const typedIdOrName: Convert = (value, timezone) => {
	const reference = idOrName(value, timezone) as IDataObject;
	return { type: reference.id ? 'ID' : 'NAME', ...reference };
};

/** A list from text with one value in each line (or a list from an expression); values may have spaces. */
export const lines: Convert = (value) =>
	(Array.isArray(value) ? value : String(value).split(/\r?\n/))
		.map((line: unknown) => String(line).trim())
		.filter(Boolean);

/** A list from text like "SKU 1, SKU 2": the parts may have spaces, but no comma. */
export const commaList: Convert = (value) =>
	(Array.isArray(value) ? value : String(value).split(/[,\r\n]+/))
		.map((part: unknown) => String(part).trim())
		.filter(Boolean);

/** An item of a compatibility list, from a row of `compatibleValues`. */
export function toCompatible({ type, text, id, additionalInfo }: IDataObject): IDataObject {
	if (type === 'TEXT') return { type, text };
	const info = (lines(additionalInfo ?? '', '') as string[]).map((value) => ({ value }));
	return withoutEmpty({ type, id, additionalInfo: info });
}

/** The values of the only entry of a fixed collection, made into what Allegro takes. */
export const oneOf =
	(section: string, of: (entry: IDataObject) => IDataObject): Convert =>
	(value) => {
		const entry = (value as IDataObject)[section] as IDataObject | undefined;
		return entry && withoutEmpty(of(entry));
	};
