import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ALLEGRO_PAGE, labelOf, searchOf } from './lookUp';

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
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a thread...',
			typeOptions: { searchListMethod: 'searchThreads', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4lN1A6WTKM8AcfP1bLiumXuJ14Es1fiCguyqRvj3qDf',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[\\w-]+\\s*$', errorMessage: 'Not a thread ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://allegro.pl/moje-allegro/moje-konto/centrum-wiadomosci/wiadomosci/thread/4lN1A6WTKM8AcfP1bLiumXuJ14Es1fiCguyqRvj3qDf',
			extractValue: { type: 'regex', regex: `${ALLEGRO_PAGE}thread/([\\w-]+)` },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${ALLEGRO_PAGE}thread/[\\w-]+.*`,
						errorMessage: 'Not the address of a thread on Allegro',
					},
				},
			],
		},
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
