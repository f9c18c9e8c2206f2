const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { Transform } = require('node:stream');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

/** Compiles again what changes, until Ctrl-C: the tests load what is built. */
const recompile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--watch'], { stdio: 'inherit' });

/** Without `encoding: false`, gulp reads files as text and spoils every PNG. */
const icons = () => src('icons/*.{svg,png}', { encoding: false }).pipe(dest('dist/icons'));

/** What n8n shows of a node's output before the first run, without what makes it readable for people. */
const schemas = () =>
	src('nodes/*/__schema__/**/*.json')
		.pipe(
			new Transform({
				objectMode: true,
				transform(file, _, done) {
					file.contents = Buffer.from(JSON.stringify(JSON.parse(String(file.contents))));
					done(null, file);
				},
			}),
		)
		.pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(compile, icons, schemas));
exports.watch = series(exports.build, recompile);
exports.default = exports.build;
