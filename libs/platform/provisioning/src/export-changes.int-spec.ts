import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { partialFolder } from '@halles/platform/storage';
import { mediaFolder } from '@halles/platform/tenancy';
import { openWorld, type World } from '@halles/testing';
import { exportTenant, importTenant } from '.';

describe('files that change while their territory is exported', () => {
  let world: World;
  let photos: string;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    photos = join(mediaFolder(join(world.config.home, 'media'), world.here.tenant), 'public', 'photos');
    await mkdir(photos, { recursive: true });
  });
  afterAll(() => world.close());

  /** @param change what happens when that step begins */
  const exportWhile = async (name: string, step: string, change: () => void): Promise<string> => {
    const archive = join(world.config.home, name);
    await exportTenant(world.installation, world.here.tenant.slug, archive, {
      now: systemClock.now(),
      onProgress: (begun) => {
        if (begun === step) change();
      },
    });
    return archive;
  };

  it.each([
    ['before they are packed', 'archive', 'copie-une'],
    ['while rows are read', 'commune', 'copie-deux'],
  ])('are in the archive as they were, replaced or removed %s', async (_when, step, slug) => {
    const [replaced, removed] = [join(photos, 'replaced.webp'), join(photos, 'removed.webp')];
    await writeFile(replaced, 'as it was');
    await writeFile(removed, 'as it was');
    const archive = await exportWhile(`${slug}.tar.gz`, step, () => {
      // As stored files are replaced: beside, and renamed.
      writeFileSync(`${replaced}.partial`, 'something else');
      renameSync(`${replaced}.partial`, replaced);
      rmSync(removed);
    });
    const { tenant } = await importTenant(world.installation, archive, { slug });
    const copied = join(mediaFolder(join(world.config.home, 'media'), tenant), 'public', 'photos');
    for (const name of ['replaced.webp', 'removed.webp'])
      expect(await readFile(join(copied, name), 'utf8')).toBe('as it was');
  });

  it.each([
    ['same length', 'AS IT WAS'],
    ['other length', 'longer than it was'],
  ])('make no archive where somebody writes into them, at the %s', async (what, content) => {
    const written = join(photos, 'written.webp');
    await writeFile(written, 'as it was');
    const name = `${what}.tar.gz`;
    const made = exportWhile(name, 'archive', () => writeFileSync(written, content));
    await expect(made).rejects.toMatchObject({ code: 'export-disturbed' });
    expect(existsSync(join(world.config.home, name))).toBe(false);
    expect((await readdir(world.config.home)).filter((file) => file.endsWith('.partial'))).toEqual([]);
    expect(await readdir(partialFolder(world.config.home))).toEqual([]);
  });
});
