import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import { inputError, problemsOf, refusalError } from '../shared/errors';
import { pick } from '../shared/fields';
import { PRODUCT_OFFER_READ_PACE } from '../shared/paces';
import { waitFor } from '../shared/patience';
import type { Call } from '../shared/routing';
import { shapeOf } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { at, objectOf, setAt } from '../shared/values';
import { addParameters, changeParameters } from './offerParameters';
import { idTypeOf, isUuid } from './values';

/** An offer as GET /sale/product-offers/{offerId} has it; `problems` keep a draft
 * from being listed, or an offer from other marketplaces. */
export const simplify = pick({
	id: 'id',
	name: 'name',
	status: 'publication.status',
	price: 'sellingMode.price.amount',
	currency: 'sellingMode.price.currency',
	available: 'stock.available',
	externalId: 'external.id',
	categoryId: 'category.id',
	productId: 'productSet.0.product.id',
	problems: (offer) => [
		...problemsOf({ errors: at(offer, 'validation.errors') ?? [] }).map(
			({ userMessage, message }) => userMessage || message || '',
		),
		...elsewhere(offer),
	],
});

const isNotRequested = (marketplace: unknown) =>
	at(marketplace, 'publication.state') === 'NOT_REQUESTED';

/**
 * Why an offer is not shown on other marketplaces, such as "allegro-cz REFUSED: no price". A price alone
 * asks for no marketplace. Source: allegro-api #9137, #10976
 */
function elsewhere({ additionalMarketplaces }: IDataObject): string[] {
	return Object.entries((additionalMarketplaces ?? {}) as IDataObject).flatMap(([id, each]) => {
		const reasons = (at(each, 'publication.refusalReasons') ?? []) as IDataObject[];
		const told = reasons.map(({ userMessage, code }) => String(userMessage || code)).join(', ');
		if (told) return [`${id} ${String(at(each, 'publication.state') ?? 'REFUSED')}: ${told}`];
		if (!isNotRequested(each) || !at(each, 'sellingMode.price')) return [];
		return [
			`${id} NOT_REQUESTED: it has a price there, but its shipping rates must deliver there too`,
		];
	});
}

/** An offer as the list GET /sale/offers has it. */
export const simplifyRow = pick({
	id: 'id',
	name: 'name',
	status: 'publication.status',
	price: 'sellingMode.price.amount',
	currency: 'sellingMode.price.currency',
	available: 'stock.available',
	sold: 'stock.sold',
	externalId: 'external.id',
	categoryId: 'category.id',
	imageUrl: 'primaryImage.url',
});

const PRICES = ['price', 'minimalPrice', 'startingPrice'];

/** Brings what the fields have put down into the shape that Allegro takes. */
function complete(call: Call): IDataObject {
	const { request, field, locator } = call;
	const offer = (request.body ??= {}) as IDataObject;
	// Other fields of an offer are emptied by null. Source: mgrtomaszzurawski/allegro-java-sdk (sandbox)
	if (offer.language === null) {
		refuse(
			call,
			'The language of an offer cannot be empty',
			'Leave language out of Additional JSON, or name one such as pl-PL.',
		);
	}
	if (Array.isArray(offer.productSet)) {
		const name = field<unknown>('productId', '') ? 'productId' : 'productDetails.productId';
		// Additional JSON replaces the list; the product that was entered stays all the same.
		const id = field<string>(name, '');
		if (id !== '' && !at(offer, 'productSet.0.product.id')) {
			setAt(offer, 'productSet.0.product.id', id);
		}
		const named = at(offer, 'productSet.0.product') as IDataObject | undefined;
		if (named?.id) named.idType ??= idTypeOf(locator(name) ?? field<string>(name, ''));
		// More Products come as a list in the list, perhaps without one before it.
		const elements = offer.productSet as Array<IDataObject | IDataObject[]>;
		const first = Array.isArray(elements[0]) ? [{}] : [];
		offer.productSet = [...first, ...elements.flat()].map(completeElement);
	}
	// The currency has a default: without an amount, there is no price.
	const mode = (offer.sellingMode ?? {}) as Record<string, IDataObject | null | undefined>;
	for (const name of PRICES) {
		if (mode[name] && mode[name].amount === undefined) delete mode[name];
	}
	if (offer.sellingMode && Object.keys(mode).length === 0) delete offer.sellingMode;
	return offer;
}

/** The step before an offer is created. */
export async function completeOffer(call: Call): Promise<void> {
	const offer = complete(call);
	if (objectOf(offer.location))
		offer.location = { countryCode: 'PL', ...(offer.location as IDataObject) };
	await addParameters(call, offer);
	leaveOutEmpty(offer);
}

/** A product of which nothing is said, such as the first one where only further ones are. */
function leaveOutEmpty(offer: IDataObject): void {
	if (!Array.isArray(offer.productSet)) return;
	const products = (offer.productSet as IDataObject[]).filter(
		(element) => Object.keys(element).length > 0,
	);
	if (products.length > 0) offer.productSet = products;
	else delete offer.productSet;
}

function completeElement({ product, safetyInformation, ...element }: IDataObject): IDataObject {
	const { idType, ...description } = (product ?? {}) as IDataObject;
	const { id } = description;
	if (idType && idType !== 'ID' && id && !isUuid(id)) description.idType = idType;
	if (Object.keys(description).length > 0) element.product = description;
	if (safetyInformation !== undefined) element.safetyInformation = typed(safetyInformation);
	return element;
}

