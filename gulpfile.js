const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

/** Compiles again what changes, until Ctrl-C: the tests load what is built. */
const recompile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--watch'], { stdio: 'inherit' });

/** Without `encoding: false`, gulp reads files as text and spoils every PNG. */
const icons = () => src('icons/*.{svg,png}', { encoding: false }).pipe(dest('dist/icons'));

exports.build = series(clean, parallel(compile, icons));
exports.watch = series(exports.build, recompile);
exports.default = exports.build;
