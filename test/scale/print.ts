import { Console } from 'node:console';

/** Straight out: jest would add where each line comes from, and keep all until the end. */
const terminal = new Console(process.stdout);

const startedAt = Date.now();

/** A line of what goes on, with the seconds since the start. */
export function say(line: string): void {
	terminal.log(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(5)} s  ${line}`);
}

export function table(rows: object[]): void {
	terminal.table(rows);
}
