import type { IDataObject } from 'n8n-workflow';

import { ANY_NAME } from './answers';

/** What n8n takes for the schema of an output: JSON Schema, as far as its editor and its agents read it. */
export interface OutputSchema {
	type?: string | string[];
	/** Said of what can be null where a list of types would keep the editor from showing what is in it. */
	nullable?: boolean;
	properties?: Record<string, OutputSchema>;
	/** What is always there. */
	required?: string[];
	additionalProperties?: OutputSchema;
	items?: OutputSchema;
}

/** What was seen in one place of all outputs. */
export class Seen {
	private readonly types = new Set<string>();
	private readonly properties = new Map<string, { value: Seen; times: number }>();
	private readonly others: Seen[] = [];
	private entries: Seen | undefined;
	private objects = 0;

	add(value: unknown): void {
		const type = typeOf(value);
		this.types.add(type);
		if (type === 'array') {
			for (const entry of value as unknown[]) (this.entries ??= new Seen()).add(entry);
		}
		if (type !== 'object') return;
		this.objects++;
		for (const [name, inner] of Object.entries(value as IDataObject)) {
			if (inner === undefined) continue;
			if (name === ANY_NAME) {
				if (this.others.length === 0) this.others.push(new Seen());
				this.others[0].add(inner);
				continue;
			}
			let property = this.properties.get(name);
			if (!property) this.properties.set(name, (property = { value: new Seen(), times: 0 }));
			property.value.add(inner);
			property.times++;
		}
	}

	/**
	 * The schema of what was seen. Where Allegro may leave something out, it gives null as well, whatever
	 * its document says (seen in orders, allegro-api #9547).
	 */
	schema(how: Telling, isSure = true, name = ''): OutputSchema {
		const found = [...this.types].filter((type) => type !== 'null').sort();
		const isNull = this.types.has('null');
		const isOpen = found.some((type) => ['object', 'array'].includes(type));
		const mayLack = !isSure || (how.loose && !/^id$/.test(name));
		const types = isNull || (mayLack && !isOpen && found.length > 0) ? [...found, 'null'] : found;
		if (types.length === 0) return {};
		const [others] = this.others;
		return {
			type: types.length === 1 ? types[0] : types,
			...(!isSure && isOpen && !isNull && { nullable: true }),
			...(this.properties.size > 0 && this.inObject(how)),
			...(others && { additionalProperties: others.schema(how) }),
			...(this.entries && { items: this.entries.schema(how, true, 'id') }),
		};
	}

	private inObject(how: Telling): Pick<OutputSchema, 'properties' | 'required'> {
		const properties = [...this.properties];
		const isAlways = (times: number) => how.required && times === this.objects;
		const always = properties.filter(([, { times }]) => isAlways(times));
		return {
			properties: Object.fromEntries(
				properties.map(([name, { value, times }]) => [
					name,
					value.schema(how, isAlways(times), name),
				]),
			),
			...(always.length > 0 && { required: always.map(([name]) => name) }),
		};
	}
}

/** How much is promised of what was seen. */
interface Telling {
	/** What was always there is always there. */
	required: boolean;
	/** Any value may be null, but for IDs. */
	loose: boolean;
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
