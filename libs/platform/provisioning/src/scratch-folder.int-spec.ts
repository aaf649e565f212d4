import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { partialFolder } from '@halles/platform/storage';
import { openWorld, type World } from '@halles/testing';
import { exportTenant, importTenant } from '.';

describe('files on their way into and out of an archive', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
  });
  afterAll(() => world.close());

  it('lie with the files of tenants, not in the temporary folder, and are gone afterwards', async () => {
    const { home } = world.config;
    const archive = join(home, 'here.tar.gz');
    const seen = new Set<string>();
    const look = async (): Promise<void> => {
      for (const name of await readdir(partialFolder(home))) seen.add(name.split('-', 1)[0] ?? '');
    };
    const looks: Promise<void>[] = [];
    const onProgress = (): void => void looks.push(look());
    process.env['TMPDIR'] = join(home, 'there-is-no-such-folder');
    const { slug } = world.here.tenant;
    await exportTenant(world.installation, slug, archive, { now: systemClock.now(), onProgress });
    const copy = await importTenant(world.installation, archive, { slug: 'jumelage', onProgress });
    await Promise.all(looks);
    expect(copy.tenant.slug).toBe('jumelage');
    expect([...seen].toSorted()).toEqual(['export', 'import']);
    expect(await readdir(partialFolder(home))).toEqual([]);
  });
});
