import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TESTS = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/*.e2e-spec.ts',
  'test/**/*.ts',
  'libs/testing/**/*.ts',
  'apps/*/testing/**/*.ts',
];
const SCRIPTS = [
  'bin/**/*.mjs',
  'tools/**/*.mjs',
  'bench/**/*.mjs',
  'deploy/**/*.mjs',
  '*.mjs',
  '.dependency-cruiser.cjs',
];
const BROWSER = ['apps/console/**/*.ts', 'apps/portal/client/**/*.ts'];

/** Where SQL with quoted identifiers is built: names of roles and schemas cannot be parameters. */
const IDENTIFIER_SQL = [
  'migrations/**/*.ts',
  'libs/platform/provisioning/**/*.ts',
  'libs/platform/database/**/*.ts',
  'libs/platform/engines/**/*.ts',
  'bench/**/*.ts',
];

const noFocusedTests = [
  {
    // `condition ? it : it.skip` is counted by the report, and says on what machine it does not run.
    selector:
      ':not(ConditionalExpression) > MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing|fixme)$/]',
    message: 'A test runs, or is not there.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
    message: 'A test runs, or is not there.',
  },
];
/** One way to hide a member: parameter properties and Angular know the keyword alone. */
const noPrivateNames = [{ selector: 'PrivateIdentifier', message: 'Say `private` instead of `#`.' }];
const noDefaultExport = [{ selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }];
const noEverywhere = [...noFocusedTests, ...noDefaultExport, ...noPrivateNames];
const noInterpolatedSql = [
  {
    selector:
      'CallExpression[callee.property.name=/^(query|queryRow|unsafe)$/][arguments.0.type="TemplateLiteral"][arguments.0.expressions.length>0]',
    message: 'SQL takes parameters ($1), never interpolated text.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(query|queryRow|unsafe)$/][arguments.0.type="BinaryExpression"]',
    message: 'SQL takes parameters ($1), never concatenated text.',
  },
];
const noAmbientEnvironment = [
  { object: 'process', property: 'env', message: 'Settings are read once, in libs/platform/config.' },
];

/** The import law is dependency-cruiser's; these are the two imports that hide from it. */
const noEnvironmentImport = [
  { name: 'node:process', importNames: ['env'], message: 'Settings are read once, in libs/platform/config.' },
  { name: 'process', message: 'The global is enough.' },
];

/** Rules that need no types. Those that do are in `.oxlintrc.json`: they cost a sixth there. */
export default defineConfig(
  globalIgnores([
    'node_modules/',
    'dist/',
    '.halles/',
    '.angular/',
    'coverage/',
    'test/architecture/fixtures/',
  ]),
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      // What refuses control characters has to name them.
      'no-control-regex': 'off',
      'object-shorthand': ['error', 'properties'],
    },
  },
  {
    files: SCRIPTS,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        // Inside what is run in a page.
        document: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        structuredClone: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  { files: ['**/*.ts'], extends: [tseslint.configs.recommended] },
  {
    files: ['**/*.ts'],
    rules: {
      // Constructor-injected classes must be value imports: their metadata is what Nest injects by.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: noEnvironmentImport }],
      'no-restricted-properties': ['error', ...noAmbientEnvironment],
      'no-restricted-syntax': ['error', ...noEverywhere, ...noInterpolatedSql],
    },
  },
  {
    files: IDENTIFIER_SQL,
    rules: { 'no-restricted-syntax': ['error', ...noEverywhere] },
  },
  {
    files: ['libs/platform/config/**/*.ts', 'bench/**/*.ts', ...TESTS],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: TESTS,
    rules: {
      // `describe` is a function; test/architecture measures the functions inside it.
      'max-lines-per-function': 'off',
      // Tests build the statements of attackers and of superusers on purpose.
      'no-restricted-syntax': ['error', ...noEverywhere],
    },
  },
  {
    // Jest's global hooks are default exports by contract.
    files: ['libs/testing/src/global-*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noFocusedTests, ...noPrivateNames] },
  },
  // A browser has no log but its console.
  { files: BROWSER, rules: { 'no-console': ['error', { allow: ['error'] }] } },
  { files: ['apps/cli/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
