import { type InputErrors } from '@halles/platform/forms';
import { type ListingProfile, noAccess, portalRoutes } from '@halles/contracts';
import { ViewFixtures, checkHtml, listTenantFolders, loadTenantFolder } from '@halles/platform/theming';
import type { PlaceRequest } from '@halles/domain/corrections';
import { rankingFormula } from '@halles/domain/search';
import { scopeOf, territory, themes } from '../../testing/page-scopes';
import { someActs } from '../../testing/sample-acts';
import { anEditor, aFrame, someRevisions } from '../../testing/sample-editor';
import { presentLayout } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { presentAddress } from './address.presenter';
import { fieldWriter, presentEditor } from './editor.presenter';
import { accessForm } from './forms/access.form';
import { fillAddress } from './forms/address.form';
import { timeOffForm } from './forms/time-off.form';
import type { EditorForm } from './forms/editor-form';
import { editorForms } from './forms/editor-forms';
import { holidaysForm, holidaysAhead } from './forms/holidays.form';
import { fillHours } from './forms/hours.form';
import { informationForm } from './forms/information.form';
import { legalForm } from './forms/legal.form';
import { paymentsForm } from './forms/payments.form';
import { typedPlace } from '../places';
import { presentHistory } from './history.presenter';
import { HoursInputs } from './hours-inputs';
import { presentByTown, presentHoursForm } from './hours.presenter';
import { agentsVoice, type Waiting } from '../merchant-space';
import { presentBusinesses, presentOverview } from './overview.presenter';
import { suggestionsFor } from './suggestions';

const EVERYTHING = { canUndo: true, isAgent: false, leadsTo: () => true } as const;

/** The older one takes another back, and counts; the newer one does not any more. */
const takenBack = someRevisions.map((one) => ({ ...one, isUndone: !one.isUndone }));
const said: Partial<ListingProfile> = {
  name: 'Le Pain du Coin',
  otherNames: ['Boulangerie Fournier'],
  descriptionFr: [
    { kind: 'paragraph', line: [{ text: 'Pain ' }, { text: 'au levain', strong: true }, { text: '.' }] },
    { kind: 'list', items: [[{ text: 'Le blé', href: 'https://ble.example/' }]] },
  ],
  category: 'bakery',
  otherCategories: ['pastry-shop'],
  keywords: ['pain au levain', 'canelés'],
  phone: '+33556102030',
  website: 'https://pain.example/',
  links: { shop: 'https://boutique.example/', booking: null, social: ['https://www.instagram.com/lepain'] },
  shopHours:
    'Tu-Sa 07:00-13:00,15:00-19:30; Jul 14-Aug 31 off; Jul 14-Aug 31 Sa 08:00-12:00; Su[1] 08:00-12:00',
  publicHolidays: {
    general: 'closed',
    days: { '2026-12-25': 'as-usual', '2027-05-08': [{ from: 480, until: 720 }] },
  },
  exceptions: [
    { from: '2026-12-24', until: '2026-12-24', spans: [{ from: 420, until: 960 }], note: 'Réveillon' },
  ],
  vacations: [{ from: '2027-02-01', returns: '2027-02-15' }],
  access: {
    ...noAccess,
    entree_plain_pied: true,
    entree_largeur_mini: 90,
    languages: ['fr', 'en'],
    quietHours: 'Tu 14:00-16:00',
  },
  payment: ['cash', 'cards'],
  services: {
    pickup: 'yes',
    delivery: null,
    deliveryArea: null,
    appointment: null,
    homeVisits: false,
    outdoorSeating: null,
  },
  labels: ['boulanger-de-france'],
  legal: {
    legalName: null,
    register: 'RCS Bordeaux 123 456 824',
    vat: 'FR40123456824',
    mediator: { name: 'CM2C', address: null, website: 'https://cm2c.example/' },
    terms: null,
    compliance: true,
  },
  priceBand: 2,
};
const editor = anEditor(said);

function formBody(form: EditorForm, scope: PageScope, errors: InputErrors = {}): object {
  const raw = form.fill(editor.content, editor.known);
  return {
    ...presentEditor(scope, editor, form, { version: 3, errors, values: raw }),
    parts: form.parts(fieldWriter(scope, raw, errors), editor.known, scope),
    ...form.own?.present(new HoursInputs(scope, raw, errors), editor.known, scope),
  };
}

