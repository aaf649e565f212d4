import { checkHtml } from '@halles/platform/theming';
import { signInAs, type SourceInput, writeListings } from '@halles/testing';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the search for the own business', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal();
    const facts = { displayName: 'Fournil de Lune', contact: { phone: '+33556010203' } };
    await writeListings(portal.world, portal.world.here, [{ facts }]);
  });
  afterAll(() => portal.close());

  const find = (q: string, headers = {}): Promise<Answer> =>
    portal.ask(HERE, `/pro/trouver?q=${encodeURIComponent(q)}`, { headers });
  const shop = async (facts: SourceInput['facts'] = {}): Promise<number> =>
    (await writeListings(portal.world, portal.world.here, [{ facts }]))[0] ?? 0;

  it.each(['12345', 'zzqxv', 'zzqxv Bordeaux', '73282932000075'])(
    'finds none for %s, says so, and leads to its addition',
    async (q) => {
      const { body } = await find(q);
      expect(body).toContain('Rien ne correspond');
      expect(body).not.toContain('/pro/revendiquer/');
      expect(body).toContain('href="/pro/ajouter"');
    },
  );

  it('finds those that a name and a trade tell, whatever else was typed', async () => {
    for (const q of ['fournil zzqxv', 'boulangerie']) {
      const { body } = await find(q);
      expect([q, body.includes('/pro/revendiquer/')]).toEqual([q, true]);
    }
  });

  it('finds a business by SIRET, phone, and name, also one that the register hides', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here);
    const listing = await shop({
      contact: { phone: '+33556010204' },
      siret: '73282932000074' as never,
      displayName: 'Fournil de Lune',
    });
    const [masked = 0] = await writeListings(portal.world, portal.world.here, [
      {
        source: 'sirene',
        sourceId: '44306184100047',
        facts: { siret: '44306184100047' as never, partialDiffusion: true, displayName: null },
      },
    ]);
    const ask = async (q: string): Promise<string> => (await find(q, { cookie })).body;
    for (const q of ['732 829 320 00074', '0556010204', 'fournil lune', 'Fournil de Lune'])
      expect(await ask(q)).toContain(`/pro/revendiquer/${listing}"`);
    const hidden = await ask('443 061 841 00047');
    expect(hidden).toContain(`/pro/revendiquer/${masked}"`);
    expect(hidden).not.toContain('Sainte-Catherine');
    expect(checkHtml(hidden, 'fr')).toEqual([]);
    expect(await ask('"><script>alert(1)</script>')).not.toContain('<script>alert');
    expect(await ask('73282932000075')).toContain('Rien ne correspond');
  });

  it('says of one that is closed for good since when, to anybody, and lets them claim it', async () => {
    const closed = await shop({
      displayName: 'Le Fil Coupé',
      status: { state: 'closed', since: '2026-03-02' },
    });
    for (const headers of [{}, { cookie: (await signInAs(portal.world, portal.world.here)).cookie }]) {
      const { body } = await find('le fil coupe', headers);
      expect(body).toContain(`/pro/revendiquer/${closed}"`);
      expect(body).toContain('fermé définitivement depuis le 2 mars 2026');
      expect(checkHtml(body, 'fr')).toEqual([]);
    }
  });

  it('tells who signed in what to do about a page that the town hides, and the public nothing of it', async () => {
    const siret = '35600000000048';
    const contact = { phone: '+33556010299' };
    const [hidden = 0] = await writeListings(portal.world, portal.world.here, [
      [
        {
          source: 'sirene',
          sourceId: siret,
          facts: { siret: siret as never, displayName: 'La Porte Dérobée', contact },
        },
        { source: 'agent', facts: { hidden: true, displayName: null } },
      ],
    ]);
    // A register's guess that nobody goes there is no word of the town.
    await shop({ displayName: 'Holding Sans Porte', notPublic: 'holding' as never });
    const { cookie } = await signInAs(portal.world, portal.world.here);
    for (const q of ['la porte derobee', '356 000 000 00048', '05 56 01 02 99']) {
      const told = await find(q, { cookie });
      expect([q, checkHtml(told.body, 'fr')]).toEqual([q, []]);
      expect(told.body).toContain('La collectivité a retiré de l’annuaire une page');
      expect(told.body).toContain('href="/contact?objet');
      expect(told.body).not.toContain(`revendiquer/${hidden}`);
      expect(told.body).not.toContain('Dérobée');
      const untold = await find(q);
      const unknown = await find('356 000 000 00055');
      expect(untold.body).not.toContain('a retiré de l’annuaire');
      expect(untold.body).toContain('Rien ne correspond');
      expect(unknown.body).toContain('Rien ne correspond');
    }
    expect((await find('Holding Sans Porte', { cookie })).body).not.toContain('a retiré de l’annuaire');
    expect((await portal.ask('autre-ville', '/pro/trouver?q=356+000+000+00048')).body).not.toContain(
      'a retiré',
    );
  });

  it('lets anybody look for their business before they sign in, and leads the choice through the sign-in', async () => {
    const listing = await shop({
      contact: { phone: '+33556010205' },
      siret: '55208131766530' as never,
      displayName: 'Quincaillerie du Port',
    });
    await writeListings(portal.world, portal.world.here, [
      {
        source: 'sirene',
        sourceId: '38012986646850',
        facts: { siret: '38012986646850' as never, partialDiffusion: true, displayName: null },
      },
    ]);
    const ask = (path: string): Promise<Answer> => portal.ask(HERE, path);
    const { status, body, headers } = await ask('/pro/trouver');
    expect([status, checkHtml(body, 'fr'), headers['set-cookie']]).toEqual([200, [], undefined]);
    for (const q of ['552 081 317 66530', '0556010205', 'quincaillerie port']) {
      const found = await find(q);
      expect([q, checkHtml(found.body, 'fr')]).toEqual([q, []]);
      expect(found.body).toContain(`href="/pro/revendiquer/${listing}"`);
    }
    expect((await ask(`/pro/revendiquer/${listing}`)).headers.location).toBe(
      `/connexion?suite=%2Fpro%2Frevendiquer%2F${listing}`,
    );
    // What the register hides is for those who said who they are: the search waits behind the sign-in.
    const hidden = await ask('/pro/trouver?q=380+129+866+46850');
    expect(hidden.body).not.toContain('/pro/revendiquer/');
    const back = '/connexion?suite=%2Fpro%2Ftrouver%3Fq%3D380%2B129%2B866%2B46850';
    expect(hidden.body.replaceAll('&#x3D;', '=')).toContain(`href="${back}"`);
    const english = await ask('/en/pro/find?q=licornes');
    expect([checkHtml(english.body, 'en'), english.body.includes('Nothing matches')]).toEqual([[], true]);
    for (const path of ['/connexion', '/connexion?suite=/pro'])
      expect((await ask(path)).body).toContain('href="/pro/trouver"');
    expect((await ask(`/connexion?suite=/pro/revendiquer/${listing}`)).body).not.toContain(
      'href="/pro/trouver"',
    );
  });
});
