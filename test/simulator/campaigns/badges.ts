import { refusal } from '../errors';
import { Filter, page } from '../query';
import { type Call, illegal, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';
import type { BadgeRequest } from './campaigns';

const scope = 'campaigns';
const BOUNDS = { fallback: 50, max: 1_000 };
const KEPT_MS = 30 * 24 * 3_600_000;
const BARGAIN = { id: 'BARGAIN', name: 'Strefa Okazji' };

/** Badges: campaigns, applications for them, and changes of what was granted. */
export const badgeRoutes = (world: World): Route[] => [
	route('GET /sale/badge-campaigns', { scope }, () => {
		const { period } = world.state.campaigns;
		const campaign = {
			...BARGAIN,
			marketplace: { id: 'allegro-pl' },
			type: 'DISCOUNT',
			eligibility: { eligible: true, refusalReasons: [] },
			application: period,
			visibility: period,
			publication: period,
			regulationsLink: 'https://allegro.example/regulamin',
		};
		return ok({ badgeCampaigns: [campaign] });
	}),

	route('POST /sale/badges', { scope, body: [PUBLIC] }, ({ data }) => {
		const { campaign, offer, prices } = data as Partial<BadgeRequest>;
		if (campaign?.id !== BARGAIN.id) throw invalid('campaign.id', `No campaign ${campaign?.id}`);
		if (!offer || !world.state.offers.byId.has(offer.id)) {
			throw invalid('offer.id', `Offer ${offer?.id} not found`);
		}
		const application = request(world, campaign.id, offer.id, prices);
		world.state.campaigns.applications.set(application.id, application);
		return { status: 202, body: application };
	}),

	route('GET /sale/badge-applications', { scope }, ({ query }) => {
		const found = new Filter<BadgeRequest>(query)
			.equal('campaign.id', ({ campaign }) => campaign.id)
			.equal('offer.id', ({ offer }) => offer.id)
			.of(applications(world));
		return ok({ badgeApplications: page(query, found, BOUNDS).rows });
	}),

	route('GET /sale/badge-applications/{applicationId}', { scope }, (call) =>
		ok(find(applications(world), call.params.applicationId)),
	),

	route('GET /sale/badges', { scope }, ({ query }) => {
		if (!query.has('marketplace.id')) throw illegal('marketplace.id', 'Is missing');
		const found = new Filter<BadgeRequest>(query)
			.equal('offer.id', ({ offer }) => offer.id)
			.where(({ process }) => process.status === 'PROCESSED')
			.of(world.state.campaigns.applications.values());
		const finished = [...world.state.campaigns.badgeOperations.values()].filter(
			({ type, process }) => type === 'FINISH' && process.status === 'PROCESSED',
		);
		return ok({
			badges: page(query, found, BOUNDS).rows.map(({ offer, prices }) => ({
				offer,
				campaign: BARGAIN,
				publication: world.state.campaigns.period,
				...(prices ? { prices: { bargain: prices.bargain } } : {}),
				process: {
					status: finished.some((one) => one.offer.id === offer.id) ? 'FINISHED' : 'ACTIVE',
					rejectionReasons: [],
				},
			})),
		});
	}),

	route(
		'PATCH /sale/badges/offers/{offerId}/campaigns/{campaignId}',
		{ scope, body: [PUBLIC] },
		(call) => {
			const badge = granted(world, call);
			const { process, prices } = call.data as {
				process?: { status?: string };
				prices?: { bargain?: { value?: { amount: string; currency: string } } };
			};
			if (process?.status !== 'FINISHED' && !prices) throw invalid('process', 'Nothing to change');
			const operation = request(world, badge.campaign.id, badge.offer.id);
			operation.type = process ? 'FINISH' : 'UPDATE';
			if (prices?.bargain?.value) badge.prices = { bargain: prices.bargain.value };
			const { id } = operation;
			world.state.campaigns.badgeOperations.set(id, operation);
			const location = `${world.urls.api}/sale/badge-operations/${id}`;
			return { status: 202, body: { id }, headers: { location } };
		},
	),

	route('GET /sale/badge-operations/{operationId}', { scope }, ({ params }) =>
		ok(find([...world.state.campaigns.badgeOperations.values()], params.operationId)),
	),
];

/** Applications are forgotten thirty days after they were decided. */
function applications({ state, clock }: World): BadgeRequest[] {
	const oldest = clock.now() - KEPT_MS;
	return [...state.campaigns.applications.values()].filter(
		({ process, updatedAt }) => process.status === 'REQUESTED' || Date.parse(updatedAt) >= oldest,
	);
}

function request(
	{ ids, clock }: World,
	campaignId: string,
	offerId: string,
	prices?: BadgeRequest['prices'],
): BadgeRequest {
	const now = clock.iso();
	return {
		id: ids.uuid(),
		createdAt: now,
		updatedAt: now,
		campaign: { id: campaignId },
		offer: { id: offerId },
		...(prices ? { prices } : {}),
		process: { status: 'REQUESTED', rejectionReasons: [] },
	};
}

function granted(world: World, { params }: Call): BadgeRequest {
	const badge = [...world.state.campaigns.applications.values()].find(
		({ offer, campaign, process }) =>
			offer.id === params.offerId &&
			campaign.id === params.campaignId &&
			process.status === 'PROCESSED',
	);
	if (badge) return badge;
	throw refusal(404, 'BADGE_NOT_FOUND', `Offer ${params.offerId} has no such badge`);
}

function find(requests: BadgeRequest[], id: string): BadgeRequest {
	const found = requests.find((one) => one.id === id);
	if (found) return found;
	throw refusal(404, 'NOT_FOUND', `${id} not found`);
}

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });
