import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';

/** What a user can choose from: this package, n8n's HTTP Request node, and axios in a node. */
export const CHOICES = ['package', 'httpRequest', 'axios'] as const;
export type Choice = (typeof CHOICES)[number];

/** What is compared: these, and for lists a node as plain as can be, which tells n8n's part of the time. */
export const CONTENDERS = [...CHOICES, 'lister'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** Offers in a command that has a price for each of them. */
export const IN_COMMAND = 25;

/** The journal: the id of its first event, and how many there are. */
export const FIRST_EVENT = 1_792_000_000_000_000;
export const EVENTS = 60_000;

/** A node of a workflow: the package's by its short name, or one of n8n's own. */
export interface NodeSetup {
	type: string;
	parameters: INodeParameters;
}

/** A request for axios, made from an item. */
export interface PlainRequest {
	method: string;
	path: string;
	accept?: string;
	contentType?: string;
	body?: unknown;
	/** Whether the answer is a file. */
	file?: boolean;
}

/** One thing that sellers do a lot of, and how each contender does it. */
export interface Work {
	title: string;
	/** How many items shall come out. */
	count: number;
	/** What goes in. Default: a single empty item. */
	items?: (count: number) => INodeExecutionData[];
	/** The package: an operation, or the order trigger polled until nothing comes. */
	own: NodeSetup | { drain: INodeParameters };
	/** The HTTP Request node and what has to follow it. */
	httpRequest: (url: string) => NodeSetup[];
	/** Axios: a list, a journal or a request for each item. */
	axios:
		| { list: string }
		| { journal: string }
		| { each: (item: INodeExecutionData) => PlainRequest };
	/** Whether memory is what it is about: a single run in a new process. */
	memory?: boolean;
}

/** Those that can do a work. */
export const contendersOf = ({ axios }: Work): Contender[] =>
	CONTENDERS.filter((name) => name !== 'lister' || 'list' in axios);

export const CREDENTIAL = 'allegroOAuth2Api';
export const PUBLIC = 'application/vnd.allegro.public.v1+json';
const BINARY = 'application/octet-stream';
const IMAGE_BYTES = 2 * 1024 * 1024;

/**
 * The headers that a careful user of the HTTP Request node sets, and the credential: Allegro's tokens
 * last for twelve hours, so that none can be written into a header by hand.
 */
const headers = (accept: string, contentType?: string) => ({
	authentication: 'predefinedCredentialType',
	nodeCredentialType: CREDENTIAL,
	sendHeaders: true,
	headerParameters: {
		parameters: [
			{ name: 'Accept', value: accept },
			{ name: 'User-Agent', value: 'MyShopN8n/1.0.0 (+https://example.com/n8n)' },
			{ name: 'Accept-Language', value: 'en-US' },
			...(contentType ? [{ name: 'Content-Type', value: contentType }] : []),
		],
	},
});

const json = { response: { response: { responseFormat: 'json' } } };

/** The HTTP Request node asking for page after page, then Split Out. */
function pages(
	url: string,
	rows: string,
	limit: number,
	next: { name: string; value: string },
	maxRequests: number,
): NodeSetup[] {
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', ...next }] },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $response.body.${rows}.length < ${limit} }}`,
		limitPagesFetched: true,
		maxRequests,
	};
	return [
		{
			type: 'n8n-nodes-base.httpRequest',
			parameters: {
				url,
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'limit', value: `${limit}` }] },
				...headers(PUBLIC),
				options: { pagination: { pagination }, ...json },
			},
		},
		{ type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: rows, options: {} } },
	];
}

const listOfOrders = (count: number, simplify: boolean): Work => ({
	title: `List ${count.toLocaleString('en')} orders${simplify ? ', simplified' : ''}`,
	count,
	own: {
		type: 'allegroOrders',
		parameters: { resource: 'order', operation: 'getAll', returnAll: true, simplify },
	},
	httpRequest: (url) =>
		pages(
			`${url}/order/checkout-forms`,
			'checkoutForms',
			100,
			{ name: 'offset', value: '={{ $pageCount * 100 }}' },
			count / 100,
		),
	axios: { list: '/order/checkout-forms' },
});

const ids = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: {
			id: `${17_300_000_000 + index}`,
			command: `00000000-0000-4000-8000-${`${index}`.padStart(12, '0')}`,
			price: `${(10 + index / 100).toFixed(2)}`,
		},
	}));

/** A JPEG as far as its first bytes tell. */
function images(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, index) => {
		const bytes = Buffer.alloc(IMAGE_BYTES, index);
		bytes.set([0xff, 0xd8, 0xff, 0xe0]);
		const data = bytes.toString('base64');
		return {
			json: { index },
			binary: { data: { data, mimeType: 'image/jpeg', fileName: `image-${index}.jpg` } },
		};
	});
}

