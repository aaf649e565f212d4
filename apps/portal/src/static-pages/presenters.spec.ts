import type { GaugeRule } from '@halles/domain/place-days';
import { applyTenantCategories, baseCategories } from '@halles/domain/categories';
import { checkHtml, listTenantFolders, loadTenantFolder } from '@halles/platform/theming';
import { scopeOf, territory, themes } from '../../testing/page-scopes';
import { TEN_O_CLOCK, aSearchPage, anAnswer } from '../../testing/sample-results';
import { presentResults } from '../search/results.presenter';
import { newForm } from '@halles/platform/forms';
import { presentContact, presentContactSent } from '../enquiries/enquiry.presenter';
import { identify, presentLayout } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { presentTerritoryPosts } from '../posts/territory-posts.presenter';
import { presentOpenData } from '../open-data/open-data.presenter';
import { presentAccessibility } from './accessibility.presenter';
import { type HomeData, presentHome } from './home.presenter';
import { presentAbout, presentLegalNotice, presentPrivacy } from './prose.presenters';
import { presentDirectoryFreshness } from '../freshness/freshness.presenter';
import { presentRanking } from './ranking.presenter';
import { type PageName } from '../rendering/page-names';

const aDay: HomeData = {
  tree: baseCategories,
  figures: { communes: 38, population: 141_000 },
  listings: 2_431,
  open: aSearchPage(),
  ordering: null,
  covers: new Map(),
  posts: [],
  rules: [],
  now: TEN_O_CLOCK,
};

const french = (change?: object): PageScope => scopeOf(territory(change), 'fr');

/** Every page with its view and its view model. */
const pages: Readonly<
  Record<PageName, (scope: PageScope) => { readonly view: string; readonly body: object }>
> = {
  home: (scope) => ({ view: 'static-pages/home', body: presentHome(scope, aDay) }),
  businesses: (scope) => ({ view: 'search/results', body: presentResults(scope, anAnswer()) }),
  posts: (scope) => ({
    view: 'posts/territory-posts',
    body: presentTerritoryPosts(scope, {
      page: { posts: [], next: null },
      photos: new Map(),
      today: '2026-11-25',
      isFirst: true,
    }),
  }),
  about: (scope) => ({ view: 'static-pages/prose', body: presentAbout(scope) }),
  legalNotice: (scope) => ({ view: 'static-pages/prose', body: presentLegalNotice(scope) }),
  privacy: (scope) => ({ view: 'static-pages/prose', body: presentPrivacy(scope) }),
  accessibility: (scope) => ({ view: 'static-pages/prose', body: presentAccessibility(scope) }),
  data: (scope) => ({
    view: 'static-pages/prose',
    body: presentOpenData(scope, {
      figures: { version: '7', listings: 3_012, lastId: 3_500, changedAt: new Date('2026-11-25T08:00:00Z') },
      sources: ['csv', 'demonstration', 'osm'],
    }),
  }),
  freshness: (scope) => ({
    view: 'static-pages/prose',
    body: presentDirectoryFreshness(scope, {
      listings: 3_012,
      score: 7,
      lately: 41,
      withinYear: 212,
      ever: 230,
    }),
  }),
  ranking: (scope) => ({ view: 'static-pages/prose', body: presentRanking(scope) }),
  contact: (scope) => ({
    view: 'enquiries/contact',
    body: presentContact({ ...newForm(), idempotencyKey: 'k', challenge: '{}' })(scope).body,
  }),
  'contact.sent': (scope) => ({
    view: 'enquiries/contact-sent',
    body: presentContactSent('KT4B-9XWM')(scope).body,
  }),
};

const cases = listTenantFolders(process.cwd()).flatMap((slug) =>
  (['fr', 'en'] as const).flatMap((locale) =>
    (Object.keys(pages) as PageName[]).map((page) => [slug, locale, page] as const),
  ),
);

