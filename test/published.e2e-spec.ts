import {
  emptyProfile,
  hoursFields,
  type ListingProfile,
  noAccess,
  pathTo,
  type ProfileField,
} from '@halles/contracts';
import { parse } from 'csv-parse/sync';
import { Clock, DAY } from '@halles/kernel';
import { freshnessMails, QuestionService } from '@halles/domain/freshness';
import { SERVICE_MODES } from '@halles/domain/hours';
import { ProfileService } from '@halles/domain/profiles';
import type { FormValues } from '@halles/platform/forms';
import { MailRenderer } from '@halles/platform/mail';
import { v7 as uuid } from 'uuid';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { writeOpenData } from '@halles/testing/open-data';
import { fillAddress } from '../apps/portal/src/profiles/forms/address.form';
import { editorForms } from '../apps/portal/src/profiles/forms/editor-forms';
import { fillHours } from '../apps/portal/src/profiles/forms/hours.form';
import { type Answer, openPortal, type Portal } from '../apps/portal/testing/portal-harness';
import { anEditor } from '../apps/portal/testing/sample-editor';
import { freshnessCheckModel } from '../apps/worker/src/freshness/freshness-mail';

/** A Thursday: Christmas is four weeks away. */
const NOW = new Date('2026-11-26T10:00:00Z');
const paragraph = (text: string): ListingProfile['descriptionFr'] => [
  { kind: 'paragraph', line: [{ text }] },
];
interface Published {
  readonly value: unknown;
  /** What a reader finds on the page. */
  readonly page: string | RegExp;
  /** What a machine finds in its JSON-LD; absent where schema.org has no word for it. */
  readonly data?: string | RegExp;
  /** What a reader of the open data finds in its row of the CSV; absent where the files have no column for it. */
  readonly file?: string | RegExp;
  /** What its owner reads in the monthly question; absent where that asks of hours and contacts alone. */
  readonly mail?: string | RegExp;
  /** Words by which it is found. */
  readonly search?: string;
}

/**
 * Every field of a profile that a form of the merchant space edits, with what readers see of it. A new field does not
 * compile until it is here. What the town alone says (a page that is hidden) is published where it is said.
 */
const fields: Readonly<Record<Exclude<ProfileField, 'disclosure' | 'hidden' | 'state'>, Published>> = {
  name: {
    value: 'Le Fournil des Halles',
    page: '<h1 class="listing-head__name">Le Fournil des Halles',
    data: '"name":"Le Fournil des Halles"',
    file: 'Le Fournil des Halles',
    mail: 'la page du Fournil des Halles',
    search: 'fournil des halles',
  },
  otherNames: { value: ['Chez Ginette'], page: 'Chez Ginette', data: 'Chez Ginette', search: 'chez ginette' },
  descriptionFr: {
    value: paragraph('Du pain au levain.'),
    page: '<p>Du pain au levain.',
    data: 'Du pain au levain.',
  },
  descriptionEn: { value: paragraph('Sourdough bread.'), page: 'Sourdough bread.', data: 'Sourdough bread.' },
  category: {
    value: 'florist',
    page: 'Fleuriste',
    data: '"@type":"Florist"',
    file: 'florist',
    search: 'fleuriste',
  },
  otherCategories: { value: ['florist'], page: /[Ff]leuriste/, data: /[Ff]leuriste/ },
  keywords: { value: ['bourriche'], page: 'bourriche', data: 'bourriche', search: 'bourriche' },
  address: {
    value: {
      number: '47',
      repetition: 'bis',
      street: 'rue Sainte-Catherine',
      complement: 'Galerie Bordelaise',
      postalCode: '33000',
      communeCode: '33063',
      position: { longitude: -0.5738, latitude: 44.8408 },
    },
    page: /geo:44\.8408,-0\.5738[\s\S]*Galerie Bordelaise[\s\S]*47\sbis rue Sainte-Catherine/,
    data: /47 bis rue Sainte-Catherine.*"latitude":44\.8408,"longitude":-0\.5738/,
    file: /47 bis rue Sainte-Catherine.*44\.8408/,
    mail: '47 bis rue Sainte-Catherine, Bordeaux',
    search: 'rue sainte catherine',
  },
  phone: {
    value: '+33556010203',
    page: '05\u00a056\u00a001\u00a002\u00a003',
    data: '+33556010203',
    file: '+33556010203',
    mail: '05 56 01 02 03',
  },
  email: {
    value: 'bonjour@fournil.example',
    page: 'mailto:bonjour@fournil.example',
    mail: 'bonjour@fournil.example',
  },
  website: {
    value: 'https://fournil.example/',
    page: 'href="https://fournil.example/"',
    data: 'https://fournil.example/',
    file: 'https://fournil.example/',
    mail: 'fournil.example',
  },
  links: {
    value: {
      shop: 'https://boutique.example/',
      booking: null,
      social: ['https://mastodon.example/@fournil'],
    },
    page: /https:\/\/boutique\.example\/[\s\S]*https:\/\/mastodon\.example\/@fournil/,
    data: 'https://mastodon.example/@fournil',
  },
  shopHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /6\u00a0h\u00a045\u00a0–/,
    data: '"opens":"06:45"',
    file: '06:45-13:15',
    mail: /6 h 45 –/,
  },
  pickupHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Retrait[\s\S]*6\u00a0h\u00a045\u00a0–/,
    mail: /Retrait : 6 h 45/,
  },
  deliveryHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Livraison[\s\S]*6\u00a0h\u00a045\u00a0–/,
    mail: /Livraison : 6 h 45/,
  },
  appointmentHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Sur rendez-vous[\s\S]*6\u00a0h\u00a045\u00a0–/,
    mail: /Sur rendez-vous : 6 h 45/,
  },
  phoneHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Par téléphone[\s\S]*6\u00a0h\u00a045\u00a0–/,
    mail: /Par téléphone : 6 h 45/,
  },
  publicHolidays: {
    value: { general: [{ from: 405, until: 795 }], days: {} },
    page: /Vendredi 25\u00a0décembre, Noël<\/dt><dd>6\u00a0h\u00a045\u00a0–/,
    mail: /25 décembre, Noël : 6 h 45/,
  },
  exceptions: {
    value: [
      { from: '2026-12-13', until: '2026-12-13', spans: [{ from: 405, until: 795 }], note: 'Marché de Noël' },
    ],
    page: /Marché de Noël[\s\S]*6\u00a0h\u00a045\u00a0–/,
    data: '"validFrom":"2026-12-13"',
    mail: /13 décembre.*Marché de Noël.*6 h 45/,
  },
  vacations: {
    value: [{ from: '2027-01-04', returns: '2027-01-18' }],
    page: /Du lundi 4\u00a0janvier au dimanche 17\u00a0janvier, Congés<\/dt><dd>Fermé/,
    data: '"validFrom":"2027-01-04","validThrough":"2027-01-17"',
    mail: /4 janvier.*17 janvier, Congés/,
  },
  access: { value: { ...noAccess, commentaire: 'Sonnez à gauche.' }, page: 'Sonnez à gauche.' },
  payment: { value: ['cheques'], page: 'chèque', data: '"paymentAccepted":"cheques"', file: 'cheques' },
  services: {
    value: {
      pickup: null,
      delivery: 'yes',
      deliveryArea: 'Jusqu’à Talence',
      appointment: null,
      homeVisits: null,
      outdoorSeating: null,
    },
    page: 'Jusqu’à Talence',
  },
  labels: { value: ['boulanger-de-france'], page: 'Boulanger de France' },
  legal: {
    value: {
      legalName: null,
      register: 'RNE 123',
      vat: null,
      mediator: null,
      terms: null,
      compliance: false,
    },
    page: 'RNE 123',
  },
  priceBand: { value: 3, page: '€€€ (', data: '"priceRange":"€€€"' },
};

