import { readFileSync } from 'node:fs';
import { baseCategories, categoryById } from '@halles/domain/categories';
import { phoneWords } from '@halles/kernel';
import { plain } from './fields';
import { clock, type Made, type Span } from './values';

type Locale = 'fr' | 'en';
const TEXTS = Object.fromEntries(
  ['listing', 'pro'].map((name) => [
    name,
    JSON.parse(readFileSync(`apps/portal/locales/${name}.fr.json`, 'utf8')) as object,
  ]),
);

/** A French text of the portal: "listing.access.ramp.fixe". */
function words(key: string): string {
  const [file = ''] = key.split('.');
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], TEXTS[file]);
  return plain(String(found));
}

/** Where a made page is read, and what stands there. */
export interface Reading {
  /** Terms of the page with their values. */
  readonly facts: readonly (readonly [term: string, value: string])[];
  /** Words of the page. */
  readonly page: readonly string[];
  /** Addresses that it leads to. */
  readonly links: readonly string[];
  /** Words of its English page. */
  readonly english: readonly string[];
  /** Words of its JSON-LD. */
  readonly data: readonly string[];
  /** Cells of its row of the CSV, and properties of its point of the GeoJSON, by their names. */
  readonly file: Readonly<Record<string, string>>;
  /** Words of the monthly mail. */
  readonly mail: readonly string[];
  /** Words of « Tout est exact ? ». */
  readonly check: readonly string[];
  /** By which it is searched and found. */
  readonly queries: readonly string[];
  /** By which results are narrowed to it, and by which they are narrowed to others. */
  readonly features: { readonly has: readonly string[]; readonly lacks: readonly string[] };
}

const label = (id: string, locale: Locale = 'fr'): string =>
  categoryById(id, baseCategories)?.label[locale] ?? id;
const time = (minutes: number): string => {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return minute === 0 ? `${hour} h` : `${hour} h ${String(minute).padStart(2, '0')}`;
};
/** « 6 h 45 – 13 h 15, 15 h – 19 h ». Pure. */
export const spanWords = (spans: readonly Span[]): string =>
  spans.map(({ from, until }) => `${time(from)} – ${time(until)}`).join(', ');