describe('the pages of the territories that ship', () => {
  it.each(cases)('%s, %s, %s: renders whole, well formed and named', (slug, locale, page) => {
    const scope = scopeOf(loadTenantFolder(process.cwd(), slug).settings, locale);
    const { view, body } = pages[page](scope);
    const layout = presentLayout(scope, identify(scope, page));
    expect(checkHtml(themes.forTenant({ slug }).render(view, locale, { layout, body }), locale)).toEqual([]);
  });
});

describe('the layout', () => {
  it('leads to the same page in the other language, and tells search engines', () => {
    const scope = french();
    const layout = presentLayout(scope, identify(scope, 'about'));
    expect(layout.languageSwitch).toMatchObject({ href: '/en/about', lang: 'en' });
    expect(layout.canonical).toBe('https://petit-bourg.example/a-propos');
    expect(layout.alternates).toEqual([
      { lang: 'fr', href: 'https://petit-bourg.example/a-propos' },
      { lang: 'en', href: 'https://petit-bourg.example/en/about' },
      { lang: 'x-default', href: 'https://petit-bourg.example/a-propos' },
    ]);
    expect(layout.nav.filter((link) => link.current).map((link) => link.href)).toEqual(['/a-propos']);
  });

  it('leads everybody to the merchants’ space and to how fresh the directory is, from the footer', () => {
    const footer = (scope: PageScope): string[] =>
      presentLayout(scope, identify(scope, 'freshness')).footer.links.map(
        ({ href, label, current }) => `${href} ${label}${current ? ' (current)' : ''}`,
      );
    expect(footer(french())).toEqual(
      expect.arrayContaining(['/pro Espace commerçants', '/fraicheur Fraîcheur des informations (current)']),
    );
    expect(footer(scopeOf(territory(), 'en'))).toEqual(
      expect.arrayContaining(['/en/pro For businesses', '/en/freshness How fresh the facts are (current)']),
    );
  });

  it('says in the footer how far the site conforms, as the law asks (décret n° 2019-768)', () => {
    const level = (value: string): string => {
      const scope = french({ accessibility: { level: value } });
      return presentLayout(scope, identify(scope, 'about')).footer.accessibility?.label ?? '';
    };
    expect([level('non'), level('partial'), level('full')]).toEqual([
      'Accessibilité\u00a0: non conforme',
      'Accessibilité\u00a0: partiellement conforme',
      'Accessibilité\u00a0: totalement conforme',
    ]);
  });
});

