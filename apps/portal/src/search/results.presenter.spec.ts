import { checkHtml } from '@halles/platform/theming';
import { TEN_O_CLOCK, aPlace, aSearchPage, anAnswer, someFacets } from '../../testing/sample-results';
import { scopeOf, territory, themes } from '../../testing/page-scopes';
import { presentLayout } from '../rendering/layout.presenter';
import { type SearchParams, emptySearchParams } from './search-params';
import { apiQuery, boundsOf, presentResults } from './results.presenter';

const fr = scopeOf(territory(), 'fr');
const en = scopeOf(territory(), 'en');
const many = scopeOf(territory({ territory: { ...territory().territory, kind: 'region' } }), 'fr');
const { interpretation } = aSearchPage();
const asking = (change: Partial<SearchParams>): SearchParams => ({ ...emptySearchParams, ...change });
const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');
const chartrons = aPlace({ kind: 'district', name: 'Chartrons' });
const street = aPlace({ kind: 'street', name: 'Rue Sainte-Catherine' });

describe('the heading of results', () => {
  const heading = (change: Parameters<typeof anAnswer>[0], scope = fr): string =>
    plain(presentResults(scope, anAnswer(change)).heading);
  const understood = (change: Partial<typeof interpretation>) =>
    aSearchPage({ interpretation: { ...interpretation, ...change } });

  it('says what was understood, and where', () => {
    expect(heading({ params: asking({ category: 'bakery' }) })).toMatch(/^Boulangeries /);
    expect(
      heading({
        params: asking({ q: 'pain' }),
        page: understood({ category: 'bakery', categoryWord: 'pain' }),
      }),
    ).toMatch(/^Boulangeries /);
    expect(heading({ params: asking({ q: 'chez zoé' }), page: understood({ words: ['zoe'] }) })).toMatch(
      /^« chez zoé » /,
    );
    const near = { latitude: 44.84, longitude: -0.58 };
    expect(heading({ params: asking({ near }) })).toBe('Les commerces autour de vous');
    expect(
      heading({
        params: asking({ where: 'x' }),
        page: understood({ place: aPlace({ name: 'Le Bouscat' }) }),
      }),
    ).toBe('Les commerces au Bouscat');
    expect(heading({ page: understood({ place: street }) })).toBe('Les commerces, rue Sainte-Catherine');
    expect(
      heading({
        params: asking({ q: 'pain chartrons' }),
        page: understood({ category: 'bakery', place: chartrons, leftOut: ['Chartrons'] }),
      }),
    ).toBe('Boulangeries près de « Chartrons »');
    expect(heading({ params: asking({ q: 'r ste catherine' }), page: understood({ place: street }) })).toBe(
      'Les commerces, rue Sainte-Catherine',
    );
    expect(heading({ page: understood({ place: street }) }, many)).toBe(
      'Les commerces, rue Sainte-Catherine à Bordeaux',
    );
  });

  it('does not say twice the place that was typed with the words', () => {
    const page = understood({ words: ['frite'], place: aPlace({ name: 'Lens' }) });
    expect(heading({ params: asking({ q: 'frites lens' }), page })).toBe('« frites lens »');
  });
});

