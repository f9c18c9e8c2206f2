const browser = require('./jest.e2e.config.js');

/** n8n in queue mode, with Redis and PostgreSQL. Run by `npm run test:scale`. */
module.exports = {
	...browser,
	testMatch: ['<rootDir>/test/scale/**/*.scale.test.ts'],
	globalSetup: undefined,
	testTimeout: 3_600_000,
};
