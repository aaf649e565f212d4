import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const { compilerOptions } = JSON.parse(readFileSync(new URL('./tsconfig.json', import.meta.url), 'utf8'));

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/libs/testing/jest/environment.cjs',
  runtime: '<rootDir>/libs/testing/jest/runtime.cjs',
  // What the compiler has resolved already: jest asks only for the tests that a change concerns.
  moduleNameMapper: Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([name, [path]]) => [
      `^${name.replace('*', '(.*)')}$`,
      `<rootDir>/${path.replace(/^\.\//, '').replace('*', '$1')}`,
    ]),
  ),
  setupFiles: ['<rootDir>/libs/testing/src/setup.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          // Resolved by the compiler and not by jest, so that jest's global setup knows the aliases too.
          baseUrl: import.meta.dirname,
          paths: compilerOptions.paths,
        },
        module: { type: 'commonjs', importInterop: 'node' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.halles/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/apps/console/'],
};

const engines = {
  globalSetup: '<rootDir>/libs/testing/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/global-teardown.ts',
};

export default {
  projects: [
    { ...base, displayName: 'unit', testMatch: ['**/*.spec.ts'] },
    { ...base, ...engines, displayName: 'integration', testMatch: ['**/*.int-spec.ts'] },
    { ...base, ...engines, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
    { ...base, ...engines, displayName: 'journeys', testMatch: ['<rootDir>/test/journeys/**/*.journey.ts'] },
  ],
  testSequencer: '<rootDir>/libs/testing/jest/sequencer.cjs',
  // One more than there are processors: a part of their time tests wait for engines, servers and browsers, which are
  // other processes. Each has a database of Redis by its number, of which there are sixteen.
  maxWorkers: Math.min(Number(process.env.TEST_WORKERS ?? availableParallelism() + 1), 15),
  // A worker that is done takes a second to give back its memory; jest waits half of one, and then speaks of a leak.
  workerGracefulExitTimeout: 5_000,
  // For what hangs: the first world of a run takes a second, and half a minute where six builds share the machine.
  testTimeout: 120_000,
};