describe('the line below it', () => {
  const summary = (facets: object, params: Partial<SearchParams> = {}): string =>
    plain(
      presentResults(fr, anAnswer({ params: asking(params), facets: { ...someFacets, ...facets } })).summary,
    );

  it('counts, and never more than is known', () => {
    expect(summary({})).toBe('132 résultats, dont 45 ouverts en ce moment');
    expect(summary({ total: 1, open: 0 })).toBe('1 résultat');
    expect(summary({ total: 2, open: 1 })).toBe('2 résultats, dont 1 ouvert en ce moment');
    expect(summary({ total: 5_000, isExact: false }).replaceAll('\u202f', ' ')).toMatch(
      /^Plus de 5 000 résultats/,
    );
  });

  it('repeats the moment and the distance of the search', () => {
    expect(summary({}, { open: '2026-11-28T15:30', radius: 500 })).toBe(
      '132 résultats, tous ouverts samedi 28 novembre à 15 h 30, à moins de 500 m',
    );
    expect(summary({ total: 1 }, { open: 'maintenant' })).toBe('1 résultat, ouvert en ce moment');
  });

  it('says so where all are open', () => {
    expect(summary({ total: 1, open: 1 })).toBe('1 résultat, ouvert en ce moment');
    expect(summary({ total: 2, open: 2 })).toBe('2 résultats, tous ouverts en ce moment');
    expect(summary({ total: 200, open: 200, isExact: false })).toMatch(/, dont 200 ouverts en ce moment$/);
  });

  it('says from where distances are counted, unless that is where the reader is', () => {
    const from = (kind: 'place' | 'map' | 'position', place: ReturnType<typeof aPlace> | null) =>
      plain(
        presentResults(
          fr,
          anAnswer({ page: aSearchPage({ origin: { kind, point: chartrons.centre, place } }) }),
        ).summary,
      );
    expect(from('place', aPlace({ name: 'Arras' }))).toMatch(/\. Distances à partir du centre d’Arras\.$/);
    expect(from('place', street)).toMatch(/\. Distances à partir de « rue Sainte-Catherine »\.$/);
    expect(from('map', null)).toMatch(/\. Distances à partir du milieu de la carte\.$/);
    expect(from('position', null)).not.toContain('Distances');
  });
});

describe('filters', () => {
  const filters = (params: Partial<SearchParams>, page = aSearchPage()) =>
    presentResults(fr, anAnswer({ params: asking(params), page })).filters;
  const labels = (params: Partial<SearchParams>) =>
    filters(params)?.chips.map(({ label, count, active }) => [plain(label), count, active]);

  it('are those that lead somewhere, with their counts', () => {
    expect(labels({})).toEqual([
      ['Ouvert maintenant', '45', false],
      ['Retrait sur place', '58', false],
      ['Livraison', '4', false],
      ['Accessible en fauteuil', '61', false],
    ]);
  });

  it('stay in sight once chosen, whatever they count, and lead back', () => {
    const params: Partial<SearchParams> = {
      features: ['messages', 'cash'],
      radius: 750,
      open: '2026-11-28T15:00',
      after: 'x',
    };
    expect(labels(params)?.filter(([, , active]) => active)).toEqual([
      ['Ouvert samedi 28 novembre à 15 h', undefined, true],
      ['À moins de 750 m', undefined, true],
      ['Espèces', '90', true],
      ['Répond aux messages', '0', true],
    ]);
    const cash = filters(params)?.chips.find(({ label }) => label === 'Espèces');
    expect(cash?.href).toBe('/commerces?rayon=750&ouvert=2026-11-28T15:00&avec=messages');
  });

  it('ask for a distance only where there is a point to measure from', () => {
    expect(filters({})?.more.radii).toEqual([]);
    const page = aSearchPage({ origin: { kind: 'place', point: chartrons.centre, place: chartrons } });
    expect(filters({}, page)?.more.radii[0]).toMatchObject({ href: '/commerces?rayon=500' });
  });

  it('take whole quarters of an hour, whatever minute it is', () => {
    const now = Date.parse('2026-11-25T10:04:37+01:00');
    const body = presentResults(fr, anAnswer({ params: asking({ q: 'pain' }), now }));
    expect(body.filters?.more.moment).toMatchObject({ min: '2026-11-25T10:00', max: '2026-12-09T10:00' });
  });

  it('keep everything else when a moment is chosen, from now to two weeks ahead', () => {
    const moment = filters({ q: 'pain', features: ['cash'], open: 'maintenant' })?.more.moment;
    expect(moment).toMatchObject({ value: '', min: '2026-11-25T10:00', max: '2026-12-09T10:00' });
    expect(moment?.hiddenFields).toEqual([
      { name: 'q', value: 'pain' },
      { name: 'avec', value: 'cash' },
    ]);
  });
});

