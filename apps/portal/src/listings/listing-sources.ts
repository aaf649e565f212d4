import type { ProfileField } from '@halles/contracts';
import {
  BY_LINK,
  type Fact,
  FACTS,
  type Listing,
  type Provenance,
  type ServiceAnswer,
} from '@halles/domain/listings';
import { FIELDS_OF_FACTS, sourceOf, type StoredProfile } from '@halles/domain/profiles';
import { labelled, type Locale } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

// A format takes longer to make than a page's worth of words with it.
const monthFormat = (language: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthFormats = { fr: monthFormat('fr-FR'), en: monthFormat('en-GB') };

/** By language and month: every fact of a page names one of a few. */
const knownMonths = new Map<string, string>();

/** « octobre 2026 » of an ISO date. */
function monthWords(iso: string, locale: Locale): string {
  const month = iso.slice(0, 7);
  const key = `${locale} ${month}`;
  let words = knownMonths.get(key);
  if (words === undefined)
    knownMonths.set(key, (words = monthFormats[locale].format(new Date(`${month}-01T00:00:00Z`))));
  return words;
}

/** A listing with what is said in its profile. */
export interface PageFacts {
  readonly listing: Listing;
  readonly profile: Pick<StoredProfile, 'content' | 'authors'>;
}

/** A thing that a block shows, with its sources; none where that is not known. */
export interface Sourced {
  /** « Téléphone »: what it is called where a block has several sources. */
  readonly what: string;
  readonly from: readonly Provenance[];
}

/** Fields of the profile that the directory does not hold. */
const FIELDS_OF_THE_PAGE = ['descriptionFr', 'descriptionEn', 'links', 'labels', 'priceBand'] as const;

/** Who said some fields of a profile, each that says anything. Pure. */
export const fieldSources = (
  { content, authors }: PageFacts['profile'],
  fields: readonly ProfileField[],
): Provenance[] =>
  fields.flatMap((field) => {
    const author = content[field] === null ? undefined : authors[field];
    if (!author) return [];
    const origin = author.kind === 'link' ? BY_LINK : null;
    return [
      {
        source: sourceOf(author.kind),
        origin,
        reportedOn: author.at.slice(0, 10),
      },
    ];
  });

/**
 * The sources of a fact. Of what was said in the profile that is known field by field, and not only as the source that the
 * profile speaks as. Pure.
 */
export function factSources(page: PageFacts, fact: Fact): Provenance[] {
  const { provenance, otherProvenance } = page.listing;
  const first = provenance[fact];
  return byFields(page, fact, first ? [first, ...(otherProvenance[fact] ?? [])] : []);
}

/** The source of one answer about services: others may have given others. Pure. */
export function serviceSources(page: PageFacts, answer: ServiceAnswer): Provenance[] {
  const source = page.listing.serviceProvenance?.[answer];
  return source ? byFields(page, 'services', [source]) : factSources(page, 'services');
}

function byFields({ profile }: PageFacts, fact: Fact, known: readonly Provenance[]): Provenance[] {
  const byField = fieldSources(profile, FIELDS_OF_FACTS[fact] ?? []);
  byField.sort((one, other) => (one.reportedOn < other.reportedOn ? 1 : -1));
  return known.map((one) => byField.find(({ source }) => source === one.source) ?? one);
}

/** « Sirene, octobre 2026 », « liste de la ville, La Poste, octobre 2026 ». */
function sourceName({ source, origin, reportedOn }: Provenance, { texts, locale }: PageScope): string {
  const isByLink = origin === BY_LINK;
  const who = texts.line(`listing.sources.${isByLink ? 'link' : source}`);
  return texts.line('listing.sourceDated', {
    who: origin === null || isByLink ? who : `${who}, ${origin}`,
    when: monthWords(reportedOn, locale),
  });
}

const oneSource = (source: string, { texts }: PageScope): string => texts.line('listing.source', { source });

/** « téléphone », but « SIRET ». */
const withinSentence = (words: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** Each of the sources of some things, with what it reported of them. */
function bySource(things: readonly Sourced[], scope: PageScope): (readonly [string, string[]])[] {
  const named = new Map<string, Set<string>>();
  for (const { what, from } of things)
    for (const one of from) {
      const source = sourceName(one, scope);
      named.set(source, (named.get(source) ?? new Set()).add(what));
    }
  return [...named].map(([source, whats]) => [source, [...whats]] as const);
}

/**
 * Where the things that a block shows come from: « Source : le commerce, novembre 2026 »; where they come from several,
 * which from whom: « Sources : le commerce, novembre 2026 (téléphone) ; Insee, octobre 2026 (adresse) ». Pure.
 */
export function sourceWords(things: readonly Sourced[], scope: PageScope): string | undefined {
  const { texts } = scope;
  const [first, ...others] = bySource(things, scope);
  if (first === undefined) return undefined;
  if (others.length === 0) return oneSource(first[0], scope);
  const words = [first, ...others].map(([source, whats]) =>
    texts.line('listing.sourceWithFacts', { source, what: whats.map(withinSentence).join(', ') }),
  );
  const sources = words.reduce((before, next) => texts.line('listing.sourcesBeside', { before, next }));
  return texts.line('listing.sourcesOf', { sources });
}

/** The same, with each source in a line that begins with what it reported: « Jours fériés : le commerce, novembre 2026 ». Pure. */
export const sourceLines = (things: readonly Sourced[], scope: PageScope): string[] =>
  bySource(things, scope).map(([source, [first = '', ...others]]) =>
    labelled([first, ...others.map(withinSentence)].join(', '), source, scope.locale),
  );

/** Each source once, in the order of facts. Pure. */
export function allSources(page: PageFacts, scope: PageScope): string[] {
  const sources = [
    ...FACTS.flatMap((fact) => factSources(page, fact)),
    ...fieldSources(page.profile, FIELDS_OF_THE_PAGE),
  ];
  return [...new Set(sources.map((one) => oneSource(sourceName(one, scope), scope)))];
}
