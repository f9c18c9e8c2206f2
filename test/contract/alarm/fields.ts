import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { REQUIRED_WHERE_SHOWN } from '../../../nodes/shared/inputs';

/** A field of a panel, with what it sends. */
export interface Field {
	/** As the user reads it, from the outermost collection inwards: `Additional Fields > Items Sent`. */
	label: string;
	name: string;
	isRequired: boolean;
	/** Where its value goes to; undefined when a step of the operation sends it. */
	sends?: { part: 'query' | 'body' | 'header' | 'path'; path: string };
	/** The fields inside it, whose values it sends together. */
	children: Field[];
	/** The values that it lets choose; empty when any can be entered. */
	values: string[];
	/** The search or list that fills it, such as `searchOrders`. */
	list?: string;
}

type Property = INodeProperties & { [REQUIRED_WHERE_SHOWN]?: boolean };

/** The properties that a panel shows for a resource and an operation; all of them for a trigger. */
export function propertiesFor(
	properties: INodeProperties[],
	chosen: Record<string, unknown> = {},
): INodeProperties[] {
	return properties.filter(({ name, displayOptions: { show = {} } = {} }) => {
		if (name in chosen) return false;
		return Object.entries(chosen).every(([field, value]) => {
			const allowed = show[field];
			return !Array.isArray(allowed) || allowed.includes(value as string);
		});
	});
}

/** All fields of some properties, those inside collections included. */
export function fieldsOf(properties: INodeProperties[], outer = ''): Field[] {
	return properties.flatMap((property) => fieldOf(property as Property, outer));
}

function fieldOf(property: Property, outer: string): Field[] {
	const { displayName, name, type, routing, options = [], typeOptions } = property;
	if (type === 'notice') return [];
	const label = outer ? `${outer} > ${displayName}` : displayName;
	const inner = innerOf(property, label);
	const isChoice = type === 'options' || type === 'multiOptions';
	const modes = (property.modes ?? []).map((mode) => mode.typeOptions?.searchListMethod);
	const own: Field = {
		...{ label, name, children: inner, sends: targetOf(routing) },
		isRequired: property.required ?? property[REQUIRED_WHERE_SHOWN] ?? false,
		values: isChoice ? (options as INodePropertyOptions[]).map(({ value }) => String(value)) : [],
		list: typeOptions?.loadOptionsMethod ?? modes.find((method) => method !== undefined),
	};
	return [own, ...inner];
}

function innerOf({ type, options = [] }: Property, label: string): Field[] {
	if (type === 'collection') return fieldsOf(options as INodeProperties[], label);
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => fieldsOf(values, label));
}

function targetOf(routing: INodeProperties['routing']): Field['sends'] {
	const [header] = Object.keys(routing?.request?.headers ?? {});
	if (header !== undefined) return { part: 'header', path: header.toLowerCase() };
	const { type, property } = routing?.send ?? {};
	if (typeof property !== 'string' || (type !== 'query' && type !== 'body')) return undefined;
	return { part: type, path: property };
}

/** A path without the marks of lists, names and shapes: `offers[].id` is `offers.id`. */
export const plainPath = (path: string) =>
	path
		.replace(/<[^>]*>|\[\]|\.\*|!/g, '')
		.replace(/\.+/g, '.')
		.replace(/^\./, '');

const letters = (text: string) => text.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** The fields that have to do with a place of a request. */
export interface FieldsFound {
	fields: Field[];
	/** Whether they fill it, or what is in it; else it is in what they fill, and nothing names it. */
	fillIt: boolean;
}

/** The fields that fill a place of a request; none when no field does by itself. */
export function fieldsAt(fields: Field[], part: string, path: string): FieldsFound {
	const [kind, ...rest] = part.split('.');
	const place = plainPath(kind === 'body' ? path : rest.join('.'));
	const own = fields.filter(({ sends }) => sends?.part === kind);
	const target = ({ sends }: Field) => plainPath(String(sends?.path));
	const exact = own.filter((field) => target(field) === place);
	if (exact.length > 0) return { fields: exact, fillIt: true };
	const words = place.split('.');
	const lasts = [1, 2, 3].map((count) => letters(words.slice(-count).join('')));
	const isNamed = ({ name, label }: Field) =>
		lasts.includes(letters(name)) || lasts.includes(letters(label.split(' > ').at(-1) as string));
	const around = own
		.filter((field) => place.startsWith(`${target(field)}.`))
		.sort((a, b) => target(b).length - target(a).length);
	const named = around.flatMap(({ children }) => children.filter(isNamed));
	if (named.length > 0) return { fields: named, fillIt: true };
	const within = own.filter((field) => place !== '' && target(field).startsWith(`${place}.`));
	if (within.length > 0) return { fields: within, fillIt: true };
	if (around.length > 0) return { fields: around.slice(0, 1), fillIt: false };
	// What is in a field that is sent is sent with that one.
	const sentWith = new Set(fields.flatMap(({ sends, children }) => (sends ? children : [])));
	const alone =
		place === ''
			? []
			: fields.filter((field) => !field.sends && !sentWith.has(field) && isNamed(field));
	return { fields: alone, fillIt: alone.length > 0 };
}