function hoursBody(scope: PageScope, errors: InputErrors = {}, editor = anEditor(said)): object {
  const raw = fillHours(editor.content, 'shop', editor.context.place);
  return {
    ...presentEditor(
      scope,
      editor,
      { page: 'hours', fields: ['shopHours'] },
      { version: 3, errors, done: 3, values: raw },
    ),
    ...presentHoursForm(scope, editor, 'shop', { raw, errors, content: editor.content }),
  };
}

const communes = [{ code: '33063', name: 'Bordeaux', longitude: -0.5792, latitude: 44.8378 }];

/** The page of the address, with a request that waits or was decided. */
function addressBody(scope: PageScope, errors: InputErrors = {}, change: Partial<PlaceRequest> = {}): object {
  const { known } = editor;
  const values = fillAddress(editor.content, known, communes);
  const typed = typedPlace(values, communes);
  const at = new Date('2026-11-24T09:00:00Z');
  const asked = {
    number: '3',
    repetition: null,
    street: 'quai Sud',
    postalCode: '33000',
    communeCode: '33063',
  };
  const request: PlaceRequest = {
    id: '0199f3a2-0000-7000-8000-000000000009',
    listingId: known.managed.id,
    accountId: null,
    locale: 'fr',
    address: { ...asked, position: null },
    decided: null,
    state: 'open',
    doubt: 'moved',
    reason: null,
    createdAt: at,
    decidedAt: at,
    withdrawnAt: null,
    ...change,
  };
  const pin = typed.pin ?? { longitude: -0.5739, latitude: 44.8404 };
  const neighbours = [2, 6, 10, 14].map((number) => ({
    id: number,
    name: `Le ${number}`,
    street: 'Rue Neuve',
    number: String(number),
    longitude: pin.longitude + number * 6e-5,
    latitude: pin.latitude + number * 2e-5,
  }));
  const shown = {
    values,
    errors,
    typed,
    communes,
    pin,
    neighbours,
    found: null,
    request,
    word: null,
  };
  return {
    ...presentEditor(scope, editor, { page: 'address', fields: ['address'] }, { version: 3, errors, values }),
    ...presentAddress(scope, editor, shown),
  };
}

const aMatter = { since: new Date('2026-11-25T09:00:00Z'), count: 1, listingId: null };
const aDispute: Waiting = {
  ...aMatter,
  urgency: 'contested',
  paths: portalRoutes.contact,
  sentence: ({ texts }) => texts.line('claims.waiting.contested.text', { listing: 'Le Pain du Coin' }),
  action: ({ texts }) => texts.line('claims.waiting.contested.action'),
};
const anAddition: Waiting = {
  ...aMatter,
  urgency: 'theirs',
  paths: portalRoutes.claims,
  sentence: ({ texts }) => texts.line('additions.waiting.asked.text', { listing: 'Atelier du Cuir' }),
  action: ({ texts }) => texts.line('additions.waiting.asked.action'),
};

/** Fixture → its view and how its body is made. */
const pages: Readonly<
  Record<string, { readonly view: string; readonly body: (scope: PageScope) => object }>
