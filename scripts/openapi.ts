/**
 * Fetches Allegro's OpenAPI document into the git-ignored cache, for the contract tests.
 * Run it with `npm run openapi`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import axios from 'axios';
import { parseOpenApi } from '../test/contract/document';
import { OPENAPI_CACHE } from '../test/contract/sources';

const SOURCE = 'https://developer.allegro.pl/swagger.yaml';

/** Fetches a document, makes sure that it is one, and stores it; returns a line for the user. */
export async function fetchOpenApi(source = SOURCE, target = OPENAPI_CACHE): Promise<string> {
	const { data } = await axios.get<string>(source, {
		responseType: 'text',
		timeout: 60_000,
		headers: { Accept: 'application/yaml, text/yaml, text/plain, */*' },
	});
	const document = parseOpenApi(data);
	const paths = Object.keys(document.paths).length;
	if (paths === 0) throw new Error('the document has no paths');
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, data);
	return `OpenAPI ${document.openapi} with ${paths} paths: ${path.relative(process.cwd(), target)}`;
}

/** Says what went wrong and what else can be done. */
export function explain(error: unknown): string {
	const status =
		axios.isAxiosError(error) && error.response ? ` (HTTP ${error.response.status})` : '';
	const reason =
		error instanceof Error ? error.message || String(error.cause ?? error.name) : String(error);
	return [
		`No OpenAPI document from ${SOURCE}${status}: ${reason}`,
		'Download it by hand and set ALLEGRO_OPENAPI to its path instead.',
	].join('\n');
}

if (require.main === module) {
	fetchOpenApi().then(
		(line) => console.log(line),
		(error: unknown) => {
			console.error(explain(error));
			process.exitCode = 1;
		},
	);
}
