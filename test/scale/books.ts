import type { Database } from './services';

/** What n8n's database has seen of an execution, though it may be deleted by now. */
export interface Execution {
	id: number;
	workflow: string;
	/** One after the other, such as new, running, success. */
	statuses: string[];
}

/** An order that an execution was given. */
export interface Given {
	execution: number;
	orderId: string;
	/** Who handed it over, if that was said. */
	by: string | null;
	/** The execution that handed it over, if that was said. */
	within: string | null;
}

/** PostgreSQL keeps them in the transactions of n8n: what n8n forgets, and what a kill cuts short, stands here. */
const OPEN = `
	CREATE TABLE scale_status (
		number bigserial, execution int, workflow text, status text
	);
	CREATE TABLE scale_data (execution int, data text);

	CREATE FUNCTION scale_note_status() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF TG_OP = 'INSERT' OR NEW.status IS DISTINCT FROM OLD.status THEN
			INSERT INTO scale_status (execution, workflow, status)
			VALUES (NEW.id, NEW."workflowId", NEW.status);
		END IF;
		RETURN NULL;
	END $$;
	CREATE TRIGGER scale_status AFTER INSERT OR UPDATE OF status ON execution_entity
		FOR EACH ROW EXECUTE FUNCTION scale_note_status();

	CREATE FUNCTION scale_note_data() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		INSERT INTO scale_data VALUES (NEW."executionId", NEW.data);
		RETURN NULL;
	END $$;
	CREATE TRIGGER scale_data AFTER INSERT ON execution_data
		FOR EACH ROW EXECUTE FUNCTION scale_note_data();
`;

const EXECUTIONS = `
	SELECT json_build_object(
		'id', execution, 'workflow', workflow, 'statuses', json_agg(status ORDER BY number)
	) FROM scale_status GROUP BY execution, workflow
`;

const DATA = `SELECT json_build_object('execution', execution, 'list', data::json) FROM scale_data`;

/** Accounts of all executions, kept from when they are opened. */
export class Books {
	private constructor(private readonly database: Database) {}

	static async open(database: Database): Promise<Books> {
		await database.query(OPEN);
		return new Books(database);
	}

	async executions(): Promise<Execution[]> {
		return await this.database.query<Execution>(EXECUTIONS);
	}

	/** What executions were given at their start. */
	async given(): Promise<Given[]> {
		const rows = await this.database.query<{ execution: number; list: unknown[] }>(DATA);
		return rows.flatMap(({ execution, list }) => givenIn(execution, list));
	}

	/** Grows with everything that happens to an execution. */
	async moves(): Promise<number> {
		const [count] = await this.database.query<number>('SELECT count(*) FROM scale_status');
		return count;
	}
}

/** n8n writes data as a list in which texts stand for themselves and all else points to them by number. */
function givenIn(execution: number, list: unknown[]): Given[] {
	const text = (pointer: unknown) => (pointer === undefined ? null : String(list[Number(pointer)]));
	return list.flatMap((entry) => {
		if (typeof entry !== 'object' || entry === null || !('orderId' in entry)) return [];
		const { orderId, handedOverBy, within } = entry as Record<string, unknown>;
		const id = text(orderId) as string;
		return [{ execution, orderId: id, by: text(handedOverBy), within: text(within) }];
	});
}
