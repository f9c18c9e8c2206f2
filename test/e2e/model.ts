import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a chat, as OpenAI's API has it. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content?: string | Array<{ text?: string }> | null;
	tool_call_id?: string;
}

/** What a model is asked. */
export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
	stream?: boolean;
}

/** What a scripted model does next: use tools, or answer. */
export type Turn = { tools: Array<{ name: string; arguments: object }> } | { text: string };

/** A language model that says what a script says, behind the interface that OpenAI made common. */
export interface ScriptedModel {
	/** For the credential's Base URL. */
	url: string;
	requests: ChatRequest[];
	close(): Promise<void>;
}

/** @param script called with each request; gives the model's next turn */
export async function openModel(script: (request: ChatRequest) => Turn): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];
	const server = createServer((message, response) => {
		let text = '';
		message.on('data', (chunk: Buffer) => (text += chunk.toString()));
		message.on('end', () => {
			const request = JSON.parse(text) as ChatRequest;
			requests.push(request);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completionOf(script(request), requests.length)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** What tools have answered so far. */
export const toolAnswers = ({ messages }: ChatRequest): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content));

export const textOf = (content: ChatMessage['content']): string =>
	Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? '');

function completionOf(turn: Turn, number: number): object {
	const answer =
		'text' in turn
			? { content: turn.text }
			: {
					content: null,
					tool_calls: turn.tools.map(({ name, arguments: given }, index) => ({
						id: `call_${number}_${index}`,
						type: 'function',
						function: { name, arguments: JSON.stringify(given) },
					})),
				};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 1_795_000_000,
		model: 'scripted',
		choices: [
			{
				index: 0,
				message: { role: 'assistant', ...answer },
				finish_reason: 'text' in turn ? 'stop' : 'tool_calls',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
