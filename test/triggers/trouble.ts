import fc from 'fast-check';

import type { FaultRule } from '../simulator';

/** In so many polls something is tried before its event is told without it. */
export const MOST_TRIES = 5;

/** What goes wrong on the way. Some of these a poll gets over by itself; after more of them it fails. */
export const trouble = fc
	.record({
		fault: fc.constantFrom<FaultRule>(
			{ kind: 'tooManyRequests', retryAfter: 0 },
			{ kind: 'answer', status: 500 },
			{ kind: 'answer', status: 503 },
			{ kind: 'answer', status: 403 },
			{ kind: 'gatewayTimeout' },
			{ kind: 'drop', at: 'before' },
			{ kind: 'drop', at: 'after' },
			{ kind: 'drop', at: 'midBody' },
			{ kind: 'truncate' },
			{ kind: 'nonJson' },
		),
		skip: fc.nat(6),
		times: fc.integer({ min: 1, max: 7 }),
	})
	.map(({ fault, skip, times }) => ({
		do: 'trouble' as const,
		rule: { ...fault, skip, times },
	}));
