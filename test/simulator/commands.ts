import { type ErrorEntry, refusal } from './errors';
import { isUuid } from './ids';
import { type Answer, type Call, ok } from './router';
import type { World } from './state';
import { CARRIER_PAGE, hasTrait } from './traits';

export type CommandKind = 'shipment' | 'cancellation' | 'pickup';

/** What a command came to: ids of what it made, or errors, which Allegro reports inside a 200. */
export type Outcome = Record<string, string> | { errors: ErrorEntry[] };

interface Command {
	id: string;
	input: unknown;
	outcome: Outcome;
	createdAt: number;
	polls: number;
}

/** The commands given so far, and the failures that tests have ordered. */
export class CommandStore {
	readonly given = new Map<string, Command>();
	private readonly failures: Array<{ kind: CommandKind; errors: ErrorEntry[] }> = [];

	/** Lets the next command of a kind end in ERROR with these errors. */
	failNext(kind: CommandKind, errors: ErrorEntry[]): void {
		this.failures.push({ kind, errors });
	}

	takeFailure(kind: CommandKind): { errors: ErrorEntry[] } | undefined {
		const index = this.failures.findIndex((failure) => failure.kind === kind);
		return index < 0 ? undefined : { errors: this.failures.splice(index, 1)[0].errors };
	}
}

// The reference lets a caller ask again after so many seconds.
const RETRY_AFTER = { 'retry-after': '1' };

/**
 * Takes a command. The caller may choose its id; the same id again is refused, and nothing is
 * done twice. The work is done at once, only the report waits.
 * @throws ApiError 400 when the id is no UUID or known already, and whatever `work` throws
 */
export function giveCommand<Input>(
	world: World,
	kind: CommandKind,
	{ data }: Call,
	work: (input: Input) => Outcome,
): Answer {
	const { commandId, input } = data as { commandId?: string; input?: Input };
	if (commandId && !isUuid(commandId)) throw invalid('commandId', 'Must be a UUID');
	if (!input) throw invalid('input', 'May not be null');
	const { commands } = world.state;
	const id = commandId || world.ids.uuid();
	if (commands.given.has(`${kind} ${id}`)) {
		// Seen of shipments (allegro-api #7793, #9602); taken for all that Ship with Allegro does.
		const message = 'A command with this ID is there already';
		throw refusal(400, 'COMMAND_EXISTS', message, { path: id });
	}
	const page = kind === 'shipment' && hasTrait(world, 'carrierPage', id);
	const failure = commands.takeFailure(kind) ?? (page ? { errors: [CARRIER_PAGE] } : undefined);
	const outcome = failure ?? work(input);
	commands.given.set(`${kind} ${id}`, {
		id,
		input,
		outcome,
		createdAt: world.clock.now(),
		polls: 0,
	});
	return ok({ commandId: id, input }, RETRY_AFTER);
}

/**
 * How a command stands: in progress for as long as the settings say, then its outcome.
 * @throws ApiError 404
 */
export function commandStatus(world: World, kind: CommandKind, { params }: Call): Answer {
	const { commandId } = params;
	const command = world.state.commands.given.get(`${kind} ${commandId}`);
	if (!command) {
		throw refusal(404, 'ERROR', "Command doesn't exist", { details: 'Resource not found' });
	}
	const { commandPolls, commandMs } = world.settings;
	const busy = command.polls++ < commandPolls || world.clock.now() < command.createdAt + commandMs;
	// Only these two status reads are documented with the header.
	const headers = kind === 'shipment' ? undefined : RETRY_AFTER;
	if (busy) return ok({ commandId, status: 'IN_PROGRESS' }, headers);
	const { outcome } = command;
	if (!('errors' in outcome)) return ok({ commandId, status: 'SUCCESS', ...outcome }, headers);
	return ok({ commandId, status: 'ERROR', errors: outcome.errors }, headers);
}

export const invalid = (path: string, message: string) =>
	refusal(400, 'VALIDATION_ERROR', message, { path, details: `Invalid value at ${path}` });
