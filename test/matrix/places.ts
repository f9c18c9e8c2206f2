import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { at } from '../../nodes/shared/values';
import type { Discovered } from '../operations/discover';
import { sampleParameters } from '../operations/samples';

/** A field of an operation, and a panel in which it is shown and filled in. */
export interface Place {
	field: INodeProperties;
	/** Where it is: `options.customerName`, `lineItems.lineItem[0].quantity`. */
	place: string;
	/** Around it: nothing, a collection, or a row. */
	within?: 'collection' | 'row';
	/** What stands in the panel; places that are shown by the same choices share one. */
	panel: INodeParameters;
}

const FIXED = ['resource', 'operation'];
/** n8n's own, and what only tells the user something. */
const NO_FIELDS = ['requestOptions'];

/** All fields of an operation, down to those of rows, whatever choice shows them. */
export function placesOf(operation: Discovered): Place[] {
	const { description } = operation;
	const panels = new Map<string, INodeParameters>();
	const panelFor = (chosen: INodeParameters) => {
		const key = JSON.stringify(chosen);
		const known = panels.get(key);
		if (known) return known;
		// Rows of a sample are one object: each has its own values here.
		const sample = sampleParameters(operation, 'full', chosen);
		const panel = JSON.parse(JSON.stringify(sample)) as INodeParameters;
		panels.set(key, panel);
		return panel;
	};
	return ownFields(operation).flatMap((field) => {
		const panel = panelFor(choicesThatShow(field, description, operation));
		if (!(field.name in panel)) throw new Error(`${operation.key} never shows ${field.name}`);
		return within(field, field.name, panel);
	});
}

function ownFields({ description, resource, operation }: Discovered): INodeProperties[] {
	return description.properties.filter(({ name, type, displayOptions }) => {
		const show = displayOptions?.show;
		return (
			!FIXED.includes(name) &&
			!NO_FIELDS.includes(name) &&
			!['notice', 'hidden', 'button', 'callout'].includes(type) &&
			show?.resource?.includes(resource.value) &&
			show.operation?.includes(operation.value)
		);
	});
}

/** What has to be chosen elsewhere for a field to be shown. */
function choicesThatShow(
	{ displayOptions }: INodeProperties,
	description: INodeTypeDescription,
	{ resource, operation }: Discovered,
): INodeParameters {
	const chosen: INodeParameters = {};
	for (const [name, allowed] of Object.entries(displayOptions?.show ?? {})) {
		if (FIXED.includes(name) || name.startsWith('@')) continue;
		const [first] = allowed as unknown[];
		const deciding = description.properties.find(
			({ name: other, displayOptions: shown }) =>
				other === name &&
				shown?.show?.resource?.includes(resource.value) &&
				shown.show.operation?.includes(operation.value),
		);
		Object.assign(
			chosen,
			deciding && choicesThatShow(deciding, description, { resource, operation } as Discovered),
		);
		chosen[name] = deciding?.type === 'multiOptions' ? [first as string] : (first as string);
	}
	for (const [name, hidden] of Object.entries(displayOptions?.hide ?? {})) {
		const deciding = description.properties.find(
			({ name: other, displayOptions: shown }) =>
				other === name &&
				shown?.show?.resource?.includes(resource.value) &&
				shown.show.operation?.includes(operation.value),
		);
		const options = (deciding?.options ?? []) as Array<{ value: string }>;
		const other = options.find(({ value }) => !(hidden as unknown[]).includes(value));
		if (other) chosen[name] = other.value;
		else if (deciding?.type === 'boolean') chosen[name] = !(hidden as unknown[])[0];
	}
	return chosen;
}

function within(
	field: INodeProperties,
	place: string,
	panel: INodeParameters,
	around?: Place['within'],
): Place[] {
	const own: Place = { field, place, panel, within: around };
	const isShown = (child: INodeProperties, siblings: INodeParameters) =>
		NodeHelpers.displayParameter(siblings, child, { typeVersion: 1 } as INode, null, panel);
	if (field.type === 'collection') {
		const siblings = at(panel, keysOf(place)) as INodeParameters;
		return [
			own,
			...(field.options as INodeProperties[])
				.filter((child) => isShown(child, siblings))
				.flatMap((child) => within(child, `${place}.${child.name}`, panel, 'collection')),
		];
	}
	if (field.type !== 'fixedCollection') return [own];
	return [
		own,
		...(field.options as INodePropertyCollection[]).flatMap(({ name, values }) => {
			const rows = at(panel, `${keysOf(place)}.${name}`);
			const inner = Array.isArray(rows) ? `${place}.${name}[0]` : `${place}.${name}`;
			const row = (Array.isArray(rows) ? rows[0] : rows) as INodeParameters;
			return values
				.filter((child) => isShown(child, row))
				.flatMap((child) => within(child, `${inner}.${child.name}`, panel, 'row'));
		}),
	];
}

/** A place in dots alone. */
export const keysOf = (place: string): string => place.replace(/\[(\d+)\]/g, '.$1');
