import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { interruptedBy } from './file-steps.fake';
import { MAX_FILE_BYTES, findRefusedFiles, listFiles, readFolderFile } from './folder-files';

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

  it('reads nothing but what lies in the folder, at whatever step somebody swaps folders for links and back', () => {
    const secret = join(place, 'elsewhere/logo.svg');
    writeFileSync(secret, 'the key');
    const theme = join(folder, 'theme');
    const aside = join(place, 'aside');
    const swap = (): void => {
      renameSync(theme, aside);
      symlinkSync('../elsewhere', theme);
    };
    const swapBack = (): void => {
      rmSync(theme);
      renameSync(aside, theme);
    };
    const seen = new Set<string>();
    const attempt = (first: number, second: number): number =>
      interruptedBy(
        new Map([
          [first, swap],
          [second, swapBack],
        ]),
        () => {
          try {
            seen.add(read('theme/logo.svg'));
          } catch (error) {
            seen.add((error as Error).name);
          }
        },
      );
    const steps = attempt(-1, -1);
    for (let first = 0; first < steps; first += 1)
      for (let second = first + 1; second <= steps; second += 1) {
        attempt(first, second);
        if (existsSync(aside)) swapBack();
      }
    expect(steps).toBeGreaterThan(2);
    expect([...seen].sort()).toEqual(['<svg/>', 'FolderFileError']);
  });

  it('names what is refused or missing by its own path, however it was looked up', () => {
    writeFileSync(join(folder, 'plain'), '');
    expect(() => read('theme/missing')).toThrow(join(folder, 'theme/missing'));
    expect(() => read('plain/below')).toThrow(/ENOTDIR: .*bourg\/plain\/below/);
    expect(() => read('../elsewhere/secret')).toThrow(/secret: expected an ordinary file inside the folder/);
    expect(() => read('theme')).toThrow(/theme: expected an ordinary file: pipes/);
  });

  it('lists ordinary files alone, and none of a folder that is not there', () => {
    symlinkSync('../elsewhere', join(folder, 'assets'));
    symlinkSync('theme/logo.svg', join(folder, 'inside'));
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'theme.css'), '');
    expect(listFiles(folder)).toEqual(['theme.css', 'theme/logo.svg']);
    expect(listFiles(join(folder, 'nowhere'))).toEqual([]);
  });

  it('does not wait at a pipe, and reads no device', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(() => read('pipe')).toThrow(/pipe: expected an ordinary file: pipes/);
    expect(() => readFolderFile('/dev', '/dev/zero')).toThrow(/expected an ordinary file: pipes/);
    expect(refused()).toEqual(['pipe']);
  });

  it('reads no file that is too large', () => {
    writeFileSync(join(folder, 'large'), '');
    truncateSync(join(folder, 'large'), MAX_FILE_BYTES + 1);
    expect(() => read('large')).toThrow(/large: expected a file of at most 16 MB/);
    expect(refused()).toEqual(['large']);
  });
});
