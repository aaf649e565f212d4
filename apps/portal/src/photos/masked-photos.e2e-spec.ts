import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mediaFolder } from '@halles/platform/tenancy';
import { aPicture, GENEROUS, multipartForm, refreshListings, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('photos of a business that the register masks', () => {
  let portal: Portal;
  let picture: Buffer;
  /** Who keeps another business. */
  let cookie: string;
  let masked: number;
  let owner: string;
  let files: string[];

  const setMasked = (isMasked: boolean): Promise<void> =>
    portal.world.work.write(portal.world.here, async (tx) => {
      await tx.manager.query(
        `UPDATE listing_source SET facts = facts || jsonb_build_object('partialDiffusion', $2::boolean) WHERE listing_id = $1`,
        [masked, isMasked],
      );
      await refreshListings(portal.world, tx, [masked]);
    });
  /** A process hears of a change a moment after it. */
  async function setMaskedAndHeard(isMasked: boolean): Promise<void> {
    await setMasked(isMasked);
    const [first = ''] = files;
    while ((await portal.ask('ici-bourg', first)).status !== (isMasked ? 404 : 200)) await wait(20);
  }
  const isListed = async (): Promise<boolean> =>
    (await portal.ask('ici-bourg', '/commerces')).body.includes(`/media/photos/${masked}/`);
  const statuses = async (own?: string): Promise<number[]> => {
    const answers = files.map((path) =>
      portal.ask('ici-bourg', path, { headers: { accept: 'image/*', ...(own && { cookie: own }) } }),
    );
    return [...new Set((await Promise.all(answers)).map(({ status }) => status))];
  };

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    picture = await aPicture().jpeg().toBuffer();
    const { world } = portal;
    const [other = 0] = await writeListings(world, world.here, [{}]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: other }] }));
    [masked = 0] = await writeListings(world, world.here, [{ source: 'sirene' }]);
    ({ cookie: owner } = await signInAs(world, world.here, { grants: [{ listingId: masked }] }));
  });
  afterAll(() => portal.close());

  const filesThere = (): Promise<string[]> =>
    readdir(
      join(
        mediaFolder(join(portal.world.config.home, 'media'), portal.world.here.tenant),
        'public',
        'photos',
        String(masked),
      ),
    );

  beforeEach(async () => {
    await setMasked(false);
    const form = multipartForm({ kind: 'photo' }, [
      { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: picture },
    ]);
    await portal.ask('ici-bourg', `/pro/commerces/${masked}/photos`, {
      method: 'POST',
      body: form.body,
      headers: { ...form.headers, cookie: owner },
    });
    files = (await filesThere()).map((name) => `/media/photos/${masked}/${name}`);
    expect(files.length).toBeGreaterThan(5);
  });

  it('are in no list any more', async () => {
    expect(await isListed()).toBe(true);
    await setMaskedAndHeard(true);
    expect(await isListed()).toBe(false);
  });

  it('are served to nobody at the addresses that they had, by the copy that a cache kept neither, until it is shown again', async () => {
    const [first = ''] = files;
    const { etag = '' } = (await portal.ask('ici-bourg', first)).headers;
    expect(await statuses()).toEqual([200]);
    await setMaskedAndHeard(true);
    expect(await statuses()).toEqual([404]);
    expect(await statuses(cookie)).toEqual([404]);
    const kept = await portal.ask('ici-bourg', first, { headers: { 'if-none-match': etag } });
    expect([kept.status, kept.body.includes(String(etag))]).toEqual([404, false]);
    expect(kept.headers['cache-control']).not.toMatch(/public|immutable/);
    await setMaskedAndHeard(false);
    expect(await statuses()).toEqual([200]);
  });

  it('are served meanwhile to those who keep the business, for their eyes alone', async () => {
    await setMaskedAndHeard(true);
    expect(await statuses(owner)).toEqual([200]);
    const { headers } = await portal.ask('ici-bourg', files[0] ?? '', { headers: { cookie: owner } });
    expect(headers['cache-control']).toMatch(/no-store/);
    expect(await statuses()).toEqual([404]);
  });

  it('are served to nobody once the business is erased, though files may still lie there', async () => {
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query('DELETE FROM photo WHERE listing_id = $1', [masked]),
    );
    await setMasked(false);
    while ((await portal.ask('ici-bourg', files[0] ?? '')).status !== 404) await wait(20);
    expect(await filesThere()).not.toEqual([]);
    expect(await statuses(owner)).toEqual([404]);
  });
});
