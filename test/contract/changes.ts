import type { Content, OpenApiDocument, Schema } from './document';

/**
 * Adds to Allegro's document what Allegro has announced since 2026-07-18, when the one at hand was
 * published. A newer document says it by itself, and is not changed.
 */
export function withAnnouncedChanges(document: OpenApiDocument): OpenApiDocument {
	// From 2026-09-29 there is no price for further items in a parcel.
	// https://github.com/allegro/allegro-api/issues/13906
	drop(document.components.schemas.ShippingRate, 'nextItemRate');
	// From 2026-07-22 shipping rates have a type. https://github.com/allegro/allegro-api/issues/13670
	const create = document.paths['/sale/shipping-rates']?.post?.requestBody as
		| { content?: Content }
		| undefined;
	for (const { schema } of Object.values(create?.content ?? {})) demand(schema, 'type');
	return document;
}

function drop(schema: Schema | undefined, property: string): void {
	if (!schema) return;
	delete schema.properties?.[property];
	schema.required = schema.required?.filter((name) => name !== property);
}

function demand(schema: Schema | undefined, property: string): void {
	const part = schema?.allOf?.find(({ properties }) => properties?.[property]);
	if (part) part.required = [...new Set([...(part.required ?? []), property])];
}
