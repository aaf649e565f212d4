import { type GaugeRule, NO_GAUGE } from '@halles/domain/place-days';
import { emptyProfile, listingIdOf, noAccess } from '@halles/contracts';
import { confirmable } from '@halles/domain/freshness';
import { type Fact, featureBits } from '@halles/domain/listings';
import { noProfile } from '@halles/domain/profiles';
import { checkHtml, listTenantFolders, loadTenantFolder } from '@halles/platform/theming';
import { scopeOf, territory, themes } from '../../testing/page-scopes';
import { aListing, aShown } from '../../testing/sample-listing';
import { hours } from '../../testing/sample-results';
import { presentLayout } from '../rendering/layout.presenter';
import { identifyListing } from './listing-identity';
import { presentListing } from './listing.presenter';
import type { Shown } from './shown-listing';

const fr = scopeOf(territory(), 'fr');
const en = scopeOf(territory(), 'en');
const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

const variants: Readonly<Record<string, Shown>> = {
  whole: aShown(),
  bare: aShown(
    {
      schedule: null,
      phone: null,
      website: null,
      siret: null,
      siren: null,
      legalName: null,
      naf: null,
      keywords: [],
      payment: [],
      wheelchair: null,
      takeaway: null,
      delivery: null,
      provenance: {},
      otherProvenance: {},
    },
    { nearby: [], communeSlug: null },
  ),
  closed: aShown({ state: 'closed', closedOn: '2026-09-30' }),
  demonstration: aShown({ demonstration: true }),
  unreadable: aShown({ schedule: hours('quand il fait beau') }),
  uncategorised: aShown({ category: null }),
  townService: aShown({ category: 'town-service', demonstration: true, schedule: null }),
};

const cases = listTenantFolders(process.cwd()).flatMap((slug) =>
  (['fr', 'en'] as const).flatMap((locale) =>
    Object.keys(variants).map((name) => [slug, locale, name] as const),
  ),
);

