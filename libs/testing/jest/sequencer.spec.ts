import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface TestFile {
  readonly path: string;
  readonly context: object;
}

interface Sequencer {
  sort(tests: readonly TestFile[]): readonly TestFile[];
  cacheResults(tests: readonly TestFile[], results: object): void;
}

// A package and no part of our own sources: jest loads it as Node does.
const LongestFirstSequencer = createRequire(join(process.cwd(), 'package.json'))(
  './libs/testing/jest/sequencer.cjs',
) as new () => Sequencer;

const SIZES: Readonly<Record<string, number>> = {
  'pages.journey.ts': 120,
  'small.e2e-spec.ts': 900,
  'large.e2e-spec.ts': 9_000,
  'rows.int-spec.ts': 15_000,
  'pure.spec.ts': 20_000,
};

describe('the order in which test files run', () => {
  let folder: string;
  let tests: readonly TestFile[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'halles-order-'));
    const config = { id: 'order', cache: true, cacheDirectory: folder, haste: {} };
    const context = { config, hasteFS: { getSize: (path: string) => SIZES[path] } };
    tests = Object.keys(SIZES)
      .toSorted()
      .map((path) => ({ path, context }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const order = (): string[] => new LongestFirstSequencer().sort([...tests]).map(({ path }) => path);

  it('begins with what takes longest by its kind where no run has been, and then with the largest', () => {
    expect(order()).toEqual([
      'pages.journey.ts',
      'large.e2e-spec.ts',
      'small.e2e-spec.ts',
      'rows.int-spec.ts',
      'pure.spec.ts',
    ]);
  });

  it('begins with what took longest where a run has been', () => {
    const paths = Object.keys(SIZES);
    const testResults = paths.map((testFilePath, n) => ({
      testFilePath,
      numFailingTests: 0,
      perfStats: { runtime: 100 * n + 1 },
    }));
    new LongestFirstSequencer().cacheResults(tests, { testResults });
    expect(order()).toEqual(paths.toReversed());
  });
});
