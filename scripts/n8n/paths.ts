import { join, resolve } from 'node:path';

/** The project's root folder. */
export const ROOT = resolve(__dirname, '..', '..');

/** Everything that the real n8n needs or leaves behind; git-ignored. */
export const N8N_HOME = join(ROOT, '.n8n');

/** The release that the package is tried in. */
export const N8N_VERSION = '2.41.1';

/** The Node.js major that this release of n8n asks for. */
export const N8N_NODE_MAJOR = 24;

/** Where pictures and logs of a browser run are kept for a person to look at; git-ignored. */
export const ARTIFACTS = join(ROOT, 'artifacts');
