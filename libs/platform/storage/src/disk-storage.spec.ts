import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, systemClock } from '@halles/kernel';
import { createContext } from '@halles/platform/tenancy';
import { aTerritory } from '@halles/testing';
import { DiskStorage } from './disk-storage';
import { fileStorageContract, keysOf } from './file-storage.contract';

const contextOf = (slug: string, role: string) =>
  createContext(
    {
      id: role,
      slug,
      state: 'live',
      database: 'main',
      role,
      schema: role,
      hosts: [],
      canonicalHost: `${slug}.localhost`,
      stateSince: null,
      storageQuotaMb: null,
      isCopy: false,
      settings: aTerritory(slug),
      version: 1,
    },
    { kind: 'visitor' },
    'r',
  );

describe('files on disk', () => {
  const here = contextOf('here', 't_here');
  const there = contextOf('there', 't_there');
  let root: string;
  let storage: DiskStorage;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'halles-storage-'));
    storage = new DiskStorage(root, systemClock);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  fileStorageContract(() => ({ storage, here, there }));

  it('lies below the folder of the role, which an export carries and a removal removes', async () => {
    await storage.put(here, 'private', ['claims', 'a.pdf'], Buffer.from('x'));
    expect(await readdir(join(root, 't_here', 'private', 'claims'))).toEqual(['a.pdf']);
  });

  it('sweeps what a process that died left half-written, and nothing that is being written', async () => {
    await storage.put(here, 'public', ['photos', 'a.webp'], Buffer.from('x'));
    const [old, fresh] = [join(root, '.partial', 'old'), join(root, '.partial', 'fresh')];
    await writeFile(old, 'half');
    await writeFile(fresh, 'half');
    const before = new Date(Date.now() - 3 * DAY);
    await utimes(old, before, before);
    expect(await storage.sweep()).toBe(1);
    expect(await readdir(join(root, '.partial'))).toEqual(['fresh']);
    expect(await keysOf(storage.list(here, 'public', ['photos']))).toEqual(['photos/a.webp']);
  });
});
