/** The media type of a header's value without parameters, in lower case. */
export function essence(value: string): string {
	// One operation of the document declares "public.v1 +json", with a space.
	return value.split(';')[0].replace(/\s+/g, '').toLowerCase();
}

/** Whether a media type carries JSON. */
export function isJson(mediaType: string): boolean {
	return /[/+]json$/.test(essence(mediaType));
}

/**
 * Whether a media type is one of those declared. Vendor types are compared whole: beta.v1 and
 * public.v1 are different contracts.
 */
export function isDeclared(mediaType: string, declared: string[]): boolean {
	return declared.some((one) => essence(one) === essence(mediaType) || essence(one) === '*/*');
}

/** The media types of an Accept header. */
export function acceptedTypes(accept: string): string[] {
	return accept.split(',').map(essence);
}
