import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './support/files';

interface Sample {
  /** A file that exists, whose rules and types are used; its text is replaced by the sample's. */
  readonly file: string;
  readonly text: string;
}

const SERVICE = 'libs/domain/enquiries/src/enquiry.service.ts';
const TEST = 'test/architecture/lint-rules.int-spec.ts';

const REFUSED: readonly (readonly [rule: string, what: string, sample: Sample])[] = [
  [
    '@typescript-eslint/no-explicit-any',
    'a type given up',
    { file: SERVICE, text: 'export const a = 1 as any;' },
  ],
  [
    '@typescript-eslint/no-unsafe-member-access',
    'a type lost on the way',
    { file: SERVICE, text: `export const a: unknown = JSON.parse('{}').b;` },
  ],
  [
    '@typescript-eslint/no-floating-promises',
    'a promise that nobody waits for',
    { file: SERVICE, text: 'export function a(p: Promise<void>): void {\n  p.then(() => undefined);\n}' },
  ],
  [
    '@typescript-eslint/no-misused-promises',
    'a promise taken for a yes',
    { file: SERVICE, text: 'export const a = (p: Promise<boolean>): number => (p ? 1 : 2);' },
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'a forgotten case',
    {
      file: SERVICE,
      text: `export function a(x: 'b' | 'c'): number {\n  switch (x) {\n    case 'b':\n      return 1;\n  }\n  return 2;\n}`,
    },
  ],
  [
    'no-restricted-syntax',
    'SQL with interpolated text',
    {
      file: SERVICE,
      text: 'export const a = (tx: { query(s: string): string }, n: string) => tx.query(`SELECT ${n}`);',
    },
  ],
  [
    'no-restricted-syntax',
    'SQL with concatenated text',
    {
      file: SERVICE,
      text: `export const a = (tx: { query(s: string): string }, n: string) => tx.query('SELECT ' + n);`,
    },
  ],
  [
    'no-restricted-properties',
    'the environment',
    { file: SERVICE, text: `export const a = process.env['HOME'];` },
  ],
  [
    'no-restricted-imports',
    'the environment by another door',
    { file: SERVICE, text: `export { env } from 'node:process';` },
  ],
  ['no-console', 'the console in a server', { file: SERVICE, text: `console.log('a');` }],
  [
    'no-restricted-syntax',
    'a second way to hide a member',
    { file: SERVICE, text: 'export class A {\n  #b = 1;\n  c(): number {\n    return this.#b;\n  }\n}' },
  ],
  ['no-restricted-syntax', 'a default export', { file: SERVICE, text: 'export default 1;' }],
  [
    'no-restricted-syntax',
    'a test that silences the others',
    { file: TEST, text: `it${'.only'}('a', () => undefined);` },
  ],
  [
    'max-lines-per-function',
    'a function of 61 lines',
    { file: SERVICE, text: `export function a(): void {\n${'  String(1);\n'.repeat(59)}}` },
  ],
  ['max-lines', 'a file of 401 lines', { file: SERVICE, text: 'String(1);\n'.repeat(401) }],
];

const ALLOWED: readonly (readonly [what: string, sample: Sample])[] = [
  [
    'SQL with parameters',
    {
      file: SERVICE,
      text: 'export const a = (tx: { query(s: string, p: string[]): string }) => tx.query(`SELECT $1`, []);',
    },
  ],
  [
    'a test for one kind of machine',
    { file: TEST, text: `const onlyRoot = process.pid > 1 ? it : it.skip;\nonlyRoot('a', () => undefined);` },
  ],
  ['the console of a command line', { file: 'apps/cli/src/exit-codes.ts', text: `console.log('a');` }],
];

/**
 * ESLint in a process of its own: its configuration is a module that only Node can load. The rules are ours and so are the
 * compiler's options; the program is made of the samples' files alone, and not of the whole repository.
 */
const SCRIPT = `
  import { ESLint } from 'eslint';
  const { samples, project } = JSON.parse(await new Response(process.stdin).text());
  const ofSamples = { files: samples.map(({ file }) => file), languageOptions: { parserOptions: { project } } };
  const eslint = new ESLint({ overrideConfig: ofSamples });
  const rules = [];
  for (const { file, text } of samples) {
    const [result] = await eslint.lintText(text + '\\n', { filePath: file });
    rules.push(result.messages.map((message) => message.ruleId ?? message.message));
  }
  console.log(JSON.stringify(rules));
`;

function rulesBrokenBy(samples: readonly Sample[], folder: string): readonly (readonly string[])[] {
  const project = join(folder, 'tsconfig.json');
  const compilerOptions = { typeRoots: [join(ROOT, 'node_modules', '@types')] };
  const files = [...new Set(samples.map(({ file }) => join(ROOT, file)))];
  writeFileSync(
    project,
    JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const input = JSON.stringify({ samples, project });
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
    // Under CI=true typescript-eslint would read the files from the disk and not these texts.
    env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as string[][];
}

describe('the lint rules', () => {
  let broken: readonly (readonly string[])[];

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'halles-lint-'));
    try {
      broken = rulesBrokenBy(
        [...REFUSED.map(([, , sample]) => sample), ...ALLOWED.map(([, sample]) => sample)],
        folder,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each(REFUSED.map(([rule, what], index) => [what, rule, index] as const))(
    'refuse %s',
    (_what, rule, index) => {
      expect(broken[index]).toContain(rule);
    },
  );

  it.each(ALLOWED.map(([what], index) => [what, index + REFUSED.length] as const))(
    'allow %s',
    (_what, index) => {
      expect(broken[index]).toEqual([]);
    },
  );
});
