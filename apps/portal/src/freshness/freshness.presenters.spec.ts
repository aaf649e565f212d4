import { emptyProfile, type ListingProfile, noAccess } from '@halles/contracts';
import { type QueuedReport } from '@halles/domain/reports';
import { baseCategories } from '@halles/domain/categories';
import { confirmable } from '@halles/domain/freshness';
import { scheduleOfTexts } from '@halles/domain/hours';
import { FACTS, type Fact } from '@halles/domain/listings';
import { noProfile } from '@halles/domain/profiles';
import { formValuesOf, newForm, PostedForm } from '@halles/platform/forms';
import { checkHtml, listTenantFolders, loadTenantFolder } from '@halles/platform/theming';
import { aListing, SHOWN_AT } from '../../testing/sample-listing';
import { scopeOf, territory, themes } from '../../testing/page-scopes';
import { presentInbox, presentPreferences } from '../notifications';
import { presentLayout } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { presentStatistics } from '../statistics/statistics.presenter';
import { presentCheck } from './check.presenter';
import { decisionForm } from '../reports/decision.form';
import { presentReports } from '../reports/reports.presenter';

const noUse = { view: 0, search: 0, call: 0, itinerary: 0, site: 0 };
const listing = aListing({
  schedule: scheduleOfTexts({ timeZone: 'Europe/Paris', department: '33' }, { shop: 'Mo-Sa 07:00-13:00' }),
});
const known = { profile: null, tree: baseCategories, now: SHOWN_AT };
const report: QueuedReport = {
  id: '0193a7e2-0000-7000-8000-000000000001',
  listing: { id: 42, slug: 'fournil', name: 'Fournil des Capucins' },
  kind: 'closed',
  movedTo: null,
  reportedPost: null,
  message: 'Rideau baissé <depuis> lundi.\nPlus personne.',
  isConfirmed: true,
  state: 'new',
  createdAt: new Date('2026-11-20T09:00:00Z'),
  isOwned: true,
  escalatedAt: null,
  ownerAnswer: null,
  askedAt: new Date('2026-11-20T09:00:00Z'),
  decision: null,
  takenBack: null,
};

/** A refusal that says no reason. */
const refusal = decisionForm.read(
  new PostedForm(formValuesOf({ report: report.id, decision: 'refused', reason: ' ' })),
);
const unexplained = { ...newForm(refusal.values), errors: refusal.ok ? {} : refusal.errors };

/** Each page with its view and the body behind its frame. */
const bodies: Readonly<Record<string, (scope: PageScope) => object>> = {
  'freshness/link': (scope) => ({
    check: presentCheck(scope, {
      listing,
      ...known,
      lead: 'monthly',
      action: '/pro/confirmer/jeton',
      change: '/pro/commerces/42',
    }),
    stop: 'Ne plus recevoir ce message',
    stopWords: 'Votre page reste en ligne.',
  }),
  'freshness/done': () => ({ text: 'C’est noté.', onward: { href: '/pro', label: 'Espace' } }),
  'freshness/confirm': (scope) => ({
    check: presentCheck(scope, {
      listing: aListing({ schedule: null, phone: null, website: null, email: null }),
      ...known,
      lead: 'own',
      action: '/pro/commerces/42/confirmer',
      change: '/pro/commerces/42',
    }),
    done: 'C’est noté.',
  }),
  'reports/reports': (scope) =>
    presentReports(
      scope,
      42,
      [
        report,
        {
          ...report,
          id: '0193a7e2-0000-7000-8000-000000000002',
          state: 'refused',
          decision: {
            at: new Date('2026-11-24T09:00:00Z'),
            by: 'agent',
            accountId: null,
            name: 'Agnès',
            reason: 'Vu ouvert mardi.',
            effect: null,
          },
        },
      ],
      { form: unexplained },
    ),
  'statistics/statistics': (scope) =>
    presentStatistics(
      scope,
      42,
      {
        days: Array.from({ length: 30 }, (_, at) => ({
          period: `2026-11-${String((at % 30) + 1).padStart(2, '0')}`,
          uses: { ...noUse, view: at, call: 1 },
        })),
        months: Array.from({ length: 12 }, (_, at) => ({
          period: `2026-${String(at + 1).padStart(2, '0')}`,
          uses: { ...noUse, view: at * 30 },
        })),
        lastDays: { view: 435, search: 12, call: 30, itinerary: 0, site: 3 },
        daysBefore: { view: 300, search: 2, call: 30, itinerary: 0, site: 1 },
        lastMonths: { view: 1_980, search: 12, call: 30, itinerary: 0, site: 3 },
      },
      true,
    ),
  'notifications/inbox': (scope) =>
    presentInbox(scope, {
      notifications: (['report', 'freshness', 'holidays', 'page'] as const).map((event, at) => ({
        id: `n${at}`,
        event,
        listing: { id: 42, name: at === 3 ? null : 'Fournil des Capucins' },
        ref: 'r',
        page: null,
        createdAt: new Date('2026-11-20T09:00:00Z'),
        isRead: at > 1,
      })),
      before: '0193a7e2-0000-7000-8000-000000000009',
    }),
  'notifications/preferences': (scope) =>
    presentPreferences(scope, [{ event: 'report', channel: 'mail', wanted: true }], {
      pushKey: 'BPub',
      isDone: true,
      problem: null,
      browsers: 2,
    }),
};

