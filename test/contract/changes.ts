import type { OpenApiDocument, OperationObject, Schema } from './document';
import { requestContent } from './operations';

/**
 * Adds to Allegro's document what Allegro has announced since 2026-07-18, when the one at hand was
 * published. A newer document says it by itself, and is not changed.
 */
export function withAnnouncedChanges(document: OpenApiDocument): OpenApiDocument {
	const { schemas } = document.components;
	// From 2026-09-29 there is no price for further items in a parcel.
	// https://github.com/allegro/allegro-api/issues/13906
	drop(schemas.ShippingRate, 'nextItemRate');
	// From 2026-07-22 shipping rates have a type. https://github.com/allegro/allegro-api/issues/13670
	const create = document.paths['/sale/shipping-rates']?.post;
	if (create) demand(document, create, 'type');
	return document;
}

function drop(schema: Schema | undefined, property: string): void {
	if (!schema) return;
	delete schema.properties?.[property];
	schema.required = schema.required?.filter((name) => name !== property);
}

function demand(document: OpenApiDocument, operation: OperationObject, property: string): void {
	for (const { schema } of Object.values(requestContent(document, operation))) {
		const part = schema?.allOf?.find(({ properties }) => properties?.[property]);
		if (part) part.required = [...new Set([...(part.required ?? []), property])];
	}
}
