import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batch } from '../shared/commands';
import { taskPages } from '../shared/longLists';
import {
	additionalJsonOption,
	batchIdField,
	commandIdOption,
	date,
	dryRunField,
	fieldsFor,
	offerIdsField,
	optionsOf,
	reportFields,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { PUBLICATION_CHANGES_PACE } from '../shared/paces';
import type { Call, Operation } from '../shared/routing';
import { body, route } from '../shared/routing';

/** The two things that the command does. */
function command(action: 'ACTIVATE' | 'END'): Operation {
	const steps = batch('GET /sale/offer-publication-commands/{commandId}');
	return {
		...steps,
		scope: 'sale:offers:write',
		paces: PUBLICATION_CHANGES_PACE,
		before(call: Call): void {
			const given = (call.request.body ?? {}) as { publication?: IDataObject } & IDataObject;
			call.request.body = { ...given, publication: { action, ...given.publication } };
			steps.before(call);
		},
	};
}

export const publicationResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['publication'] } },
		options: [
			{
				name: 'Activate',
				value: 'activate',
				action: 'Activate offers',
				description: 'List drafts and ended offers, up to 1000 in one command. Fees may apply.',
				routing: route('PUT /sale/offer-publication-commands/{commandId}', command('ACTIVATE')),
			},
			{
				name: 'End',
				value: 'end',
				action: 'End offers',
				description:
					'Take listed offers off the site, up to 1000 in one command. They can be activated again.',
				routing: route('PUT /sale/offer-publication-commands/{commandId}', {
					...command('END'),
					dryRun: true,
				}),
			},
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of a publication',
				description: 'Get how many offers a command has activated or ended, and how many failed',
				routing: route('GET /sale/offer-publication-commands/{commandId}', {
					scope: 'sale:offers:write',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of a publication',
				description:
					'Get what became of each offer of a command, with the errors of those that failed',
				routing: route('GET /sale/offer-publication-commands/{commandId}/tasks', {
					scope: 'sale:offers:write',
					rows: 'tasks',
					pages: taskPages,
				}),
			},
		],
		default: 'activate',
	},
	...fieldsFor('publication', ['activate', 'end'], [offerIdsField]),
	...fieldsFor('publication', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('publication', ['getTasks'], returnAllAndLimit),
	...fieldsFor(
		'publication',
		['activate'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Scheduled For',
						name: 'scheduledFor',
						type: 'dateTime',
						default: '',
						description: 'When the offers shall be listed. Left out, they are listed at once.',
						routing: body('publication.scheduledFor', date),
					},
				],
			},
		],
	),
	...fieldsFor('publication', ['activate', 'end'], [waitField, ...reportFields]),
	...fieldsFor('publication', ['end'], [dryRunField]),
	...fieldsFor(
		'publication',
		['activate', 'end'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption)],
	),
];
