import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadNodeTypes } from '../../engine';
import { resolve, type OpenApiDocument, type ParameterObject, type Schema } from '../document';
import { readExtract } from '../extract';
import { adviceFor } from './advice';
import { compareContracts, doesBreak, packageOf, pageOf, type Findings } from '.';
import { judge, type Judged } from './judge';
import { tellTouches } from './page';

const pack = packageOf(loadNodeTypes());

function judged(before: OpenApiDocument, after: OpenApiDocument): Judged[] {
	return compareContracts(before, after).map((change) => judge(change, pack));
}

/** What is found after a change of the facts that the project keeps. */
function after(change: (document: OpenApiDocument) => void): Judged[] {
	const document = structuredClone(readExtract());
	change(document);
	return judged(readExtract(), document);
}

const findings = (changes: Judged[]): Findings => ({
	...{ from: '2026-07-18', to: '2026-10-03', changes, refused: [] },
});

type Plant = (document: OpenApiDocument) => void;
const schemaOf = (name: string, change: (schema: Schema & Record<string, unknown>) => void) =>
	((document) => change(document.components.schemas[name] as never)) as Plant;
const operation = (
	endpoint: string,
	change: (operation: OpenApiDocument['paths'][string][string]) => void,
) =>
	(({ paths }) => {
		const [method, template] = endpoint.split(' ');
		change(paths[template][method.toLowerCase()]);
	}) as Plant;
const parameter = (endpoint: string, name: string, change: (one: ParameterObject) => void) =>
	operation(endpoint, ({ parameters = [] }) =>
		change((parameters as ParameterObject[]).find((one) => one.name === name)!),
	);

/** A change of the values of a parameter, wherever they stand. */
const valuesOf =
	(endpoint: string, name: string, change: (values: unknown[]) => unknown[]): Plant =>
	(document) =>
		parameter(endpoint, name, ({ schema }) => {
			const one = resolve<Schema>(document, schema as never);
			const values = resolve<Schema>(document, (one.items ?? one) as never);
			values.enum = change(values.enum!);
		})(document);

const STATUS = 'PUT /order/checkout-forms/{id}/fulfillment';
const ORDERS = 'GET /order/checkout-forms';
const EVENTS = 'GET /order/events';

