/**
 * A `describe` whose tests give way to a skipped one when a reason is given, which is named there
 * and on the console. For tests that need files which are not part of the project.
 */
export function describeUnless(reason: string | undefined, name: string, body: () => void): void {
	if (reason === undefined) {
		describe(name, body);
		return;
	}
	console.warn(`Skipped: ${name}. ${reason}`);
	describe(name, () => test.skip(`skipped, as ${reason}`, () => undefined));
}
