import type { ILoadOptionsFunctions, INodeListSearchResult, INodeType } from 'n8n-workflow';

import { nodeError } from '../errors';
import { isPlain } from '../values';
import { shortName } from './shortNames';

type Method = (this: ILoadOptionsFunctions, ...given: never[]) => Promise<unknown>;

type Methods = NonNullable<INodeType['methods']>;

/**
 * The methods of a node that fill its lists, made safe for the panel: it gets choices that can be picked,
 * or an error in words. What Allegro answers is not looked at one by one in each of them.
 */
export function forPanel(methods: Methods): Methods {
	return Object.fromEntries(
		Object.entries(methods).map(([kind, named]) => [
			kind,
			Object.fromEntries(
				Object.entries(named as Record<string, Method>).map(([name, method]) => [
					name,
					safely(name, method),
				]),
			),
		]),
	);
}

function safely(name: string, method: Method): Method {
	return async function (...given) {
		try {
			const answer = await method.apply(this, given);
			if (Array.isArray(answer)) return pickable(answer);
			const { results } = answer as INodeListSearchResult;
			return results ? { ...(answer as object), results: pickable(results).map(fitting) } : answer;
		} catch (error) {
			const failure = nodeError(this.getNode(), error, { endpoint: `GET (${name})` });
			// The panel shows nothing but the message of an error: what to do goes into it.
			const isWorded = failure === error;
			const advice = isWorded ? failure.description : ODD_ANSWER_ADVICE;
			if (advice) failure.message = `${failure.message}. ${advice}`;
			throw failure;
		}
	};
}

const ODD_ANSWER_ADVICE = 'Try again, and update this package if it stays so.';

/** A choice whose name the list shows whole. */
const fitting = (choice: Choice): Choice => ({ ...choice, name: shortName(choice.name) });

interface Choice {
	name: string;
}

/** The choices that have a value, each with a name. */
function pickable(choices: unknown[]): Choice[] {
	return choices.filter(isPlain).flatMap((choice) => {
		const { name, value } = choice;
		if (!['string', 'number', 'boolean'].includes(typeof value) || value === '') return [];
		return [{ ...choice, name: typeof name === 'string' && name ? name : String(value) }];
	});
}
