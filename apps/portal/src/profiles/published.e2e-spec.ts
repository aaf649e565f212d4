import { type ListingProfile, noAccess, type ProfileField } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { ProfileService } from '@halles/domain/profiles';
import { signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

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
}

/** Every field of a profile, with what readers see of it. A new field does not compile until it is here. */
const fields: Readonly<Record<Exclude<ProfileField, 'disclosure' | 'hidden' | 'state'>, Published>> = {
  name: {
    value: 'Le Fournil des Halles',
    page: '<h1 class="listing-head__name">Le Fournil des Halles',
    data: '"name":"Le Fournil des Halles"',
  },
  otherNames: { value: ['Chez Ginette'], page: 'Chez Ginette', data: 'Chez Ginette' },
  descriptionFr: {
    value: paragraph('Du pain au levain.'),
    page: '<p>Du pain au levain.',
    data: 'Du pain au levain.',
  },
  descriptionEn: { value: paragraph('Sourdough bread.'), page: 'Sourdough bread.', data: 'Sourdough bread.' },
  category: { value: 'florist', page: 'Fleuriste', data: '"@type":"Florist"' },
  otherCategories: { value: ['florist'], page: /[Ff]leuriste/, data: /[Ff]leuriste/ },
  keywords: { value: ['bourriche'], page: 'bourriche', data: 'bourriche' },
  phone: { value: '+33556010203', page: '05\u00a056\u00a001\u00a002\u00a003', data: '+33556010203' },
  email: { value: 'bonjour@fournil.example', page: 'mailto:bonjour@fournil.example' },
  website: {
    value: 'https://fournil.example/',
    page: 'href="https://fournil.example/"',
    data: 'https://fournil.example/',
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
  address: {
    value: {
      number: '4',
      repetition: 'bis',
      street: 'place du Parlement',
      postalCode: '33000',
      communeCode: '33063',
      position: { longitude: -0.5725, latitude: 44.8411 },
    },
    page: '4 bis place du Parlement',
    data: /"streetAddress":"4 bis place du Parlement"[\s\S]*44\.8411/,
  },
  shopHours: { value: 'Mo-Su 06:45-13:15', page: /6\u00a0h\u00a045\u00a0–/, data: '"opens":"06:45"' },
  pickupHours: { value: 'Mo-Su 06:45-13:15', page: /Retrait[\s\S]*6\u00a0h\u00a045\u00a0–/ },
  deliveryHours: { value: 'Mo-Su 06:45-13:15', page: /Livraison[\s\S]*6\u00a0h\u00a045\u00a0–/ },
  appointmentHours: { value: 'Mo-Su 06:45-13:15', page: /Sur rendez-vous[\s\S]*6\u00a0h\u00a045\u00a0–/ },
  phoneHours: { value: 'Mo-Su 06:45-13:15', page: /Par téléphone[\s\S]*6\u00a0h\u00a045\u00a0–/ },
  publicHolidays: {
    value: { general: [{ from: 405, until: 795 }], days: {} },
    page: /Vendredi 25\u00a0décembre, Noël<\/dt><dd>6\u00a0h\u00a045\u00a0–/,
  },
  exceptions: {
    value: [
      { from: '2026-12-13', until: '2026-12-13', spans: [{ from: 405, until: 795 }], note: 'Marché de Noël' },
    ],
    page: /Marché de Noël[\s\S]*6\u00a0h\u00a045\u00a0–/,
    data: '"validFrom":"2026-12-13"',
  },
  vacations: {
    value: [{ from: '2027-01-04', returns: '2027-01-18' }],
    page: /Du lundi 4\u00a0janvier au dimanche 17\u00a0janvier, Congés<\/dt><dd>Fermé/,
    data: '"validFrom":"2027-01-04","validThrough":"2027-01-17"',
  },
  access: { value: { ...noAccess, commentaire: 'Sonnez à gauche.' }, page: 'Sonnez à gauche.' },
  payment: { value: ['cheques'], page: 'chèque', data: '"paymentAccepted":"cheques"' },
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

describe('what is published is what the public reads', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { read: { limit: 100_000, windowMs: 60_000 } } });
  });
  beforeEach(() => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  const cases = Object.entries(fields).flatMap(([field, published]) =>
    (['merchant', 'agent'] as const).map((kind) => [field, kind, published] as const),
  );
  it.each(cases)(
    '%s, said by a %s: on the page and in its data',
    async (field, kind, { value, page, data }) => {
      const [listing = 0] = await writeListings(portal.world, portal.world.here, [
        {
          source: 'sirene',
          facts: { displayName: 'Dupont', category: 'bakery', openingHoursText: 'Mo-Sa 09:00-18:00' },
        },
      ]);
      await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] });
      const author = { kind, accountId: null, name: 'Odile Fournier' };
      const saved = await portal.app
        .get(ProfileService)
        .save(portal.world.here, listing, { version: 0, changes: { [field]: value }, author }, NOW);
      expect(saved.changed).toEqual([field]);
      const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
      const { status, body } = await portal.ask('ici-bourg', headers.location ?? '');
      expect(status).toBe(200);
      const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body) ?? [];
      expect(body.replace(json, '')).toMatch(page);
      if (data !== undefined) expect(JSON.stringify(JSON.parse(json))).toMatch(data);
    },
  );
});
