import { MAILS_OF_A_KIND } from '@halles/domain/deliveries';
import { randomUUID } from 'node:crypto';
import { refreshListings, writeListings } from '@halles/testing';
import { type Portal, openPortal } from '../../testing/portal-harness';

const bakery = {
  source: 'sirene',
  reportedOn: '2026-10-01',
  facts: { displayName: 'Le Fournil Canari', openingHoursText: 'Mo-Su 00:00-24:00' },
} as const;

/** A masked business is out of the portal's pages within a second of the commit, as a suspended portal is shut. Milliseconds. */
const HEARD_WITHIN = 1_000;

const hostile = [
  '0',
  '-1',
  '99999999999999999999',
  '2147483648',
  "paul'%20OR%201=1--1",
  '%00-1',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  `${'a'.repeat(4_000)}-1`,
  '%F0%9F%A5%96-1',
  '%E2%80%AE-1',
];

describe('the page of a business, over HTTP', () => {
  let portal: Portal;
  let id = 0;
  let there = 0;
  const page = (): string => `/commerce/le-fournil-canari-${id}`;
  const write = async (...requests: Parameters<typeof writeListings>[2]): Promise<number[]> =>
    writeListings(portal.world, portal.world.here, requests);

  beforeAll(async () => {
    portal = await openPortal();
    [id = 0] = await write(bakery);
    // Ids of the other town run apart: the same number is another business there.
    const others = await writeListings(portal.world, portal.world.there, [
      { source: 'sirene', facts: { displayName: 'Autre Canari Un' } },
      { source: 'sirene', facts: { displayName: 'Autre Canari Deux' } },
    ]);
    there = others[1] ?? 0;
  });
  afterAll(() => portal.close());

  it('answers in both languages, whole and indexed', async () => {
    const fr = await portal.ask('ici-bourg', page());
    expect(fr.status).toBe(200);
    expect(fr.body).toContain('Le Fournil Canari');
    expect(fr.body).toContain('"@type":"Bakery"');
    expect(fr.body).not.toContain('noindex');
    const en = await portal.ask('ici-bourg', `/en/business/le-fournil-canari-${id}`);
    expect([en.status, en.body.includes('Opening hours')]).toEqual([200, true]);
  });

  it('leads from an old name, and from the number alone, to the present address', async () => {
    for (const old of [`/commerce/ancien-nom-${id}`, `/commerce/${id}`]) {
      const answer = await portal.ask('ici-bourg', old);
      expect([old, answer.status, answer.headers.location]).toEqual([old, 301, page()]);
      // A name that comes back would lead who remembers both ways in a circle.
      expect(answer.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    }
  });

  it('leaves its pictures, and the files that name it, to caches for minutes: it may be masked', async () => {
    for (const path of [`/commerce/${id}/image.png`, `/commerce/${id}/qr.svg`, '/sitemap.xml']) {
      const { status, headers } = await portal.ask('ici-bourg', path);
      expect([path, status, headers['cache-control']]).toEqual([
        path,
        200,
        'public, max-age=300, must-revalidate',
      ]);
    }
  });

  it('shows nothing of another territory, whatever the number', async () => {
    for (const number of [id, there, there + 1]) {
      const answer = await portal.ask('ici-bourg', `/commerce/autre-canari-deux-${number}`);
      expect(answer.body).not.toContain('Autre Canari');
    }
    expect((await portal.ask('autre-ville', page())).body).not.toContain('Fournil');
  });

  it.each(hostile)('%s is no business: 404 or a redirect, never an error', async (segment) => {
    const answer = await portal.ask('ici-bourg', `/commerce/${segment}`);
    expect([301, 400, 404, 414]).toContain(answer.status);
  });

  it('drops what the register masked from pages, site map and search once the portal heard of it, within a second', async () => {
    const [masked = 0] = await write({
      ...bakery,
      sourceId: 'masque',
      facts: { displayName: 'Canari Bientôt Masqué' },
    });
    const path = `/commerce/canari-bientot-masque-${masked}`;
    const seen = async (): Promise<boolean[]> =>
      Promise.all(
        [
          path,
          '/commerces?q=canari+masque',
          '/commerces',
          '/api/v1/search?q=canari+masque',
          '/api/v1/suggest?q=canari+bientot',
          '/sitemaps/commerces-1.xml',
        ].map(async (target) => /Masqué|bientot-masque/.test((await portal.ask('ici-bourg', target)).body)),
      );
    // Twice, so that the second round is answered from the caches.
    for (let time = 0; time < 2; time += 1) expect(await seen()).not.toContain(false);
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `UPDATE listing_source SET facts = facts || '{"partialDiffusion": true, "displayName": null}', digest = 'masked'
         WHERE listing_id = $1`,
        [masked],
      ),
    );
    await portal.world.work.write(portal.world.here, (tx) => refreshListings(portal.world, tx, [masked]));
    // The portal hears of the change with the commit; what was asked in that very moment may still be the page before it.
    const deadline = Date.now() + HEARD_WITHIN;
    const gone = async () => {
      const { status, body } = await portal.ask('ici-bourg', path);
      return status === 404 && !body.includes('Masqué');
    };
    while (!(await gone()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await gone()).toBe(true);
    expect((await seen()).slice(1)).not.toContain(true);
  });

  const reports = async (slug: 'here' | 'there') =>
    portal.world.work.read(portal.world[slug], ({ manager }) =>
      manager.query<{ kind: string; message: string | null }[]>('SELECT kind, message FROM listing_report'),
    );

  it('keeps a report once, however often the form is sent, and thanks', async () => {
    const fields = {
      idempotencyKey: randomUUID(),
      kind: 'wrong-hours',
      message: 'Fermé le lundi.',
      email: '',
    };
    for (let time = 0; time < 2; time += 1) {
      const answer = await portal.post('ici-bourg', `${page()}/signaler`, fields);
      expect([answer.status, answer.headers.location]).toEqual([303, `${page()}/signaler/merci`]);
    }
    expect(await reports('here')).toEqual([{ kind: 'wrong-hours', message: 'Fermé le lundi.' }]);
    expect(await reports('there')).toEqual([]);
    const thanks = await portal.ask('ici-bourg', `${page()}/signaler/merci`);
    expect(thanks.status).toBe(200);
    // Who left no address is promised no mail.
    expect(thanks.body).not.toContain('Un courriel');
  });

  it('says to who leaves an address that a mail goes there, how many do at most, and what becomes of the others', async () => {
    const email = 'ada@lecteurs.example';
    const fields = { kind: 'closed', message: '', email, idempotencyKey: randomUUID() };
    const answer = await portal.post('ici-bourg', `${page()}/signaler`, fields);
    expect([answer.status, answer.headers.location]).toEqual([303, `${page()}/signaler/merci?fait=mailed`]);
    const { body } = await portal.ask('ici-bourg', `${page()}/signaler/merci?fait=mailed`);
    expect(body).toContain('Un courriel part à l’adresse que vous avez laissée');
    expect(body).toContain(
      `en reçoit ${MAILS_OF_A_KIND.hour} par heure au plus, et ${MAILS_OF_A_KIND.day} par jour`,
    );
    expect(body).toContain('aucun ne part, et votre signalement est vérifié quand même');
    expect(body).toMatch(/href="\/en\/business\/[^"]+\/report\/thanks\?fait(?:=|&#x3D;)mailed"/);
  });

  it('gives a invalid form back with what was typed, and keeps nothing', async () => {
    const before = (await reports('here')).length;
    const answer = await portal.post('ici-bourg', `${page()}/signaler`, {
      idempotencyKey: randomUUID(),
      kind: 'no-such-kind',
      message: '<script>alert(1)</script>',
      email: 'pas une adresse',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('&lt;script&gt;');
    expect(answer.body).toContain('kind-error');
    expect(await reports('here')).toHaveLength(before);
  });

  it('refuses a report from another site, and one on what is not there', async () => {
    const fields = { idempotencyKey: randomUUID(), kind: 'closed', message: '', email: '' };
    const foreign = await portal.post('ici-bourg', `${page()}/signaler`, fields, {
      'sec-fetch-site': 'cross-site',
    });
    expect(foreign.status).toBe(403);
    expect((await portal.post('ici-bourg', '/commerce/rien-999999/signaler', fields)).status).toBe(404);
  });
});