> = {
  'profiles/hours': {
    view: 'profiles/hours',
    body: (scope) => {
      const shopHours = { kind: 'agent', at: '2026-11-25T09:00:00Z' } as const;
      const byTown = { ...editor, profile: { ...editor.profile, authors: { shopHours } } };
      return {
        ...hoursBody(scope),
        ...presentByTown(scope, byTown, 'shop', { given: {}, isAsPublished: true }),
      };
    },
  },
  'profiles/hours.invalid': {
    view: 'profiles/hours',
    body: (scope) =>
      hoursBody(scope, {
        d2from1: { key: 'spanEnds' },
        s0from: { key: 'dayMonth' },
        n0nth: { key: 'nthDay' },
      }),
  },
  'profiles/hours.text': {
    view: 'profiles/hours',
    // Weeks that take turns are more than the form of weeks can say.
    body: (scope) => {
      const shopHours = 'week 1-53/2 Tu-Sa 09:00-12:00; week 2-52/2 Tu-Sa 14:00-19:00';
      return hoursBody(scope, {}, anEditor({ ...said, shopHours }));
    },
  },
  'profiles/holidays': { view: 'profiles/holidays', body: (scope) => formBody(holidaysForm, scope) },
  'profiles/time-off': { view: 'profiles/time-off', body: (scope) => formBody(timeOffForm, scope) },
  'profiles/form': { view: 'profiles/form', body: (scope) => formBody(informationForm, scope) },
  'profiles/form.invalid': {
    view: 'profiles/form',
    body: (scope) => formBody(informationForm, scope, { phone: { key: 'phone' }, email: { key: 'email' } }),
  },
  'profiles/form.access': { view: 'profiles/form', body: (scope) => formBody(accessForm, scope) },
  'profiles/form.legal': { view: 'profiles/form', body: (scope) => formBody(legalForm, scope) },
  'profiles/form.clash': {
    view: 'profiles/form',
    body: (scope) => ({
      ...formBody(paymentsForm, scope),
      ...presentEditor(scope, editor, paymentsForm, {
        version: 4,
        values: {},
        errors: {},
        clash: {
          fields: ['payment'],
          by: 'Ali',
          byAccount: null,
          mine: { payment: ['cash'] },
          theirs: editor.content,
          elsewhere: {},
        },
      }),
    }),
  },
  'profiles/address': { view: 'profiles/address', body: (scope) => addressBody(scope) },
  'profiles/address.refused': {
    view: 'profiles/address',
    body: (scope) =>
      addressBody(scope, { pin: { key: 'pin' } }, { state: 'refused', reason: 'Le bail est au 12.' }),
  },
  'profiles/overview': {
    view: 'profiles/overview',
    body: (scope) => presentOverview(scope, anEditor(), { done: 3 }),
  },
  'profiles/overview.complete': {
    view: 'profiles/overview',
    body: (scope) => presentOverview(scope, editor, {}),
  },
  'profiles/overview.waiting': {
    view: 'profiles/overview',
    body: (scope) => presentOverview(scope, anEditor(), { waiting: [aDispute, anAddition] }),
  },
  'profiles/businesses.waiting': {
    view: 'profiles/businesses',
    body: (scope) => presentBusinesses(scope, [], [anAddition]),
  },
  'profiles/businesses': {
    view: 'profiles/businesses',
    body: () => ({
      lead: 'Choisissez celui que vous voulez mettre à jour.',
      businesses: [
        {
          name: 'Le Pain du Coin',
          href: '/pro/commerces/12',
          where: 'Bordeaux',
          state: 'Fermé',
          next: 'Dites quand vous ouvrez',
        },
      ],
      find: { href: '/pro/trouver', label: 'Trouver un commerce' },
      isQuiet: true,
    }),
  },
  'profiles/businesses.none': {
    view: 'profiles/businesses',
    body: () => ({
      lead: 'Trouvez sa page.',
      businesses: [],
      find: { href: '/pro/trouver', label: 'Trouver' },
      isQuiet: false,
    }),
  },
  'profiles/history': {
    view: 'profiles/history',
    body: (scope) =>
      presentHistory(
        scope,
        12,
        { revisions: takenBack, acts: someActs, older: null },
        { ...editor.known, done: 2, isPublic: true, can: EVERYTHING, now: editor.now },
      ),
  },
  'profiles/preview-unavailable': {
    view: 'profiles/preview-unavailable',
    body: () => ({
      text: 'Le public ne verrait pas cette page.',
      action: '/pro/commerces/12/apercu',
      hasChanges: true,
    }),
  },
};

const pageOf = (name: string, scope: PageScope): { readonly layout: object; readonly body: object } => {
  const page = pages[name];
  if (!page) throw new Error(name);
  const layout = presentLayout(scope, {
    page: null,
    title: 'Horaires',
    description: 'Horaires',
    paths: { fr: '/pro/commerces/12/horaires', en: '/en/pro/businesses/12/hours' },
    noindex: true,
  });
  return { layout, body: { heading: 'Horaires', pro: aFrame, ...page.body(scope) } };
};

const cases = listTenantFolders(process.cwd()).flatMap((slug) =>
  (['fr', 'en'] as const).flatMap((locale) =>
    Object.keys(pages).map((name) => [slug, locale, name] as const),
  ),
);

