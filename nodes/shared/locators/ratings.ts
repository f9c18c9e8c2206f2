import type { IDataObject, INodeListSearchItems, INodeProperties } from 'n8n-workflow';

import { labelOf, searchOf } from './lookUp';
import { byId, fromList } from './modes';

/** The rating to work on: picked from the latest, or by ID. */
export const ratingLocator: INodeProperties = {
	displayName: 'Rating',
	name: 'ratingId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The rating that a buyer gave you',
	modes: [fromList('searchRatings', 'Select a rating...'), byId('5df0a6d1ef437e00255572a1')],
};

interface RatingRow extends IDataObject {
	id: string;
	recommended: boolean;
	buyer?: { login?: string };
	comment?: string;
	lastChangedAt?: string;
	createdAt?: string;
}

/** The latest ratings, by buyer, comment or ID. */
export const searchRatings = searchOf('GET /sale/user-ratings', { rows: 'ratings' }, ratingItem);

function ratingItem({ id, recommended, buyer, comment, ...row }: RatingRow): INodeListSearchItems {
	const verdict = recommended ? 'Recommended' : 'Not recommended';
	const when = (row.lastChangedAt ?? row.createdAt ?? '').slice(0, 10);
	const said = comment ? `"${comment.slice(0, 60)}${comment.length > 60 ? '...' : ''}"` : '';
	return {
		name: labelOf([verdict, buyer?.login, said, when]),
		value: id,
		description: comment,
	};
}
