import axios, { type AxiosInstance } from 'axios';
import type { INodeTypeDescription } from 'n8n-workflow';

/** Someone who can log in. */
export interface Account {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** Whom `npm run n8n` and the browser test make the owner of their n8n. It listens on loopback only. */
export const OWNER: Account = {
	email: 'seller@example.com',
	password: 'Allegro-2026',
	firstName: 'Sample',
	lastName: 'Seller',
};

/** A credential as nodes refer to it. */
export interface CredentialRef {
	id: string;
	name: string;
}

/** The part of a workflow that is read here. */
export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** The version that is published when it is activated. */
	versionId?: string;
	/** What nodes give in runs by hand instead of running, by their names. */
	pinData?: Record<string, unknown[]>;
	/** What its triggers remember between polls. */
	staticData?: Record<string, Record<string, unknown>> | null;
}

/** The part of a workflow's node that is read here. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion?: number;
	/** Where it is on the canvas. */
	position?: number[];
	parameters: Record<string, unknown>;
	credentials?: Record<string, CredentialRef>;
}

/** One row of n8n's list of executions. */
export interface ExecutionRow {
	id: string;
	status: string;
	mode: string;
	finished: boolean;
}

/** n8n's own API, as its editor uses it, in one person's session. */
export class N8nApi {
	private constructor(private readonly http: AxiosInstance) {}

	/**
	 * Logs in, making the owner first when this n8n has none.
	 *
	 * @param url n8n's address
	 * @throws AxiosError when n8n refuses, such as for another password than the one set before
	 */
	static async open(url: string, account: Account): Promise<N8nApi> {
		const http = axios.create({ baseURL: `${url}/rest`, timeout: 30_000, proxy: false });
		const { data: settings } = await http.get('/settings');
		const answer = settings.data.userManagement.showSetupOnFirstLoad
			? await http.post('/owner/setup', account)
			: await http.post('/login', {
					emailOrLdapLoginId: account.email,
					password: account.password,
				});
		const cookies: string[] = answer.headers['set-cookie'] ?? [];
		http.defaults.headers.common.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		return new N8nApi(http);
	}

	/** Every node type that this n8n offers, with what its editor knows of it. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const { data } = await this.http.get('/types/nodes.json', { baseURL: this.root() });
		return data;
	}

	/** All credentials that the person may use. */
	async credentials(): Promise<Array<CredentialRef & { type: string }>> {
		return (await this.http.get('/credentials')).data.data;
	}

	/** Makes a credential, or gives the one of that name and type new data. */
	async putCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<CredentialRef> {
		const known = (await this.credentials()).find((one) => one.name === name && one.type === type);
		const { data: answer } =
			known === undefined
				? await this.http.post('/credentials', { name, type, data })
				: await this.http.patch(`/credentials/${known.id}`, { name, type, data });
		return { id: answer.data.id, name: answer.data.name };
	}

	/** All workflows, without their nodes. */
	async workflows(): Promise<Array<{ id: string; name: string }>> {
		return (await this.http.get('/workflows')).data.data;
	}

	/** Makes a workflow. */
	async createWorkflow(workflow: Omit<Workflow, 'id'>): Promise<Workflow> {
		return (await this.http.post('/workflows', workflow)).data.data;
	}

	/** One workflow with its nodes. */
	async workflow(id: string): Promise<Workflow> {
		return (await this.http.get(`/workflows/${id}`)).data.data;
	}

	/** Runs a workflow by hand from one of its triggers. @returns the execution's id */
	async run(id: string, trigger: string): Promise<string> {
		const body = { triggerToStartFrom: { name: trigger } };
		return (await this.http.post(`/workflows/${id}/run`, body)).data.data.executionId;
	}

	/** Makes a data table in the person's own project, in the place of one of that name. */
	async putDataTable(
		name: string,
		columns: Array<{ name: string; type: 'string' | 'boolean' }>,
		rows: object[],
	): Promise<void> {
		const { id: project } = (await this.http.get('/projects/personal')).data.data;
		const url = `/projects/${project}/data-tables`;
		const known = (await this.http.get(url)).data.data.data as Array<{ id: string; name: string }>;
		for (const table of known.filter((one) => one.name === name)) {
			await this.http.delete(`${url}/${table.id}`);
		}
		const made = (await this.http.post(url, { name, columns })).data.data;
		if (rows.length > 0) {
			await this.http.post(`${url}/${made.id}/insert`, { data: rows, returnType: 'count' });
		}
	}

	/** How an execution stands. */
	async executionStatus(id: string): Promise<string> {
		return String((await this.http.get(`/executions/${id}`)).data.data.status);
	}

	/** Publishes a workflow as it is saved: its triggers begin. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.http.post(`/workflows/${id}/activate`, { versionId, name: '', description: '' });
	}

	/** Ends a workflow's triggers. */
	async deactivate(id: string): Promise<void> {
		await this.http.post(`/workflows/${id}/deactivate`, {});
	}

	/** A workflow's executions, newest first, up to a hundred. */
	async executions(workflowId: string): Promise<ExecutionRow[]> {
		const params = { filter: JSON.stringify({ workflowId }), limit: 100 };
		return (await this.http.get('/executions', { params })).data.data.results;
	}

	/** What an execution was given and gave, in n8n's own packed JSON. */
	async executionData(id: string): Promise<string> {
		return String((await this.http.get(`/executions/${id}`)).data.data.data);
	}

	/** n8n's address without the API's prefix. */
	private root(): string {
		return (this.http.defaults.baseURL ?? '').replace(/\/rest$/, '');
	}
}
