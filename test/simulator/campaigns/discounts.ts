import { refusal } from '../errors';
import { isUuid } from '../ids';
import { Filter, page } from '../query';
import { created, illegal, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';
import type { DiscountCommand, DiscountKind, Participation } from './campaigns';

const scope = 'campaigns';
const CAMPAIGN = { id: 'ALLEDISCOUNT_1', name: 'AlleObniżka', type: 'DISCOUNT' };
const BOUNDS = { fallback: 50, max: 200 };

/** AlleDiscount: campaigns, the offers in them, and the commands that put them there. */
export const discountRoutes = (world: World): Route[] => {
	const { submit, withdraw } = works(world);
	return [
		route('GET /sale/alle-discount/campaigns', { scope }, ({ query }) => {
			const { period } = world.state.campaigns;
			const campaign = {
				...CAMPAIGN,
				visibility: period,
				application: period,
				publication: period,
				marketplace: { id: 'allegro-pl' },
			};
			const wanted = query.get('campaignId') ?? CAMPAIGN.id;
			return ok({ alleDiscountCampaigns: wanted === CAMPAIGN.id ? [campaign] : [] });
		}),

		route('GET /sale/alle-discount/{campaignId}/eligible-offers', { scope }, (call) => {
			requireCampaign(call.params.campaignId);
			const { offers, campaigns } = world.state;
			const taken = new Set([...campaigns.participations.values()].map(({ offer }) => offer.id));
			const found = new Filter<{ offer: { id: string } }>(call.query)
				.equal('offerId', ({ offer }) => offer.id)
				.where(({ offer }) => !taken.has(offer.id))
				.of(offers.byId.values());
			const { rows } = page(call.query, found, BOUNDS);
			return ok({
				eligibleOffers: rows.map(({ offer: { id } }) => ({
					id,
					product: { id: offers.byId.get(id)!.offer.productSet[0].product.id },
					basePrice: offers.byId.get(id)!.offer.sellingMode.price ?? null,
					alleDiscount: { campaignConditions: { meetsConditions: true, violations: [] } },
				})),
				count: rows.length,
				totalCount: found.length,
			});
		}),

		route('GET /sale/alle-discount/{campaignId}/submitted-offers', { scope }, (call) => {
			requireCampaign(call.params.campaignId);
			const found = new Filter<Participation>(call.query)
				.equal('offerId', ({ offer }) => offer.id)
				.equal('participationId', ({ participationId }) => participationId)
				.of(world.state.campaigns.participations.values());
			const { rows } = page(call.query, found, BOUNDS);
			return ok({ submittedOffers: rows, count: rows.length, totalCount: found.length });
		}),

		...commandRoutes(world, 'submit', submit),
		...commandRoutes(world, 'withdraw', withdraw),
	];
};

/** A piece of work gives the participation that it made or ended. */
type Work = (input: Record<string, { id?: string } | string>) => string;

function works(world: World): Record<DiscountKind, Work> {
	const here = () => world.state.campaigns;
	return {
		submit: (input) => {
			const { offer, campaign, proposedPrice } = input as unknown as Participation &
				Participation['prices'];
			if (!offer?.id || !campaign?.id) throw illegal('input', 'Offer and campaign are needed');
			requireCampaign(campaign.id);
			const participationId = world.ids.uuid();
			here().participations.set(participationId, {
				participationId,
				offer,
				campaign,
				prices: { proposedPrice },
				process: { status: 'ACTIVE', errors: [] },
			});
			return participationId;
		},
		withdraw: ({ participationId }) => {
			const found = here().participations.get(`${participationId as string}`);
			if (!found) throw illegal('input.participationId', 'There is no such participation');
			found.process.status = 'FINISHED';
			return found.participationId;
		},
	};
}

/** Giving a command and reading what came of it. */
function commandRoutes(world: World, kind: DiscountKind, work: Work): Route[] {
	const path = `/sale/alle-discount/${kind}-offer-commands`;
	const outcome = kind === 'submit' ? 'newOfferParticipation' : 'withdrawnOfferParticipation';
	return [
		route(`POST ${path}`, { scope, body: [PUBLIC] }, ({ data }) => {
			const { campaigns } = world.state;
			const { commandId, input } = data as { commandId?: string | null; input?: never };
			if (commandId && !isUuid(commandId)) throw illegal('commandId', 'Must be a UUID');
			if (!input) throw illegal('input', 'Is missing');
			const id = commandId || world.ids.uuid();
			if (campaigns.discountCommands.has(id)) {
				throw refusal(409, 'COMMAND_ALREADY_EXISTS', `Command ${id} exists already`);
			}
			const errors = campaigns.takeFailure(kind) ?? [];
			const command: DiscountCommand = {
				...{ id, kind, input, polls: 0, errors },
				createdAt: world.clock.iso(),
				participationId: errors.length > 0 ? undefined : work(input),
			};
			campaigns.discountCommands.set(id, command);
			const dates = { createdAt: command.createdAt, updatedAt: command.createdAt };
			const location = `${world.urls.api}${path}/${id}`;
			return created({ id, input, output: { status: 'NEW', ...dates } }, { location });
		}),

		route(`GET ${path}/{commandId}`, { scope }, ({ params }) => {
			const command = world.state.campaigns.discountCommands.get(params.commandId);
			if (command?.kind !== kind) {
				throw refusal(404, 'COMMAND_NOT_FOUND', `Command ${params.commandId} not found`);
			}
			const { id, input, createdAt, participationId, errors } = command;
			const busy = command.polls++ < world.settings.commandPolls;
			const done = participationId ? 'SUCCESSFUL' : 'FAILED';
			return ok({
				id,
				input,
				output: {
					status: busy ? 'IN_PROGRESS' : done,
					createdAt,
					updatedAt: world.clock.iso(),
					...(busy || !participationId ? {} : { [outcome]: { participationId } }),
					errors: busy || errors.length === 0 ? [] : [{ errors: errors.map(entry) }],
				},
			});
		}),
	];
}

const entry = ({ code, message }: { code: string; message: string }) => ({
	code,
	message,
	details: null,
	path: null,
	userMessage: message,
});

function requireCampaign(id: string): void {
	if (id === CAMPAIGN.id) return;
	throw refusal(404, 'CAMPAIGN_NOT_FOUND', `Campaign ${id} not found`);
}