describe('the home page', () => {
  it('sends who keeps a business to the search for its page', () => {
    expect(presentHome(french(), aDay).join).toEqual({
      href: '/pro/trouver',
      label: 'Trouver votre commerce',
    });
  });

  const figuresOf = (change: Partial<HomeData>): string[] =>
    presentHome(french(), { ...aDay, ...change }).figures.map(({ value }) => value.replaceAll(/\s/g, ' '));

  it('gives the businesses, the communes of a territory that has several and its inhabitants, written as in French', () => {
    expect(figuresOf({ figures: { communes: 3_782, population: 5_980_697 } })).toEqual([
      '2 431',
      '3 782',
      '5 980 697',
    ]);
  });

  it('gives no figure that says nothing: of one commune, of an empty directory, of what could not be read', () => {
    expect(figuresOf({ figures: { communes: 1, population: 10 }, listings: 0 })).toEqual(['10']);
    expect(figuresOf({ figures: { communes: 0, population: 0 }, listings: null })).toEqual([]);
    expect(figuresOf({ figures: null, listings: null })).toEqual([]);
  });

  it('shows what is open where there is enough of it, each in short', () => {
    const { open } = presentHome(french(), aDay);
    expect(open?.all.href).toBe('/commerces?ouvert=maintenant');
    expect(open?.cards.map(({ number, why, does }) => [number, why, does])).toEqual(
      Array(5).fill([undefined, undefined, false]),
    );
    const few = aSearchPage({ results: aSearchPage().results.slice(0, 2) });
    expect(presentHome(french(), { ...aDay, open: few }).open).toBeUndefined();
    expect(presentHome(french(), { ...aDay, open: null }).open).toBeUndefined();
  });

  it('announces the rules on how many people may be in shops, with their text', () => {
    const rule: GaugeRule = {
      ...{ id: 'r', version: 1, endedAt: null, title: 'Huit', text: 'Texte', source: 'Décret 2020-1310' },
      ...{ communes: [], categories: [], firstDay: '2020-11-28', lastDay: '2021-06-08' },
      ...{ formula: { kind: 'surface', squareMetres: 8 }, isStaffCounted: false, isHouseholdOne: true },
      sourceUrl: 'https://example.org/decret',
    };
    const source = 'Texte\u00a0: Décret 2020-1310';
    expect(presentHome(french(), { ...aDay, rules: [rule] }).gauges).toEqual([
      {
        title: 'Huit',
        text: 'Une personne pour 8\u00a0m², un foyer compte pour une personne, du 28\u00a0novembre 2020 au 8\u00a0juin 2021.',
        source,
        link: { href: 'https://example.org/decret', label: source },
      },
    ]);
    expect(presentHome(french(), aDay)).not.toHaveProperty('gauges');
  });

  it('shows shops that take orders where some of them are not among what is open', () => {
    const shops = aSearchPage();
    const shown = (more: Partial<HomeData>) =>
      presentHome(french(), { ...aDay, ...more }).ordering?.cards.length;
    expect(shown({ open: null, ordering: shops })).toBe(Math.min(3, shops.results.length));
    expect(shown({ open: shops, ordering: shops })).toBeUndefined();
  });

  it('leads to the page of each category, but for those that the territory hides', () => {
    const tree = applyTenantCategories(baseCategories, { hide: ['florist'], add: [], rename: {} });
    const links = (data: HomeData) => presentHome(french(), data).categories.map(({ href }) => href);
    expect(links(aDay).slice(0, 2)).toEqual(['/commerces/boulangeries', '/commerces/alimentation']);
    expect([links(aDay).length, links({ ...aDay, tree }).length]).toEqual([12, 11]);
  });
});

describe('the legal notice', () => {
  it('names publisher, director and host, with the SIREN in groups of three', () => {
    const publisher = { ...territory().publisher, siren: '213300635', phone: '05 56 10 20 30' };
    const [first, second] = presentLegalNotice(french({ publisher })).sections;
    const values = (first?.facts ?? []).map(({ value }) => value);
    expect(values).toEqual(
      expect.arrayContaining([publisher.name, publisher.director, '213\u00a0300\u00a0635']),
    );
    expect(first?.facts?.find(({ value }) => value === '05 56 10 20 30')?.href).toBe('tel:0556102030');
    expect(second?.facts?.[0]?.value).toBe('Hébergeur');
  });

  it('says that a demonstration binds nobody, and only then', () => {
    const ids = (demonstration: boolean): string[] =>
      presentLegalNotice(french({ demonstration })).sections.map(({ id }) => id);
    expect([ids(true).includes('demonstration'), ids(false).includes('demonstration')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('the accessibility statement', () => {
  const state = (accessibility: object): string =>
    presentAccessibility(french({ accessibility })).sections[0]?.paragraphs?.[0] ?? '';

  it('says "non conforme" for want of an audit, and why otherwise', () => {
    expect(state({ level: 'non' })).toContain('en l’absence d’audit');
    expect(state({ level: 'non', auditedOn: '2026-10-01' })).toContain('en raison des non-conformités');
    expect(state({ level: 'full', auditedOn: '2026-10-01' })).toContain('totalement conforme');
  });

  it('lists what an audit found', () => {
    const found = { fr: 'Le plan du site manque.', en: 'There is no site map.' };
    const accessibility = { level: 'partial', auditedOn: '2026-10-01', nonConformities: [found] };
    const text = JSON.stringify(presentAccessibility(french({ accessibility })));
    expect(text).toContain(found.fr);
    expect(text).toContain('1er octobre 2026');
  });
});
