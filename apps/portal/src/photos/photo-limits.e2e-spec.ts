import { checkHtml } from '@halles/platform/theming';
import { aPicture, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('photos that are edited more often than a visitor may', () => {
  let portal: Portal;
  let album: string;
  let photo: string;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, write: { limit: 1, windowMs: 60_000 } } });
    const [listing = 0] = await writeListings(portal.world, portal.world.here, [{}]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
    album = `/pro/commerces/${listing}/photos`;
    const bytes = await aPicture().jpeg().toBuffer();
    const { body, headers } = multipartForm({ kind: 'photo' }, [
      { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes },
    ]);
    const sent = await portal.ask(HERE, album, { method: 'POST', body, headers: { ...headers, cookie } });
    photo = (sent.headers.location ?? '').split('?')[0] ?? '';
    expect((await post('description', { altFr: 'Vitrine bleue', altEn: '' })).status).toBe(303);
  });
  afterAll(() => portal.close());

  const post = (what: string, fields: Record<string, string>) =>
    portal.post(HERE, `${photo}/${what}`, fields, { cookie });

  it.each([
    ['a part that was chosen', 'cadre', { cut: 'top' }, /value="top" checked/],
    [
      'a part that was drawn',
      'cadre',
      { cut: 'own', left: '120', top: '80', width: '500', height: '410' },
      /data-left="120" data-top="80" data-width="500" data-height="410"/,
    ],
    ['a description', 'description', { altFr: 'Pains ronds', altEn: '' }, /value="Pains ronds"/],
    ['a move', 'place', { way: 'first' }, /<ol class="album">/],
  ])('gives back %s, and says when to try again', async (_what, path, fields, kept) => {
    const { status, headers, body } = await post(path, fields);
    expect([status, headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect(body).toMatch(kept);
    expect(body).toMatch(/role="alert"[\s\S]*Réessayez dans/);
  });

  it('tells the list that is dragged what is wrong, in a sentence', async () => {
    const { status, headers, body } = await portal.ask(HERE, `${album}/ordre`, {
      method: 'POST',
      body: 'order=',
      headers: {
        cookie,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
    });
    expect([status, headers['content-type']]).toEqual([
      429,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(JSON.parse(body)).toMatchObject({ detail: expect.stringMatching(/./) as string });
  });
});

describe('photos that are sent more often than a visitor may', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, upload: { limit: 3, windowMs: 60_000 } } });
  });
  afterAll(() => portal.close());

  it('are counted file by file, in one form and in several, and kept up to the limit', async () => {
    const { world } = portal;
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    const bytes = await aPicture().jpeg().toBuffer();
    const send = (count: number, accept = 'text/html') => {
      const files = Array.from({ length: count }, (_, at) => ({
        field: 'photo',
        name: `${at}.jpg`,
        type: 'image/jpeg',
        bytes,
      }));
      const { body, headers } = multipartForm({ kind: 'photo' }, files);
      const path = `/pro/commerces/${listing}/photos`;
      return portal.ask(HERE, path, { method: 'POST', body, headers: { ...headers, cookie, accept } });
    };
    const kept = () =>
      world.work.read(world.here, ({ manager }) => manager.query<unknown[]>('SELECT id FROM photo'));
    expect((await send(1)).status).toBe(303);
    const three = await send(3);
    // In the summary, and beside the field.
    expect([three.status, three.body.match(/Réessayez dans/g)?.length]).toEqual([429, 2]);
    expect(await kept()).toHaveLength(3);
    const refused = await send(1, 'application/json');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect(await kept()).toHaveLength(3);
  });
});