describe('pages of the merchant space', () => {
  it.each(cases)('%s, %s, %s: render whole and well formed', (slug, locale, name) => {
    const scope = scopeOf(loadTenantFolder(process.cwd(), slug).settings, locale);
    const html = themes.forTenant({ slug }).render(pages[name]?.view ?? '', locale, pageOf(name, scope));
    expect(checkHtml(html, locale)).toEqual([]);
  });

  it.each(Object.keys(pages))('%s is what its fixture says', (name) => {
    expect(new ViewFixtures(process.cwd()).read(name).body).toEqual(
      JSON.parse(JSON.stringify(pageOf(name, scopeOf(territory())).body)),
    );
  });

  it.each([
    ['is undone itself', someRevisions, {}],
    [
      'is followed by another of the same',
      takenBack.map((one) => ({ ...one, changes: { vacations: { before: null, after: null } } })),
      {},
    ],
    ['is on a page that the public does not read', takenBack, { isPublic: false }],
    ['is older than what is listed', takenBack, { hasNewer: true }],
  ])('say nothing of what the public reads of a change taken back that %s', (_, revisions, world) => {
    const moment = { ...editor.known, done: 2, isPublic: true, can: EVERYTHING, now: editor.now, ...world };
    const { undone } = presentHistory(scopeOf(territory()), 12, { revisions, acts: [], older: null }, moment);
    expect(undone).toEqual({ text: 'C’est annulé.', values: [] });
  });

  it.each(editorForms)('$page: what is filled in is read to the same', (form) => {
    const { changes, errors } = form.read(form.fill(editor.content, editor.known), editor.known);
    expect(errors).toEqual({});
    for (const field of form.fields.filter((name) => name in changes))
      expect(changes[field]).toEqual(editor.content[field]);
  });

  it.each(['fr', 'en'] as const)('speak to an agent of a page that is not the agent’s: %s', (locale) => {
    const own = scopeOf(territory(), locale);
    const scope = { ...own, texts: agentsVoice(own.texts) };
    const agents = { kind: 'agent', accountId: 'a', name: 'Nadia' } as const;
    const reach = { canEdit: true, canSayToday: true, canWelcome: false, leadsTo: () => true };
    const bare = anEditor({}, { author: agents, hasPhoto: false });
    const whole = anEditor(said, { author: agents });
    const unseen = (['masked', 'nameless', 'not-public'] as const).map((visibility) => ({
      ...bare,
      known: { ...bare.known, listing: null },
      listing: { ...bare.listing, visibility },
    }));
    const bodies = [bare, whole, ...unseen].flatMap((one) =>
      [{}, { done: 3 }, { done: 3, isShown: false }].map((done) => presentOverview(scope, one, done, reach)),
    );
    expect(JSON.stringify(bodies)).not.toMatch(/\b(?:votre|vos|mon|ma|mes|your|my)\b|retrouve/i);
    const forms = editorForms
      .filter((form) => form !== legalForm)
      .map((form) => JSON.stringify(formBody(form, scope)).slice(0, 400));
    expect(forms.join(' ')).not.toMatch(/"lead":"[^"]*\b(?:votre|vos|your)\b/i);
  });

  it('have every public holiday of the place, Alsace-Moselle and overseas included', () => {
    const days = (department: string): string[] =>
      holidaysAhead({ today: '2026-11-25', place: { timeZone: 'Europe/Paris', department } }).map(
        ({ date }) => date,
      );
    expect(days('33')).toHaveLength(11);
    expect(days('67')).toEqual(expect.arrayContaining(['2026-12-26', '2027-03-26']));
    expect(days('974')).toContain('2026-12-20');
    expect(days('971')).toContain('2027-05-27');
  });

  it('say of the ranking what its formula says: another formula, other words', () => {
    expect(rankingFormula).toMatchObject({
      version: 1,
      tiers: ['named', 'open', 'soon', 'unknown', 'shut'],
      within: ['distance', 'text-match', 'number'],
    });
    const effects = suggestionsFor({ content: anEditor().content, listing: null, hasPhoto: false });
    expect(effects.filter(({ effect }) => effect === 'hours').map(({ key }) => key)).toEqual(['hours']);
    expect(effects.filter(({ effect }) => effect === 'days').map(({ key }) => key)).toEqual(['holidays']);
    expect(effects.filter(({ effect }) => effect === 'words').map(({ key }) => key)).toEqual(['keywords']);
    expect(effects.map(({ key }) => key).slice(0, 2)).toEqual(['hours', 'photo']);
    expect(
      suggestionsFor({ content: editor.content, listing: editor.known.listing, hasPhoto: true }),
    ).toEqual([]);
  });
});