describe('notes', () => {
  const notes = (params: Partial<SearchParams>, change: Partial<typeof interpretation>): string[] =>
    presentResults(
      fr,
      anAnswer({
        params: asking(params),
        page: aSearchPage({ interpretation: { ...interpretation, ...change } }),
      }),
    ).notes.map(({ text }) => plain(text));

  it('say what was corrected, meant, left out and not found', () => {
    expect(
      notes({ q: 'boulangrie' }, { corrections: [{ typed: 'boulangrie', read: 'boulangerie' }] }),
    ).toEqual(['Résultats pour « boulangerie », au lieu de « boulangrie ».']);
    expect(notes({ q: 'toubib' }, { category: 'doctor', categoryWord: 'toubib' })[0]).toMatch(
      /^« toubib » :/,
    );
    expect(notes({ q: 'pain xyz' }, { category: 'bakery', leftOut: ['xyz'] })).toContain(
      'Recherche faite sans « xyz », que rien ici ne contient.',
    );
    expect(
      notes(
        { q: 'boulangerie martin xyz' },
        { leftOut: ['xyz', 'boulangerie'], foundApart: ['boulangerie'] },
      ),
    ).toEqual([
      'Recherche faite sans « xyz », que rien ici ne contient.',
      'Rien ici ne réunit tout ce que vous cherchez : recherche faite sans « boulangerie ».',
    ]);
    expect(notes({ where: 'Atlantide' }, { leftOut: ['Atlantide'] })).toEqual([
      expect.stringMatching(/^Aucun lieu du territoire ne s’appelle « Atlantide »/),
    ]);
    expect(notes({ q: 'pain chartrons xyz' }, { place: chartrons, leftOut: ['xyz', 'Chartrons'] })).toEqual([
      'Recherche faite sans « xyz », que rien ici ne contient.',
      'Rien de tel dans « Chartrons » même : voici les plus proches.',
    ]);
    expect(notes({ q: 'pain' }, {})).toEqual([]);
  });

  it('say the day of the search, or the hours of it', () => {
    const during = (from: string, until: string) =>
      notes(
        { q: 'pain' },
        { openRequested: true, openDuring: { from: Date.parse(from), until: Date.parse(until) } },
      )[0];
    expect(during('2026-11-29T00:00+01:00', '2026-11-30T00:00+01:00')).toBe(
      'Seuls ceux qui sont ouverts dimanche 29 novembre sont montrés.',
    );
    expect(during('2026-11-25T18:00+01:00', '2026-11-26T00:00+01:00')).toContain('entre 18 h et minuit');
  });
});

describe('why a result stands where it stands', () => {
  it('gives its own figures, in the order in which they count', () => {
    const page = aSearchPage({
      origin: { kind: 'place', point: chartrons.centre, place: aPlace({ name: 'Arras' }) },
    });
    const [first] = page.results;
    const results = first ? [{ ...first, reasons: { ...first.reasons, textMatch: 0.5 } }] : [];
    const [card] = presentResults(fr, anAnswer({ page: { ...page, results } })).results;
    expect(card?.why?.points.map(plain)).toEqual([
      'Ouvert en ce moment : ceux qui sont ouverts passent d’abord.',
      'À 347 mètres du centre d’Arras, à vol d’oiseau.',
      '50 % des mots cherchés sont dans son nom, ses mots-clés ou ses produits.',
      'Aucun commerce ne paie pour sa place.',
    ]);
    expect(card?.why?.ranking.href).toBe('/classement');
  });

  it('names the commune from whose middle it is, where the territory is one', () => {
    const origin = { kind: 'territory', point: chartrons.centre, place: null } as const;
    const second = (scope: typeof fr) =>
      plain(presentResults(scope, anAnswer({ page: aSearchPage({ origin }) })).results[0]?.why?.points[1]);
    expect(second(fr)).toBe(`À 347 mètres du centre ${fr.settings.territory.ofName.fr}, à vol d’oiseau.`);
    expect(second(many)).toBe('À 347 mètres du centre de la plus grande commune, à vol d’oiseau.');
  });

  it('says when what is shut opens', () => {
    const cards = presentResults(en, anAnswer()).results;
    expect(cards.map(({ why }) => plain(why?.points[0]))).toEqual([
      'Open now: those that are open come first.',
      'Open now: those that are open come first.',
      'Closed now: after those that are open.',
      'Hours unknown: after those known to be open.',
      'Opens at 10:30 am: right after those that are open.',
    ]);
  });

  it('tells a distance on the card only from where the reader is or searched', () => {
    const places = (kind: 'position' | 'territory') =>
      presentResults(
        fr,
        anAnswer({ page: aSearchPage({ origin: { kind, point: chartrons.centre, place: null } }) }),
      ).results[0]?.place;
    expect([plain(places('position')), plain(places('territory'))]).toEqual([
      'à 350 m, 12 bis rue Sainte-Catherine',
      '12 bis rue Sainte-Catherine',
    ]);
  });
});

