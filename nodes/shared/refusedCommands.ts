/** Commands that Allegro has refused for good: who repeats the node wants another try, with another ID. */
const refused = new Set<string>();
const MOST_REFUSED = 1000;

/** Notes a command of which Allegro has done nothing, and will do nothing. */
export function noteRefused(commandId: string): void {
	refused.add(commandId);
	const [oldest] = refused;
	if (refused.size > MOST_REFUSED) refused.delete(oldest);
}

export const isRefused = (commandId: string) => refused.has(commandId);
