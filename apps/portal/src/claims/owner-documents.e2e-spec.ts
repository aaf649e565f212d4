import { ClaimantService, ClaimLookupService, ClaimProofService } from '@halles/domain/claims';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('who keeps a page that somebody else claims', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  it('sends a document in the case, from « Vos demandes », that the other side never sees', async () => {
    const { world, app } = portal;
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const owner = await signInAs(world, world.here, {
      grants: [{ listingId: listing, role: 'merchant-owner' }],
    });
    const buyer = await signInAs(world, world.here, {});
    const who = { accountId: buyer.account.id, siret: null };
    const now = new Date();
    const { id } = await app
      .get(ClaimantService, { strict: false })
      .begin(world.here, listing, who, 'fr', now);
    await app
      .get(ClaimProofService, { strict: false })
      .requestProof(world.here, id, who, { kind: 'town' }, now);
    const read = async (path: string, cookie: string) =>
      (await portal.ask('ici-bourg', path, { headers: { cookie } })).body;
    const [, page = ''] =
      /href="(\/pro\/demandes\/[0-9a-f-]{36})#piece"/.exec(
        (await read('/pro/demandes', owner.cookie)).replaceAll('&#x3D;', '='),
      ) ?? [];
    const before = await read(page, owner.cookie);
    expect(before).toContain('<h1>Une demande sur votre page</h1>');
    expect(checkHtml(before, 'fr')).toEqual([]);
    const bytes = await aPicture().jpeg().toBuffer();
    const file = { field: 'document', name: 'bail.jpg', type: 'image/jpeg', bytes };
    const { body, headers } = multipartForm({}, [file]);
    const send = async (cookie: string) =>
      portal.ask('ici-bourg', `${page}/document`, {
        method: 'POST',
        body,
        headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
      });
    expect((await send(buyer.cookie)).status).toBe(404);
    const sent = await send(owner.cookie);
    expect([sent.status, sent.headers.location]).toEqual([303, page]);
    expect(await read(page, owner.cookie)).toMatch(/Documents transmis\s: 1/);
    const { proofs } = await app.get(ClaimLookupService, { strict: false }).get(world.here, id, who, now);
    expect(proofs.map(({ kind }) => kind)).toEqual(['town']);
  });
});
