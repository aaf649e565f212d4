import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checkout = mkdtempSync(join(tmpdir(), 'halles-build-'));
const source = join(checkout, 'apps/portal/client/hello.ts');
const output = join(checkout, 'dist/apps/portal/client/hello.js');

/** The builder in a checkout of its own, which has one script and nothing else to build. */
beforeAll(() => {
  for (const folder of ['tools', 'apps/portal/client'])
    mkdirSync(join(checkout, folder), { recursive: true });
  cpSync('tools/build.mjs', join(checkout, 'tools/build.mjs'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(checkout, 'node_modules'));
  writeFileSync(source, `document.title = 'first';`);
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function build(...names: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(checkout, 'tools/build.mjs'), ...names], { cwd: tmpdir() });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

describe('tools/build.mjs', () => {
  it('builds what has never been built, and says how long it took', async () => {
    const { code, said } = await build();
    expect([code, existsSync(output)]).toEqual([0, true]);
    expect(said).toMatch(/^✔ islands +built +\d+\.\d s\n$/);
  });

  it('builds nothing when nothing has changed, whatever the dates of the files are', async () => {
    writeFileSync(source, `document.title = 'first';`);
    expect(await build()).toEqual({ code: 0, said: '' });
  });

  it('builds again when a source has changed or the output is gone', async () => {
    writeFileSync(source, `document.title = 'second';`);
    expect((await build('islands')).said).toContain('built');
    expect(readFileSync(output, 'utf8')).toContain('second');
    rmSync(output.replace('/hello.js', ''), { recursive: true });
    expect((await build()).said).toContain('built');
    expect(existsSync(output)).toBe(true);
  });

  it('does not build for a test', async () => {
    writeFileSync(source.replace('.ts', '.spec.ts'), 'it works');
    expect(await build()).toEqual({ code: 0, said: '' });
  });

  it('builds once when two ask at the same time', async () => {
    writeFileSync(source, `document.title = 'third';`);
    const both = await Promise.all([build(), build()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ said }) => said.includes('built'))).toHaveLength(1);
  });

  it('takes the turn of a build that was killed', async () => {
    writeFileSync(join(checkout, 'dist/.stamps/lock'), '4000000');
    writeFileSync(source, `document.title = 'fourth';`);
    expect((await build()).said).toContain('built');
  });

  it('says which target failed and why, leaves the old output, and tries again the next time', async () => {
    writeFileSync(source, 'document.title = ;');
    for (let attempt = 0; attempt < 2; attempt++) {
      const { code, said } = await build();
      expect(code).toBe(1);
      expect(said).toMatch(
        /^✖ islands does not build \(\d+\.\d s\)[\s\S]*hello\.ts:1:17[\s\S]*Unexpected ";"/,
      );
    }
    expect(readFileSync(output, 'utf8')).toContain('fourth');
  });

  it('refuses a target that there is not', async () => {
    const { code, said } = await build('portail');
    expect([code, said]).toEqual([
      2,
      expect.stringContaining('No target is called "portail". Targets: console, portal'),
    ]);
  });
});
