import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { MOST_FILE_BYTES, findRefusedFiles, readFolderFile } from './folder-files';

describe('files of a folder that somebody else prepared', () => {
  let place: string;
  let folder: string;
  const read = (name: string): string => readFolderFile(folder, join(folder, name)).toString('utf8');
  const refused = (): readonly string[] => findRefusedFiles(folder).map(({ path }) => relative(folder, path));
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'halles-files-'));
    folder = join(place, 'bourg');
    mkdirSync(join(folder, 'theme'), { recursive: true });
    mkdirSync(join(place, 'elsewhere'));
    writeFileSync(join(place, 'elsewhere/secret'), 'the key');
    writeFileSync(join(folder, 'theme/logo.svg'), '<svg/>');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('reads an ordinary file, an empty one too', () => {
    writeFileSync(join(folder, 'empty'), '');
    expect([read('theme/logo.svg'), read('empty')]).toEqual(['<svg/>', '']);
    expect(refused()).toEqual([]);
    expect(() => read('missing')).toThrow(/ENOENT/);
  });

  it('reads a folder that is itself reached by a link, as one mounted elsewhere', () => {
    symlinkSync(folder, join(place, 'mounted'));
    const mounted = join(place, 'mounted');
    expect(readFolderFile(mounted, join(mounted, 'theme/logo.svg')).toString('utf8')).toBe('<svg/>');
  });

  it('follows no link: to a file outside, to one inside, to nothing', () => {
    symlinkSync('../elsewhere/secret', join(folder, 'outside'));
    symlinkSync('theme/logo.svg', join(folder, 'inside'));
    symlinkSync('nowhere', join(folder, 'nothing'));
    for (const name of ['outside', 'inside', 'nothing'])
      expect(() => read(name)).toThrow(`bourg/${name}: expected an ordinary file inside the folder`);
    expect(refused()).toEqual(['inside', 'nothing', 'outside']);
  });

  it('reads nothing by way of a linked folder, nor above the folder', () => {
    symlinkSync('../elsewhere', join(folder, 'assets'));
    expect(() => read('assets/secret')).toThrow(/secret: expected an ordinary file inside the folder/);
    symlinkSync('..', join(folder, 'round'));
    expect(refused()).toEqual(['assets', 'round']);
  });

  it('does not wait at a pipe, and reads no device', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(() => read('pipe')).toThrow(/pipe: expected an ordinary file: pipes/);
    expect(() => readFolderFile('/dev', '/dev/zero')).toThrow(/expected an ordinary file: pipes/);
    expect(refused()).toEqual(['pipe']);
  });

  it('reads no file that is too large', () => {
    writeFileSync(join(folder, 'large'), '');
    truncateSync(join(folder, 'large'), MOST_FILE_BYTES + 1);
    expect(() => read('large')).toThrow(/large: expected a file of at most 16 MB/);
    expect(refused()).toEqual(['large']);
  });
});
