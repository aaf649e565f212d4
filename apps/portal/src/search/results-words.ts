import type { NextFree } from '@halles/domain/agendas';
import type { CrowdNow } from '@halles/domain/footfall';
import type { FoundProduct } from '@halles/domain/catalogue';
import { dateWords, dayOfIso, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { type ClosedListing, DAYS_OF_OPENINGS, type ListingSummary } from '@halles/domain/listings';
import type { Covers } from '@halles/domain/photos';
import type { Facets, Interpretation, Origin, SearchPage, SearchPlace } from '@halles/domain/search';
import type { CategoryTree } from '@halles/domain/categories';
import { DAY, type Locale, MINUTE } from '@halles/kernel';
import { formatNumber } from '@halles/platform/theming';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { type SearchParams, NOW } from './search-params';
import { nodeOf } from '../wording/category-slugs';
import { inCommune, ofCommune, streetInSentence } from '../wording/place-words';
import { typeset } from '../wording/typeset';

/** What the results page and its parts are made of. */
export interface Answered {
  readonly params: SearchParams;
  readonly tree: CategoryTree;
  readonly page: SearchPage;
  /** The pictures of its results. */
  readonly covers: Covers;
  /** Those of the results that have an offer which holds today. */
  readonly offers: ReadonlySet<number>;
  /** How busy those of the results are of which it is known. */
  readonly levels?: ReadonlyMap<number, CrowdNow>;
  /** Products of its results that have words of the search, by listing. */
  readonly sold: ReadonlyMap<number, readonly FoundProduct[]>;
  /** When something can be booked at those of the results that have an agenda, first. */
  readonly free: ReadonlyMap<number, NextFree>;
  /** What can be ordered of what was searched for, each with its shop; none on later pages. */
  readonly goods: readonly {
    readonly product: FoundProduct;
    readonly listing: ListingSummary;
    /** Its shop takes no orders at the moment. */
    readonly isPaused: boolean;
  }[];
  readonly facets: Facets;
  /** ms since 1970. */
  readonly now: number;
  /** Places to go on to where nothing was found, the nearest first. */
  readonly places: readonly SearchPlace[];
  /** What has the very name that was searched for and is closed for good; none where one that is open has it. */
  readonly closed: readonly ClosedListing[];
}

/** Whether the territory is of one commune only: its name then goes without saying. */
export const isOneCommune = ({ settings }: PageScope): boolean => settings.territory.kind === 'commune';

/** « samedi 28 novembre à 15 h » of a local minute (`2026-11-28T15:00`). Pure. */
export function momentWords(localMinute: string, locale: Locale): string {
  const [date = '', time = ''] = localMinute.split('T');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const day = dayOfIso(date);
  const at = timeWords(hour * 60 + minute, locale);
  return `${weekdayWords(day, locale)} ${dateWords(day, locale)} ${locale === 'fr' ? 'à' : 'at'} ${at}`;
}

/**
 * The last day of which hours are known, where the search asks about a moment behind it, or one that
 * is over; null for every other search. Pure.
 */
export function lastKnownDay(
  { params: { open }, now }: Pick<Answered, 'params' | 'now'>,
  timeZone: string,
): number | null {
  if (open === null || open === NOW) return null;
  const asked = dayOfIso(open.slice(0, 10));
  const today = wallTime(timeZone, now).day;
  const last = today + DAYS_OF_OPENINGS;
  return asked >= today && asked <= last ? null : last;
}

/** « dimanche 29 novembre », « mercredi 25 novembre entre 18 h et 22 h » of a span that a text named. Pure. */
export function spanWords(
  { from, until }: NonNullable<Interpretation['openDuring']>,
  { texts, locale, settings }: PageScope,
): string {
  const [start, end] = [wallTime(settings.timeZone, from), wallTime(settings.timeZone, until)];
  const day = `${weekdayWords(start.day, locale)} ${dateWords(start.day, locale)}`;
  const isWhole = start.minute === 0 && end.minute === 0 && end.day === start.day + 1;
  if (isWhole) return day;
  const [first, last] = [timeWords(start.minute, locale), timeWords(end.minute || DAY / MINUTE, locale)];
  return texts.line('results.during', { day, from: first, until: last });
}

/** When the open ones are open: « en ce moment », the moment of the search, or the span that the text named. Pure. */
export function openMoment({ params, page }: Pick<Answered, 'params' | 'page'>, scope: PageScope): string {
  const { openDuring } = page.interpretation;
  if (params.open !== null && params.open !== NOW) return momentWords(params.open, scope.locale);
  return openDuring ? spanWords(openDuring, scope) : scope.texts.line('results.now');
}

/** When there is to be a free time: « mardi 1er décembre entre 14 h et 18 h », « dans les jours qui viennent ». Pure. */
export const freeMoment = (span: NonNullable<Interpretation['freeDuring']>, scope: PageScope): string =>
  span.until - span.from > 3 * DAY ? scope.texts.line('results.comingDays') : spanWords(span, scope);

/** The name of a place with what distinguishes it: « rue Sainte-Catherine à Bordeaux ». Pure. */
export function placeName(place: SearchPlace, scope: PageScope): string {
  if (place.kind === 'commune') return typeset(place.name);
  const name = typeset(place.kind === 'street' ? streetInSentence(place.name) : place.name);
  return isOneCommune(scope) ? name : `${name} ${inCommune(place.communeName, scope.locale)}`;
}

/** How many, as written: « 1 résultat », « plus de 5 000 résultats ». Pure. */
function totalWords({ total, isExact }: Facets, { texts, locale }: PageScope): string {
  return isExact || total <= 1
    ? texts.line('results.total.exact', { count: total })
    : texts.line('results.total.atLeast', { count: formatNumber(total, locale) });
}

/** « , dont 45 ouverts maintenant »; nothing where none is, or where the search is for these alone. Pure. */
function openWords(open: number, { texts }: PageScope): string {
  return open === 0 ? '' : texts.line('results.total.open', { count: open });
}

function whatWords({ params, tree, page }: Answered, { texts, locale }: PageScope): string {
  const { category, words, place, leftOut } = page.interpretation;
  const named = params.q === '' ? params.category : words.length === 0 ? category : null;
  const node = named === null ? undefined : nodeOf(named, tree);
  if (node) return node.label[locale];
  // « cours du Médoc »: everything that is there.
  const isPlaceAlone = place !== null && category === null && words.length === 0 && leftOut.length === 0;
  return params.q === '' || (isPlaceAlone && page.results.length > 0)
    ? texts.line('results.everything')
    : texts.line('results.quoted', { q: params.q });
}

/** Where the results are, as the end of the heading. */
function whereWords({ params, page }: Answered, scope: PageScope): string {
  const { texts, locale } = scope;
  const place = placeOf(page);
  // What was typed says where already.
  if (
    params.q !== '' &&
    params.where === '' &&
    page.interpretation.place &&
    page.interpretation.words.length > 0
  )
    return '';
  if (params.near) return ` ${texts.line('results.aroundYou')}`;
  if (place && hasNothing(place, page))
    return ` ${texts.line('results.nearPlace', { name: placeName(place, scope) })}`;
  if (place?.kind === 'commune') return ` ${inCommune(place.name, locale)}`;
  if (place) return `, ${placeName(place, scope)}`;
  if (params.bounds) return ` ${texts.line('results.onMap')}`;
  return ` ${territoryWords(scope)['inName'] ?? ''}`;
}

/** The place that the results are of or near: typed in either box. Pure. */
export const placeOf = ({ interpretation, origin }: { interpretation: Interpretation; origin: Origin }) =>
  interpretation.place ?? origin.place;

/** Whether a place that was typed has no result: the list is of what is near it. Pure. */
export const hasNothing = (
  { name }: SearchPlace,
  { interpretation }: Pick<SearchPage, 'interpretation'>,
): boolean => interpretation.leftOut.includes(name);

/** The first heading: « Boulangeries à Lille », « « primeur » autour de vous ». Pure. */
export const headingOf = (answered: Answered, scope: PageScope): string =>
  whatWords(answered, scope) + whereWords(answered, scope);

/** The line below the heading: how many, open when, within how far. Pure. */
export function summaryOf(answered: Answered, scope: PageScope): string {
  const { texts } = scope;
  const { params, facets, page } = answered;
  const total = totalWords(facets, scope);
  const areAllOpen =
    params.open !== null ||
    page.interpretation.openRequested ||
    (facets.isExact && facets.open === facets.total);
  const all = areAllOpen
    ? texts.line('results.total.allOpen', { count: facets.total, moment: openMoment(answered, scope) })
    : openWords(facets.open, scope);
  const open = scope.isStale ? '' : all;
  const within =
    params.radius === null
      ? ''
      : texts.line('results.total.within', { distance: roundDistance(params.radius, scope) });
  return `${total}${open}${within}${measuredWords(answered, scope)}`;
}

/** From where the distances of a list are counted, where that is not where the reader is. */
function measuredWords({ page: { origin } }: Answered, scope: PageScope): string {
  if (origin.kind !== 'place' && origin.kind !== 'map') return '';
  return scope.texts.line('results.total.measured', { from: fromWords(origin, scope) });
}

/** A radius as written: `500 m`, `2 km`. */
export function roundDistance(metres: number, { texts, locale }: PageScope): string {
  return metres < 1_000
    ? texts.line('results.metres', { count: metres })
    : texts.line('results.kilometres', { count: formatNumber(metres / 1_000, locale) });
}

/** From where a distance is measured: « de vous », « du centre de Lille ». Pure. */
export function fromWords({ kind, place }: Origin, scope: PageScope): string {
  const { texts, locale } = scope;
  if (kind === 'position') return texts.line('results.from.you');
  if (kind === 'map') return texts.line('results.from.map');
  if (!place && isOneCommune(scope))
    return texts.line('results.from.commune', { name: territoryWords(scope)['ofName'] ?? '' });
  if (!place) return texts.line('results.from.territory');
  const name = place.kind === 'commune' ? ofCommune(place.name, locale) : placeName(place, scope);
  return texts.line(place.kind === 'commune' ? 'results.from.commune' : 'results.from.place', { name });
}
