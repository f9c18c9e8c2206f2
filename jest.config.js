// What nodes report to n8n's log is checked where it matters; here it would drown the results.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** Another n8n than the installed one: a folder whose node_modules has n8n-core (see scripts/versions.ts). */
const other = process.env.N8N_CORE && `${process.env.N8N_CORE}/node_modules`;

/** Tests run TypeScript as it is; types are checked by `npm run lint`. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/scale/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n/'],
	// n8n-core and the nodes must share one n8n-workflow, and one registry of n8n's services.
	moduleNameMapper: other
		? {
				'^(n8n-core|n8n-workflow|reflect-metadata|@n8n/di|@n8n/config|@n8n/backend-common)$': `${other}/$1`,
			}
		: {},
	setupFiles: ['<rootDir>/test/fuzz/setup.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }] },
	testTimeout: 60_000,
	maxWorkers: 2,
};