/** Safety information is a text or attachments; with attachments, the text is not sent. */
function typed(safety: IDataObject[string]): IDataObject[string] {
	const { type, attachments, description } = (safety ?? {}) as IDataObject;
	if (type || safety === null) return safety;
	return attachments ? { type: 'ATTACHMENTS', attachments } : { type: 'TEXT', description };
}

/** As `completeOffer`, for an update: one that says nothing is not sent. */
export async function completeUpdate(call: Call): Promise<void> {
	const offer = complete(call);
	await changeParameters(call, offer);
	leaveOutEmpty(offer);
	changesSomething(call);
}

/** @throws NodeOperationError when the user has filled in nothing. */
export function changesSomething(call: Call): void {
	const change = (call.request.body ?? {}) as IDataObject;
	if (Object.keys(change).length === 0) {
		refuse(call, 'There is nothing to change', 'Add at least one field.');
	}
}

const READ = { scope: 'sale:offers:read', paces: [PRODUCT_OFFER_READ_PACE] };
/** Allegro forgets operations some time after their end, and may not know them at once. */
const FORGOTTEN = 3;

/**
 * The step after an offer was sent. Allegro may answer 202 and go on working, for minutes or, when a
 * product is new, for up to two hours. Then `Location` names the operation to ask about, which answers
 * 202 until it ends in 303 (or in the errors that kept Allegro from doing it).
 * Sources: the OpenAPI document; https://github.com/allegro/allegro-api/issues/13228
 */
export async function processed(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	const shape = shapeOf(call, simplify);
	const offer = objectOf(answer.body) ?? {};
	if (answer.status !== 202) return [{ json: shape(offer) }];
	const { offerId, operationId } = operationOf(call, answer);
	if (!call.field('waitForCompletion', false)) {
		return [{ json: { ...shape({ id: offerId, ...offer }), operationId } }];
	}
	if (!offerId || !operationId) return untold(call, offerId);
	const finished = await finish(call, answer, { offerId, operationId }).catch((error: Error) =>
		withOfferId(call, error, offerId),
	);
	return [{ json: shape(finished) }];
}

/** The IDs in `Location`: its host and port were seen to be others than Allegro's. */
function operationOf({ request }: Call, { headers, body }: Answer): Record<string, string | null> {
	const location = String(headers.location ?? '');
	const [, offerId, operationId] =
		/\/product-offers\/([^/?#]+)\/operations\/([^/?#]+)/.exec(location) ?? [];
	const known = offerId ?? objectOf(body)?.id ?? request.values?.offerId;
	return { offerId: (known as string | undefined) ?? null, operationId: operationId ?? null };
}

/** Allegro has accepted the offer, but told nothing to ask for its end with. */
function untold({ context, request }: Call, offerId: string | null): never {
	const id = offerId ? `The offer is ${offerId}: read it` : 'Look for the offer with Get Many';
	const again = request.method === 'POST' ? ', and do not create it again' : '';
	throw inputError(
		context.getNode(),
		'Allegro works on the offer, but did not say how to ask for its end',
		`${id} in a while${again}.`,
		context.getItemIndex(),
	);
}

async function finish(call: Call, started: Answer, operation: IDataObject): Promise<IDataObject> {
	const { offerId, operationId } = operation;
	let missing = 0;
	const end = await waitFor(
		call,
		started,
		async () => {
			const answer = await call.send(
				'GET /sale/product-offers/{offerId}/operations/{operationId}',
				operation,
				{ scope: READ.scope, tolerated: [303, 404, 422] },
			);
			missing = answer.status === 404 ? missing + 1 : 0;
			const works = answer.status === 202 && at(answer.body, 'errors') === undefined;
			const running = works || (missing > 0 && missing < FORGOTTEN);
			return { answer, outcome: running ? undefined : answer };
		},
		{
			what: 'offer',
			advice: `It may still succeed. Ask later with Get Operation Status, Offer ${offerId as string} and Operation ID ${operationId as string}.`,
		},
	);
	const refused = end.status === 422 || at(end.body, 'errors') !== undefined;
	if (refused && end.status !== 404) {
		throw refusalError(call.context.getNode(), end, call.request);
	}
	const read = await call.send('GET /sale/product-offers/{offerId}', { offerId }, READ);
	return read.body as IDataObject;
}

/** Once Allegro has given an ID there is an offer, and a repetition would make another one. */
function withOfferId({ request }: Call, error: Error, offerId: string): never {
	const failure = error as NodeApiError;
	// Another app, or the seller, may delete an offer that Allegro still works on: allegro-api #11875, #12837
	if (request.method === 'POST' && failure.httpCode === '404') {
		failure.description = `The offer ${offerId} was made, and is gone: it was deleted or archived meanwhile. To have it, create it again. ${failure.description ?? ''}`;
	} else if (request.method === 'POST') {
		failure.description = `${failure.description ?? ''} The offer ${offerId} exists: go on with Update, and do not create it again.`;
	}
	throw failure;
}

/** A 303 says that it has ended. */
export function allowRedirect({ request }: Call): void {
	request.tolerated = [303];
}

/** How an operation stands: Allegro's report while it works, and the same in short once it has ended. */
export async function operationStatus(
	{ request }: Call,
	{ status, body }: Answer,
): Promise<INodeExecutionData[]> {
	const { offerId, operationId } = request.values ?? {};
	if (status === 202) return [{ json: body as IDataObject }];
	return [
		{ json: { offer: { id: offerId }, operation: { id: operationId, status: 'COMPLETED' } } },
	];
}
