import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles } from '@halles/platform/tenancy';
import { copyFolder, type Disk, linkFiles } from './file-copies';

describe('files that are kept for an archive', () => {
  let root: string;
  let source: string;
  let target: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'halles-kept-'));
    [source, target] = [join(root, 'source'), join(root, 'target')];
    mkdirSync(join(source, 'photos', '7'), { recursive: true });
    for (const name of ['a', 'b', 'c']) writeFileSync(join(source, 'photos', '7', name), name);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const otherDisk = (): Promise<void> =>
    Promise.reject(Object.assign(new Error('another disk'), { code: 'EXDEV' }));

  /** The source and the target are on two disks; before its copy one file is removed, by a photo that is cut again. */
  const twoDisks = (gone: string): Disk => ({
    link: otherDisk,
    copyFile: async (from, to, mode) => {
      if (from.endsWith(gone)) rmSync(from);
      await copyFile(from, to, mode);
    },
  });

  it('leave out what goes while it is copied from another disk, and keep the rest', async () => {
    await linkFiles(source, target, twoDisks('b'));
    expect(listFiles(target)).toEqual(['photos/7/a', 'photos/7/c']);
  });

  it('stay as they were kept first, on one disk and on two', async () => {
    for (const disk of [undefined, { link: otherDisk, copyFile }]) {
      await linkFiles(source, target, disk);
      rmSync(join(source, 'photos', '7', 'a'), { force: true });
      writeFileSync(join(source, 'photos', '7', 'd'), 'd');
      await linkFiles(source, target, disk);
      expect(listFiles(target)).toEqual(['a', 'b', 'c', 'd'].map((name) => `photos/7/${name}`));
      expect(readFileSync(join(target, 'photos', '7', 'a'), 'utf8')).toBe('a');
      rmSync(target, { recursive: true });
      writeFileSync(join(source, 'photos', '7', 'a'), 'a');
      rmSync(join(source, 'photos', '7', 'd'));
    }
  });

  it('tell of a disk that is full instead of leaving a file out', async () => {
    const full: Disk = {
      link: otherDisk,
      copyFile: () => Promise.reject(Object.assign(new Error('no room'), { code: 'ENOSPC' })),
    };
    await expect(linkFiles(source, target, full)).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('are those of a territory’s folder alone: a link that took the place of one leads nowhere', async () => {
    writeFileSync(join(root, 'secret'), 'the key');
    writeFileSync(join(source, 'tenant.json'), '{}');
    symlinkSync('../secret', join(source, 'og.png'));
    symlinkSync('..', join(source, 'round'));
    await copyFolder(source, target);
    expect(listFiles(target)).toEqual(['photos/7/a', 'photos/7/b', 'photos/7/c', 'tenant.json']);
    expect(readFileSync(join(target, 'photos/7/b'), 'utf8')).toBe('b');
    await copyFolder(join(root, 'nowhere'), join(root, 'nothing'));
    expect(listFiles(join(root, 'nothing'))).toEqual([]);
  });
});
