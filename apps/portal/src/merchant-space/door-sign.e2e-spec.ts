import { signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('the sign of a door', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  const ownerOf = async (openingHoursText: string | null) => {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText };
    const [listingId = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts },
    ]);
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId }] });
    const ask = (path: string, tenant: 'ici-bourg' | 'la-bas' = 'ici-bourg', as: string = cookie) =>
      portal.ask(tenant, path, { headers: { cookie: as } });
    return { listingId, cookie, ask, path: `/pro/commerces/${listingId}/affiche.pdf` };
  };

  it('is a PDF for who keeps the page, in both languages, kept nowhere', async () => {
    const { ask, path, listingId } = await ownerOf('Tu-Sa 07:00-19:30');
    for (const [address, language] of [
      [path, 'fr-FR'],
      [`/en/pro/businesses/${listingId}/sign.pdf`, 'en-GB'],
    ] as const) {
      const { status, headers, body } = await ask(address);
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'application/pdf',
        'private, no-store',
      ]);
      expect(headers['content-disposition']).toMatch(/^inline; filename="[a-z0-9-]+\.pdf"$/);
      expect(body.startsWith('%PDF-')).toBe(true);
      expect(body).toContain(`/Lang (${language})`);
    }
    expect((await ask(`/pro/commerces/${listingId}`)).body).toContain(path);
  });

  it('is nobody else’s: strangers sign in, owners of other pages find nothing', async () => {
    const { ask, path } = await ownerOf('Mo-Sa 07:00-19:30');
    const other = await ownerOf('Mo-Sa 07:00-19:30');
    expect((await ask(path, 'ici-bourg', '')).status).toBe(303);
    expect((await other.ask(path)).status).toBe(404);
  });

  it.each([null, 'quand il fait beau'])('is not offered where the hours are %s', async (hours) => {
    const { ask, path, listingId } = await ownerOf(hours);
    const { status, headers } = await ask(path);
    expect([status, headers.location]).toEqual([303, `/pro/commerces/${listingId}`]);
    expect((await ask(`/pro/commerces/${listingId}`)).body).not.toContain('affiche.pdf');
  });
});