/** What surrounds a page of the merchant space. */
const frame = {
  home: { href: '/pro', label: 'Espace commerçants' },
  account: { href: '/compte', label: 'Odile Fournier' },
  bell: { href: '/pro/notifications', label: 'Notifications, 3 à lire', count: '3' },
  sections: [],
};
const french = scopeOf(territory(), 'fr');
const plain = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

describe('pages about freshness, figures and notifications', () => {
  const cases = listTenantFolders(process.cwd()).flatMap((slug) =>
    (['fr', 'en'] as const).flatMap((locale) =>
      Object.keys(bodies).map((view) => [slug, locale, view] as const),
    ),
  );
  it.each(cases)('%s, %s, %s: renders whole and well formed', (slug, locale, view) => {
    const scope = scopeOf(loadTenantFolder(process.cwd(), slug).settings, locale);
    const layout = presentLayout(scope, { page: null, title: 'x', description: 'x', noindex: true });
    const body = { heading: 'x', pro: frame, ...bodies[view]?.(scope) };
    expect(checkHtml(themes.forTenant({ slug }).render(view, locale, { layout, body }), locale)).toEqual([]);
  });
});

describe('the page that asks', () => {
  const check = presentCheck(french, {
    listing,
    ...known,
    lead: 'holidays',
    action: '/a',
    change: '/b',
  });
  it('shows the week and the special days as the public sees them, and says what is not shown', () => {
    expect(check.hours?.days).toHaveLength(7);
    expect(check.hours?.coming.map(({ day, hours }) => plain(`${day} : ${hours}`))).toEqual([
      'Vendredi 25 décembre, Noël : horaires à vérifier',
      'Vendredi 1er janvier, Jour de l’An : horaires à vérifier',
    ]);
    expect(check.facts.map(({ term }) => term)).toEqual([
      'Nom',
      'Activité',
      'Adresse',
      'Téléphone',
      'Site',
      'Adresse électronique',
    ]);
  });

  it('shows everything that one press confirms', () => {
    const said = { source: 'sirene', origin: null, reportedOn: '2026-11-01' } as const;
    const full = aListing({
      email: 'contact@fournil.example',
      website: 'https://fournil.example/',
      wheelchair: 'limited',
      payment: ['cash'],
      takeaway: 'yes',
      outdoorSeating: true,
      provenance: Object.fromEntries(FACTS.map((fact) => [fact, said])),
    });
    const access = { ...noAccess, sanitaires_presence: true };
    const profile = { ...noProfile(full.id), content: { ...emptyProfile, access } };
    const shown = presentCheck(french, {
      ...{ ...known, listing: full, profile },
      ...{ lead: 'own', action: '/a', change: '/b' },
    });
    const words = [...shown.facts, ...shown.parts.flatMap(({ facts }) => facts)]
      .map(({ term, value }) => plain(`${term} : ${value}`))
      .join('\n');
    const where: Readonly<Partial<Record<Fact, RegExp>>> = {
      name: /Nom : Fournil des Capucins/,
      category: /Activité : Boulangerie/,
      address: /Adresse : /,
      phone: /Téléphone : /,
      website: /Site : https:/,
      email: /contact@fournil/,
      access: /En fauteuil roulant : accessible en partie[\s\S]*Toilettes : oui/,
      payment: /Acceptés : espèces/,
      services: /À emporter : oui[\s\S]*Terrasse : oui/,
    };
    for (const fact of confirmable(full).filter((one) => one !== 'hours'))
      expect([fact, words]).toEqual([fact, expect.stringMatching(where[fact] ?? /^(?!)/)]);
  });

  it('shows what else the public reads, apart: the press confirms none of it', () => {
    const said = { source: 'merchant', origin: null, reportedOn: '2026-11-01' } as const;
    const full = aListing({
      keywords: ['canelés', 'Chez Ginette', 'Fleuriste'],
      brand: 'Banette',
      provenance: { keywords: said, brand: said, legal: said },
    });
    const content: ListingProfile = {
      ...emptyProfile,
      descriptionFr: [{ kind: 'paragraph', line: [{ text: 'Du pain au levain.' }] }],
      keywords: ['canelés'],
      otherNames: ['Chez Ginette'],
      otherCategories: ['florist'],
      priceBand: 2,
      labels: ['boulanger-de-france'],
      links: {
        shop: 'https://boutique.example/',
        booking: 'https://table.example/',
        social: ['https://reseau.example/@fournil'],
      },
      legal: {
        legalName: 'Fournil SARL',
        register: null,
        vat: null,
        mediator: null,
        terms: null,
        compliance: false,
      },
    };
    const shown = presentCheck(french, {
      ...{ ...known, listing: full, profile: { ...noProfile(full.id), content } },
      ...{ lead: 'own', action: '/a', change: '/b' },
    });
    const beside = shown.beside.map(({ term, value }) => plain(`${term} : ${value}`));
    for (const words of [
      'Présentation : Du pain au levain.',
      'Spécialités : canelés',
      'Autres noms : Chez Ginette',
      'Autres activités : Fleuriste',
      'Enseigne : Banette',
      'Prix : €€ (prix moyens)',
      'Labels : Boulanger de France',
      'Réserver : https://table.example/',
      'Boutique en ligne : https://boutique.example/',
      'Ailleurs sur le web : https://reseau.example/@fournil',
      'Dénomination : Fournil SARL',
    ])
      expect(beside).toContain(words);
    expect(confirmable(full)).toEqual([]);
  });
});