describe('What breaks is told with whom it breaks and what to do', () => {
	test.each<[string, Plant, string, RegExp]>([
		[
			'a removed operation',
			({ paths }) => void delete paths['/order/event-stats'],
			'Allegro Orders: Event > Get Latest',
			/\(Retired\)/,
		],
		[
			'a removed operation that a trigger asks for',
			({ paths }) => void delete paths['/order/events'],
			'Allegro Orders Trigger',
			/\(Retired\)/,
		],
		[
			'a removed operation that fills a list',
			({ paths }) => void delete paths['/sale/delivery-methods'],
			'the list of "',
			/\(Retired\)/,
		],
		[
			'a removed filter',
			operation(ORDERS, (one) => {
				one.parameters = (one.parameters as ParameterObject[]).filter(
					({ name }) => name !== 'buyer.login',
				);
			}),
			'Allegro Orders: Order > Get Many (field "Filters > Buyer Login")',
			/Do not send it/,
		],
		[
			'a filter that moves into a header',
			parameter(ORDERS, 'buyer.login', (one) => void (one.in = 'header')),
			'field "Filters > Buyer Login"',
			/as header instead/,
		],
		[
			'a renamed property of a body',
			schemaOf('CheckoutFormAddWaybillRequest', ({ properties = {} }) => {
				properties.trackingNumber = properties.waybill;
				delete properties.waybill;
			}),
			'Allegro Orders: Tracking Number > ',
			/new name/,
		],
		[
			'an enum value that a dropdown offers',
			valuesOf('GET /sale/offers', 'sellingMode.format', (values) =>
				values.filter((one) => one !== 'AUCTION'),
			),
			'Allegro Offers: Offer > Get Many (field "Filters > Formats")',
			/Take AUCTION out of the dropdown/,
		],
		[
			'a lower limit',
			schemaOf('CheckoutFormAddWaybillRequest', ({ properties }) => {
				Object.assign(properties!.waybill, { maxLength: 10 });
			}),
			'Allegro Orders: Tracking Number > ',
			/Check the value/,
		],
		[
			'a smaller page',
			parameter(ORDERS, 'limit', ({ schema }) => void Object.assign(schema, { maximum: 50 })),
			'Allegro Orders: Order > Get Many',
			/pages of the new size/,
		],
		[
			'an input that is required by now',
			schemaOf('CheckoutFormAddWaybillRequest', (schema) => {
				schema.required = [...(schema.required ?? []), 'carrierName'];
			}),
			'Allegro Orders: Tracking Number > ',
			/required/,
		],
		[
			'a new input that is required',
			operation(STATUS, (one) => {
				one.parameters!.push({
					...{ name: 'reason', in: 'query', required: true, schema: { type: 'string' } },
				});
			}),
			'Allegro Orders: Order > Set Status',
			/Add a required field/,
		],
		[
			'another type of an input',
			schemaOf('CheckoutFormAddWaybillRequest', ({ properties }) => {
				properties!.waybill = { type: 'integer' };
			}),
			'Allegro Orders: Tracking Number > ',
			/Send the new type/,
		],
		[
			'another type of an answer',
			schemaOf('CheckoutForm', ({ properties }) => {
				properties!.messageToSeller = { type: 'object' };
			}),
			'Allegro Orders: Order > Get',
			/changelog/,
		],
		[
			'an answer that Simplify reads',
			schemaOf('CheckoutForm', (schema) => {
				delete schema.properties!.status;
				schema.required = schema.required?.filter((one) => one !== 'status');
			}),
			'Allegro Orders: Order > Get Many (Simplify)',
			/What reads it gets nothing/,
		],
		[
			'the rows of a list',
			operation(ORDERS, ({ responses }) => {
				const { content } = responses['200'] as { content: Record<string, { schema: Schema }> };
				for (const one of Object.values(content))
					one.schema = { type: 'object', properties: { orders: { type: 'array', items: {} } } };
			}),
			'the rows of its list',
			/What reads it gets nothing/,
		],
		[
			'an answer that a trigger reads',
			schemaOf('BillingEntry', ({ properties }) => void delete properties!.occurredAt),
			'Allegro Billing Trigger: what it reads',
			/What reads it gets nothing/,
		],
		[
			'an event that a trigger offers',
			schemaOf('SellerOfferBaseEvent', (schema) => {
				const { mapping } = (schema as { discriminator: { mapping: Record<string, string> } })
					.discriminator;
				delete mapping.OFFER_ENDED;
			}),
			'Allegro Offers Trigger: field "Events"',
			/./,
		],
		[
			'a media type that is sent',
			operation(STATUS, (one) => {
				const body = one.requestBody as { content: Record<string, unknown> };
				body.content = {
					'application/vnd.allegro.public.v2+json': Object.values(body.content)[0] as never,
				};
			}),
			'Allegro Orders: Order > Set Status',
			/another of its media types/,
		],
		[
			'a media type that is asked for',
			operation(EVENTS, ({ responses }) => {
				const answer = responses['200'] as { content: Record<string, unknown> };
				answer.content = { 'application/json': Object.values(answer.content)[0] };
			}),
			'Allegro Orders: Event > Get Many',
			/another of its media types/,
		],
		[
			'another permission',
			operation(STATUS, (one) => {
				one.security = [{ 'bearer-token-for-user': ['allegro:api:orders:status'] }];
			}),
			'Allegro Orders: Order > Set Status',
			/connect again/,
		],
		[
			'another host',
			operation(STATUS, (one) => void (one.servers = [{ url: 'https://upload.{environment}' }])),
			'Allegro Orders: Order > Set Status',
			/new host/,
		],
		[
			'no success any more',
			operation(STATUS, ({ responses }) => {
				responses['202'] = responses['204'];
				delete responses['204'];
			}),
			'Allegro Orders: Order > Set Status',
			/what is answered in its place/,
		],
		[
			'another way to log in',
			({ components }) => {
				const schemes = components.securitySchemes as Record<string, { flows: object }>;
				schemes['bearer-token-for-user'].flows = {};
			},
			'The credential',
			/connect anew/,
		],
	])('%s', (_, plant, who, what) => {
		const changes = after(plant);
		expect(doesBreak(findings(changes))).toBe(true);
		const broken = changes.filter(({ level }) => level === 'break');
		expect(broken.map((one) => tellTouches(one.broken)).join('\n')).toContain(who);
		expect(broken.map(adviceFor).join('\n')).toMatch(what);
	});
});

