import {
  hearingAids,
  hoursFields,
  type ListingProfile,
  paymentMeans,
  profileLabels,
  ramps,
  spokenLanguages,
} from '@halles/contracts';
import { baseCategories, branches, leavesOf } from '@halles/domain/categories';
import {
  formatRules,
  type HoursSeason,
  type NthDay,
  rulesOfEditable,
  type WeeklyHours,
} from '@halles/domain/hours';
import fc from 'fast-check';
import type { fields } from './fields';

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A week as it was made, beside the text that is stored of it. */
export interface MadeHours {
  readonly week: Readonly<Record<number, readonly Span[]>>;
  readonly season: HoursSeason | null;
  readonly nth: NthDay | null;
  readonly text: string;
}

type Edited = keyof typeof fields;
/** What a page may say, as a whole: a value of every field that a form edits. */
export type Made = { [F in Edited]: NonNullable<ListingProfile[F]> } & {
  /** The weeks of the five ways of service, by their fields. */
  readonly weeks: Readonly<Record<string, MadeHours>>;
};

const word = fc.stringMatching(/^[bdfglmnprtvz][aeiou][bdfglmnprtvz][aeiou][bdfglmnprtvz][aeiou]$/);
const capital = word.map((text) => text.charAt(0).toUpperCase() + text.slice(1));
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 4 });
const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1 });
const web = (path: string): fc.Arbitrary<string> => word.map((host) => `https://${host}.example/${path}`);
const answer = orNull(fc.boolean());

/** A stretch of a morning, of an afternoon, or one that goes on into the night. */
const quarters = (from: number, until: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 12, max: until * 12 }).map((fives) => fives * 5);
const morning = fc.record({ from: quarters(6, 8), until: quarters(9, 12) });
const afternoon = fc.record({ from: quarters(13, 15), until: quarters(16, 22) });
const night = fc.record({ from: quarters(17, 19), until: quarters(25, 26) });
const spans: fc.Arbitrary<Span[]> = fc.oneof(
  fc.tuple(morning),
  fc.tuple(afternoon),
  fc.tuple(morning, afternoon),
);
const weeklySpans: fc.Arbitrary<Span[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Span[]>([]) },
  { weight: 6, arbitrary: spans },
  { weight: 1, arbitrary: fc.tuple(morning, night) },
);
const week: fc.Arbitrary<WeeklyHours> = fc
  .tuple(...Array.from({ length: 7 }, () => weeklySpans), spans)
  // Never closed all week: that is no week that somebody keeps.
  .map((days) =>
    Object.fromEntries(days.slice(0, 7).map((day, at) => [at + 1, at === 1 ? (days[7] ?? day) : day])),
  );

/** Hours of a year: in summer others, and others on one weekday of each month. */
const hours: fc.Arbitrary<MadeHours> = fc
  .record({
    week,
    season: orNull(
      week.map((ofSeason) => ({ from: { month: 7, day: 6 }, until: { month: 8, day: 30 }, week: ofSeason })),
    ),
    nth: orNull(
      fc.record({ weekday: fc.integer({ min: 1, max: 7 }), nth: fc.constantFrom(1, 2, 3, 4, -1), spans }),
    ),
  })
  .map(({ week: usual, season, nth }) => ({
    week: usual as MadeHours['week'],
    season,
    nth,
    text: formatRules(
      rulesOfEditable({ week: usual, seasons: season ? [season] : [], days: nth ? [nth] : [] }),
    ),
  }));

const leaves = branches(baseCategories).flatMap(({ id }) =>
  leavesOf(id, baseCategories).map((leaf) => leaf.id),
);
const december = (day: number): string => `2026-12-${String(day).padStart(2, '0')}`;
const state = fc.oneof(fc.constantFrom('as-usual' as const, 'closed' as const), spans);

const exceptions = fc
  .tuple(
    ...[18, 21].map((first) =>
      fc.record({
        first: fc.integer({ min: first, max: first + 1 }),
        length: fc.integer({ min: 0, max: 1 }),
        spans: fc.oneof(fc.constant<Span[]>([]), spans),
        note: orNull(capital.map((text) => `Fête de ${text}`)),
      }),
    ),
  )
  .map((all) =>
    all.map(({ first, length, spans: ofDay, note }) => ({
      from: december(first),
      until: december(first + length),
      spans: ofDay,
      ...(note === null ? {} : { note }),
    })),
  );

const access = fc
  .record({
    entree_plain_pied: answer,
    entree_marches: orNull(fc.integer({ min: 1, max: 99 })),
    entree_marches_rampe: orNull(fc.constantFrom(...ramps)),
    entree_largeur_mini: orNull(fc.integer({ min: 30, max: 500 })),
    entree_aide_humaine: answer,
    entree_dispositif_appel: answer,
    stationnement_presence: answer,
    stationnement_pmr: answer,
    sanitaires_presence: answer,
    sanitaires_adaptes: answer,
    accueil_equipements_malentendants: some(hearingAids),
    languages: some(spokenLanguages),
    quietHours: orNull(morning.map(({ from, until }) => `Tu ${clock(from)}-${clock(until)}`)),
    temporary: orNull(
      fc.record({ text: capital.map((text) => `Travaux ${text}`), until: orNull(fc.constant('2026-12-18')) }),
    ),
    commentaire: orNull(capital.map((text) => `Sonnez chez ${text}.`)),
  })
  .map((made) => (made.entree_plain_pied === true ? { ...made, entree_marches: null } : made));

