import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** For what does not ship: tests, scripts and the build. n8n's own rules hold for nodes/ and credentials/. */
export default tseslint.config(
	{ ignores: ['dist/**', '.n8n/**', '.cache/**', 'artifacts/**'] },
	js.configs.recommended,
	tseslint.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.jest } },
		rules: {
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
		},
	},
	{ files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
