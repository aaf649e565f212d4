import {
  emptyProfile,
  hoursFields,
  type ListingProfile,
  noAccess,
  type ProfileField,
} from '@halles/contracts';
import { SERVICE_MODES } from '@halles/domain/hours';
import type { FormValues } from '@halles/platform/forms';
import { fillAddress } from '../../apps/portal/src/profiles/forms/address.form';
import { editorForms } from '../../apps/portal/src/profiles/forms/editor-forms';
import { fillHours } from '../../apps/portal/src/profiles/forms/hours.form';
import { anEditor } from '../../apps/portal/testing/sample-editor';

const paragraph = (text: string): ListingProfile['descriptionFr'] => [
  { kind: 'paragraph', line: [{ text }] },
];
/** A value of a field, and where it is read. */
export interface Published {
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
export const fields: Readonly<Record<Exclude<ProfileField, 'disclosure' | 'hidden' | 'state'>, Published>> = {
  name: {
    value: 'Le Fournil des Halles',
    page: '<h1 class="listing-head__name">Le Fournil des Halles',
    data: '"name":"Le Fournil des Halles"',
    file: 'Le Fournil des Halles',
    mail: 'la page du Fournil des Halles',
    search: 'fournil des halles',
  },
  otherNames: {
    value: ['Chez Ginette'],
    page: /Autres noms[\s\S]{0,40}Chez Ginette/,
    data: '"alternateName":["Chez Ginette"]',
    search: 'chez ginette',
  },
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
  otherCategories: {
    value: ['florist'],
    page: /Autres activités[\s\S]{0,40}Fleuriste/,
    data: '"additionalType":["Fleuriste"]',
  },
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
    data: '"email":"bonjour@fournil.example"',
    file: 'bonjour@fournil.example',
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
    data: /https:\/\/mastodon\.example\/@fournil.*"OrderAction","target":"https:\/\/boutique\.example\/"/,
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
    data: /"serviceType":"À emporter".*"opens":"06:45"/,
    file: '06:45-13:15',
    mail: /Retrait : 6 h 45/,
  },
  deliveryHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Livraison[\s\S]*6\u00a0h\u00a045\u00a0–/,
    data: /"serviceType":"Livraison".*"opens":"06:45"/,
    file: '06:45-13:15',
    mail: /Livraison : 6 h 45/,
  },
  appointmentHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Sur rendez-vous[\s\S]*6\u00a0h\u00a045\u00a0–/,
    data: /"serviceType":"Sur rendez-vous".*"opens":"06:45"/,
    file: '06:45-13:15',
    mail: /Sur rendez-vous : 6 h 45/,
  },
  phoneHours: {
    value: 'Mo-Su 06:45-13:15',
    page: /Par téléphone[\s\S]*6\u00a0h\u00a045\u00a0–/,
    data: /"serviceType":"Par téléphone".*"opens":"06:45"/,
    file: '06:45-13:15',
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
  access: {
    value: { ...noAccess, sanitaires_presence: true, commentaire: 'Sonnez à gauche.' },
    page: 'Sonnez à gauche.',
    data: /"name":"Toilettes","value":true.*Sonnez à gauche\./,
  },
  payment: { value: ['cheques'], page: 'chèque', data: '"paymentAccepted":"chèques"', file: 'cheques' },
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
    data: '"serviceType":"Livraison","areaServed":"Jusqu’à Talence"',
  },
  labels: {
    value: ['boulanger-de-france'],
    page: 'Boulanger de France',
    data: '"name":"Boulanger de France"',
  },
  legal: {
    value: {
      legalName: 'Fournil SARL',
      register: 'RNE 123',
      vat: null,
      mediator: null,
      terms: null,
      compliance: false,
    },
    page: /Fournil SARL[\s\S]*RNE 123/,
    data: '"legalName":"Fournil SARL"',
  },
  priceBand: { value: 3, page: '€€€ (', data: '"priceRange":"€€€"' },
};

/** Words whatever holds them together. */
export const plain = (text: string): string =>
  text.replaceAll(/\u2060/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');

const BORDEAUX = [{ code: '33063', name: 'Bordeaux' }];

/** A form of a page of the merchant space, filled in. */
export interface TypedForm {
  readonly path: string;
  readonly values: FormValues;
}

/** What a person would have to type for a page to say something, in all its forms. */
export function typedForms(content: ListingProfile): TypedForm[] {
  const { known } = anEditor({}, {});
  return [
    ...SERVICE_MODES.map((mode) => ({
      path: 'profile.hours',
      values: fillHours(content, mode, known.place),
    })),
    { path: 'profile.address', values: fillAddress(content, known, BORDEAUX) },
    ...editorForms.map((form) => ({
      path: `profile.${form.page}`,
      values: form.fill(content, { ...known, today: '2026-11-26' }),
    })),
  ];
}

/** The same for one field to be so: as its own form shows it. */
export function typed(field: ProfileField, value: unknown): TypedForm {
  const all = typedForms({ ...emptyProfile, [field]: value });
  const mode = SERVICE_MODES.findIndex((one) => hoursFields[one] === field);
  const page =
    field === 'address' ? 'address' : editorForms.find(({ fields: its }) => its.includes(field))?.page;
  const form = mode === -1 ? all.find(({ path }) => path === `profile.${page}`) : all[mode];
  if (!form) throw new Error(`no form is for ${field}`);
  return form;
}
