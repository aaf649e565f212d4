import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT, textOf } from './support/files';

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** A promise that nobody waits for. */
const FLOATING = 'export function a(p: Promise<void>): void {\n  p.then(() => undefined);\n}';

const REFUSED: readonly (readonly [rule: string, what: string, text: string])[] = [
  [
    'await-thenable',
    'waiting for what is no promise',
    'export const a = async (): Promise<number> => await 1;',
  ],
  ['no-floating-promises', 'a promise that nobody waits for', FLOATING],
  [
    'no-misused-promises',
    'a promise taken for a yes',
    'export const a = (p: Promise<boolean>): number => (p ? 1 : 2);',
  ],
  [
    'no-unnecessary-type-assertion',
    'a type said twice',
    'export const a = (b: string): string => b as string;',
  ],
  [
    'no-unsafe-argument',
    'a lost type handed on',
    `export const a = (b: (c: string) => void): void => b(JSON.parse('{}'));`,
  ],
  [
    'no-unsafe-assignment',
    'a lost type kept',
    `export function a(): string {\n  const b = JSON.parse('{}');\n  return String(b);\n}`,
  ],
  ['no-unsafe-call', 'a lost type called', `export const a: unknown = JSON.parse('{}')();`],
  ['no-unsafe-member-access', 'a type lost on the way', `export const a: unknown = JSON.parse('{}').b;`],
  ['no-unsafe-return', 'a lost type given back', `export const a = (): string => JSON.parse('{}');`],
  ['only-throw-error', 'a text thrown', `export function a(): never {\n  throw 'a';\n}`],
  [
    'return-await',
    'a promise that leaves the block which would catch its error',
    `export async function a(p: Promise<void>): Promise<void> {\n  try {\n    return p;\n  } catch {\n    return undefined;\n  }\n}`,
  ],
  [
    'switch-exhaustiveness-check',
    'a forgotten case',
    `export function a(x: 'b' | 'c'): number {\n  switch (x) {\n    case 'b':\n      return 1;\n  }\n  return 2;\n}`,
  ],
  [
    'no-floating-promises',
    'a promise that nobody waits for, though a comment asks ESLint to look away',
    `// ${'eslint-'}${'disable'} @typescript-eslint/no-floating-promises\n${FLOATING}`,
  ],
];

const ALLOWED: readonly (readonly [what: string, file: string, text: string])[] = [
  [
    'a promise that is waited for',
    'libs/waited.ts',
    FLOATING.replace('void {\n  p', 'Promise<void> {\n  return p'),
  ],
  [
    'a row that a test reads as it comes',
    'libs/row.int-spec.ts',
    `export const a: unknown = JSON.parse('{}').b;`,
  ],
  [
    'a row that the tests of the whole read as it comes',
    'test/row.ts',
    `export const a: unknown = JSON.parse('{}').b;`,
  ],
];

const fileOf = (index: number): string => `libs/domain/refused/src/sample-${index}.ts`;

/** The linter with the rules and the compiler options of the repository over these files: file → the rules that it broke. */
function rulesBrokenIn(folder: string, files: Readonly<Record<string, string>>): Map<string, string[]> {
  cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const base = join(ROOT, 'tsconfig.json');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: base, compilerOptions: { types: [] }, include: ['**/*.ts'] }),
  );
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  const packages = join(ROOT, 'node_modules');
  const run = spawnSync(
    process.execPath,
    [join(packages, 'oxlint', 'bin', 'oxlint'), '--format', 'json', '.'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, OXLINT_TSGOLINT_PATH: join(packages, '.bin', 'tsgolint') },
    },
  );
  const { diagnostics } = JSON.parse(run.stdout) as Report;
  const broken = new Map<string, string[]>();
  for (const { code, filename } of diagnostics) {
    const rules = broken.get(basename(filename)) ?? [];
    broken.set(basename(filename), [...rules, /\(([^)]+)\)$/.exec(code)?.[1] ?? code]);
  }
  return broken;
}

describe('the lint rules that know types', () => {
  let folder: string;
  let broken: Map<string, string[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'halles-lint-'));
    broken = rulesBrokenIn(folder, {
      ...Object.fromEntries(REFUSED.map(([, , text], index) => [fileOf(index), text])),
      ...Object.fromEntries(ALLOWED.map(([, file, text]) => [file, text])),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(REFUSED.map(([rule, what], index) => [what, rule, index] as const))(
    'refuse %s',
    (_what, rule, index) => {
      expect(broken.get(basename(fileOf(index)))).toContain(rule);
    },
  );

  it.each(ALLOWED)('allow %s', (_what, file) => {
    expect(broken.get(basename(file))).toBeUndefined();
  });

  it('have a sample each', () => {
    const rules = [...textOf('.oxlintrc.json').matchAll(/"typescript\/([a-z-]+)": (?:"error"|\[)/g)].map(
      ([, rule]) => rule,
    );
    expect(rules.toSorted()).toEqual([...new Set(REFUSED.map(([rule]) => rule))].toSorted());
  });
});
