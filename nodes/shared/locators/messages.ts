import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { rowsAt } from '../answerRows';
import type { Thread } from '../messageCenter';
import { isProblem, MESSAGE_CENTER, MESSAGES_PER_PAGE, ownLogin, threadOf } from '../messageCenter';
import { at } from '../values';
import { labelOf, lookUp, matching, MOST_PAGES_SEARCHED } from './lookUp';
import { ALLEGRO_PAGE, byId, byUrl, fromList } from './modes';

const THREAD_PAGE = 'https://allegro.pl/moje-allegro/moje-konto/centrum-wiadomosci/wiadomosci';

/** The thread to work on: picked from the latest, or by ID or URL. */
export const threadLocator: INodeProperties = {
	displayName: 'Thread',
	name: 'threadId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The conversation with a buyer to work on',
	modes: [
		fromList('searchThreads', 'Select a thread...'),
		byId('4lN1A6WTKM8AcfP1bLiumXuJ14Es1fiCguyqRvj3qDf', 'Not a thread ID', '[\\w-]+'),
		byUrl(
			'https://allegro.pl/moje-allegro/moje-konto/centrum-wiadomosci/wiadomosci/thread/4lN1A6WTKM8AcfP1bLiumXuJ14Es1fiCguyqRvj3qDf',
			'Not the address of a thread on Allegro',
			(id) => `${ALLEGRO_PAGE}thread/${id}.*`,
			'[\\w-]+',
		),
	],
};

/** The threads with the latest messages, by the login of the other one, the order or the thread's ID. */
export async function searchThreads(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const own = await ownLogin(this);
	let token = paginationToken;
	for (let pages = 1; ; pages++) {
		const query = { limit: MESSAGES_PER_PAGE, ...(token ? { 'page.id': token } : {}) };
		const answer = await lookUp(this, 'GET /messaging/threads', query, MESSAGE_CENTER);
		const threads = rowsAt(answer, 'threads').map((row) => threadItem(threadOf(row, own)));
		const results = matching(threads, filter);
		token = at(answer, 'nextPage.id') as string | undefined;
		if (!token || results.length > 0 || pages === MOST_PAGES_SEARCHED) {
			return { results, ...(token ? { paginationToken: token } : {}) };
		}
	}
}

function threadItem(thread: Thread) {
	const { id, read, lastMessageDateTime, interlocutor, status } = thread;
	const when = lastMessageDateTime?.slice(0, 16).replace('T', ' ');
	const problem = isProblem(thread) && (status === 'CLOSED' ? 'closed problem' : 'problem');
	return {
		name: labelOf([interlocutor?.login ?? id, problem, when, read === false && 'unread']),
		value: id,
		url: `${THREAD_PAGE}/thread/${id}`,
	};
}