function accessFacts({ access }: Made): Reading['facts'] {
  const languages = new Intl.DisplayNames(['fr'], { type: 'language' });
  return Object.entries(access).flatMap(([name, value]) => {
    const term = words(`listing.access.${name}`);
    if (value === null || name === 'temporary') return [];
    if (typeof value === 'boolean') return [[term, value ? 'oui' : 'non'] as const];
    if (name === 'entree_marches_rampe') return [[term, words(`listing.access.ramp.${String(value)}`)]];
    if (name === 'entree_largeur_mini') return [[term, `${String(value)} cm`]];
    if (name === 'languages')
      return (value as string[]).map((code) => [term, languages.of(code) ?? code] as const);
    if (name === 'accueil_equipements_malentendants')
      return (value as string[]).map((aid) => [term, words(`listing.access.aids.${aid}`)] as const);
    const quiet = /^Tu (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(String(value))?.slice(1).map(Number);
    if (name !== 'quietHours' || !quiet) return [[term, String(value)]];
    const [from = 0, fromMinute = 0, until = 0, untilMinute = 0] = quiet;
    return [
      [term, `Mardi ${spanWords([{ from: from * 60 + fromMinute, until: until * 60 + untilMinute }])}`],
    ];
  });
}

function serviceFacts({ services }: Made): Reading['facts'] {
  const { pickup, delivery, appointment, deliveryArea, homeVisits, outdoorSeating } = services;
  const yesNo = (value: boolean): string => (value ? 'oui' : 'non');
  return [
    ...(pickup === null
      ? []
      : [[words('listing.services.takeaway'), words(`listing.services.takeaway-${pickup}`)] as const]),
    ...(delivery === null
      ? []
      : [[words('listing.services.delivery'), words(`listing.services.delivery-${delivery}`)] as const]),
    ...(appointment === null
      ? []
      : [
          [
            words('listing.services.appointment'),
            words(`listing.services.appointment-${appointment}`),
          ] as const,
        ]),
    ...(deliveryArea === null ? [] : [[words('listing.services.area'), deliveryArea] as const]),
    ...(homeVisits === null ? [] : [[words('listing.services.homeVisits'), yesNo(homeVisits)] as const]),
    ...(outdoorSeating === null ? [] : [[words('listing.access.terrace'), yesNo(outdoorSeating)] as const]),
  ];
}

function legalFacts({ legal }: Made): Reading['facts'] {
  const { register, vat, mediator, terms, compliance, legalName } = legal;
  return [
    ...(legalName === null ? [] : [[words('listing.legal.name'), legalName] as const]),
    ...(register === null ? [] : [[words('listing.legal.register'), register] as const]),
    ...(vat === null ? [] : [[words('listing.legal.vat'), vat] as const]),
    ...(mediator === null
      ? []
      : [
          [
            words('listing.legal.mediator'),
            [mediator.name, mediator.address].filter(Boolean).join(', '),
          ] as const,
        ]),
    ...(terms === null ? [] : [[words('listing.legal.terms'), words('listing.legal.readTerms')] as const]),
    ...(compliance ? [[words('listing.legal.compliance'), words('listing.legal.complies')] as const] : []),
  ];
}

/** The means of payment that results are narrowed by. */
const MEANS = {
  cash: 'cash',
  cards: 'cards',
  contactless: 'contactless',
  cheques: 'cheques',
  meal_vouchers: 'meal-vouchers',
} as const;

function featuresOf({ services, payment }: Made): Reading['features'] {
  const offers: Readonly<Record<string, boolean>> = {
    pickup: services.pickup === 'yes' || services.pickup === 'only',
    delivery: services.delivery === 'yes' || services.delivery === 'only',
    appointment: services.appointment === 'required' || services.appointment === 'possible',
    ...Object.fromEntries(
      Object.entries(MEANS).map(([means, feature]) => [feature, payment.includes(means as 'cards')]),
    ),
  };
  const named = (isOffered: boolean): string[] =>
    Object.entries(offers).flatMap(([feature, offered]) => (offered === isOffered ? [feature] : []));
  return { has: named(true), lacks: named(false) };
}

const textOf = (description: Made['descriptionFr']): string[] =>
  description.flatMap((block) => (block.kind === 'paragraph' ? block.line.map(({ text }) => text) : []));

const dataOf = (
  {
    name,
    descriptionFr,
    keywords,
    otherNames,
    otherCategories,
    address,
    phone,
    email,
    website,
    links,
    priceBand,
    access,
    payment,
    labels,
    services,
    category,
  }: Made,
  line: string,
): Reading['data'] => [
  name,
  textOf(descriptionFr)[0] ?? '',
  ...keywords,
  ...otherNames,
  ...otherCategories.map((id) => label(id)),
  line,
  `"latitude":${address.position?.latitude}`,
  `"longitude":${address.position?.longitude}`,
  phone,
  `"email":"${email}"`,
  website,
  ...links.social,
  `"priceRange":"${'€'.repeat(priceBand)}"`,
  ...access.languages,
  ...payment.map((means) => words(`pro.options.payment.${means}`)),
  ...labels.map((one) => words(`pro.options.labels.${one}`)),
  services.deliveryArea ?? '',
  ...Object.entries(access).flatMap(([name, value]) =>
    value === null || name === 'languages' ? [] : [`"propertyID":"${name}"`],
  ),
  categoryById(category, baseCategories)?.schemaType ?? 'LocalBusiness',
];

const fileOf = (
  { name, category, address, phone, email, website, services, payment }: Made,
  line: string,
): Reading['file'] => ({
  nom: name,
  categorie: category,
  adresse: line,
  code_postal: '33000',
  longitude: String(address.position?.longitude),
  latitude: String(address.position?.latitude),
  telephone: phone,
  adresse_electronique: email,
  site: website,
  retrait: services.pickup ?? '',
  livraison: services.delivery ?? '',
  paiement: payment.toSorted().join('; '),
});

/** What a made page says, in each place where it is read. Pure. @param by what an agent may not say is read nowhere */
export function readingOf(made: Made, by: 'merchant' | 'agent'): Reading {
  const { name, otherNames, category, otherCategories, keywords, address, phone, email, website } = made;
  const { links, access, payment, labels, legal, priceBand } = made;
  const line = [address.number, address.repetition, address.street].filter(Boolean).join(' ');
  const where = `${line}, Bordeaux`;
  const isLegalSaid = by === 'merchant';
  return {
    facts: [
      ...accessFacts(made),
      ...serviceFacts(made),
      ...(isLegalSaid ? legalFacts(made) : []),
      ...labels.map((one) => [words('listing.offer.labels'), words(`pro.options.labels.${one}`)] as const),
      ...payment.map((one) => [words('listing.payment.accepted'), words(`listing.payment.${one}`)] as const),
      [words('listing.offer.keywords'), keywords.join(', ')],
      [words('listing.offer.otherNames'), otherNames.join(', ')],
      [words('listing.offer.otherActivities'), otherCategories.map((id) => label(id)).join(', ')],
      [
        words('listing.offer.prices'),
        `${'€'.repeat(priceBand)} (${words(`listing.offer.bands.${priceBand}`)})`,
      ],
    ],
    page: [
      name,
      ...textOf(made.descriptionFr),
      label(category),
      line,
      address.complement ?? '',
      phoneWords(phone),
      email,
      access.temporary?.text ?? '',
    ].map(plain),
    links: [
      website,
      `mailto:${email}`,
      `tel:${phone}`,
      links.shop,
      links.booking,
      ...links.social,
      ...(isLegalSaid ? [legal.terms, legal.mediator?.website ?? null] : []),
    ].filter((href) => href !== null),
    english: [...textOf(made.descriptionEn), label(category, 'en')],
    data: dataOf(made, line),
    file: fileOf(made, line),
    mail: [name, where, phoneWords(phone), email, new URL(website).host].map(plain),
    check: [name, line, phoneWords(phone), email, website].map(plain),
    queries: [name, ...otherNames, ...keywords],
    features: featuresOf(made),
  };
}

/** The spans of a day in the shop: null where nothing says them for sure. Pure. */
export function spansOn(made: Made, date: string): readonly Span[] | null {
  if (made.vacations.some(({ from, returns }) => from <= date && date < returns)) return [];
  const exception = made.exceptions.find(({ from, until }) => from <= date && date <= until);
  if (exception) return exception.spans;
  const shop = made.weeks['shopHours'];
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  const usual = shop?.nth?.weekday === weekday ? null : (shop?.week[weekday] ?? []);
  if (!['2026-12-25', '2027-01-01'].includes(date)) return usual;
  const said = made.publicHolidays.days[date] ?? made.publicHolidays.general;
  if (said === 'closed') return [];
  return said === null ? null : said === 'as-usual' ? usual : said;
}

interface Specification {
  readonly validFrom?: string;
  readonly validThrough?: string;
  readonly dayOfWeek?: readonly string[];
  readonly opens: string;
  readonly closes: string;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What JSON-LD says of the hours of a place. */
export const machineHoursIn = (data: string): readonly Specification[] =>
  (JSON.parse(data) as { readonly openingHoursSpecification: readonly Specification[] })
    .openingHoursSpecification;

/** What a search engine reads of a day: dates before the week of the year, a day of no length closed. Pure. */
export function machineSpansOn(all: readonly Specification[], date: string): string[] {
  const weekday = DAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() || 7) - 1] ?? '';
  const isOf = ({ validFrom = '', validThrough = '9' }: Specification): boolean =>
    validFrom <= date && date <= validThrough;
  const dated = all.filter((one) => one.validFrom !== undefined && one.dayOfWeek === undefined && isOf(one));
  const ofWeek = all.filter(
    ({ validFrom, dayOfWeek = [] }) =>
      validFrom === undefined && dayOfWeek.some((day) => day.endsWith(weekday)),
  );
  return (dated.length > 0 ? dated : ofWeek)
    .filter(({ opens, closes }) => opens !== closes)
    .map(({ opens, closes }) => `${opens}-${closes}`)
    .toSorted();
}

/** The same of what was made. Pure. */
export const clockSpans = (spans: readonly Span[]): string[] =>
  spans.map(({ from, until }) => `${clock(from)}-${clock(until)}`).toSorted();