const paragraphs = (language: string): fc.Arbitrary<Made['descriptionFr']> =>
  fc.array(fc.tuple(capital, word), { minLength: 1, maxLength: 3 }).map((all) =>
    all.map(([one, other]) => ({
      kind: 'paragraph' as const,
      line: [{ text: `${one} ${language} & ${other} <3.` }],
    })),
  );

/** `06:45`; the small hours of the next day as a clock shows them. Pure. */
export function clock(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

const services = fc.record({
  pickup: orNull(fc.constantFrom('yes', 'only', 'no')),
  delivery: fc.constantFrom('yes', 'only', 'no'),
  deliveryArea: orNull(capital.map((text) => `Jusqu’à ${text}`)),
  appointment: orNull(fc.constantFrom('required', 'possible', 'no')),
  homeVisits: answer,
  outdoorSeating: answer,
});

/** The number of a company, whose two digits are made from the rest (https://www.service-public.fr). Pure. */
const vatOf = (siren: number): string => `FR${String((12 + 3 * (siren % 97)) % 97).padStart(2, '0')}${siren}`;

const legal = fc.record({
  legalName: orNull(capital.map((text) => `${text} SARL`)),
  register: capital.map((text) => `RCS Bordeaux ${text}`),
  vat: orNull(fc.integer({ min: 100_000_000, max: 999_999_999 }).map(vatOf)),
  mediator: orNull(
    fc.record({
      name: capital.map((text) => `Médiation ${text}`),
      address: orNull(capital.map((text) => `1 rue ${text}`)),
      website: orNull(web('mediation')),
    }),
  ),
  terms: orNull(web('cgv')),
  compliance: fc.boolean(),
});

const address = fc.record({
  number: fc.integer({ min: 1, max: 180 }).map(String),
  repetition: orNull(fc.constantFrom('bis', 'ter')),
  street: fc.constant('rue Sainte-Catherine'),
  complement: orNull(capital.map((text) => `Galerie ${text}`)),
  postalCode: fc.constant('33000'),
  communeCode: fc.constant('33063'),
  position: fc.record({
    longitude: fc.integer({ min: -57_400, max: -57_360 }).map((parts) => parts / 100_000),
    latitude: fc.integer({ min: 4_484_060, max: 4_484_090 }).map((parts) => parts / 100_000),
  }),
});

const weeks = fc.record(Object.fromEntries(Object.values(hoursFields).map((field) => [field, hours])));

/** Everything that a form edits, of any valid value. */
export const madePages: fc.Arbitrary<Made> = fc
  .record({
    name: fc.tuple(capital, capital, capital).map(([one, two, three]) => `${one} ${two} & ${three}`),
    otherNames: fc.uniqueArray(
      capital.map((text) => `Chez ${text}`),
      { minLength: 1, maxLength: 3 },
    ),
    descriptionFr: paragraphs('français'),
    descriptionEn: paragraphs('English'),
    categories: fc.uniqueArray(fc.constantFrom(...leaves), { minLength: 3, maxLength: 3 }),
    keywords: fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
    address,
    phone: fc.stringMatching(/^\+33556\d{6}$/),
    email: fc.tuple(word, word).map(([one, other]) => `${one}@${other}.example`),
    website: web(''),
    links: fc.record({
      shop: orNull(web('boutique')),
      booking: orNull(web('reserver')),
      social: fc
        .tuple(word, word, word)
        .chain(([one, two, three]) =>
          fc.shuffledSubarray(
            [
              `https://www.facebook.com/${one}`,
              `https://www.instagram.com/${two}`,
              `https://mastodon.example/@${three}`,
            ],
            { minLength: 1 },
          ),
        )
        .map((all) => all.toSorted()),
    }),
    publicHolidays: fc
      .record({ general: orNull(state), christmas: state, newYear: orNull(state) })
      .map(({ general, christmas, newYear }) => ({
        general,
        days: { '2026-12-25': christmas, ...(newYear !== null && { '2027-01-01': newYear }) },
      })),
    exceptions,
    vacations: fc
      .record({ first: fc.integer({ min: 4, max: 6 }), length: fc.integer({ min: 1, max: 20 }) })
      .map(({ first, length }) => [
        { from: `2027-01-0${first}`, returns: `2027-01-${String(first + length).padStart(2, '0')}` },
      ]),
    access,
    payment: some(paymentMeans),
    services,
    labels: some(profileLabels),
    legal,
    priceBand: fc.integer({ min: 1, max: 4 }),
    weeks,
  })
  .map(({ categories: [category = '', ...otherCategories], weeks: made, ...others }) => ({
    ...others,
    category,
    otherCategories,
    weeks: made,
    ...(Object.fromEntries(Object.entries(made).map(([field, { text }]) => [field, text])) as Pick<
      Made,
      'shopHours' | 'pickupHours' | 'deliveryHours' | 'appointmentHours' | 'phoneHours'
    >),
  }));
