import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, binaryInput, fieldsFor } from '../shared/fields';
import { JPEG, PNG, readFile, WEBP } from '../shared/files';
import type { Call, Convert } from '../shared/routing';
import { body, query, route } from '../shared/routing';
import { webAddresses } from '../shared/webAddresses';

/** Source: https://github.com/allegro/allegro-api/issues/6392 */
const MAX_BYTES = 25 * 1024 * 1024;

/**
 * An address that Allegro can fetch: one with a domain.
 * Source: POST /sale/images in Allegro's OpenAPI document
 */
const fetchable: Convert = (value) => {
	const [url, ...more] = webAddresses(value, '') as string[];
	if (url === undefined || more.length > 0) {
		throw new Error(
			`This takes the address of one image, and here are ${more.length && more.length + 1}`,
		);
	}
	const { hostname } = new URL(url);
	const isNumber = /^(\d+(\.\d+){3}|\[.*\])$/.test(hostname);
	if (hostname.includes('.') && !isNumber) return url;
	throw new Error(
		`Allegro cannot fetch an image from "${url}": it takes http or https and a domain`,
	);
};

async function readImage(call: Call): Promise<void> {
	const property = call.field<string>('binaryPropertyName');
	const options = { types: [JPEG, PNG, WEBP], maxBytes: MAX_BYTES };
	const { bytes, type } = await readFile(call.context, property, options);
	Object.assign(call.request, { body: bytes, contentType: type.mime });
}

/** In the query beside bytes, in the body beside an address. */
const madeWithAi: INodeProperties = {
	displayName: 'Made With AI',
	name: 'isAiCoCreated',
	type: 'boolean',
	default: true,
	description: 'Whether it was made with AI, which Allegro then tells buyers',
};

export const imageResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['image'] } },
		options: [
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload an image',
				description:
					'Upload a JPEG, PNG or WebP of at least 500 pixels, and get the address (location) for an offer. Allegro deletes it if no offer uses it until expiresAt, within hours.',
				routing: route('POST /sale/images', {
					host: 'upload',
					scope: 'sale:offers:write',
					// Before the file is read: one of three.
					contentType: JPEG.mime,
					before: readImage,
				}),
			},
			{
				name: 'Upload From URL',
				value: 'uploadFromUrl',
				action: 'Upload an image from a URL',
				description:
					'Let Allegro fetch an image, and get the address (location) for an offer. Allegro deletes it if no offer uses it until expiresAt, within hours.',
				routing: route('POST /sale/images', { host: 'upload', scope: 'sale:offers:write' }),
			},
		],
		default: 'upload',
	},
	...fieldsFor(
		'image',
		['upload'],
		[
			binaryInput,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [{ ...madeWithAi, routing: query('isAiCoCreated') }],
			},
		],
	),
	...fieldsFor(
		'image',
		['uploadFromUrl'],
		[
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://shop.example.com/images/kubek.jpg',
				description:
					'Where Allegro can fetch the image: a domain, not an IP address; with https, its certificates must be valid',
				routing: body('url', fetchable),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [{ ...madeWithAi, routing: body('isAiCoCreated') }],
			},
			additionalJson,
		],
	),
];
