import { anAccount, GENEROUS, signInAs, writeListings } from '@halles/testing';
import { checkHtml } from '@halles/platform/theming';
import { v7 as uuid } from 'uuid';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('what waits for who opens the merchant space', () => {
  let portal: Portal;
  let listing: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Sa 07:00-19:30' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
  });

  const insert = (table: string, row: Readonly<Record<string, unknown>>): Promise<void> =>
    portal.world.work.write(portal.world.here, async (tx) => {
      const names = Object.keys(row);
      await tx.manager.query(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
        Object.values(row),
      );
    });
  const aClaim = (accountId: string, state: string, changes: object = {}): Promise<void> =>
    insert('claim', {
      id: uuid(),
      listing_id: listing,
      account_id: accountId,
      state,
      policy: 'automatic',
      locale: 'fr',
      created_at: new Date(),
      changed_at: new Date(),
      expires_at: state === 'open' ? new Date(Date.now() + 864e5) : null,
      ...changes,
    });
  const home = async (cookie: string, path = '/pro'): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([status, checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')]).toEqual([200, []]);
    return body;
  };

  it.each([
    ['open', 'Il reste à prouver que Le Pain du Coin est votre commerce'],
    ['review', 'La collectivité examine votre demande pour Le Pain du Coin'],
    ['disputed', 'La collectivité compare les preuves'],
    ['refused', 'Votre demande pour Le Pain du Coin est refusée'],
    ['expired', 'Votre demande pour Le Pain du Coin a expiré'],
  ])('greets a claimant whose claim is %s with it, not with a question', async (state, words) => {
    const { cookie, account } = await signInAs(portal.world, portal.world.here);
    await aClaim(account.id, state);
    const body = await home(cookie);
    expect(body).toContain(words);
    expect(body).not.toContain('Quel est votre commerce');
    expect(await home(cookie, '/en/pro')).not.toMatch(/claims\.waiting/);
  });

  it('tells no more of what was decided long ago', async () => {
    const { cookie, account } = await signInAs(portal.world, portal.world.here);
    await aClaim(account.id, 'refused', { changed_at: new Date(Date.now() - 40 * 864e5) });
    const bare = await home(cookie);
    expect(bare).toContain('Quel est votre commerce');
    // A customer who opened an account comes here too.
    expect(bare.replaceAll('&#x3D;', '=')).toContain('href="/compte/commandes"');
    expect(bare).toContain('Voir vos commandes');
  });

  it('puts a dispute before a report, and both before what could be said', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] });
    const { account: rival } = await signInAs(portal.world, portal.world.here);
    for (const kind of ['wrong-hours', 'moved'])
      await insert('listing_report', { ...aReport(listing), kind, idempotency_key: uuid() });
    await aClaim(rival.id, 'disputed');
    for (const path of ['/pro', `/pro/commerces/${listing}`]) {
      const body = await home(cookie, path);
      const at = [
        'demande à tenir votre page',
        '2 erreurs sont signalées',
        'Dites comment on peut acheter',
      ].map((words) => body.indexOf(words));
      expect(at).not.toContain(-1);
      expect(at).toEqual(at.toSorted((one, other) => one - other));
      expect(body.slice(0, at[1])).not.toContain('pro.suggestions');
    }
  });

  it('leads from the home of one business to what waits of another', async () => {
    const [other = 0] = await writeListings(portal.world, portal.world.here, [{ facts: {} }]);
    const grants = [{ listingId: listing }, { listingId: other }];
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants });
    const elsewhere = `/pro/commerces/${other}`;
    expect(await home(cookie, elsewhere)).not.toContain('ailleurs dans votre espace');
    for (const kind of ['wrong-hours', 'moved'])
      await insert('listing_report', { ...aReport(listing), kind, idempotency_key: uuid() });
    expect(await home(cookie, elsewhere)).toContain(
      '2 autres choses vous attendent ailleurs dans votre espace',
    );
    expect(await home(cookie, `/pro/commerces/${listing}`)).not.toContain('ailleurs dans votre espace');
  });

  it('asks again what a mail asked, until it is answered', async () => {
    const { cookie, account } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing }],
    });
    await insert('freshness_question', {
      id: uuid(),
      listing_id: listing,
      account_id: account.id,
      occasion: 'monthly',
      period: '2026-11',
      asked_at: new Date(Date.now() - 1000),
    });
    expect(await home(cookie)).toContain('Tout est-il encore exact sur la page');
    await portal.post(HERE, `/pro/commerces/${listing}/confirmer`, {}, { cookie });
    expect(await home(cookie)).not.toContain('Tout est-il encore exact sur la page');
  });

  it('tells both sides of an offer, and of a business to be added', async () => {
    const { cookie, account } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing }],
    });
    const heir = await signInAs(portal.world, portal.world.here, { email: 'reprise@four.example' });
    await insert('listing_transfer', {
      id: uuid(),
      listing_id: listing,
      from_account_id: account.id,
      to_email: 'reprise@four.example',
      state: 'offered',
      locale: 'fr',
      created_at: new Date(),
      expires_at: new Date(Date.now() + 864e5),
    });
    await insert('addition_request', {
      id: uuid(),
      account_id: heir.account.id,
      state: 'asked',
      siret: '55208131766522',
      content: JSON.stringify({ name: 'Atelier du Cuir' }),
      locale: 'fr',
      created_at: new Date(),
    });
    expect(await home(cookie)).toContain('reprise@four.example');
    const theirs = await home(heir.cookie);
    expect(theirs).toContain('On vous propose de tenir la page');
    expect(theirs).toContain('l’ajout d’Atelier du Cuir');
  });

  it('tells staff without the right to edit of no report, and nobody of another territory of anything', async () => {
    await insert('listing_report', { ...aReport(listing), idempotency_key: uuid() });
    const reader = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff', permissions: ['listing.read'] }],
    });
    expect(await home(reader.cookie)).not.toContain('est signalée');
    const email = 'deux@villes.example';
    const here = await signInAs(portal.world, portal.world.here, { email });
    await aClaim(here.account.id, 'disputed');
    await anAccount(portal.world, portal.world.there, { email });
    const there = await signInAs(portal.world, portal.world.there, { email });
    const { body } = await portal.ask('autre-ville', '/pro', { headers: { cookie: there.cookie } });
    expect(body).toContain('Quel est votre commerce');
  });

  it('leads with one thing to do, and says of its effect what the formula does', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] });
    const body = await home(cookie);
    expect(body).toMatch(/class="button" href="[^"]*\/horaires">Voir mes horaires/);
    expect(body.match(/Seuls les conseils qui le disent ont un effet sur le classement/g)).toHaveLength(1);
    expect(body).not.toContain('Aucun effet');
  });
});

const aReport = (listing: number): Record<string, unknown> => ({
  id: uuid(),
  listing_id: listing,
  kind: 'wrong-hours',
  locale: 'fr',
  state: 'new',
  created_at: new Date(),
});