describe('What breaks nothing is told, and lets go on', () => {
	test.each<[string, Plant, string]>([
		[
			'a new operation',
			({ paths }) => void (paths['/order/new'] = { get: paths['/order/event-stats'].get }),
			'added',
		],
		[
			'a new filter',
			operation(EVENTS, ({ parameters }) => {
				parameters!.push({ name: 'to', in: 'query', schema: { type: 'string' } });
			}),
			'added',
		],
		[
			'a new field of an answer',
			schemaOf('CheckoutForm', ({ properties }) => void (properties!.planted = { type: 'string' })),
			'added',
		],
		[
			'a new value of a dropdown',
			valuesOf('GET /sale/offers', 'sellingMode.format', (values) => [...values, 'PLANTED']),
			'changed',
		],
		[
			'a higher limit',
			schemaOf('CheckoutFormAddWaybillRequest', ({ properties }) => {
				Object.assign(properties!.waybill, { maxLength: 1_000 });
			}),
			'changed',
		],
		[
			'an input that need not be there any more',
			schemaOf('CheckoutFormAddWaybillRequest', (schema) => void (schema.required = ['waybill'])),
			'changed',
		],
		['a deprecation', operation(STATUS, (one) => void (one.deprecated = true)), 'changed'],
		[
			'an answer that can be null',
			schemaOf('CheckoutForm', ({ properties }) => {
				Object.assign(properties!.messageToSeller, { nullable: true });
			}),
			'changed',
		],
		[
			'an answer that nobody reads',
			schemaOf('SmartOfferClassificationReport', ({ properties }) => {
				delete properties!.scheduledForReclassification;
			}),
			'removed',
		],
		[
			'a new media type beside the old one',
			operation(EVENTS, ({ responses }) => {
				const { content } = responses['200'] as { content: Record<string, unknown> };
				content['application/vnd.allegro.beta.v9+json'] = Object.values(content)[0];
			}),
			'added',
		],
		['another error', operation(STATUS, ({ responses }) => void (responses['418'] = {})), 'added'],
		[
			'an app that need not be a user',
			operation(STATUS, (one) => {
				one.security!.push({ 'bearer-token-for-application': [] });
			}),
			'changed',
		],
		[
			'a change of what is retired',
			({ paths }) => void delete paths['/sale/turnover-discount'],
			'removed',
		],
	])('%s', (_, plant, kind) => {
		const changes = after(plant);
		expect(changes.map((one) => one.kind)).toContain(kind);
		expect(changes.filter(({ level }) => level === 'break').map(adviceFor)).toEqual([]);
		expect(doesBreak(findings(changes))).toBe(false);
		for (const change of changes) expect(adviceFor(change)).toMatch(/\.$/);
	});
});

