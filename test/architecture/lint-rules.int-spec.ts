import { spawnSync } from 'node:child_process';
import { ROOT } from './support/files';

interface Sample {
  /** A file that exists, whose rules are used; its text is replaced by the sample's. */
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

/** ESLint in a process of its own: its configuration is a module that only Node can load. */
const SCRIPT = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const rules = [];
  for (const { file, text } of JSON.parse(await new Response(process.stdin).text())) {
    const [result] = await eslint.lintText(text + '\\n', { filePath: file });
    rules.push(result.messages.map((message) => message.ruleId ?? message.message));
  }
  console.log(JSON.stringify(rules));
`;

function rulesBrokenBy(samples: readonly Sample[]): readonly (readonly string[])[] {
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    cwd: ROOT,
    encoding: 'utf8',
    input: JSON.stringify(samples),
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as string[][];
}

describe('the lint rules', () => {
  let broken: readonly (readonly string[])[];

  beforeAll(() => {
    broken = rulesBrokenBy([
      ...REFUSED.map(([, , sample]) => sample),
      ...ALLOWED.map(([, sample]) => sample),
    ]);
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
