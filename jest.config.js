// What nodes report to n8n's log is checked where it matters; here it would drown the results.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** Tests run TypeScript as it is; types are checked by `npm run lint`. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/scale/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: false }] },
	testTimeout: 60_000,
	maxWorkers: 2,
};
