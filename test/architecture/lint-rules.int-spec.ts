import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT, textOf } from './support/files';

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** A promise that nobody waits for. */
const FLOATING = 'export function a(p: Promise<void>): void {\n  p.then(() => undefined);\n}';

/** Where the samples lie: where the rules of a service count, of a test, of a command line, of a page's script. */
const SERVICE = 'libs/domain/refused/src';
const TEST = 'test/refused';
const COMMAND_LINE = 'apps/cli/src';
const CONSOLE = 'apps/console/src';

type Refused = readonly [rule: string, what: string, text: string, folder?: string];

const REFUSED: readonly Refused[] = [
  ['no-explicit-any', 'a type given up', 'export const a = 1 as any;'],
  [
    'no-interpolated-sql',
    'SQL with interpolated text',
    'export const a = (tx: { query(s: string): string }, n: string): string => tx.query(`SELECT ${n}`);',
  ],
  [
    'no-interpolated-sql',
    'SQL with concatenated text',
    `export const a = (tx: { query(s: string): string }, n: string): string => tx.query('SELECT ' + n);`,
  ],
  ['no-restricted-properties', 'the environment', `export const a = process.env['HOME'];`],
  ['no-restricted-imports', 'the environment by another door', `export { env } from 'node:process';`],
  ['no-console', 'the console in a server', `console.log('a');`],
  [
    'no-private-names',
    'a second way to hide a member',
    'export class A {\n  #b = 1;\n  c(): number {\n    return this.#b;\n  }\n}',
  ],
  ['no-default-exports', 'a default export', 'export default 1;'],
  ['no-default-exports', 'a default export of the console', 'export default 1;', CONSOLE],
  ['no-silenced-tests', 'a test that silences the others', `it${'.only'}('a', () => undefined);`, TEST],
  ['no-silenced-tests', 'a test that does not run', `x${'it'}('a', () => undefined);`, TEST],
  [
    'max-lines-per-function',
    'a function of 61 lines',
    `export function a(): void {\n${'  String(1);\n'.repeat(59)}}`,
  ],
  ['max-lines', 'a file of 401 lines', 'String(1);\n'.repeat(401)],
  ['eqeqeq', 'an equality that converts', `export const a = (b: string): boolean => b == 'c';`],
  ['no-unused-vars', 'a name that nobody uses', 'const a = 1;\nexport const b = 2;'],
  [
    'no-fallthrough',
    'a case that runs into the next',
    'export function a(b: number): void {\n  switch (b) {\n    case 1:\n      String(1);\n    case 2:\n      String(2);\n  }\n}',
  ],
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
    'SQL with parameters',
    'libs/parameters.ts',
    'export const a = (tx: { query(s: string, p: string[]): string }): string => tx.query(`SELECT $1`, []);',
  ],
  [
    'SQL with a name that is quoted, where schemas are made',
    'migrations/tenant/quoted.ts',
    'export const a = (tx: { query(s: string): string }, n: string): string => tx.query(`SELECT 1 FROM ${n}`);',
  ],
  [
    'a test for one kind of machine',
    'test/machine.ts',
    `const onlyRoot = process.pid > 1 ? it : it.skip;\nonlyRoot('a', () => undefined);`,
  ],
  ['the console of a command line', `${COMMAND_LINE}/printed.ts`, `console.log('a');`],
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

const fileOf = (index: number): string => `${REFUSED[index]?.[3] ?? SERVICE}/sample-${index}.ts`;

/** The linter with the rules and the compiler options of the repository over these files: file → the rules that it broke. */
function rulesBrokenIn(folder: string, files: Readonly<Record<string, string>>): Map<string, string[]> {
  for (const part of ['.oxlintrc.json', 'tools/lint'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const base = join(ROOT, 'tsconfig.json');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: base,
      compilerOptions: { types: ['jest', 'node'], typeRoots: [join(ROOT, 'node_modules', '@types')] },
      include: ['**/*.ts'],
    }),
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
    const file = relative(folder, join(folder, filename));
    broken.set(file, [...(broken.get(file) ?? []), /\(([^)]+)\)$/.exec(code)?.[1] ?? code]);
  }
  return broken;
}

describe('the lint rules', () => {
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
      expect(broken.get(fileOf(index))).toContain(rule);
    },
  );

  it.each(ALLOWED)('allow %s', (_what, file) => {
    expect(broken.get(file)).toBeUndefined();
  });

  it('have a sample each where they are of this house or know types', () => {
    const { overrides } = JSON.parse(textOf('.oxlintrc.json').replace(/^\s*\/\/.*$/gm, '')) as {
      readonly overrides: readonly { readonly excludeFiles?: object; readonly rules?: object }[];
    };
    const typed = overrides.find(({ excludeFiles }) => excludeFiles !== undefined)?.rules;
    const ofThisHouse = overrides
      .flatMap(({ rules }) => Object.keys(rules ?? {}))
      .filter((rule) => rule.startsWith('halles/'));
    const named = [...Object.keys(typed ?? {}), ...ofThisHouse].map((rule) => rule.split('/')[1] ?? rule);
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter((name) => !REFUSED.some(([rule]) => rule === name))).toEqual([]);
  });
});