describe('a search for a day of which no hours are known', () => {
  const asked = (open: string, scope = fr) =>
    presentResults(
      scope,
      anAnswer({ params: asking({ q: 'pain', open }), page: aSearchPage({ results: [], next: null }) }),
    ).empty;

  it('says until when they are, and offers the same without the time, not a check of the spelling', () => {
    for (const open of ['2026-12-10T10:00', '2026-11-24T10:00', '2031-01-01T00:00']) {
      const empty = asked(open);
      expect(empty?.tips.map(plain)).toEqual([
        'Les horaires sont connus pour les quatorze jours à venir, jusqu’au mercredi 9 décembre.',
      ]);
      expect(empty?.wider.map(({ href }) => href)).toEqual(['/commerces?q=pain']);
    }
    expect(asked('2026-12-10T10:00', en)?.tips.map(plain)).toEqual([
      'Hours are known for the next fourteen days, until Wednesday 9 December.',
    ]);
  });

  it('is none of the fortnight to come', () => {
    for (const open of ['2026-12-09T23:45', '2026-11-25T00:00', 'maintenant'])
      expect(asked(open)?.tips.join()).toContain('orthographe');
  });
});

describe('results that were read a while ago', () => {
  it('say nothing of who is open', () => {
    const body = presentResults({ ...fr, isStale: true }, anAnswer());
    expect(body.results.map(({ state, why }) => [state, why])).toEqual(
      body.results.map(() => [undefined, undefined]),
    );
    expect(body.results.length).toBeGreaterThan(0);
    expect(plain(body.summary)).not.toMatch(/ouvert/);
    expect(JSON.stringify(body.filters)).not.toContain(fr.texts.line('results.filters.open'));
    const layout = presentLayout(fr, { title: body.heading, description: '', page: 'businesses' });
    const html = themes.forTenant({ slug: 'bordeaux' }).render('search/results', 'fr', { layout, body });
    expect(html).not.toContain('state--');
  });
});

describe('the map beside the list', () => {
  it('asks the same question as the list, and shows all of it', () => {
    const params = asking({
      q: 'pain',
      near: { latitude: 44.84, longitude: -0.58 },
      open: 'maintenant',
      features: ['cash'],
    });
    expect(apiQuery({ params }, fr)).toBe('q=pain&near=44.84%2C-0.58&open=now&features=cash&lang=fr');
    expect(boundsOf(aSearchPage().results)).toBe('-0.58200,44.82800,-0.56800,44.84200');
    expect(boundsOf([])).toBeUndefined();
  });
});

describe('many pages', () => {
  it('lead on and back to the beginning', () => {
    const pages = (after: string | null, next: string | null) =>
      presentResults(
        fr,
        anAnswer({ params: asking({ q: 'pain', after }), page: aSearchPage({ next }) }),
      ).pages?.map(({ href }) => href);
    expect(pages(null, null)).toBeUndefined();
    expect(pages(null, 'b')).toEqual(['/commerces?q=pain&apres=b']);
    expect(pages('b', 'c')).toEqual(['/commerces?q=pain', '/commerces?q=pain&apres=c']);
  });

  it('are well formed with whatever was typed', () => {
    const q = '"><script>alert(1)</script>\u202E🥖';
    const body = presentResults(fr, anAnswer({ params: asking({ q, where: q }), now: TEN_O_CLOCK }));
    const layout = presentLayout(fr, { title: body.heading, description: '', page: 'businesses' });
    const html = themes.forTenant({ slug: 'bordeaux' }).render('search/results', 'fr', { layout, body });
    expect(checkHtml(html, 'fr')).toEqual([]);
    expect(html).not.toContain('<script>alert');
  });
});
