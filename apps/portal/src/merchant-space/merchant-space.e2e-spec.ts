import { Clock, DAY } from '@halles/kernel';
import { checkHtml, formatDay } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const PAGES = [
  ['', ''],
  ['/horaires', '/hours'],
  ['/horaires?mode=pickup', '/hours?mode=pickup'],
  ['/jours-feries', '/public-holidays'],
  ['/conges', '/time-off'],
  ['/informations', '/information'],
  ['/acces', '/access'],
  ['/paiements', '/payments'],
  ['/services', '/services'],
  ['/mentions', '/legal'],
  ['/apercu', '/preview'],
  ['/historique', '/history'],
] as const;

/** Confirms hours that close the shop on every day from Monday to Saturday but Tuesday. */
const TUESDAY_ALONE = 'weekdays_1-3-4-5-6';

describe('the merchant space', () => {
  let portal: Portal;
  let cookie: string;
  let listing: number;
  let others: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Sa 07:00-19:30' };
    [listing = 0, others = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts },
      { facts: { displayName: 'Ailleurs' } },
    ]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
  });

  const pathOf = (page: string, id = listing, language: 'fr' | 'en' = 'fr'): string =>
    `${language === 'fr' ? '/pro/commerces' : '/en/pro/businesses'}/${id}${page}`;
  const ask = (path: string, as = cookie): Promise<Answer> =>
    portal.ask('ici-bourg', path, { headers: { cookie: as } });
  const post = (page: string, fields: Readonly<Record<string, string>>, as = cookie): Promise<Answer> =>
    portal.post('ici-bourg', pathOf(page), fields, { cookie: as });
  const versionIn = ({ body }: Answer): string => /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
  const publicPage = async (): Promise<string> => {
    const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return (await portal.ask('ici-bourg', headers.location ?? '')).body;
  };

  it.each(PAGES)(
    'shows %s and %s to who keeps it, well formed, kept nowhere, in both languages',
    async (fr, en) => {
      for (const [path, language] of [
        [pathOf(fr), 'fr'],
        [pathOf(en, listing, 'en'), 'en'],
      ] as const) {
        const { status, headers, body } = await ask(path);
        expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
        expect(checkHtml(body, language)).toEqual([]);
        expect(body).toContain('<meta name="robots" content="noindex">');
        expect(body).not.toMatch(/pro\.[a-z]+\.|\[object|undefined|NaN/);
      }
    },
  );

  it.each(PAGES)('answers nobody else at %s', async (fr) => {
    const stranger = await signInAs(portal.world, portal.world.here);
    const foreign = await signInAs(portal.world, portal.world.there, { grants: [] });
    expect((await ask(pathOf(fr), stranger.cookie)).status).toBe(404);
    expect((await ask(pathOf(fr, others))).status).toBe(404);
    expect((await ask(pathOf(fr, 987_654))).status).toBe(404);
    expect((await portal.ask('autre-ville', pathOf(fr), { headers: { cookie } })).status).toBe(303);
    expect((await ask(pathOf(fr), foreign.cookie)).headers.location).toMatch(/^\/connexion\?suite=/);
    expect((await portal.post('ici-bourg', pathOf(fr), {}, {})).status).toBeGreaterThanOrEqual(401);
  });

  it('starts from the hours that other sources tell, as long as the merchant said none', async () => {
    const first = await ask(pathOf('/horaires'));
    expect(first.body).toContain('value="07:00"');
    expect(first.body).toContain('Ces horaires viennent d’une autre source.');
    const fields = Object.fromEntries(
      [1, 2, 3, 4].flatMap((day) => [
        [`d${day}from1`, '07:00'],
        [`d${day}until1`, '19:30'],
      ]),
    );
    await post('/horaires', { version: versionIn(first), mode: 'shop', ...fields, do: 'publish' });
    const then = await ask(pathOf('/horaires'));
    expect(then.body).not.toContain('Ces horaires viennent d’une autre source.');
    expect(then.body).toMatch(/name="d5from1"[^>]*value=""|name="d5from1"(?![^>]*value=)/);
    expect((await ask(pathOf('/horaires?mode=pickup'))).body).not.toContain('value="07:00"');
  });

  it('publishes hours at once, says so, and takes them back', async () => {
    const version = versionIn(await ask(pathOf('/horaires')));
    const answer = await post('/horaires', {
      version,
      mode: 'shop',
      d2from1: '08:00',
      d2until1: '12:00',
      d2from2: '15:00',
      d2until2: '19:00',
      closing: TUESDAY_ALONE,
      do: 'publish',
    });
    expect([answer.status, answer.headers.location]).toEqual([303, `${pathOf('/horaires')}?fait=1`]);
    const done = await ask(answer.headers.location ?? '');
    expect(done.body).toContain('C’est publié');
    expect(done.body).toContain('value="15:00"');
    expect(await publicPage()).toMatch(/8\u00a0h\u00a0–\u2060?[\u00a0 ]12\u00a0h, 15\u00a0h\u00a0–/);
    const undone = await post('/historique/annuler', { version: '1' });
    expect([undone.status, undone.headers.location]).toEqual([303, `${pathOf('/historique')}?fait=2`]);
    expect(await publicPage()).toMatch(/7\u00a0h\u00a0–\u2060?[\u00a0 ]19\u00a0h\u00a030/);
    const history = await ask(undone.headers.location ?? '');
    // What was done, and what stands now.
    expect(history.body).not.toContain('C’est publié');
    expect(history.body).toMatch(
      /role="status"[\s\S]*C’est annulé\s: le public lit de nouveau[\s\S]*Horaires sur place[\s\S]*19\u00a0h\u00a030[^<]*\(d’après d’autres sources\)<\/dd>/,
    );
    expect((await ask(pathOf('/historique?fait=1'))).body).not.toContain('C’est annulé');
    expect(history.body).toMatch(/<p>Vous<\/p>/);
    expect(history.body).toMatch(
      /Annule le changement du \S+ \d+ \S+ \d{4} à \d+\u00a0h(?:\u00a0\d\d)?\s: Horaires sur place\./,
    );
  });

  it('is new at once for who has seen the page: asked whether it still is the one, and it is not', async () => {
    // The only florist: the lists show it whatever the hour.
    [listing = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts: { displayName: 'Aux Pivoines', category: 'florist' } },
    ]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
    const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
    const pages = [headers.location ?? '', '/commerces/fleuristes'];
    const seen = (): Promise<Answer[]> => Promise.all(pages.map((path) => portal.ask('ici-bourg', path)));
    await seen();
    const had = await seen();
    const again = (): Promise<Answer[]> =>
      Promise.all(
        pages.map((path, at) =>
          portal.ask('ici-bourg', path, { headers: { 'if-none-match': had[at]?.headers.etag ?? '' } }),
        ),
      );
    for (const answer of [...had, ...(await again())])
      expect(answer.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect((await again()).map(({ status }) => status)).toEqual([304, 304]);
    const version = versionIn(await ask(pathOf('/informations')));
    await post('/informations', { version, name: 'Aux-Pivoines', do: 'publish' });
    // At once: the process that wrote waits for no news of it. Others hear of it within milliseconds.
    const then = await again();
    expect(then.map(({ status, body }) => [status, body.includes('Aux-Pivoines')])).toEqual([
      [200, true],
      [200, true],
    ]);
  });

  it('refuses hours that overlap or lack an end at their field, and loses nothing', async () => {
    const { status, body } = await post('/horaires', {
      mode: 'shop',
      d1from1: '09:00',
      d1until1: '13:00',
      d1from2: '12:00',
      d1until2: '18:00',
      d3from1: '09:00',
      do: 'publish',
    });
    expect(status).toBe(422);
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect(body).toContain('9\u00a0h\u00a0– 13\u00a0h et 12\u00a0h\u00a0– 18\u00a0h se chevauchent.');
    expect(body).toContain('Il manque l’heure de fermeture.');
    expect(body).toContain('href="#d1from1"');
    expect(body).toContain('value="18:00"');
  });

  it('copies a day onto others without publishing anything', async () => {
    const { status, body } = await post('/horaires', {
      mode: 'shop',
      d1from1: '09:00',
      d1until1: '18:00',
      copyFrom: '1',
      copyTo: 'weekdays',
      do: 'copy',
    });
    expect(status).toBe(200);
    expect(body.match(/type="time" value="09:00"/g)).toHaveLength(5);
    expect((await ask(pathOf('/historique'))).body).toContain('Rien n’a encore changé.');
  });

  it('shows an island what the public would see', async () => {
    const answer = await post('/horaires/apercu', { mode: 'shop', d1from1: '18:00', d1until1: '02:00' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [], hours: { days: expect.any(Array) } });
    expect(answer.body).toMatch(/18\u00a0h\u00a0–\u2060?[\u00a0 ]2\u00a0h/);
  });

  it('keeps a draft that only its editor sees, and publishes it from the preview', async () => {
    const form = await ask(pathOf('/informations'));
    const drafted = await post('/informations', {
      version: versionIn(form),
      name: 'Le Pain du Coin et Fils',
      descriptionFr: 'Pain **au levain**\n\n- tourte\n- <script>alert(1)</script>',
      do: 'preview',
    });
    expect([drafted.status, drafted.headers.location]).toEqual([303, pathOf('/apercu')]);
    const preview = await ask(pathOf('/apercu'));
    expect(preview.body).toContain('Le Pain du Coin et Fils');
    expect(preview.body).toContain('<strong>au levain</strong>');
    expect(preview.body).not.toMatch(/<script>alert/);
    expect(checkHtml(preview.body, 'fr')).toEqual([]);
    expect(await publicPage()).not.toContain('et Fils');
    expect((await ask('/pro')).body).toContain('ne sont pas encore publiés');
    expect((await post('/apercu', { do: 'publish' })).status).toBe(303);
    expect(await publicPage()).toContain('<strong>au levain</strong>');
    expect((await ask(pathOf('/apercu'))).body).toContain('Rien n’attend d’être publié');
  });

  it('drops a draft', async () => {
    await post('/informations', { version: '0', name: 'Autre nom', do: 'preview' });
    expect((await post('/apercu', { do: 'discard' })).headers.location).toBe(pathOf(''));
    expect((await ask(pathOf('/informations'))).body).not.toContain('Autre nom');
  });

  it('tells the second of two editors, with both versions, and publishes what the second then chooses', async () => {
    const { cookie: second } = await signInAs(portal.world, portal.world.here, {
      name: 'Ali',
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    const version = versionIn(await ask(pathOf('/informations')));
    await post('/informations', { version, name: 'Nom un', phone: '05 56 00 00 01', do: 'publish' });
    const clash = await post(
      '/informations',
      { version, name: 'Nom deux', email: 'a@b.example', do: 'publish' },
      second,
    );
    expect(clash.status).toBe(409);
    expect(checkHtml(clash.body, 'fr')).toEqual([]);
    expect(clash.body).toContain('Odile Fournier a modifié');
    expect(clash.body).toContain('<td>Nom un</td><td>Nom deux</td>');
    expect(clash.body).toContain('value="Nom deux"');
    expect(await publicPage()).toContain('Nom un');
    // Whoever leaves finds it again.
    expect((await ask(pathOf('/informations'), second)).body).toContain('value="Nom deux"');
    const again = await post(
      '/informations',
      { version: versionIn(clash), name: 'Nom deux', phone: '05 56 00 00 01', do: 'publish' },
      second,
    );
    expect(again.status).toBe(303);
    expect(await publicPage()).toContain('Nom deux');
  });

  it('closes today in one tap, and opens again', async () => {
    const closed = await post('/aujourd-hui', { do: 'closed' });
    expect(closed.status).toBe(303);
    expect(await publicPage()).toMatch(/Fermé exceptionnellement|Fermé \(/);
    expect((await ask(pathOf(''))).body).toContain('Finalement ouvert aujourd’hui');
    expect((await post('/aujourd-hui', { do: 'open' })).status).toBe(303);
    expect(await publicPage()).not.toContain('Fermé exceptionnellement');
  });

  it('announces time off with the day of return, which the page keeps', async () => {
    const returns = new Date(portal.app.get(Clock).now().getTime() + 300 * DAY);
    const v0returns = `${returns.toISOString().slice(0, 7)}-02`;
    const timeOff = { version: '0', v0from: '2026-01-01', v0returns, do: 'publish' };
    const asked = await post('/conges', timeOff);
    const [, closing = ''] = /name="closing" value="([^"]+)"/.exec(asked.body) ?? [];
    const answer = await post('/conges', { ...timeOff, closing });
    expect(answer.status).toBe(303);
    const page = await publicPage();
    expect(page).toContain(`En congé jusqu’au retour, le ${formatDay(v0returns, 'fr')}.`);
    expect(page).toContain('Le Pain du Coin');
    const wrong = await post('/conges', {
      version: '1',
      v0from: '2026-08-10',
      v0returns: '2026-08-10',
      do: 'publish',
    });
    expect([wrong.status, wrong.body.includes('Le retour vient après le départ.')]).toEqual([422, true]);
  });

  it.each([
    ['/informations', { phone: '05 56' }, 'Ce numéro n’est pas complet'],
    ['/informations', { website: 'javascript:alert(1)' }, 'Cette adresse n’est pas complète'],
    ['/informations', { email: 'a@b' }, 'Écrivez l’adresse en entier'],
    ['/informations', { name: 'Paul\r\nBcc: x@y.example' }, 'Écrivez sur une seule ligne'],
    ['/informations', { descriptionFr: 'mot '.repeat(800) }, 'C’est trop long'],
    ['/acces', { entree_largeur_mini: '3' }, 'Donnez un nombre entre 30 et 500'],
    ['/acces', { entree_plain_pied: 'yes', entree_marches: '2' }, 'il n’y a pas de marche'],
    ['/mentions', { vat: 'FR00123456824' }, 'Ce numéro de TVA n’est pas valable'],
    ['/mentions', { mediatorWebsite: 'https://cm.example' }, 'Donnez le nom du médiateur'],
    ['/jours-feries', { general: 'hours' }, 'Donnez les horaires de ce jour'],
  ])('refuses at %s %j with a sentence at the field', async (page, fields, words) => {
    const { status, body } = await post(page, { ...fields, do: 'publish' });
    expect(status).toBe(422);
    expect(body).toContain(words);
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect((await ask(pathOf('/historique'))).body).toContain('Rien n’a encore changé.');
  });

  it('shows all of it on the public page, and says that the business said it', async () => {
    await post('/acces', {
      entree_plain_pied: 'yes',
      entree_largeur_mini: '90',
      languages: 'en',
      temporary: 'Travaux : passez par la cour',
      do: 'publish',
    });
    await post('/services', { version: '1', homeVisits: 'yes', labels: 'qualirepar', do: 'publish' });
    await post('/mentions', {
      version: '2',
      register: 'RCS Bordeaux 123 456 824',
      vat: 'FR 40 123 456 824',
      mediatorName: 'CM2C',
      do: 'publish',
    });
    await post('/informations', {
      version: '3',
      name: 'Le Pain du Coin',
      shop: 'boutique.example',
      instagram: '@lepain',
      priceBand: '2',
      do: 'publish',
    });
    const page = await publicPage();
    for (const words of [
      'Entrée de plain-pied',
      '90\u00a0cm',
      'anglais',
      'Travaux : passez par la cour',
      'QualiRépar',
      'RCS Bordeaux',
      'FR40123456824',
      'CM2C',
      'Boutique en ligne',
      'https://www.instagram.com/lepain',
      '€€',
      'accessible',
      'Source\u00a0: le commerce',
    ])
      expect(page).toContain(words);
    expect(checkHtml(page, 'fr')).toEqual([]);
    expect(page).toContain('"priceRange":"€€"');
  });

  it('says which day a mistake is of', async () => {
    const version = versionIn(await ask(pathOf('/horaires')));
    const { status, body } = await post('/horaires', {
      version,
      mode: 'shop',
      d3from1: '08:00',
      do: 'publish',
    });
    expect(status).toBe(422);
    expect(body).toContain('<a href="#d3from1">Mercredi\u00a0: il manque l’heure de fermeture.</a>');
  });

  it('lets keywords of other sources be taken off, and keeps them where nobody touches them', async () => {
    [listing = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'osm', facts: { displayName: 'Le Pain du Coin', keywords: ['pizza', 'kebab'] } },
    ]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
    const first = await ask(pathOf('/informations'));
    expect(first.body).toMatch(/<textarea[^>]*id="keywords"[^>]*>\s*pizza, kebab/);
    await post('/informations', { version: versionIn(first), keywords: 'pizza, kebab', name: 'Le Pain' });
    expect(await publicPage()).toContain('pizza, kebab');
    const version = versionIn(await ask(pathOf('/informations')));
    await post('/informations', { version, keywords: 'pain', name: 'Le Pain' });
    expect(await publicPage()).not.toMatch(/pizza|kebab/);
    const then = versionIn(await ask(pathOf('/informations')));
    await post('/informations', { version: then, keywords: '', name: 'Le Pain' });
    expect(await publicPage()).not.toMatch(/pizza|kebab/);
  });

  it('leads through hours, a photo and a description to a complete page, with the time that it takes', async () => {
    const home = await ask(pathOf(''));
    expect(home.body).toContain('Encore 3 étapes, environ 5 minutes.');
    const version = versionIn(await ask(pathOf('/horaires')));
    const saved = await post('/horaires', {
      version,
      mode: 'shop',
      d2from1: '08:00',
      d2until1: '12:00',
      closing: TUESDAY_ALONE,
      do: 'publish',
    });
    const done = await ask(saved.headers.location ?? '');
    expect(done.body).toMatch(/C’est publié[\s\S]*class="button" href="[^"]*\/photos"/);
    expect((await ask(pathOf(''))).body).toContain('Encore 2 étapes, environ 3 minutes.');
  });

  it('shows the hours of a holiday once they are asked for, by the style sheet alone', async () => {
    const { body } = await ask(pathOf('/jours-feries'));
    expect(body).toMatch(/<\/select>[\s\S]{0,400}<div class="day-hours">/);
    expect(body).not.toContain('<details');
  });
});
