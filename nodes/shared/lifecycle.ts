import type { Operation } from './routing';

/** What whoever uses a method should know of its end; undefined as long as none is known. */
export function lifecycleRemark({ retired, deprecated }: Operation): string | undefined {
	if (retired) return `Allegro switched this off (${retired.since}). Instead: ${retired.instead}.`;
	if (deprecated) return `Allegro will switch this off. Instead: ${deprecated}.`;
	return undefined;
}
