import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { required } from '@halles/kernel';
import { CompilerResults } from './compiler-results';

describe('what compilers made', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'halles-results-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (compiler = 'one 1.0', place: string | undefined = folder) =>
    new CompilerResults(compiler, place);
  const refuse = (): string => {
    throw new Error('compiled again');
  };
  const fileOf = (): string => join(folder, required(readdirSync(folder)[0], 'a file'));

  it('is found by the process that starts next, and by no other compiler and for no other source', () => {
    expect(open().of('a', () => 'A\nB')).toBe('A\nB');
    expect(open().of('a', refuse)).toBe('A\nB');
    expect(open('one 1.1').find('a')).toBeNull();
    expect(open().find('b')).toBeNull();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is made again where it was cut off or changed', () => {
    open().keep('a', 'A');
    const whole = readFileSync(fileOf(), 'utf8');
    for (const broken of ['', 'A', whole.slice(0, -1), `${whole} `, `\n${whole}`]) {
      writeFileSync(fileOf(), broken);
      expect(open().find('a')).toBeNull();
      expect(open().of('a', () => 'A')).toBe('A');
      expect(readFileSync(fileOf(), 'utf8')).toBe(whole);
    }
  });

  it('may be empty', () => {
    open().keep('a', '');
    expect(open().of('a', refuse)).toBe('');
  });

  it('is no error of the compiler', () => {
    expect(() => open().of('a', refuse)).toThrow('compiled again');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is kept nowhere where nothing can be written', () => {
    writeFileSync(join(folder, 'file'), '');
    open('one', join(folder, 'file', 'below')).keep('a', 'A');
    expect(open('one', join(folder, 'file', 'below')).find('a')).toBeNull();
  });

  it('lies beside what V8 compiled, and nowhere where Node keeps none of it', () => {
    const code = jest.spyOn(nodeModule, 'getCompileCacheDir').mockReturnValue(folder);
    new CompilerResults('one').keep('a', 'A');
    expect([new CompilerResults('one').find('a'), readdirSync(folder)]).toEqual(['A', ['results']]);
    code.mockReturnValue(undefined);
    new CompilerResults('one').keep('b', 'B');
    expect([new CompilerResults('one').find('b'), new CompilerResults('one').find('a')]).toEqual([
      null,
      null,
    ]);
    code.mockRestore();
  });
});
