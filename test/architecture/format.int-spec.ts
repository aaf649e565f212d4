import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './support/files';

const FORMATTED: Readonly<Record<string, string>> = {
  'words.ts': "export const words = ['one', 'two'];\n",
  'style.css': 'a {\n  color: red;\n}\n',
  'table.json': '{ "a": 1 }\n',
  'page.md': '# A page\n\n- one\n',
  // Oxfmt would leave the parameters on one line.
  'lengthy.ts': `const modeWords = (
  mode: ServiceMode,
  words: string,
  modes: readonly ServiceMode[],
  locale: Locale,
): string => (modes.length === 1 ? words : MODE_WORDS[mode][locale].title + colonOf(locale) + words);
`,
};

const UNFORMATTED: Readonly<Record<string, string>> = {
  'words.ts': 'export const words = ["one",  "two"]\n',
  'style.css': 'a{color:red}\n',
  'table.json': '{"a":1}\n',
  'page.md': '# A page\n* one\n',
  'broken.ts': 'const = ;\n',
};

/** Checks files in a folder of their own. */
function check(files: Readonly<Record<string, string>>): { status: number | null; told: string } {
  const folder = mkdtempSync(join(tmpdir(), 'halles-format-'));
  cpSync(join(ROOT, '.prettierrc.json'), join(folder, '.prettierrc.json'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/format.mjs', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, told: stdout + stderr };
}

describe('the check of formats', () => {
  it('accepts what Prettier writes, of every kind of file', () => {
    expect(check(FORMATTED)).toEqual({ status: 0, told: '' });
  });

  it.each(Object.entries(UNFORMATTED))('names %s that is not formatted', (name, text) => {
    const { status, told } = check({ ...FORMATTED, [name]: text });
    expect(status).not.toBe(0);
    expect(told).toContain(name);
  });
});
