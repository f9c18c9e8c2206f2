import type { IDataObject } from 'n8n-workflow';

import type { Parameter } from '../shared/parameters';
import { withoutEmpty } from '../shared/values';

/**
 * A parameter that was read, as it is sent back. Allegro gives the names of the chosen values beside their
 * IDs: only what is no name of a choice is the user's own, which goes beside the ambiguous value ("other")
 * where the category takes such.
 * Sources: allegro-api #3278, #8837
 */
export function asSent(
	{ id, values, valuesIds, rangeValue }: IDataObject,
	known: Parameter[],
): IDataObject {
	const ids = (valuesIds ?? []) as string[];
	const texts = (values ?? []) as string[];
	const { options, dictionary = [] } = known.find((each) => each.id === id) ?? {};
	const takesOwn = Boolean(options?.customValuesEnabled && options.ambiguousValueId);
	const names = dictionary.filter((choice) => ids.includes(choice.id)).map(({ value }) => value);
	const own =
		ids.length === 0
			? texts
			: takesOwn && ids.includes(String(options?.ambiguousValueId))
				? texts.filter((text) => !names.includes(text))
				: [];
	return withoutEmpty({ id, valuesIds: ids, rangeValue, values: own });
}
