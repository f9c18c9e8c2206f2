import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ENDPOINT = /\b(GET|POST|PUT|PATCH|DELETE) \/[^'"`\s]+/g;
const NODES = path.resolve(__dirname, '..', '..', '..', 'nodes');

/** A source file of the nodes. */
interface Source {
	/** Relative to `nodes`, such as `OrdersTrigger/orderJournal.ts`. */
	file: string;
	text: string;
	/** Other source files that it imports. */
	imports: string[];
	/** Without comments. */
	code: string;
	/** Every word of its code, without what describes panels. */
	words: Set<string>;
}

/** Code that asks for an endpoint, besides operations. */
export interface Reader {
	kind: 'trigger' | 'list' | 'step';
	/** The class of a trigger, the name of a search, or the file. */
	name: string;
	words: Set<string>;
}

/**
 * The code that asks for endpoints: triggers, the searches and lists of panels, and the steps of
 * operations. Found by the endpoints that stand in the sources, spelled as in Allegro's reference.
 */
export class Code {
	private readonly sources = new Map<string, Source>();
	private readonly readers = new Map<string, Reader[]>();

	constructor(folder = NODES) {
		for (const file of readdirSync(folder, { recursive: true }) as string[])
			if (file.endsWith('.ts')) this.sources.set(file, sourceOf(folder, file));
		for (const source of this.sources.values())
			if (!source.file.endsWith('.resource.ts')) this.note(source);
	}

	/** Who asks for an endpoint, whatever its path parameters are called. */
	readersOf(endpoint: string): Reader[] {
		return this.readers.get(nameless(endpoint)) ?? [];
	}

	/** The words of the files that some functions stand in, found by their names. */
	wordsOf(functions: string[]): Set<string> {
		const declared = functions
			.filter(Boolean)
			.map((name) => new RegExp(`\\b(function|const) ${name}\\b`));
		const found = [...this.sources.values()].filter(
			({ file, text }) =>
				!file.endsWith('.resource.ts') && declared.some((pattern) => pattern.test(text)),
		);
		return new Set(found.flatMap(({ words }) => [...words]));
	}

	/** The words of one file. */
	wordsIn(file: string): Set<string> {
		return this.sources.get(file)?.words ?? new Set();
	}

	private note(source: Source): void {
		const { file, code } = source;
		for (const block of code.split(/^(?=export |const |async function |function )/m)) {
			const [, name = ''] = /(?:function|const|class) (\w+)/.exec(block) ?? [];
			for (const [endpoint, method] of block.matchAll(ENDPOINT)) {
				// Triggers only read.
				const triggers = method === 'GET' ? this.triggersWith(file) : [];
				const readers: Reader[] = file.includes('ocators')
					? [{ kind: 'list', name, words: source.words }]
					: triggers.map((trigger) => ({ kind: 'trigger', ...trigger }));
				const step: Reader = { kind: 'step', name: file, words: source.words };
				const key = nameless(endpoint);
				const known = this.readers.get(key) ?? [];
				this.readers.set(key, known);
				for (const reader of readers.length > 0 ? readers : [step])
					if (!known.some((each) => each.kind === reader.kind && each.name === reader.name))
						known.push(reader);
			}
		}
	}

	/** The triggers that a file is part of, with all words of theirs. */
	private triggersWith(file: string): Array<{ name: string; words: Set<string> }> {
		return [...this.sources.values()]
			.filter((source) => source.file.endsWith('Trigger.node.ts'))
			.flatMap((trigger) => {
				const own = path.dirname(trigger.file) + path.sep;
				const parts = this.partsOf(trigger.file);
				if (!parts.includes(file)) return [];
				// What stands in the description is no code that reads.
				const near = parts.filter(
					(part) => part !== trigger.file && (part.startsWith(own) || part === file),
				);
				const words = new Set(near.flatMap((part) => [...this.wordsIn(part)]));
				return [{ name: path.basename(trigger.file, '.node.ts'), words }];
			});
	}

	/** A file with all that it imports, lists of panels excepted. */
	private partsOf(file: string): string[] {
		const found = new Set<string>();
		const visit = (each: string): void => {
			if (found.has(each) || each.includes('ocators')) return;
			found.add(each);
			this.sources.get(each)?.imports.forEach(visit);
		};
		visit(file);
		return [...found];
	}
}

function sourceOf(folder: string, file: string): Source {
	const text = readFileSync(path.join(folder, file), 'utf8');
	const imports = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, target]) =>
		path.join(path.dirname(file), `${target}.ts`),
	);
	const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
	// Sentences of descriptions are no code.
	const bare = code.replace(
		/\b(description|displayName|placeholder|hint|notice):\s*(['"`])[\s\S]*?[^\\]\2/g,
		'',
	);
	return { file, text, code, imports, words: new Set(bare.match(/[A-Za-z_$][\w$-]*/g) ?? []) };
}

/** An endpoint without the names of its path parameters. */
export const nameless = (endpoint: string) => endpoint.replace(/\{[^}]*\}/g, '{}');
