import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Progress } from '../shared/commands';
import { hasEnded, hasFailed } from '../shared/commands';

/** Marketplaces on which Allegro lowers prices. Source: Allegro's OpenAPI document. */
export const PRICE_MARKETPLACES: INodePropertyOptions[] = [
	{ name: 'Allegro.cz', value: 'allegro-cz' },
	{ name: 'Allegro.hu', value: 'allegro-hu' },
	{ name: 'Allegro.pl', value: 'allegro-pl' },
	{ name: 'Allegro.sk', value: 'allegro-sk' },
];

/** The only language in which Allegro answers for AlleDiscount. */
export const ALLE_DISCOUNT_LANGUAGES = ['en-US'];

interface Rejection {
	code?: string;
	messages?: Array<{ text?: string; link?: string | null }>;
}

/** How an application for a badge, or a change of one, stands. */
export function badgeProgress({ process }: IDataObject): Progress {
	const { status, rejectionReasons } = (process ?? {}) as {
		status?: string;
		rejectionReasons?: Rejection[];
	};
	return {
		running: !hasEnded(status),
		refusal: hasFailed(status)
			? { errors: (rejectionReasons ?? []).map(rejectionError) as IDataObject[] }
			: undefined,
	};
}

function rejectionError({ code, messages = [] }: Rejection) {
	const said = (part: 'text' | 'link') =>
		messages
			.map((message) => message[part])
			.filter(Boolean)
			.join(' ');
	const link = said('link');
	return { code, message: said('text'), details: link && `See ${link}` };
}

/** Why a badge was declined, in one text for the simplified view. */
export function rejectionText(reasons: unknown): string | null {
	const said = ((reasons ?? []) as Rejection[]).map((reason) => {
		const { code = '', message } = rejectionError(reason);
		return message || code;
	});
	return said.join('; ') || null;
}