describe('figures', () => {
  const trend = (now: number, before: number) =>
    plain(
      presentStatistics(french, 42, {
        days: [],
        months: [],
        lastDays: { ...noUse, view: now },
        daysBefore: { ...noUse, view: before },
        lastMonths: { ...noUse, view: now },
      }).totals[0]?.note,
    );
  it('tell a tendency only where there is enough to tell one', () => {
    expect(trend(12, 3)).toBe('3 les 30 jours d’avant : trop peu pour y lire une tendance.');
    expect(trend(90, 60)).toBe('50 % de plus que les 30 jours d’avant.');
    expect(trend(60, 90)).toBe('33 % de moins que les 30 jours d’avant.');
    expect(trend(60, 60)).toBe('Autant que les 30 jours d’avant.');
  });

  it('list what was used, and neither days without a use nor columns of zeros', () => {
    const { tables } = presentStatistics(french, 42, {
      days: Array.from({ length: 30 }, (_, at) => ({
        period: `2026-11-${String(at + 1).padStart(2, '0')}`,
        uses: at === 4 || at === 9 ? { ...noUse, view: 3, call: 1 } : noUse,
      })),
      months: [{ period: '2026-11', uses: { ...noUse, view: 6, call: 2 } }],
      lastDays: { ...noUse, view: 6, call: 2 },
      daysBefore: noUse,
      lastMonths: { ...noUse, view: 6, call: 2 },
    });
    expect(tables[0]?.rows.map(({ name, cells }) => [plain(name), ...cells])).toEqual([
      ['10 nov.', '3', '1'],
      ['5 nov.', '3', '1'],
    ]);
    expect(tables[0]?.columns).toEqual(['Lectures', 'Appels']);
    expect(tables[0]?.quiet).toBe('28 jours sans aucun usage ne sont pas dans le tableau.');
    expect([tables[0]?.first, tables[0]?.last].map(plain)).toEqual(['1 nov.', '30 nov.']);
    expect(tables[1]?.quiet).toBeUndefined();
  });

  it('show nothing where nothing was counted, and say so', () => {
    const nothing = presentStatistics(french, 42, {
      days: [],
      months: [],
      lastDays: noUse,
      daysBefore: noUse,
      lastMonths: noUse,
    });
    expect(nothing.tables).toEqual([]);
    expect(nothing.empty).toBeDefined();
  });
});

describe('reports', () => {
  it('show what was reported and decided, and nothing of who reported', () => {
    const { reports } = presentReports(french, 42, [report], { form: newForm() });
    expect(reports[0]).toMatchObject({ isOpen: true, message: report.message });
    expect(JSON.stringify(reports)).not.toMatch(/isConfirmed|email/);
  });

  it('are refused with a reason only, and the page says so', () => {
    expect(presentReports(french, 42, [report], { form: unexplained }).problem).toBe(
      'Dites en quelques mots pourquoi ce n’est pas exact.',
    );
  });
});
