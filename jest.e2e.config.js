/** The packed package in a real n8n, through a browser. Run by `npm run test:n8n`. */
module.exports = {
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/.n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/.n8n/', '<rootDir>/dist/'],
	watchPathIgnorePatterns: ['<rootDir>/.n8n/'],
	testEnvironment: 'node',
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.test.json', diagnostics: false }],
	},
	globalSetup: '<rootDir>/test/e2e/setup.ts',
	// One n8n at a time; its polls come once a minute.
	maxWorkers: 1,
	testTimeout: 300_000,
	verbose: true,
};
