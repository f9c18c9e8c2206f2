import { readExtract } from '.';
import { compareContracts, tellChange } from './compare';
import type { OpenApiDocument, Schema } from './document';
import { factsOf } from './facts';

type Plant = (schema: Schema & Record<string, unknown>, name: string) => void;

/** Changes of one property of a schema. */
const PLANTS: Record<string, Plant> = {
	add: (schema) => void (schema.properties!.planted = { type: 'string' }),
	remove: (schema, name) => void delete schema.properties![name],
	rename: ({ properties }, name) => {
		properties!.planted = properties![name];
		delete properties![name];
	},
	type: ({ properties }, name) => void (properties![name] = { type: 'planted' }),
	enum: ({ properties }, name) =>
		void (properties![name] = { ...properties![name], enum: ['PLANTED'] }),
	required: (schema, name) => {
		const before = schema.required ?? [];
		schema.required = before.includes(name)
			? before.filter((one) => one !== name)
			: [...before, name];
	},
	limit: ({ properties }, name) =>
		void (properties![name] = { ...properties![name], maxLength: 7_919 } as Schema),
	deprecation: ({ properties }, name) => {
		const before = properties![name];
		properties![name] = { ...before, deprecated: !before.deprecated };
	},
};

const schemas = Object.entries(readExtract().components.schemas)
	.filter(([, { properties }]) =>
		Object.values(properties ?? {}).some((property) => !property.$ref),
	)
	.map(([name]) => name);

describe('Two documents', () => {
	test('that differ in texts only have no change between them', () => {
		const told = structuredClone(readExtract());
		for (const schema of Object.values(told.components.schemas))
			Object.assign(schema, { description: 'Another sentence', title: 'A title', example: 1 });
		expect(compareContracts(readExtract(), factsOf(told, 'later'))).toEqual([]);
	});

	const places = Array.from({ length: 48 }, (_, index) => {
		const kind = Object.keys(PLANTS)[index % Object.keys(PLANTS).length];
		return [kind, schemas[(index * 7_919) % schemas.length]] as const;
	});

	test.each(places)('show the planted change "%s" of %s', (kind, name) => {
		const after = changed(({ components }) => {
			const schema = components.schemas[name] as Schema & Record<string, unknown>;
			const [property] = Object.entries(schema.properties!).find(([, one]) => !one.$ref)!;
			PLANTS[kind](schema, property);
		});
		expect(compareContracts(readExtract(), after)).not.toEqual([]);
	});

	test('show a media type, a parameter and an operation, each with its endpoint', () => {
		const after = changed(({ paths }) => {
			paths['/order/new'] = { get: paths['/order/event-stats'].get };
			const events = paths['/order/events'].get;
			const content = (events.responses['200'] as { content: Record<string, object> }).content;
			content['application/vnd.allegro.beta.v1+json'] = Object.values(content)[0];
			events.parameters!.push({ name: 'to', in: 'query', required: true, schema: {} });
		});
		expect(compareContracts(readExtract(), after).map(tellChange)).toEqual([
			'ADDED       GET /order/events query.to (required) [GET /order/events]',
			'ADDED       GET /order/events answer 200 application/vnd.allegro.beta.v1+json [GET /order/events]',
			'ADDED       GET /order/new [GET /order/new]',
		]);
	});
});

function changed(change: (document: OpenApiDocument) => void): OpenApiDocument {
	const document = structuredClone(readExtract());
	change(document);
	return document;
}
