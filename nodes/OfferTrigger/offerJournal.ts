import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../shared/journal';
import { newestOf } from '../shared/journal';
import { readerOf, recordsOf } from '../shared/reader';
import { at, rowsAt } from '../shared/values';

/** An entry of GET /sale/offer-events. */
interface OfferEvent extends JournalEvent {
	type: string;
	occurredAt: string;
	offer: IDataObject & { id: string };
}

const PAGE_SIZE = 1000;

/**
 * The journal of offer events, which Allegro keeps for 24 hours.
 *
 * Source: GET /sale/offer-events; that stock changes come twice with the same time,
 * https://github.com/allegro/allegro-api/issues/6680
 */
export function offerJournal(
	context: IPollFunctions,
	{ types, includeOffer }: { types: string[]; includeOffer: boolean },
): Journal<OfferEvent> {
	const scope = 'sale:offers:read';
	const events = readerOf(context, { scope, languages: ['en-US'] });
	const offers = readerOf(context, { scope });

	const read = async (from: string | undefined, limit: number) => {
		const page = await events.get('GET /sale/offer-events', { limit, from, type: types });
		return rowsAt(page, 'offerEvents') as OfferEvent[];
	};

	const readOffer = async (offerId: string) =>
		await offers.get('GET /sale/product-offers/{offerId}', {}, { offerId });

	const items = async (batch: OfferEvent[]): Promise<INodeExecutionData[]> => {
		const ids = includeOffer ? batch.map(({ offer }) => offer.id) : [];
		const full = await recordsOf(ids, readOffer);
		return batch.map(({ id, type, occurredAt, offer, ...more }) => ({
			json: {
				eventId: id,
				type,
				occurredAt,
				offerId: offer.id,
				externalId: (at(offer, 'external.id') ?? null) as string | null,
				...more,
				...(includeOffer ? { offer: full.get(offer.id) ?? null } : {}),
			},
		}));
	};

	return {
		endpoint: 'GET /sale/offer-events',
		read,
		latest: async () => (await newestOf(read, PAGE_SIZE))?.id,
		sample: async () => await newestOf(read, PAGE_SIZE),
		identity: ({ type, occurredAt, offer }) => `${type}|${occurredAt}|${offer.id}`,
		items,
		keptMs: 24 * 3_600_000,
		keptText: '24 hours',
		pageSize: PAGE_SIZE,
	};
}