/** The parts of the documents of July and October 2026 that differ. */
describe('From July to October', () => {
	const read = (name: string) =>
		JSON.parse(readFileSync(path.join(__dirname, 'july', name), 'utf8')) as OpenApiDocument;
	const changes = judged(read('before.json'), read('after.json'));
	const page = pageOf(findings(changes));
	/** The entry of a change on the page. */
	const entry = (start: string) => {
		const entries = page.split('\n- [ ] ');
		const found = entries.filter((one) => one.replace(/^\*\*(\w+)\*\* `/, '$1 ').startsWith(start));
		expect([start, found.length]).toEqual([start, 1]);
		return found[0];
	};

	test.each<[string, string, RegExp[]]>([
		[
			'added POST /ingredients/parse',
			'Allegro Offers: Ingredient > Parse',
			[/sale:offers:write/, /products: \[\{ ingredients, productId/],
		],
		[
			'added GET /fulfillment/warehouse',
			'Allegro Fulfillment: Warehouse > Get',
			[/fulfillment:read/, /id, location: .*, name/],
		],
		[
			'changed GET /sale/turnover-discount: deprecated',
			'Turnover Discount (Retired) > Get Many',
			[],
		],
		[
			'changed PUT /sale/turnover-discount/{marketplaceId}: deprecated',
			'Turnover Discount (Retired) > Set',
			[],
		],
		[
			'changed PUT /sale/turnover-discount/{marketplaceId}/deactivate: deprecated',
			'Turnover Discount (Retired) > Deactivate',
			[],
		],
		[
			'changed DELETE /messaging/messages/{messageId}: deprecated',
			'Message > Delete (Deprecated)',
			[],
		],
		['added GET /messaging/threads query.page.id', 'Thread > Get Many', []],
		['added GET /messaging/threads query.read', 'field "Filters > Read"', []],
		['added GET /messaging/threads query.status', 'field "Filters > Status"', [/OPEN\|CLOSED/]],
		[
			'added GET /messaging/threads query.type',
			'field "Filters > Type"',
			[/COMMON\|POST_PURCHASE_ISSUE/],
		],
		['added GET /messaging/threads query.orderId', 'Thread > Get Many', []],
		['added GET /messaging/threads/{threadId}/messages query.page.id', 'Message > Get Many', []],
		[
			'added GET /messaging/threads answer 200 application/vnd.allegro.beta.v1+json',
			'Allegro Messages: Thread > Get Many',
			[
				/participants: \[\{ login, role: BUYER/,
				/orders: \[\{ id, offers/,
				/subType: /,
				/- threads\[\]\.interlocutor/,
				/nextPage: \{ id \}/,
				/Trigger/,
			],
		],
		[
			'added GET /messaging/threads/{threadId} answer 200 application',
			'Thread > Get',
			[/createdAt/, /status: OPEN\|CLOSED/],
		],
		['added PUT /messaging/threads/{threadId}/read body application', 'Thread > Mark as Read', []],
		[
			'added PUT /messaging/threads/{threadId}/read answer 200 application',
			'Thread > Mark as Read',
			[],
		],
		['added POST /messaging/messages body application', 'Message > Send', []],
		[
			'added POST /messaging/messages answer 201 application',
			'Message > Send',
			[/CONSULTANT\|ALLEGRO/, /- author\.isInterlocutor/, /- thread\b/, /\+ attachments\[\]\.id/],
		],
		[
			'added GET /messaging/threads/{threadId}/messages answer 200 application',
			'Message > Get Many',
			[/nextPage/],
		],
		['added POST /messaging/threads/{threadId}/messages body application', 'Message > Reply', []],
		[
			'added POST /messaging/threads/{threadId}/messages answer 201 application',
			'Message > Reply',
			[],
		],
		[
			'added POST /messaging/threads/{threadId}/messages answer 422 application',
			'Message > Reply',
			[],
		],
		['added GET /messaging/messages/{messageId} answer 200 application', 'Message > Get', []],
		['added POST /messaging/message-attachments body application', 'Attachment > Declare', []],
		[
			'added POST /messaging/message-attachments answer 201 application',
			'Attachment > Declare',
			[],
		],
		[
			'added PUT /messaging/message-attachments/{attachmentId} answer 200 application',
			'Attachment > Send File',
			[],
		],
		[
			'added ProductSetElementCompositionRequest.composition',
			'Allegro Offers: Offer > Create',
			[/components: \[\{ ingredients: \[\{ name \}\], name \}\]/],
		],
		[
			'added ProductSetElementCompositionResponse.composition',
			'Offer > Get',
			[/mode: MANUAL\|AUTO/],
		],
		['added POST /sale/images query.isAiCoCreated', 'Image > Upload', []],
		['added OfferImageLinkUploadRequest.isAiCoCreated', 'Image > Upload From URL', []],
		[
			'added CheckoutForm.codBookedPayments',
			'Order > Get',
			[/paidAmount: .*, paidAt, paymentId, shipmentId/],
		],
		[
			'added BillingEntry.asset',
			'Allegro Billing Trigger',
			[/DEBIT\|CREDIT/, /Billing Entry > Get Many/],
		],
		['added BillingEntry.marketplaceId', 'Allegro Billing Trigger', []],
		['added BillingEntry.type.group', 'Allegro Billing Trigger', [/id, name/]],
		['changed ShippingRatesSet.name: required', 'Shipping Rate Set > Create (field "Name")', []],
		['changed ShippingRatesSet.type: required', 'Shipping Rate Set > Create (field "Type")', []],
		['removed ShippingRate.nextItemRate', 'Shipping Rate Set > Create', []],
		['removed PickupCreateRequestDto.pickupDateProposalId', 'Allegro Parcels: Pickup > Create', []],
		['removed PickupDateProposalsDto.proposalItems', 'Pickup > Get Proposals', []],
		['removed SmartOfferClassificationReport.smartDeliveryMethods', 'Offer > Get Smart Status', []],
		[
			'removed SmartOfferClassificationReport.conditions[].passedDeliveryMethods',
			'Offer > Get Smart Status',
			[],
		],
		[
			'removed SmartOfferClassificationReport.conditions[].failedDeliveryMethods',
			'Offer > Get Smart Status',
			[],
		],
		['changed Publication.endedBy: enum + VISIBILITY', 'Offer > Get', []],
		[
			'changed OfferEventEndedOffer.publication.endedBy: enum + VISIBILITY',
			'Allegro Offers: Event > Get Many',
			[],
		],
		[
			'changed FulfillmentRefundDisposition.type: enum + REPLACEMENT',
			'Refund Disposition > Get Many',
			[],
		],
		[
			'changed FulfillmentRefundDisposition.stockStatus: enum + NOT_APPLICABLE',
			'Refund Disposition > Get Many',
			[],
		],
	])('%s', (start, who, more) => {
		const told = entry(start);
		expect(told).toContain(who);
		for (const pattern of more) expect(told).toMatch(pattern);
		expect(told).toMatch(/ {2}- to do: .+\./);
	});

	test('nothing more than that, and nothing breaks that is built for October', () => {
		const repeated = changes.filter(({ fact }) => fact?.endsWith('said elsewhere too'));
		expect(repeated.map(({ origin }) => origin)).toEqual([
			'ShippingRatesSet.dispatchCountry',
			'ShippingRatesSet.type',
		]);
		expect(changes).toHaveLength(46 + repeated.length);
		expect(changes.filter(({ level }) => level === 'break')).toEqual([]);
		expect(page).toContain("# Allegro's API: 2026-07-18 to 2026-10-03");
	});
});
