import { questionLink } from '@halles/domain/freshness';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { type Portal, openPortal } from '../../testing/portal-harness';
import { StatisticsFlush } from '../statistics/statistics-flush';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('pages about freshness', () => {
  let portal: Portal;
  let links: SignedLinks;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    links = new SignedLinks(portal.world.config.masterKey);
  });
  afterAll(() => portal.close());

  async function anOwnedListing(ctx: TenantContext = portal.world.here) {
    const [listing = 0] = await writeListings(portal.world, ctx, [
      {
        facts: {
          displayName: 'Chez Odile',
          openingHoursText: 'Mo-Sa 08:00-19:00',
          contact: { phone: '+33556102030' },
        },
      },
    ]);
    const { cookie, account } = await signInAs(portal.world, ctx, {
      email: `${uuid()}@four.example`,
      grants: [{ listingId: listing }],
    });
    return { listing, cookie, account, page: `/commerce/chez-odile-${listing}` };
  }
  async function anAsk(ctx: TenantContext = portal.world.here) {
    const kept = await anOwnedListing(ctx);
    const id = uuid();
    await portal.world.work.write(ctx, ({ manager }) =>
      manager.query(
        `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at) VALUES ($1, $2, $3, 'monthly', '2026-11', now())`,
        [id, kept.listing, kept.account.id],
      ),
    );
    return { ...kept, ask: id, path: `/pro/confirmer/${links.issue(ctx, questionLink, { id, serial: 0 })}` };
  }
  const one = async <T extends object>(ctx: TenantContext, sql: string, values: unknown[]): Promise<T> => {
    const [row] = await portal.world.work.read(ctx, ({ manager }) => manager.query<T[]>(sql, values));
    if (!row) throw new Error('no row');
    return row;
  };
  const answerOf = async (ask: string): Promise<string | null> =>
    (
      await one<{ answer: string | null }>(
        portal.world.here,
        'SELECT answer FROM freshness_question WHERE id = $1',
        [ask],
      )
    ).answer;

  describe('the link of a mail', () => {
    it('opens without an account, shows what the public sees, and changes nothing for a scanner', async () => {
      const { path, ask, listing, page } = await anAsk();
      for (const method of ['GET', 'HEAD', 'GET', 'GET'])
        for (const target of [path, `${path}/arreter`, `/en${path.replace('confirmer', 'confirm')}`]) {
          const answer = await portal.ask('ici-bourg', target, {
            method,
            headers: { 'user-agent': 'Mail Scanner/1.0' },
          });
          expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'private, no-store']);
          expect(answer.headers['set-cookie']).toBeUndefined();
        }
      const { body } = await portal.ask('ici-bourg', path);
      expect(checkHtml(body, 'fr')).toEqual([]);
      expect(body).toContain('05\u00a056\u00a010\u00a020\u00a030');
      expect(body).toMatch(/<form[^>]+method="post"/);
      expect(await answerOf(ask)).toBeNull();
      expect(
        await one(
          portal.world.here,
          'SELECT count(*)::int AS n FROM listing_confirmation WHERE listing_id = $1',
          [listing],
        ),
      ).toEqual({ n: 0 });
      expect((await portal.ask('ici-bourg', page)).body).toContain('pas encore vérifiées');
    });

    it('confirms by its button: the page of the business says so at once', async () => {
      const { path, ask, page } = await anAsk();
      // Kept before: what is said afterwards must not be the older page.
      await portal.ask('ici-bourg', page);
      const answer = await portal.post('ici-bourg', path, { answer: 'confirmed' });
      expect([answer.status, answer.headers.location]).toEqual([303, `${path}/merci`]);
      expect(await answerOf(ask)).toBe('confirmed');
      const thanks = await portal.ask('ici-bourg', `${path}/merci`);
      expect([thanks.status, checkHtml(thanks.body, 'fr')]).toEqual([200, []]);
      const { body } = await portal.ask('ici-bourg', page);
      expect(body).toContain('Vérifié par le commerce aujourd’hui.');
      expect(body).toContain('Horaires vérifiés par le commerce aujourd’hui.');
    });

    it('leads to the editor where something is to be changed', async () => {
      const { path, listing } = await anAsk();
      const answer = await portal.post('ici-bourg', path, { answer: 'changed' });
      expect([answer.status, answer.headers.location]).toEqual([303, `/pro/commerces/${listing}`]);
    });

    it('ends by its button, and by a mail program that asks for no page', async () => {
      const byButton = await anAsk();
      expect((await portal.post('ici-bourg', byButton.path, { answer: 'stopped' })).status).toBe(303);
      const byProgram = await anAsk();
      const answer = await portal.ask('ici-bourg', `${byProgram.path}/arreter`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(answer.status).toBe(204);
      for (const { account } of [byButton, byProgram])
        expect(
          await one(
            portal.world.here,
            `SELECT event, wanted FROM notification_preference WHERE account_id = $1 AND channel = 'mail'`,
            [account.id],
          ),
        ).toEqual({ event: 'freshness', wanted: false });
    });

    it('is worth nothing elsewhere, forged, or answered with nonsense', async () => {
      const { path, ask } = await anAsk();
      expect((await portal.ask('autre-ville', path)).status).toBe(404);
      expect((await portal.post('autre-ville', path, { answer: 'confirmed' })).status).toBe(404);
      expect((await portal.ask('ici-bourg', `${path}x`)).status).toBe(404);
      expect((await portal.ask('ici-bourg', '/pro/confirmer/..%2f..%2fetc')).status).toBe(404);
      const nonsense = await portal.post('ici-bourg', path, { answer: 'delete' });
      expect([nonsense.status, nonsense.headers.location]).toEqual([303, path]);
      const crossSite = await portal.ask('ici-bourg', path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
        body: 'answer=confirmed',
      });
      expect(crossSite.status).toBe(403);
      expect(await answerOf(ask)).toBeNull();
      expect((await portal.ask('ici-bourg', `${path}/merci`)).status).toBe(404);
    });

    it('is over once the page has another owner', async () => {
      const { path, listing } = await anAsk();
      await portal.world.work.write(portal.world.here, ({ manager }) =>
        manager.query('DELETE FROM account_grant WHERE listing_id = $1', [listing]),
      );
      expect((await portal.ask('ici-bourg', path)).status).toBe(410);
    });
  });

  describe('in the merchant space', () => {
    it('a page is confirmed by who keeps it, and by nobody else', async () => {
      const { listing, cookie, page } = await anOwnedListing();
      const other = await anOwnedListing();
      const path = `/pro/commerces/${listing}/confirmer`;
      const shown = await portal.ask('ici-bourg', path, { headers: { cookie } });
      expect([shown.status, checkHtml(shown.body, 'fr')]).toEqual([200, []]);
      expect((await portal.ask('ici-bourg', path)).headers.location).toContain('/connexion?suite=');
      expect((await portal.ask('ici-bourg', path, { headers: { cookie: other.cookie } })).status).toBe(404);
      expect((await portal.post('ici-bourg', path, {}, { cookie: other.cookie })).status).toBe(404);
      expect((await portal.post('ici-bourg', path, {}, { cookie })).status).toBe(303);
      expect((await portal.ask('ici-bourg', page)).body).toContain('Vérifié par le commerce aujourd’hui.');
    });

    it('reports are listed and answered; a refusal needs a reason', async () => {
      const { listing, cookie, page } = await anOwnedListing();
      const other = await anOwnedListing();
      const form = await portal.ask('ici-bourg', `${page}/signaler`);
      const [, key = ''] = /name="idempotencyKey" value="([^"]+)"/.exec(form.body) ?? [];
      const sent = await portal.post('ici-bourg', `${page}/signaler`, {
        idempotencyKey: key,
        kind: 'wrong-hours',
        message: 'Ouvert <b>lundi</b>',
        email: 'lectrice@example.fr',
      });
      expect(sent.status).toBe(303);
      const { reporter_key: reporter } = await one<{ reporter_key: string }>(
        portal.world.here,
        'SELECT reporter_key FROM listing_report WHERE listing_id = $1',
        [listing],
      );
      expect(reporter).toMatch(/^[\w-]{43}$/);
      const path = `/pro/commerces/${listing}/signalements`;
      const list = await portal.ask('ici-bourg', path, { headers: { cookie } });
      expect(checkHtml(list.body, 'fr')).toEqual([]);
      expect(list.body).toContain('Ouvert &lt;b&gt;lundi&lt;/b&gt;');
      expect(list.body).not.toContain('lectrice@example.fr');
      const [, id = ''] = /name="report" value="([^"]+)"/.exec(list.body) ?? [];
      const refuse = { report: id, decision: 'refused' };
      expect((await portal.post('ici-bourg', path, refuse, { cookie })).status).toBe(422);
      const elsewhere = `/pro/commerces/${other.listing}/signalements`;
      const foreign = { ...refuse, reason: 'non' };
      expect((await portal.post('ici-bourg', elsewhere, foreign, { cookie: other.cookie })).status).toBe(404);
      expect((await portal.post('ici-bourg', path, { ...refuse, report: 'x' }, { cookie })).status).toBe(404);
      expect((await portal.post('ici-bourg', path, foreign, { cookie })).status).toBe(303);
      expect((await portal.post('ici-bourg', path, foreign, { cookie })).status).toBe(409);
    });

    it('a page says that several people report it closed, until it is confirmed', async () => {
      const { listing, cookie, page } = await anOwnedListing();
      await portal.world.work.write(portal.world.here, async ({ manager }) => {
        for (let person = 0; person < 3; person += 1)
          await manager.query(
            `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, locale, created_at, escalated_at, email, email_proven_at, reporter_key, reporter)
             VALUES ($1::uuid, $1::uuid, $2, 'closed', 'fr', now() - interval '1 hour', now(), 'a@b.example', now(), $1::text, $1::uuid)`,
            [uuid(), listing],
          );
      });
      expect((await portal.ask('ici-bourg', page)).body).toContain('Plusieurs personnes signalent');
      await portal.post('ici-bourg', `/pro/commerces/${listing}/confirmer`, {}, { cookie });
      expect((await portal.ask('ici-bourg', page)).body).not.toContain('Plusieurs personnes signalent');
    });

    it('notifications are one’s own; preferences and browsers are kept', async () => {
      const { listing, cookie, account } = await anOwnedListing();
      const other = await anOwnedListing();
      await portal.world.work.write(portal.world.here, ({ manager }) =>
        manager.query(
          `INSERT INTO notification (id, account_id, event, listing_id, ref, created_at) VALUES ($1, $2, 'report', $3, 'r', now())`,
          [uuid(), account.id, listing],
        ),
      );
      const inbox = await portal.ask('ici-bourg', '/pro/notifications', { headers: { cookie } });
      expect([inbox.status, checkHtml(inbox.body, 'fr')]).toEqual([200, []]);
      expect(inbox.body).toContain('Une personne signale une erreur sur votre page');
      const theirs = await portal.ask('ici-bourg', '/pro/notifications', {
        headers: { cookie: other.cookie },
      });
      expect(theirs.body).not.toContain('Une personne signale une erreur sur votre page');
      const saved = await portal.post(
        'ici-bourg',
        '/pro/notifications/preferences',
        { 'report-mail': 'yes' },
        { cookie },
      );
      expect(saved.status).toBe(303);
      const { n } = await one<{ n: number }>(
        portal.world.here,
        'SELECT count(*)::int AS n FROM notification_preference WHERE account_id = $1 AND wanted',
        [account.id],
      );
      expect(n).toBe(1);
      const subscribe = (endpoint: string, headers: Readonly<Record<string, string>> = { cookie }) =>
        portal.ask('ici-bourg', '/api/v1/pro/push', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
          body: JSON.stringify({ endpoint, p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) }),
        });
      expect((await subscribe('https://fcm.googleapis.com/fcm/send/1')).status).toBe(204);
      expect((await subscribe('https://169.254.169.254/')).status).toBe(422);
      expect((await subscribe('https://fcm.googleapis.com/fcm/send/2', {})).status).toBe(401);
    });
  });

  describe('figures', () => {
    const written = () => portal.app.get(StatisticsFlush, { strict: false }).flush();

    it('count readers of kept pages too, searches that led there, and taps; not programs', async () => {
      const { listing, cookie, page } = await anOwnedListing();
      const read = (headers: Readonly<Record<string, string>>, method = 'GET') =>
        portal.ask('ici-bourg', page, { method, headers });
      const reader = { 'user-agent': BROWSER };
      for (let time = 0; time < 3; time += 1) await read(reader);
      await read({ ...reader, referer: 'http://ici-bourg.localhost/commerces?q=pain' });
      await read({ 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' });
      await read({ ...reader, 'sec-purpose': 'prefetch' });
      await read(reader, 'HEAD');
      const tap = (body: object, headers: Readonly<Record<string, string>> = reader) =>
        portal.ask('ici-bourg', '/api/v1/taps', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        });
      expect((await tap({ listing, use: 'call' })).status).toBe(204);
      expect((await tap({ listing, use: 'call' }, { 'user-agent': 'curl/8' })).status).toBe(204);
      expect((await tap({ listing, use: 'view' })).status).toBe(422);
      expect((await tap({ listing: 'x', use: 'call' })).status).toBe(422);
      expect(
        (await tap({ listing, use: 'call' }, { ...reader, 'sec-fetch-site': 'cross-site' })).status,
      ).toBe(403);
      await written();
      const file = await portal.ask('ici-bourg', `/pro/commerces/${listing}/statistiques/usages.csv`, {
        headers: { cookie },
      });
      expect(file.headers['content-type']).toContain('text/csv');
      expect(file.body.split('\r\n').slice(1)).toEqual([
        expect.stringMatching(/^\d{4}-\d\d-\d\d,4,1,1,0,0$/),
        '',
      ]);
      const shown = await portal.ask('ici-bourg', `/pro/commerces/${listing}/statistiques`, {
        headers: { cookie },
      });
      expect([shown.status, checkHtml(shown.body, 'fr')]).toEqual([200, []]);
      expect(shown.body).toContain('trop peu pour y lire une tendance');
    });

    it('are shown to who keeps the page alone', async () => {
      const { listing } = await anOwnedListing();
      const other = await anOwnedListing();
      const path = `/pro/commerces/${listing}/statistiques`;
      expect((await portal.ask('ici-bourg', path, { headers: { cookie: other.cookie } })).status).toBe(404);
      expect((await portal.ask('ici-bourg', `${path}/usages.csv`)).status).toBe(303);
    });
  });

  it('the directory says how fresh it is, in both languages', async () => {
    for (const [path, locale] of [
      ['/fraicheur', 'fr'],
      ['/en/freshness', 'en'],
    ] as const) {
      const answer = await portal.ask('ici-bourg', path);
      expect([answer.status, checkHtml(answer.body, locale)]).toEqual([200, []]);
    }
  });
});
