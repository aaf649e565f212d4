import { DuplicatesModule, DuplicateService } from '@halles/domain/duplicates';
import { waitUntil } from '@halles/platform/engines';
import { aPicture, GENEROUS, multipartForm, servicesOf, signInAs, writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const MINUTE = 60_000;
const BY = { accountId: null, name: 'Claire Dubois' };

describe('the pages of two listings that are one business', () => {
  let portal: Portal;
  let duplicates: DuplicateService;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    duplicates = (await servicesOf(portal.world, [DuplicatesModule])).get(DuplicateService);
  }, MINUTE);
  afterAll(() => portal.close());

  const get = (path: string, cookie?: string) =>
    portal.ask('ici-bourg', path, cookie === undefined ? {} : { headers: { cookie } });
  /** The photos of a page. The smallest size is left out, because neighbouring listings are shown with it too. */
  const mediaOf = (html: string): string[] => [
    ...new Set([...html.matchAll(/\/media\/photos\/\d+\/\w+-(?!320)[\w.]+/g)].map(([path]) => path)),
  ];
  /** Polls until the answer is as expected, since the portal learns of changes with a delay; returns the last answer anyway. */
  async function once(path: string, holds: (answer: Answer) => boolean): Promise<Answer> {
    let last = await get(path);
    await waitUntil(async () => holds((last = await get(path))), 60_000);
    return last;
  }
  const photosOnce = async (path: string, most: number): Promise<string[]> =>
    mediaOf((await once(path, ({ body }) => mediaOf(body).length <= most)).body);
  const page = (id: number): string => `/commerce/chez-paul-${id}`;

  async function pair() {
    const { world } = portal;
    const [one = 0, other = 0] = await writeListings(world, world.here, [
      { source: 'sirene', facts: { displayName: 'Chez Paul' } },
      { source: 'osm', facts: { displayName: 'Chez Paul' } },
    ]);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('INSERT INTO listing_pair (one, other, likeness) VALUES ($1, $2, 0.9)', [one, other]),
    );
    return { id: `${one}-${other}`, one, other };
  }
  async function upload(listing: number, cookie: string): Promise<void> {
    const bytes = await aPicture().jpeg().toBuffer();
    const file = { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes };
    const { body, headers } = multipartForm({ kind: 'photo' }, [file]);
    const path = `/pro/commerces/${listing}/photos`;
    const sent = await portal.ask('ici-bourg', path, {
      method: 'POST',
      body,
      headers: { ...headers, cookie },
    });
    expect(sent.status).toBe(303);
  }

  it('are those of who keeps one: space, photos and address stay, the other address leads there, and is there again', async () => {
    const { world } = portal;
    const { id, one, other } = await pair();
    const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: other }] });
    await upload(other, cookie);
    expect([(await get(page(one))).status, (await get(page(other))).status]).toEqual([200, 200]);

    expect(await duplicates.merge(world.here, id, BY, new Date())).toBe(other);
    expect((await get('/pro', cookie)).body).toContain(`/pro/commerces/${other}`);
    expect((await get(`/pro/commerces/${other}`, cookie)).status).toBe(200);
    const shown = await get(page(other));
    const [media = ''] = mediaOf(shown.body);
    expect([shown.status, (await get(media)).status]).toEqual([200, 200]);
    const old = await once(page(one), ({ status }) => status === 301);
    expect([old.status, old.headers.location]).toEqual([301, page(other)]);
    // Somebody who came by the other number, a letter's for instance, meets the page that is kept.
    const stranger = await signInAs(world, world.here);
    const led = async (path: string, who: string) => {
      const { status, headers } = await get(path, who);
      return [status, headers.location];
    };
    expect(await led(`/pro/revendiquer/${one}`, stranger.cookie)).toEqual([
      303,
      expect.stringMatching(new RegExp(`^/pro/revendiquer/.*${other}$`)),
    ]);
    expect(await led(`/pro/commerces/${one}`, cookie)).toEqual([303, `/pro/commerces/${other}`]);

    await duplicates.keepSeparate(world.here, id, BY, new Date());
    await once(page(one), ({ status }) => status === 200);
    expect([(await get(page(one))).status, (await get(page(other))).status]).toEqual([200, 200]);
    expect((await get(`/pro/commerces/${other}`, cookie)).status).toBe(200);
  });

  it('show the photos of both, which who keeps the page can take off; each has its own again', async () => {
    const { world } = portal;
    const { id, one, other } = await pair();
    const { cookie: before } = await signInAs(world, world.here, { grants: [{ listingId: other }] });
    await upload(other, before);
    await upload(other, before);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [other]),
    );
    const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: one }] });
    const theirs = mediaOf((await get(page(other))).body);

    expect(await duplicates.merge(world.here, id, BY, new Date())).toBe(one);
    const shown = await once(page(one), ({ body }) => mediaOf(body).length > 0);
    const media = mediaOf(shown.body);
    expect(media.length).toBeGreaterThan(0);
    expect(theirs).toEqual(expect.arrayContaining(media));
    expect((await get(media[0] ?? '')).status).toBe(200);
    const album = await get(`/pro/commerces/${one}/photos`, cookie);
    const removals = [...album.body.matchAll(/action="([^"]+\/retirer)"/g)].map(([, path]) => path ?? '');
    expect(new Set(removals).size).toBe(2);
    const [removal = ''] = removals;
    const photo = /photos\/([\w-]+)\/retirer/.exec(removal)?.[1] ?? '';
    const cut = await get(`/pro/commerces/${one}/photos/${photo}`, cookie);
    expect(cut.status).toBe(200);
    expect((await portal.post('ici-bourg', removal, {}, { cookie })).status).toBe(303);
    const left = await photosOnce(page(one), media.length - 1);
    expect(left.length).toBeLessThan(media.length);

    await duplicates.keepSeparate(world.here, id, BY, new Date());
    expect(await photosOnce(page(one), 0)).toEqual([]);
    expect(mediaOf((await get(page(other))).body)).toEqual(left);
    expect((await get(left[0] ?? '')).status).toBe(200);
  });

  it('are nothing to another territory', async () => {
    const { id, one, other } = await pair();
    await duplicates.merge(portal.world.here, id, BY, new Date());
    for (const listing of [one, other])
      expect((await portal.ask('autre-ville', page(listing))).status).toBe(404);
  });
});
