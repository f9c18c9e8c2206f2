import { type ErrorEntry } from '../errors';
import type { Money } from '../model';
import type { World } from '../state';

const DAY = 24 * 3_600_000;

/** An offer's part in an AlleDiscount campaign. */
export interface Participation {
	participationId: string;
	offer: { id: string };
	campaign: { id: string };
	prices: { proposedPrice?: Money };
	process: { status: 'VERIFICATION' | 'ACCEPTED' | 'ACTIVE' | 'DECLINED' | 'FINISHED'; errors: [] };
}

/** A command on one participation; the outcome waits until it is read often enough. */
export interface DiscountCommand {
	id: string;
	kind: DiscountKind;
	input: unknown;
	createdAt: string;
	polls: number;
	participationId?: string;
	errors: ErrorEntry[];
}

export type DiscountKind = 'submit' | 'withdraw';

type Rejection = { code: string; messages: Array<{ text: string; link: string | null }> };

/** An application for a badge, or a change of one. */
export interface BadgeRequest {
	id: string;
	type?: 'UPDATE' | 'FINISH';
	createdAt: string;
	updatedAt: string;
	campaign: { id: string };
	offer: { id: string };
	prices?: { bargain?: Money };
	process: { status: 'REQUESTED' | 'PROCESSED' | 'DECLINED'; rejectionReasons: Rejection[] };
}

/** Campaigns of Allegro's, and what the seller has in them. */
export class Campaigns {
	readonly participations = new Map<string, Participation>();
	readonly discountCommands = new Map<string, DiscountCommand>();
	readonly applications = new Map<string, BadgeRequest>();
	readonly badgeOperations = new Map<string, BadgeRequest>();
	private readonly failures: Array<{ kind: DiscountKind; errors: ErrorEntry[] }> = [];

	constructor(private readonly world: World) {}

	/** Lets the next AlleDiscount command of a kind end in FAILED. */
	failNext({ kind, errors = [NOT_ELIGIBLE] }: { kind: DiscountKind; errors?: ErrorEntry[] }): void {
		this.failures.push({ kind, errors });
	}

	takeFailure(kind: DiscountKind): ErrorEntry[] | undefined {
		const index = this.failures.findIndex((failure) => failure.kind === kind);
		return index < 0 ? undefined : this.failures.splice(index, 1)[0].errors;
	}

	/** Allegro decides on an application for a badge, or on the change of one. */
	decide({ id, accept = true }: { id: string; accept?: boolean }): BadgeRequest {
		const request = this.applications.get(id) ?? this.badgeOperations.get(id);
		if (!request) throw new Error(`The simulator has no application ${id}`);
		const messages = [{ text: 'The price is too high.', link: null }];
		request.process = accept
			? { status: 'PROCESSED', rejectionReasons: [] }
			: { status: 'DECLINED', rejectionReasons: [{ code: 'BB1', messages }] };
		request.updatedAt = this.world.clock.iso();
		return request;
	}

	/** The times of a campaign that is on. */
	get period() {
		const now = this.world.clock.now();
		const day = (days: number) => new Date(now + days * DAY).toISOString();
		return { type: 'WITHIN', from: day(-7), to: day(7) };
	}
}

const NOT_ELIGIBLE: ErrorEntry = {
	code: 'OFFER_NOT_ELIGIBLE',
	message: 'The offer does not meet the conditions of the campaign',
};
