import { LINKS_A_DAY } from '@halles/domain/corrections';
import { MAILS_OF_A_KIND } from '@halles/domain/deliveries';
import { ProfileWriter } from '@halles/domain/profiles';
import { SignedLinks } from '@halles/platform/tenancy';
import { correctionPageLink } from '@halles/domain/corrections';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, type SourceInput, writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const KNOWN: SourceInput = {
  facts: {
    contact: { email: 'Contact@Four.example', phone: '+33556000001' },
    openingHoursText: 'Tu-Sa 08:00-12:30; PH off',
  },
};

describe('a business that corrects its page by a mailed link', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  const ask = (path: string): Promise<Answer> => portal.ask('ici-bourg', path);
  const pageOf = async (listing: number): Promise<Answer> =>
    ask((await ask(`/commerce/${listing}`)).headers.location ?? '');

  async function aListing(input: SourceInput = KNOWN): Promise<number> {
    const [listing = 0] = await writeListings(portal.world, portal.world.here, [input]);
    return listing;
  }

  async function aToken(listing: number): Promise<string> {
    await portal.post('ici-bourg', `/commerce/x-${listing}/corriger`, {});
    const [link] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM correction_link WHERE listing_id = $1', [listing]),
    );
    return new SignedLinks(portal.world.config.masterKey).issue(portal.world.here, correctionPageLink, {
      id: link?.id ?? '',
      serial: 0,
    });
  }

  it('asks for it on its page; the link goes to the known address, which is shown masked', async () => {
    const listing = await aListing();
    const page = await pageOf(listing);
    const [, path = ''] = /href="([^"]+\/corriger)"/.exec(page.body) ?? [];
    const form = await ask(path);
    expect([form.status, checkHtml(form.body, 'fr'), form.headers['set-cookie']]).toEqual([
      200,
      [],
      undefined,
    ]);
    expect(form.body).toContain('C•••@Four.example');
    const sent = await portal.post('ici-bourg', path, { email: 'pirate@evil.example' });
    expect(sent.status).toBe(303);
    const thanks = await ask(sent.headers.location ?? '');
    expect([thanks.status, checkHtml(thanks.body, 'fr')]).toEqual([200, []]);
    // What the page promises is true of a link that is asked for too often, too.
    expect(thanks.body).toContain('s’il n’y est pas déjà');
    expect(thanks.body).not.toContain('en route');
    expect(thanks.body).toContain('Regardez vos messages');
    expect(thanks.body).toContain(
      `il en part ${LINKS_A_DAY} par jour au plus pour un commerce, et ${MAILS_OF_A_KIND.hour} par heure pour une adresse`,
    );
    const links = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ email: string }[]>('SELECT email FROM correction_link WHERE listing_id = $1', [
        listing,
      ]),
    );
    expect(links).toEqual([{ email: 'contact@four.example' }]);
  });

  it('is not offered the link where no address is known', async () => {
    const listing = await aListing({});
    expect((await pageOf(listing)).body).not.toContain('/corriger"');
    const form = await ask(`/commerce/x-${listing}/corriger`);
    expect([form.status, form.body.includes('<form')]).toEqual([200, false]);
    expect((await portal.post('ici-bourg', `/commerce/x-${listing}/corriger`, {})).status).toBe(409);
  });

  it('leads to signing in where somebody keeps the page and no link is sent', async () => {
    const listing = await aListing({});
    const writer = portal.app.get(ProfileWriter, { strict: false });
    await portal.world.work.write(portal.world.here, (tx) => writer.keep(tx, listing, new Date()));
    const { status, body } = await ask(`/commerce/x-${listing}/corriger`);
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    expect(body).toContain('href="/pro"');
    expect(body).not.toContain('adresse électronique');
  });

  it('opens the link as often as scanners like, and nothing changes until it is sent', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    for (let turn = 0; turn < 5; turn += 1) {
      const form = await ask(`/corriger/${token}`);
      expect([form.status, form.headers['cache-control'], form.headers['referrer-policy']]).toEqual([
        200,
        'private, no-store',
        'same-origin',
      ]);
      expect(checkHtml(form.body, 'fr')).toEqual([]);
      expect(form.body).toContain('name="phone" type="tel" value="05 56 00 00 01"');
      expect(form.body).toContain('name="d2from1" type="time" value="08:00"');
    }
    const head = await portal.ask('ici-bourg', `/corriger/${token}`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    const revisions = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query('SELECT 1 FROM listing_revision WHERE listing_id = $1', [listing]),
    );
    expect(revisions).toEqual([]);
  });

  it('corrects telephone and hours, which the page shows at once', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    const fields = { phone: '05 56 00 00 99', d1from1: '09:00', d1until1: '18:00' };
    const sent = await portal.post('ici-bourg', `/corriger/${token}`, fields);
    expect(sent.headers.location).toBe(`/corriger/${token}/merci?fait=applied`);
    const done = await ask(sent.headers.location ?? '');
    expect([done.status, checkHtml(done.body, 'fr')]).toEqual([200, []]);
    const page = await pageOf(listing);
    expect(page.body).toContain('tel:+33556000099');
    const again = await portal.post('ici-bourg', `/corriger/${token}`, fields);
    expect(again.headers.location).toBe(`/corriger/${token}/merci?fait=unchanged`);
  });

  it('says that it has closed', async () => {
    const listing = await aListing();
    const sent = await portal.post('ici-bourg', `/corriger/${await aToken(listing)}`, { closed: 'yes' });
    expect(sent.headers.location).toContain('applied');
    expect((await pageOf(listing)).body).toContain('listing-head__closed');
  });

  it('is told what is wrong beside what it typed, and nothing of it is kept', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    const wrong = await portal.post('ici-bourg', `/corriger/${token}`, {
      phone: '<script>alert(1)</script>',
      d1from1: '09:00',
      d1until1: '',
    });
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect(wrong.body).toContain('&lt;script&gt;');
    expect(wrong.body).toContain('Il manque l’heure de fermeture');
    expect((await pageOf(listing)).body).toContain('tel:+33556000001');
  });

  it('opens nothing with another key, on another territory, or after its time', async () => {
    const listing = await aListing();
    const token = await aToken(listing);
    for (const path of [`/corriger/${token}x`, '/corriger/x', `/corriger/${token.replace('.0.', '.1.')}`])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    expect((await portal.ask('autre-ville', `/corriger/${token}`)).status).toBe(404);
    const foreign = await portal.post('autre-ville', `/corriger/${token}`, { closed: 'yes' });
    expect(foreign.status).toBe(404);
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        "UPDATE correction_link SET expires_at = now() - interval '1 minute' WHERE listing_id = $1",
        [listing],
      ),
    );
    for (const answer of [
      await ask(`/corriger/${token}`),
      await portal.post('ici-bourg', `/corriger/${token}`, { closed: 'yes' }),
    ])
      expect(answer.status).toBe(410);
  });

  it('speaks English below /en', async () => {
    const token = await aToken(await aListing());
    const form = await ask(`/en/correct/${token}`);
    expect([form.status, checkHtml(form.body, 'en')]).toEqual([200, []]);
    const sent = await portal.post('ici-bourg', `/en/correct/${token}`, { phone: '05 56 00 00 77' });
    expect(sent.headers.location).toBe(`/en/correct/${token}/thanks?fait=applied`);
    expect((await ask(sent.headers.location ?? '')).body).toContain('It is corrected');
  });
});