describe('the page of a business', () => {
  it.each(cases)('%s, %s, %s: renders whole and well formed', (slug, locale, name) => {
    const shown = variants[name];
    if (!shown) throw new Error(name);
    const scope = scopeOf(loadTenantFolder(process.cwd(), slug).settings, locale);
    const layout = presentLayout(scope, identifyListing(scope, shown));
    const page = { layout, body: presentListing(scope, shown) };
    expect(checkHtml(themes.forTenant({ slug }).render('listings/listing', locale, page), locale)).toEqual(
      [],
    );
  });

  it('marks the words of another language, and not the source of them', () => {
    const descriptionFr = [{ kind: 'paragraph' as const, line: [{ text: 'Du pain.' }] }];
    const shown = aShown(
      {},
      {
        profile: {
          ...noProfile(1),
          content: { ...emptyProfile, descriptionFr },
          authors: { descriptionFr: { kind: 'agent', at: '2026-11-25T09:00:00Z' } },
        },
      },
    );
    const page = { layout: presentLayout(en, identifyListing(en, shown)), body: presentListing(en, shown) };
    const html = themes.forTenant({ slug: 'petit-bourg' }).render('listings/listing', 'en', page);
    expect(html).toMatch(/lang="fr">\s*<p>Du pain\.\s*<\/p>\s*<\/div>\s*<p class="listing__source">/);
  });

  it('says first whether one can go there, then how the week is, today first', () => {
    const body = presentListing(fr, aShown());
    expect(body.state).toMatchObject({ kind: 'open' });
    expect(plain(body.state?.text)).toBe('Ouvert, ferme à 13 h');
    expect(body.hours?.days[0]).toMatchObject({ name: 'Mercredi', isToday: true });
    expect(body.hours?.days).toHaveLength(7);
    expect(body.hours?.coming.map(({ day, hours }) => plain(`${day} : ${hours}`))).toEqual([
      'Vendredi 25 décembre, Noël : Fermé',
      'Vendredi 1er janvier, Jour de l’An : Fermé',
    ]);
  });

  it('says of each fact its source and date', () => {
    const body = presentListing(fr, aShown());
    expect(plain(body.hoursSources?.[0])).toBe('Source : © les contributeurs d’OpenStreetMap, novembre 2026');
    expect(body.sources.map(plain)).toEqual([
      'Source : Insee, répertoire Sirene, octobre 2026',
      'Source : liste de la collectivité, La Poste, septembre 2026',
      'Source : © les contributeurs d’OpenStreetMap, novembre 2026',
    ]);
    expect(body.checked).toContain('pas encore vérifiées');
  });

  it('says when somebody of the business last confirmed it, and of hours that nobody did confirm that too', () => {
    const shown = (facts: readonly Fact[], by: 'merchant' | 'agent', day: string, scope = fr) => {
      const said = { at: new Date(`${day}T09:00:00Z`), by };
      const confirmations = Object.fromEntries(facts.map((fact) => [fact, said]));
      const freshness = { confirmations, given: {}, score: 40, isReportedClosed: false };
      return presentListing(scope, aShown({}, { freshness }));
    };
    const checked = (...input: Parameters<typeof shown>): string => plain(shown(...input).checked);
    const all = confirmable(aListing());
    expect(checked(all, 'merchant', '2026-11-22')).toBe('Vérifié par le commerce il y a 3 jours.');
    expect(checked(all, 'merchant', '2026-11-25')).toBe('Vérifié par le commerce aujourd’hui.');
    expect(checked(all, 'merchant', '2026-08-20')).toBe('Vérifié par le commerce il y a 3 mois.');
    expect(checked(all, 'agent', '2023-11-20')).toBe('Vérifié par la collectivité il y a 3 ans.');
    expect(checked(all, 'merchant', '2026-11-24', en)).toBe('Checked by the business yesterday.');
    expect(checked(['hours'], 'merchant', '2026-11-22')).toBe(
      'Vérifié en partie par le commerce il y a 3 jours.',
    );
    expect(checked(['publicHolidays'], 'merchant', '2026-11-22')).toBe(
      'Vérifié en partie par le commerce il y a 3 jours. Ses horaires n’ont jamais été vérifiés par le commerce.',
    );
    expect(plain(shown(['hours'], 'merchant', '2026-11-22').hoursSources?.[0])).toBe(
      'Horaires vérifiés par le commerce il y a 3 jours.',
    );
    expect(plain(shown(['phone'], 'merchant', '2026-11-22').hoursSources?.[0])).toContain('Source');
  });

  it('says before all else that several people report it closed', () => {
    const notices = (isReportedClosed: boolean) =>
      presentListing(
        fr,
        aShown({}, { freshness: { confirmations: {}, given: {}, score: 0, isReportedClosed } }),
      ).notices;
    expect(notices(false)).toEqual([]);
    expect(notices(true)).toMatchObject([{ icon: 'warning' }]);
    expect(plain(notices(true)[0]?.text)).toContain(
      'Plusieurs personnes signalent que ce commerce est fermé',
    );
  });

  it('says until when a condition of the moment counts', () => {
    const noticesOf = (until: string | null) => {
      const access = { ...noAccess, temporary: { text: 'Travaux devant l’entrée', until } };
      const profile = { ...noProfile(42), content: { ...emptyProfile, access } };
      return presentListing(fr, aShown({}, { profile })).notices.map(({ text }) => plain(text));
    };
    expect(noticesOf('2026-12-18')).toEqual(['Travaux devant l’entrée (jusqu’au 18 décembre 2026)']);
    expect(noticesOf(null)).toEqual(['Travaux devant l’entrée']);
    expect(noticesOf('2026-11-01')).toEqual([]);
  });

  it('offers what is open near it only while one cannot go to this one', () => {
    const heading = (schedule: Shown['listing']['schedule'], tier: 'open' | 'unknown') => {
      const shown = aShown({ schedule });
      const nearby = shown.nearby.map((one) => ({ ...one, reasons: { ...one.reasons, tier } }));
      return plain(presentListing(fr, { ...shown, nearby }).alternatives?.heading);
    };
    const evenings = hours('Mo-Su 18:00-23:00');
    expect(heading(evenings, 'open')).toBe('Ouverts en ce moment près d’ici');
    expect(heading(evenings, 'unknown')).toBe('Près d’ici');
    expect(heading(hours('Mo-Su 08:00-20:00'), 'open')).toBe('Près d’ici');
  });

  it('that was read a while ago says nothing of this moment', () => {
    const shut = { schedule: hours('Su 07:00-13:00') };
    const now = presentListing(fr, aShown(shut));
    const stale = presentListing({ ...fr, isStale: true }, aShown(shut));
    expect(now.state).toBeDefined();
    expect(stale.state).toBeUndefined();
    expect(stale.hours).toEqual(now.hours);
    expect(stale.alternatives?.heading).toBe(fr.texts.line('listing.alternatives.near'));
    expect(stale.alternatives?.heading).not.toBe(now.alternatives?.heading);
    expect(stale.alternatives?.results.map(({ state }) => state)).toEqual([undefined]);
  });

  it('leads on to its street, its town and others of its kind, each once', () => {
    const { alternatives, ways } = presentListing(fr, aShown());
    expect(alternatives?.all).toEqual({
      href: '/commerces/boulangeries/bordeaux',
      label: 'Boulangeries à Bordeaux',
    });
    expect(ways).toEqual([
      { href: '/rues/bordeaux/rue-sainte-catherine', label: 'Rue Sainte-Catherine, ses commerces' },
      { href: '/communes/bordeaux', label: 'Commerces et services à Bordeaux' },
    ]);
    const alone = presentListing(fr, aShown({}, { nearby: [], communeSlug: null, street: null }));
    expect(alone.ways).toEqual([{ href: '/commerces/boulangeries', label: 'Boulangeries' }]);
  });

  it('makes no formatter of its own: one takes longer to make than a page to word', () => {
    const makers = (['DateTimeFormat', 'DisplayNames', 'NumberFormat', 'PluralRules'] as const).map((name) =>
      jest.spyOn(Intl, name),
    );
    const content = { ...emptyProfile, access: { ...noAccess, languages: ['de' as const] } };
    const shown = aShown({}, { profile: { ...noProfile(1), content } });
    const page = JSON.stringify([presentListing(fr, shown), presentListing(en, shown)]);
    expect([page.includes('allemand'), page.includes('German')]).toEqual([true, true]);
    presentListing(fr, shown);
    for (const maker of makers) maker.mockClear();
    presentListing(fr, shown);
    const made = makers.flatMap(({ mock }) => mock.calls);
    for (const maker of makers) maker.mockRestore();
    expect(made).toEqual([]);
  });

  it('does not ask to telephone where no number is known', () => {
    const said = (phone: string | null) => presentListing(fr, aShown({ schedule: null, phone })).hoursUnknown;
    expect(said('+33556102030')).toContain('Téléphonez');
    expect(said(null)).not.toContain('Téléphonez');
  });

  it('keeps the two ends of a stretch of hours on one line', () => {
    const [today] = presentListing(fr, aShown()).hours?.days ?? [];
    expect(today?.hours[0]).toBe(
      '7\u00a0h\u00a0–\u2060\u00a013\u00a0h, 15\u00a0h\u00a0–\u2060\u00a019\u00a0h\u00a030',
    );
  });

  it('of a closed one says since when, offers others, and asks not to be indexed', () => {
    const body = presentListing(en, aShown({ state: 'closed', closedOn: '2026-09-30' }));
    expect(body.closed).toBe('This business closed for good on 30 September 2026.');
    expect([body.state, body.hours, body.verbs.length, body.contacts.length]).toEqual([
      undefined,
      undefined,
      0,
      0,
    ]);
    expect(body.alternatives?.heading).toBe('Where to go instead');
    const identity = identifyListing(en, aShown({ state: 'closed' }));
    expect(identity.noindex).toBe(true);
    expect(JSON.stringify(identity.jsonLd)).not.toContain('openingHours');
  });

  it('shows hours that could not be read as they were written, and guesses none', () => {
    const body = presentListing(fr, aShown({ schedule: hours('quand il fait beau') }));
    expect(body.hours).toMatchObject({ days: [], coming: [] });
    expect(body.hours?.asWritten[0]?.text).toBe('quand il fait beau');
  });

  it('says seasons and nth weekdays in words, on the page and for machines', () => {
    const seasonal = aShown({
      schedule: hours(
        'Tu-Sa 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Tu-Sa 09:00-13:00; Mo[1] 14:00-18:00',
      ),
    });
    const words = presentListing(fr, seasonal).hours?.recurring.map(({ day, hours: text }) =>
      `${day} | ${text}`.replaceAll(/[\u00a0\u2060]+/g, ' '),
    );
    expect(words).toEqual([
      'Du 14 juillet au 31 août | Lundi : Fermé · Mardi à samedi : 9 h – 13 h · Dimanche : Fermé',
      'Le premier lundi du mois | 14 h – 18 h',
    ]);
    expect(JSON.stringify(presentListing(fr, seasonal))).not.toMatch(/Jul 14|Mo\[1\]/);
    expect(JSON.stringify(identifyListing(fr, seasonal).jsonLd)).toMatch(/validFrom":"2027-07-14/);
  });

  it('leads whoever runs it to the claim of it', () => {
    expect(presentListing(fr, aShown()).claim?.href).toBe('/pro/revendiquer/fournil-des-capucins-42');
    expect(presentListing(en, aShown()).claim?.href).toBe('/en/pro/claim/fournil-des-capucins-42');
    const kept = aShown({ features: featureBits(['claimed']) });
    expect(presentListing(fr, kept).claim).toMatchObject({
      heading: 'Page tenue par le commerce',
      href: '/pro/revendiquer/fournil-des-capucins-42',
    });
    expect(presentListing(fr, aShown()).claim?.heading).toBe('C’est votre commerce\u00a0?');
    expect(presentListing(fr, aShown({ state: 'closed' })).claim).toBeUndefined();
  });

  it('tells machines the way to it, from the home page on', () => {
    const { jsonLd = [] } = identifyListing(fr, aShown());
    const crumbs = jsonLd[1] as { readonly itemListElement: readonly { name: string; item: string }[] };
    expect(crumbs.itemListElement.map(({ name, item }) => [plain(name), new URL(item).pathname])).toEqual([
      ['Accueil', '/'],
      ['Commerces', '/commerces'],
      ['Bordeaux', '/communes/bordeaux'],
      ['Fournil des Capucins', '/commerce/fournil-des-capucins-42'],
    ]);
  });

  it('gives no point and no itinerary where only the commune is known', () => {
    const body = presentListing(
      fr,
      aShown({ position: { longitude: -0.57, latitude: 44.84, precision: 'commune' } }),
    );
    expect(body.verbs.some(({ href }) => href.startsWith('geo:'))).toBe(false);
    expect(body.address.note).toBeDefined();
  });
});

