import { type EventTiming, Feed } from '../feed';
import { Filter, page } from '../query';
import { ok, route, type Route } from '../router';
import type { World } from '../state';

export const CATEGORY_EVENT_TYPES = [
	'CATEGORY_CREATED',
	'CATEGORY_RENAMED',
	'CATEGORY_MOVED',
	'CATEGORY_DELETED',
] as const;

export type CategoryEventType = (typeof CATEGORY_EVENT_TYPES)[number];

export interface CategoryEventOptions extends EventTiming {
	type: CategoryEventType;
	id?: string;
	name?: string;
	parentId?: string;
	leaf?: boolean;
	/** The category to use instead of a deleted one. */
	redirectId?: string;
}

interface Subject {
	category: { id: string; name: string; leaf: boolean; parent: { id: string } };
	redirectCategory?: { id: string };
}

/** A parameter that will be required, or so it is planned. */
interface ScheduledChange {
	scheduledAt: string;
	scheduledFor: string;
	type: 'REQUIREMENT_CHANGE';
	category: { id: string };
	parameter: { id: string };
}

const MONTH = 30 * 24 * 3_600_000;

/** The journal of categories, kept for three months, and what is planned for their parameters. */
export class CategoryEvents extends Feed<CategoryEventType, Subject> {
	readonly scheduled: ScheduledChange[] = [];

	constructor(world: World) {
		super(world, CATEGORY_EVENT_TYPES, 91);
	}

	/** Puts an event in; the tree of categories does not change. */
	emit({ type, ...options }: CategoryEventOptions): { id: string } {
		const { id = '319159', name = 'Lampy biurkowe', parentId = '5317', leaf = true } = options;
		const { redirectId = '319160' } = options;
		const subject: Subject = { category: { id, name, leaf, parent: { id: parentId } } };
		if (type === 'CATEGORY_DELETED') subject.redirectCategory = { id: redirectId };
		return this.insert(type, subject, options);
	}

	/** Plans that a parameter will be required. Default: in a month. */
	schedule(
		options: { categoryId?: string; parameterId?: string; for?: string; at?: string } = {},
	): ScheduledChange {
		const now = this.world.clock.now();
		const change: ScheduledChange = {
			scheduledAt: new Date(options.at ?? now).toISOString(),
			scheduledFor: new Date(options.for ?? now + MONTH).toISOString(),
			type: 'REQUIREMENT_CHANGE',
			category: { id: options.categoryId ?? '319159' },
			parameter: { id: options.parameterId ?? '11323' },
		};
		this.scheduled.push(change);
		return change;
	}

	/** Drops what was planned for a category: some changes never happen. */
	unschedule({ categoryId }: { categoryId: string }): void {
		const kept = this.scheduled.filter(({ category }) => category.id !== categoryId);
		this.scheduled.splice(0, Infinity, ...kept);
	}
}

export const categoryEventRoutes = (world: World): Route[] => [
	route('GET /sale/category-events', { app: true }, ({ query }) =>
		ok({ events: world.state.categoryEvents.read(query) }),
	),

	route('GET /sale/category-parameters-scheduled-changes', { app: true }, ({ query }) => {
		const now = world.clock.now();
		const filter = new Filter<ScheduledChange>(query)
			.within('scheduledAt', ({ scheduledAt }) => scheduledAt)
			.within('scheduledFor', ({ scheduledFor }) => scheduledFor)
			.equal('type', ({ type }) => type, ['REQUIREMENT_CHANGE'])
			// What has happened is not planned any more.
			.where(({ scheduledFor }) => Date.parse(scheduledFor) > now);
		const found = filter.of(world.state.categoryEvents.scheduled);
		const { rows } = page(query, found, { fallback: 100, max: 1_000 });
		return ok({ scheduledChanges: rows });
	}),
];
