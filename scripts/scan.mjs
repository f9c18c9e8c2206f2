import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/**
 * What n8n scans before it verifies a package, on this working tree: the source, and the packed tarball,
 * both with inline disables off.
 */
const workspace = await mkdtemp(join(tmpdir(), 'scan-'));
try {
	report('source', await analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS));
	report('tarball', await analyzePackage(unpack(workspace)));
} finally {
	await rm(workspace, { recursive: true, force: true });
}

/** Packs the project as npm would publish it, and gives the unpacked folder. */
function unpack(folder) {
	const packed = run('npm', ['pack', '--silent', '--pack-destination', folder]);
	run('tar', ['-xzf', join(folder, packed.trim().split('\n').pop()), '-C', folder]);
	const unpacked = join(folder, 'package');
	// The scanner passes an empty folder.
	if (!existsSync(join(unpacked, 'dist', 'nodes'))) throw new Error('The tarball has no nodes');
	return unpacked;
}

function run(command, args) {
	const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
	return stdout;
}

function report(leg, { passed, message, details }) {
	console.log(
		`Scan of the ${leg}: ${passed ? 'passed' : `failed. ${message ?? ''}\n${details ?? ''}`}`,
	);
	if (!passed) process.exitCode = 1;
}