const priceCommand = (command: unknown, price: unknown) => ({
	id: command,
	input: { buyNowPrice: { amount: price, currency: 'PLN' } },
});

export const WORKS: Record<string, Work> = {
	list: listOfOrders(10_000, false),
	simplified: listOfOrders(10_000, true),
	long: { ...listOfOrders(100_000, false), memory: true },
	memory: { ...listOfOrders(100_000, true), memory: true },
	offers: {
		title: 'Read 5,000 offers one by one',
		count: 5_000,
		items: ids,
		own: {
			type: 'allegroOffers',
			parameters: { resource: 'offer', operation: 'get', offerId: byId('={{ $json.id }}') },
		},
		httpRequest: (url) => [
			{
				type: 'n8n-nodes-base.httpRequest',
				parameters: {
					url: `=${url}/sale/product-offers/{{ $json.id }}`,
					...headers(PUBLIC),
					options: json,
				},
			},
		],
		axios: {
			each: ({ json: { id } }) => ({ method: 'GET', path: `/sale/product-offers/${String(id)}` }),
		},
	},
	prices: {
		title: 'Change 5,000 prices, in batches',
		count: 5_000,
		items: ids,
		// Allegro has a command for 25 offers with a price each; the others send one request for each price.
		own: {
			type: 'allegroBulkOffers',
			parameters: {
				resource: 'itemOffer',
				operation: 'updatePrices',
				offerId: '={{ $json.id }}',
				price: '={{ $json.price }}',
			},
		},
		httpRequest: (url) => [
			{
				type: 'n8n-nodes-base.httpRequest',
				parameters: {
					method: 'PUT',
					url: `=${url}/offers/{{ $json.id }}/change-price-commands/{{ $json.command }}`,
					...headers(PUBLIC, PUBLIC),
					sendBody: true,
					specifyBody: 'json',
					jsonBody:
						"={{ JSON.stringify({ id: $json.command, input: { buyNowPrice: { amount: $json.price, currency: 'PLN' } } }) }}",
					options: json,
				},
			},
		],
		axios: {
			each: ({ json: { id, command, price } }) => ({
				method: 'PUT',
				path: `/offers/${String(id)}/change-price-commands/${String(command)}`,
				body: priceCommand(command, price),
			}),
		},
	},
	images: {
		title: 'Upload 200 images of 2 MB',
		count: 200,
		items: images,
		own: {
			type: 'allegroOffers',
			parameters: { resource: 'image', operation: 'upload', binaryPropertyName: 'data' },
		},
		httpRequest: (url) => [
			{
				type: 'n8n-nodes-base.httpRequest',
				parameters: {
					method: 'POST',
					url: `${url}/sale/images`,
					...headers(PUBLIC, 'image/jpeg'),
					sendBody: true,
					contentType: 'binaryData',
					inputDataFieldName: 'data',
					options: json,
				},
			},
		],
		axios: {
			each: ({ binary }) => ({
				method: 'POST',
				path: '/sale/images',
				contentType: 'image/jpeg',
				body: Buffer.from(binary!.data.data, 'base64'),
			}),
		},
	},
	events: {
		title: 'Drain 60,000 events',
		count: EVENTS,
		own: {
			drain: {
				start: 'oldest',
				events: [],
				includeOrder: false,
				options: { maxEvents: 100_000 },
			},
		},
		httpRequest: (url) =>
			pages(
				`${url}/order/events`,
				'events',
				1_000,
				{
					name: 'from',
					value: `={{ $response.body?.events?.at(-1)?.id ?? '${FIRST_EVENT - 1}' }}`,
				},
				EVENTS / 1_000 + 1,
			),
		axios: { journal: '/order/events' },
	},
	labels: {
		title: 'Download 200 labels',
		count: 200,
		items: ids,
		own: {
			type: 'allegroParcels',
			parameters: {
				resource: 'shipment',
				operation: 'downloadLabel',
				shipmentIds: '={{ $json.command }}',
			},
		},
		httpRequest: (url) => [
			{
				type: 'n8n-nodes-base.httpRequest',
				parameters: {
					method: 'POST',
					url: `${url}/shipment-management/label`,
					...headers(BINARY, PUBLIC),
					sendBody: true,
					contentType: 'raw',
					rawContentType: PUBLIC,
					body: "={{ JSON.stringify({ shipmentIds: [$json.command], pageSize: 'A6' }) }}",
					options: {
						response: { response: { responseFormat: 'file', outputPropertyName: 'data' } },
					},
				},
			},
		],
		axios: {
			each: ({ json: { command } }) => ({
				method: 'POST',
				path: '/shipment-management/label',
				accept: BINARY,
				body: { shipmentIds: [command], pageSize: 'A6' },
				file: true,
			}),
		},
	},
};