describe('the address of a business', () => {
  it.each([
    ['boulangerie-paul-1234', 1234],
    ['1234', 1234],
    ['-7', 7],
    ['boulangerie', null],
    ['paul-12a', null],
    ['paul-12345678901', null],
    ['', null],
    ["x'; DROP TABLE listing;--1", 1],
  ])('%s is of %s', (segment, id) => expect(listingIdOf(segment)).toBe(id));

  it('says how many people the rules of the territory let in, as far as its surface is known', () => {
    const rule: GaugeRule = {
      ...{ id: 'r', version: 1, endedAt: null, title: 'Quatre', text: 'Texte', source: 'Décret 2021-699' },
      ...{ communes: [], categories: [], firstDay: '2021-06-09', lastDay: '2021-06-29' },
      ...{ formula: { kind: 'surface', squareMetres: 4 }, isStaffCounted: false, isHouseholdOne: false },
      sourceUrl: null,
    };
    const now = Date.parse('2021-06-10T10:00:00Z');
    const noticesOf = (surface: number | null): string[] =>
      presentListing(
        fr,
        aShown({}, { now, limits: { gauge: { ...NO_GAUGE, surface }, rules: [rule] } }),
      ).notices.map(({ text }) => text.replaceAll('\u00a0', ' '));
    expect(noticesOf(48)).toContain(
      'Une personne pour 4 m² : 12 personnes au plus à la fois. Texte : Décret 2021-699',
    );
    expect(noticesOf(null)).toContain('Une personne pour 4 m². Texte : Décret 2021-699');
  });
});
