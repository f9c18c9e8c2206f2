import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';

import { ROOT } from '../../scripts/n8n/paths';

const PAGE = join(ROOT, 'docs', 'performance.md');

/** Puts a table into the page about performance, between the marks of that name, in place of the last one. */
export async function publishTable(mark: string, head: string[], rows: unknown[][]): Promise<void> {
	const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
	const marks = new RegExp(`(<!-- ${mark} -->)[^]*(<!-- end of ${mark} -->)`);
	const before = await readFile(PAGE, 'utf8');
	if (!marks.test(before)) throw new Error(`${PAGE} has no place for ${mark}`);
	const text = before.replace(marks, `$1\n\n${table.join('\n')}\n\n$2`);
	await writeFile(PAGE, await format(text, { parser: 'markdown', printWidth: 120 }));
}
