import { filesOf, textOf } from './support/files';

interface Finding {
  readonly what: string;
  readonly pattern: RegExp;
  readonly files: readonly string[];
}

// Written in two halves: this file is read by its own test.
const word = (...halves: string[]): string => halves.join('');

const CODE = filesOf('.ts', '.mjs', '.cjs');
const PROSE = filesOf('.md', '.yml', '.yaml', '.hbs', '.mjml', '.css', '.html', '.json', '.sql');

const NEVER: readonly Finding[] = [
  {
    what: 'work left for later',
    pattern: new RegExp(
      `\\b(${word('TO', 'DO')}|${word('FIX', 'ME')}|${word('HA', 'CK')}|${word('XX', 'X')})\\b`,
    ),
    files: [...CODE, ...PROSE],
  },
  {
    what: 'a test that does not run, or that silences the others',
    // `condition ? it : it.…` is counted by the report, and says on what machine it does not run.
    pattern: new RegExp(
      `(?<!\\? \\w+ : )\\b(describe|it|test)\\.(${word('sk', 'ip')}|${word('on', 'ly')}|${word('to', 'do')})\\b`,
    ),
    files: CODE,
  },
  {
    what: 'a rule switched off in place',
    pattern: new RegExp(
      `${word('(es|ox)lint-', 'disable')}|@ts-(${word('ig', 'nore')}|${word('expect', '-error')}|${word('no', 'check')})`,
    ),
    files: CODE,
  },
  {
    what: 'a mock of our own code',
    pattern: new RegExp(
      `\\bjest\\.(${word('mo', 'ck')}|${word('doMo', 'ck')}|${word('unstable_mock', 'Module')})\\(`,
    ),
    files: CODE,
  },
  {
    what: 'unescaped text in a template',
    pattern: /\{\{\{/,
    files: filesOf('.hbs', '.mjml'),
  },
  {
    what: 'inline code or style in a page',
    // What a page says to machines is data: no browser runs it.
    pattern:
      /<script(?! type="application\/ld\+json">)(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle="|\son[a-z]+="/i,
    files: filesOf('.hbs').filter(
      (path) => path.startsWith('apps/portal/views/') || /^tenants\/[^/]+\/theme\//.test(path),
    ),
  },
];

describe('honesty', () => {
  it.each(NEVER)('leaves no trace of $what', ({ pattern, files }) => {
    const lines = files.flatMap((path) =>
      textOf(path)
        .split('\n')
        .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
        .filter(({ line }) => pattern.test(line)),
    );
    expect(lines.map(({ at, line }) => `${at} ${line.trim()}`)).toEqual([]);
  });

  it.each([
    ['work left for later', `// ${word('TO', 'DO')}: later`],
    ['a test that does not run, or that silences the others', `it.${word('on', 'ly')}('x', f)`],
    ['a rule switched off in place', `// ${word('eslint-', 'disable')}-next-line`],
    ['a rule switched off in place', `// ${word('oxlint-', 'disable')}-next-line`],
    ['a mock of our own code', `jest.${word('mo', 'ck')}('./service')`],
    ['unescaped text in a template', '<p>{{{ body }}}</p>'],
    ['inline code or style in a page', '<p style="color: red">'],
    ['inline code or style in a page', '<script type="module">'],
    ['inline code or style in a page', '<script type="application/ld+json" onload="x">'],
  ])('recognises %s', (what, example) => {
    expect(NEVER.find((finding) => finding.what === what)?.pattern.test(example)).toBe(true);
  });
});