/** Words whatever holds them together. */
const plain = (text: string): string => text.replaceAll(/\u2060/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');

const BORDEAUX = [{ code: '33063', name: 'Bordeaux' }];

/** What a person would have to type for a field to be so: as its own form shows it. */
function typed(field: ProfileField, value: unknown): { readonly path: string; readonly values: FormValues } {
  const content: ListingProfile = { ...emptyProfile, [field]: value };
  const { known } = anEditor({}, {});
  const mode = SERVICE_MODES.find((one) => hoursFields[one] === field);
  if (mode) return { path: 'profile.hours', values: fillHours(content, mode, known.place) };
  if (field === 'address') return { path: 'profile.address', values: fillAddress(content, known, BORDEAUX) };
  const form = editorForms.find(({ fields: its }) => its.includes(field));
  if (!form) throw new Error(`no form is for ${field}`);
  return { path: `profile.${form.page}`, values: form.fill(content, { ...known, today: '2026-11-26' }) };
}

describe('what is published is what the public reads', () => {
  let portal: Portal;
  let listing: number;
  let written = 0;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const facts = { displayName: 'Dupont', category: 'bakery', openingHoursText: 'Mo-Sa 09:00-18:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  /** The monthly question to who keeps the page, as it would leave now. */
  async function monthlyMail(): Promise<string> {
    const { world } = portal;
    const id = uuid();
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at)
         SELECT $1, $2, account_id, 'monthly', '2026-11', $3 FROM account_grant WHERE listing_id = $2`,
        [id, listing, NOW],
      ),
    );
    const open = await portal.app.get(QuestionService, { strict: false }).mailOf(world.here, id, NOW);
    if (!open) throw new Error('no question is asked');
    const { settings } = world.here.tenant;
    const model = freshnessCheckModel(
      open,
      { timeZone: settings.timeZone, confirmUrl: 'https://x.example/' },
      NOW.getTime(),
    );
    const { text, html } = await new MailRenderer(process.cwd()).render(
      settings,
      freshnessMails.check,
      model,
      'fr',
    );
    expect(html).toContain('href="https://x.example/"');
    return plain(text);
  }

  /** The cookie of who keeps the page, or of an agent with a mandate for everything. */
  async function cookieOf(kind: 'merchant' | 'agent'): Promise<string> {
    const { world } = portal;
    const owner = await signInAs(world, world.here, { grants: [{ listingId: listing }], at: NOW });
    if (kind === 'merchant') return owner.cookie;
    const { link } = await sendAgent(world, world.here, listing, { now: NOW });
    const { headers } = await portal.ask('ici-bourg', `/pro/agent/${link}`);
    return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  }

  /** Publishes what is typed in the form of a field, and says yes where that is asked. */
  async function publish(cookie: string, field: ProfileField, value: unknown): Promise<Answer> {
    const { path, values } = typed(field, value);
    const send = (more: Readonly<Record<string, string>> = {}): Promise<Answer> => {
      const pairs = Object.entries(values).flatMap(([name, all]) => (all ?? []).map((one) => [name, one]));
      const fixed = Object.entries({ version: '0', do: 'publish', ...more });
      return portal.ask('ici-bourg', pathTo(path as 'profile.hours', 'fr', { listing }), {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams([...pairs, ...fixed] as [string, string][]).toString(),
      });
    };
    const answer = await send();
    const [, closing] = /name="closing" value="([^"]+)"/.exec(answer.body) ?? [];
    return closing === undefined ? answer : send({ closing });
  }

  /** The row of the business in the file of open data. */
  async function rowOf(): Promise<string> {
    // The files are written anew every ten minutes at most: each time is a day later than the one before.
    await writeOpenData(portal.world, portal.world.here, new Date(NOW.getTime() + (written += 1) * DAY));
    const { body } = await portal.ask('ici-bourg', '/donnees/commerces.csv');
    const rows = parse<Record<string, string>>(body, { columns: true });
    return JSON.stringify(rows.find(({ identifiant }) => identifiant === String(listing)) ?? {});
  }

  const cases = Object.entries(fields).flatMap(([field, published]) =>
    (['merchant', 'agent'] as const).map((kind) => [field as ProfileField, kind, published] as const),
  );
  const reached = cases.filter(([field, kind]) => field !== 'legal' || kind === 'merchant');
  it.each(reached)(
    '%s, typed in its form by a %s: on the page, in its data, in search, in open data and in the monthly mail',
    async (field, kind, { value, page, data, file, mail, search }) => {
      const answer = await publish(await cookieOf(kind), field, value);
      expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('fait=1')]);
      const { authors } = await portal.app.get(ProfileService).find(portal.world.here, listing);
      expect(authors[field]?.kind).toBe(kind);
      const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
      const { status, body } = await portal.ask('ici-bourg', headers.location ?? '');
      expect(status).toBe(200);
      const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body) ?? [];
      expect(body.replace(json, '')).toMatch(page);
      if (data !== undefined) expect(JSON.stringify(JSON.parse(json))).toMatch(data);
      if (search !== undefined) {
        const found = await portal.ask('ici-bourg', `/api/v1/search?q=${encodeURIComponent(search)}`);
        expect(found.body).toContain(`-${listing}"`);
      }
      if (file !== undefined) expect(await rowOf()).toMatch(file);
      if (mail !== undefined) expect(await monthlyMail()).toMatch(mail);
    },
  );

  const POST = { title: 'Le stollen est là', text: 'Jusqu’à Noël.', kind: 'offer', endsOn: '2026-12-24' };
  it.each(['merchant', 'agent'] as const)(
    'a post, typed in its form by a %s: on the page, in its data, on the home page, in the feed, in search and in open data',
    async (kind) => {
      const id = uuid();
      const facts = { displayName: `Stollen ${kind}`, openingHoursText: 'Mo-Sa 09:00-18:00' };
      [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
      const sent = await portal.post(
        'ici-bourg',
        pathTo('merchant.posts', 'fr', { listing }),
        { ...POST, id, startsOn: '', do: 'publish' },
        { cookie: await cookieOf(kind) },
      );
      expect(sent.status).toBe(303);
      const read = async (path: string): Promise<string> => (await portal.ask('ici-bourg', path)).body;
      const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
      const page = await read(headers.location ?? '');
      const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page) ?? [];
      for (const said of [POST.title, POST.text, '24 décembre'])
        expect(plain(page.replace(json, ''))).toContain(said);
      expect(JSON.parse(json)).toMatchObject({
        makesOffer: [{ name: POST.title, validThrough: POST.endsOn }],
      });
      for (const path of ['/', '/actualites', '/actualites.atom'])
        expect([path, await read(path)]).toEqual([path, expect.stringContaining(POST.title)]);
      expect(await read(`/commerces?q=Stollen+${kind}`)).toContain('Offre en ce moment');
      await rowOf();
      expect(await read('/donnees/actualites.csv')).toMatch(/Le stollen est là.*Jusqu’à Noël/);
    },
  );

  it('legal details are the merchant’s own word: no mandate reaches them', async () => {
    const answer = await publish(await cookieOf('agent'), 'legal', fields.legal.value);
    expect(answer.status).toBe(403);
  });
});
