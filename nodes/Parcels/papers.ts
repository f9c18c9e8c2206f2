import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { converted, refuse } from '../shared/commands';
import type { FileType } from '../shared/files';
import { EPL, fileItem, PDF, readyFile, ZPL } from '../shared/files';
import { toCount } from '../shared/numbers';
import type { Call, Operation } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { BINARY, send } from '../shared/transport';

/** A paper that Allegro prints for shipments. */
interface Paper {
	types: FileType[];
	/** How the file of one shipment, and that of several, is called. */
	one: string;
	several: string;
	/** Whether it can be waited for; else no file means that there is none. */
	comesLater: boolean;
	/** What Allegro means by an answer without a file, and what to do then. */
	missing: string;
	advice: string;
}

/** What route() needs for a paper: it may come in several files, and some time after it was asked for. */
function paper({ types, one, several, comesLater, missing, advice }: Paper) {
	const rest = new WeakMap<Call, string[][]>();

	async function file(call: Call, answer: Answer, shipmentIds: string[], place: string) {
		const request = { ...call.request, body: bodyFor(call, shipmentIds) };
		const named = shipmentIds.slice(0, 5).join(', ');
		const again = async () => await send(call.context, request);
		const ready = await readyFile(call, answer, comesLater ? again : undefined, {
			what: one,
			message: missing,
			advice: `Asked for: ${named}${shipmentIds.length > 5 ? ' and more' : ''}. ${advice}`,
		});
		const count = shipmentIds.length;
		const item = await fileItem(call, ready, {
			property: call.field('binaryPropertyName', 'data'),
			name: count === 1 ? `${one}-${shipmentIds[0]}` : `${several}-${count}-shipments${place}`,
			types,
		});
		return { ...item, json: { shipmentIds, ...item.json } };
	}

	return {
		scope: 'shipments:read',
		accept: BINARY,
		file: true,
		repeatable: true,
		before(call: Call): void {
			const [first, ...others] = filesOf(call);
			rest.set(call, others);
			call.request.body = bodyFor(call, first);
		},
		async after(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
			const { shipmentIds } = call.request.body as { shipmentIds: string[] };
			const files = [shipmentIds, ...(rest.get(call) ?? [])];
			const ended = await Promise.allSettled(
				files.map(async (ids, index) => {
					const place = files.length > 1 ? `-file-${index + 1}-of-${files.length}` : '';
					const request = { ...call.request, body: bodyFor(call, ids) };
					const first = index === 0 ? answer : await send(call.context, request);
					return await file(call, first, ids, place);
				}),
			);
			return ended.map((each) => {
				if (each.status === 'rejected') throw each.reason as Error;
				return each.value;
			});
		},
	} satisfies Operation;
}

function bodyFor({ request }: Call, shipmentIds: string[]): IDataObject {
	return { ...(request.body as IDataObject), shipmentIds };
}

/** The shipments of each file that the user wants. */
function filesOf(call: Call): string[][] {
	const { shipmentIds = [] } = (call.request.body ?? {}) as { shipmentIds?: string[] };
	if (shipmentIds.length === 0) refuse(call, 'No shipment is named', 'Fill in Shipment IDs.');
	const { shipmentsPerFile } = call.field<IDataObject>('additionalFields', {});
	const each = call.field<string>('output', 'single') === 'each';
	const most = each
		? 1
		: converted(call, 'Max Shipments per File', () => toCount(shipmentsPerFile ?? 0));
	const size = most >= 1 ? most : shipmentIds.length;
	const files: string[][] = [];
	for (let from = 0; from < shipmentIds.length; from += size) {
		files.push(shipmentIds.slice(from, from + size));
	}
	return files;
}

export const label = paper({
	types: [PDF, ZPL, EPL],
	one: 'label',
	several: 'labels',
	comesLater: true,
	missing: 'The label is not ready yet',
	advice:
		'Allegro makes it some time after the shipment, and has none for a cancelled one. Turn on Wait Until Ready, or try again later.',
});

export const protocol = paper({
	types: [PDF],
	one: 'protocol',
	several: 'protocol',
	// 204 is the end: "No Protocol For Given Parcels" in Allegro's OpenAPI document (allegro-api #11173, #13917).
	comesLater: false,
	missing: 'Allegro has no protocol for these shipments',
	advice:
		'Allegro One, Allegro Delivery, Allegro International, InPost, UPS, FedEx, Poczta Polska and Packeta have none. Ask for the shipments of one other carrier only, and go on without a protocol for these.',
});

/** Labels of many shipments: in one file, or one by one. */
export const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'One File for All', value: 'single', description: 'One item with all labels' },
		{
			name: 'One File for Each Shipment',
			value: 'each',
			description: 'One item for each shipment, with its label',
		},
	],
	default: 'single',
	description: 'How the labels of several shipments come',
};

/** Allegro names no limit, but a file of very many labels takes it too long. */
export const shipmentsPerFileField: INodeProperties = {
	displayName: 'Max Shipments per File',
	name: 'shipmentsPerFile',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 100,
	description:
		'How many shipments one file may have: of more, several files come. Left out, one file has them all, which Allegro may not finish in time for several hundred.',
};

/** Papers are made some time after the shipment. */
export const readyField: INodeProperties = {
	displayName: 'Wait Until Ready',
	name: 'waitUntilReady',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask again until Allegro has made the file, instead of ending with an error when it is not ready',
};
