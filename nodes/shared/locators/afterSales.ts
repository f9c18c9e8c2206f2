import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { offset } from '../pagination';
import { RETURNS_PACE } from '../paces';
import { BETA_V1 } from '../transport';
import { labelOf, listFor, matching, MOST_PAGES_SEARCHED, searchOf } from './lookUp';
import { ALLEGRO_SITE, byId, byUrl, fromList } from './modes';

/** Claims and disputes have pages of their own. */
const ISSUE_PAGE = `${ALLEGRO_SITE}(?:claims|discussions-with-buyers)/`;
/** A return has a page, or is what the list of returns is searched for. */
const RETURN_PAGE = `${ALLEGRO_SITE}returns(?:/|\\?(?:[^#]*&)?search=)`;

/** The dispute or claim to work on: picked from the latest, or by ID or URL. */
export const issueLocator: INodeProperties = {
	displayName: 'Issue',
	name: 'issueId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The dispute or claim to work on',
	modes: [
		fromList('searchIssues', 'Select a dispute or claim...'),
		byId('54b50cb5-2dd3-11f0-9c41-57ac5981d2ab', 'Not the ID of an issue'),
		byUrl(
			'https://salescenter.allegro.com/claims/54b50cb5-2dd3-11f0-9c41-57ac5981d2ab',
			'Not the address of a dispute or claim in the Sales Center',
			(id) => `${ISSUE_PAGE}${id}.*`,
		),
	],
};

interface IssueRow extends IDataObject {
	id: string;
	type?: string;
	referenceNumber?: string | null;
	subject?: string | null;
	openedDate?: string;
	buyer?: { login?: string };
	currentState?: { status?: string };
}

/** The disputes and claims opened last, by buyer, number, subject, status or ID. */
export const searchIssues = searchOf(
	'GET /sale/issues',
	{ rows: 'issues', more: { accept: BETA_V1 } },
	issueItem,
);

function issueItem(issue: IssueRow): INodeListSearchItems {
	const { id, type, referenceNumber, subject, openedDate, buyer, currentState } = issue;
	const kind = type === 'CLAIM' ? 'Claim' : 'Dispute';
	const parts = [
		referenceNumber ? `${kind} ${referenceNumber}` : kind,
		buyer?.login,
		subject,
		openedDate?.slice(0, 10),
	];
	return {
		name: labelOf(parts),
		value: id,
		url: `https://salescenter.allegro.com/${type === 'CLAIM' ? 'claims' : 'discussions-with-buyers'}/${id}`,
		description: currentState?.status,
	};
}

/** The customer return to work on: picked from the latest, or by ID or URL. */
export const returnLocator: INodeProperties = {
	displayName: 'Customer Return',
	name: 'customerReturnId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The return to work on',
	modes: [
		fromList('searchReturns', 'Select a return...'),
		byId('a3405c27-b01c-11f0-9bea-e13925708b46', 'Not the ID of a return'),
		byUrl(
			'https://salescenter.allegro.com/returns?search=a3405c27-b01c-11f0-9bea-e13925708b46',
			'Not the address of a return in the Sales Center',
			(id) => `${RETURN_PAGE}${id}.*`,
		),
	],
};

interface ReturnRow extends IDataObject {
	id: string;
	referenceNumber?: string;
	createdAt?: string;
	status?: string;
	orderId?: string;
	buyer?: { login?: string };
	items?: Array<{ name?: string }>;
}

const RETURNS_SHOWN_DAYS = 30;
const RETURNS_PER_PAGE = 1000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * The returns of the last 30 days, newest first, by number, buyer, offer name, status, order or ID;
 * text that matches none is tried as the number of an older one, then as a buyer's login. Allegro
 * lists returns oldest first and cannot sort them.
 */
export async function searchReturns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const more = { accept: BETA_V1, paces: [RETURNS_PACE] };
	const read = async (query: IDataObject, most = RETURNS_PER_PAGE) => {
		const list = listFor(
			this,
			'GET /order/customer-returns',
			{ rows: 'customerReturns', more },
			query,
		);
		return (await offset({ max: RETURNS_PER_PAGE })(list, most)) as ReturnRow[];
	};
	// Whole days, so that the kept answer serves the next look.
	const since = Math.floor(Date.now() / DAY_MS - RETURNS_SHOWN_DAYS) * DAY_MS;
	const createdAt = { 'createdAt.gte': new Date(since).toISOString() };
	const rows = await read(createdAt, MOST_PAGES_SEARCHED * RETURNS_PER_PAGE);
	const found = matching(rows.map(returnItem).reverse(), filter);
	if (found.length > 0 || !filter) return { results: found };
	const text = filter.trim();
	const older = await read({ referenceNumber: text });
	const ofBuyer = older.length > 0 ? older : await read({ 'buyer.login': text });
	return { results: ofBuyer.map(returnItem).reverse() };
}

function returnItem(row: ReturnRow): INodeListSearchItems {
	const { id, referenceNumber, createdAt, status, orderId, buyer, items = [] } = row;
	const [first, ...more] = items;
	const what = first?.name && `${first.name}${more.length ? ` +${more.length}` : ''}`;
	return {
		name: labelOf([referenceNumber, buyer?.login, what, createdAt?.slice(0, 10)]),
		value: id,
		description: labelOf([status, orderId]),
	};
}
