import type { INodeProperties } from 'n8n-workflow';

import { commandIdInPath, completion, outputProgress } from '../shared/commands';
import {
	additionalJson,
	additionalJsonOption,
	binaryOutput,
	commandIdOption,
	dryRunField,
	fieldsFor,
	optionsOf,
	outputFields,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { PDF } from '../shared/files';
import { advanceShipNoticeLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { body, query, route } from '../shared/routing';
import {
	declaredVolume,
	etagField,
	handlingUnit,
	items,
	shipping,
	submittedShipping,
	submittedUnit,
} from './noticeFields';
import { askForFormat, labelFile, nameCommand, simplify, withEtag } from './noticeSteps';

const path = { id: 'advanceShipNoticeId' };

export const advanceShipNoticeResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['advanceShipNotice'] } },
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel an advance ship notice',
				description:
					'Cancel a submitted notice, until the warehouse begins to unpack. This is irreversible.',
				routing: route('PUT /fulfillment/advance-ship-notices/{id}/cancel', {
					path,
					scope: 'fulfillment:write',
					dryRun: true,
				}),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create an advance ship notice',
				description:
					'Draft the announcement of goods that you will send to the warehouse. Submit makes it valid.',
				routing: route('POST /fulfillment/advance-ship-notices', {
					scope: 'fulfillment:write',
					after: withEtag,
				}),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete an advance ship notice',
				description:
					'Delete a draft. This cannot be undone. A submitted notice can be cancelled only.',
				routing: route('DELETE /fulfillment/advance-ship-notices/{id}', {
					path,
					scope: 'fulfillment:write',
					dryRun: true,
				}),
			},
			{
				name: 'Download Labels',
				value: 'downloadLabels',
				action: 'Download the labels of an advance ship notice',
				description: 'Get the labels for the boxes or pallets in one file to print',
				routing: route('GET /fulfillment/advance-ship-notices/{id}/labels', {
					path,
					scope: 'fulfillment:read',
					accept: PDF.mime,
					file: true,
					before: askForFormat,
					after: labelFile,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an advance ship notice',
				description: 'Get a notice with its items, and the ETag that an update needs',
				routing: route('GET /fulfillment/advance-ship-notices/{id}', {
					path,
					scope: 'fulfillment:read',
					after: withEtag,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many advance ship notices',
				description: 'Get the notices, by the time they were created',
				routing: route('GET /fulfillment/advance-ship-notices', {
					scope: 'fulfillment:read',
					rows: 'advanceShipNotices',
					pages: offset({ max: 200 }),
					simplify,
				}),
			},
			{
				name: 'Get Receiving State',
				value: 'getReceivingState',
				action: 'Get the receiving state of an advance ship notice',
				description:
					'Get what the warehouse has unpacked, and in which condition. Before it begins to unpack, there is none.',
				routing: route('GET /fulfillment/advance-ship-notices/{id}/receiving-state', {
					path,
					scope: 'fulfillment:read',
				}),
			},
			{
				name: 'Get Submission Status',
				value: 'getSubmitStatus',
				action: 'Get the submission status of an advance ship notice',
				description: 'Ask how a submission that was started without waiting stands',
				routing: route('GET /fulfillment/submit-commands/{commandId}', {
					scope: 'fulfillment:read',
				}),
			},
			{
				name: 'Submit',
				value: 'submit',
				action: 'Submit an advance ship notice',
				description:
					'End a draft: the warehouse now expects the goods. This cannot be undone. Afterwards little of it can be changed, with Update Submitted.',
				routing: route('PUT /fulfillment/submit-commands/{commandId}', {
					scope: 'fulfillment:write',
					made: commandIdInPath.made,
					before: nameCommand,
					after: completion({
						status: 'GET /fulfillment/submit-commands/{commandId}',
						statusScope: 'fulfillment:read',
						progress: outputProgress,
						what: 'submission',
					}),
					dryRun: true,
				}),
			},
			{
				name: 'Update Draft',
				value: 'update',
				action: 'Update a draft of an advance ship notice',
				description:
					'Replace a draft: what you leave out is gone from it. Allegro drops the labels when the content changes.',
				routing: route('PUT /fulfillment/advance-ship-notices/{id}', {
					path,
					scope: 'fulfillment:write',
					after: withEtag,
				}),
			},
			{
				name: 'Update Submitted',
				value: 'updateSubmitted',
				action: 'Update a submitted advance ship notice',
				description:
					'Change what a submitted notice says of quantities, units and shipping, until the warehouse begins to unpack',
				routing: route('PUT /fulfillment/advance-ship-notices/{id}/submitted', {
					path,
					scope: 'fulfillment:write',
					// All of the body may be left out, but not the body.
					before: ({ request }) => {
						request.body ??= {};
					},
					after: withEtag,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'advanceShipNotice',
		['cancel', 'delete', 'downloadLabels', 'get', 'getReceivingState', 'update', 'updateSubmitted'],
		[advanceShipNoticeLocator],
	),
	...fieldsFor(
		'advanceShipNotice',
		['submit'],
		[{ ...advanceShipNoticeLocator, routing: body('input.advanceShipNoticeId') }],
	),
	...fieldsFor('advanceShipNotice', ['update', 'updateSubmitted'], [etagField]),
	...fieldsFor('advanceShipNotice', ['create', 'update'], [{ ...items, required: true }]),
	...fieldsFor(
		'advanceShipNotice',
		['updateSubmitted'],
		[
			{
				...items,
				description:
					'The products on their way, and how many pieces of each. Quantities can change and items can go, but none can come: list all that shall stay.',
			},
			submittedUnit,
			submittedShipping,
		],
	),
	...fieldsFor('advanceShipNotice', ['create', 'update'], [handlingUnit, shipping]),
	...fieldsFor(
		'advanceShipNotice',
		['create', 'update', 'updateSubmitted'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [declaredVolume],
			},
		],
	),
	...fieldsFor('advanceShipNotice', ['submit'], [waitField]),
	...fieldsFor(
		'advanceShipNotice',
		['getSubmitStatus'],
		[
			{
				displayName: 'Command ID',
				name: 'commandId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d',
				description: 'The ID of the command that Submit returned',
			},
		],
	),
	...fieldsFor(
		'advanceShipNotice',
		['downloadLabels'],
		[
			{
				displayName: 'Format',
				name: 'format',
				type: 'options',
				options: [
					{ name: 'PDF', value: 'pdf', description: 'For all printers' },
					{ name: 'ZPL', value: 'zpl', description: 'For label printers' },
				],
				default: 'pdf',
				required: true,
				description: 'The kind of file',
			},
			binaryOutput,
		],
	),
	...fieldsFor('advanceShipNotice', ['getAll'], returnAllAndLimit),
	...fieldsFor(
		'advanceShipNotice',
		['getAll'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Status',
						name: 'statuses',
						type: 'multiOptions',
						options: [
							{ name: 'Cancelled', value: 'CANCELLED' },
							{
								name: 'Completed',
								value: 'COMPLETED',
								description: 'The warehouse has received it all',
							},
							{ name: 'Draft', value: 'DRAFT', description: 'Not submitted yet' },
							{
								name: 'In Transit',
								value: 'IN_TRANSIT',
								description: 'Submitted, and not unpacked yet',
							},
							{
								name: 'Unpacking',
								value: 'UNPACKING',
								description: 'The warehouse is receiving it',
							},
						],
						default: [],
						description: 'Only notices with one of these statuses',
						routing: query('status'),
					},
				],
			},
		],
	),
	...fieldsFor('advanceShipNotice', ['get', 'getAll'], outputFields),
	...fieldsFor('advanceShipNotice', ['cancel', 'delete', 'submit'], [dryRunField]),
	...fieldsFor(
		'advanceShipNotice',
		['submit'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption)],
	),
	...fieldsFor('advanceShipNotice', ['create', 'update', 'updateSubmitted'], [additionalJson]),
];
