import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Details } from '../shared/details';
import type { Journal, JournalEvent } from '../shared/journal';
import { latestOf, newestOf } from '../shared/journal';
import { readerOf } from '../shared/reader';
import { at } from '../shared/values';

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
		const query = { limit, from, type: types };
		return (await events.rows('GET /sale/offer-events', 'offerEvents', query)) as OfferEvent[];
	};

	const full = new Details(
		async (offerId) => await offers.get('GET /sale/product-offers/{offerId}', {}, { offerId }),
		'Allegro does not have this offer any more',
	);

	const items = async (batch: OfferEvent[]): Promise<INodeExecutionData[]> =>
		batch.map(({ id, type, occurredAt, offer, ...more }) => {
			const { value = null, problem } = full.of(offer.id);
			return {
				json: {
					eventId: id,
					type,
					occurredAt,
					offerId: offer.id,
					externalId: (at(offer, 'external.id') ?? null) as string | null,
					...more,
					...(includeOffer ? { offer: value } : {}),
					...(problem ? { problem } : {}),
				},
			};
		});

	return {
		endpoint: 'GET /sale/offer-events',
		read,
		latest: async () => (await newestOf(read, PAGE_SIZE))?.id,
		samples: async () => await latestOf(read, PAGE_SIZE),
		identity: ({ type, occurredAt, offer }) => `${type}|${occurredAt}|${offer.id}`,
		...(includeOffer && {
			async look(batch, tries, onlyKnown) {
				const ids = batch.map(({ offer }) => offer.id);
				await full.look(ids, tries, { onlyKnown });
				return new Set(batch.filter(({ offer }) => full.waits(offer.id)));
			},
		}),
		items,
		keptMs: 24 * 3_600_000,
		keptText: '24 hours',
		pageSize: PAGE_SIZE,
	};
}
