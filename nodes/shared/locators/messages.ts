import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { labelOf, searchOf } from './lookUp';
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

interface ThreadRow extends IDataObject {
	id: string;
	read?: boolean;
	lastMessageDateTime?: string | null;
	interlocutor?: { login: string } | null;
}

/** The threads with the latest messages, by the buyer's login or ID. */
export const searchThreads = searchOf(
	'GET /messaging/threads',
	{ rows: 'threads', size: 20 },
	threadItem,
);

function threadItem({ id, read, lastMessageDateTime, interlocutor }: ThreadRow) {
	const when = lastMessageDateTime?.slice(0, 16).replace('T', ' ');
	return {
		name: labelOf([interlocutor?.login ?? id, when, read === false && 'unread']),
		value: id,
		url: `${THREAD_PAGE}/thread/${id}`,
	};
}
