import { type Degrees, planeMetresPerMetre, toPlane } from '@halles/domain/geo';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { featureBits } from '@halles/domain/listings';
import { MINUTE } from '@halles/kernel';
import type { KeyKind, SearchKey } from '../search-key';
import type { FoundPlace } from '../place.repository';
import type { Interpretation, Origin, SearchPlace } from '../search-page';
import type { FreeSpan, PlaneBox, PlaneCircle, SearchPlan } from '../search-plan';
import type { Bounds, SearchQuery } from '../search-query';
import type { RequestedTime } from './time-words';
import type { CategoryTerm } from './vocabulary';

/** What holds for every interpretation of a query: what was chosen rather than typed. */
export interface SearchScope {
  readonly query: SearchQuery;
  /** The key of all listings; null in an empty directory. */
  readonly all: SearchKey | null;
  /** The key of those that have an agenda; null where a time is not asked for, or nobody has one. */
  readonly agenda: SearchKey | null;
  /** Keys of the filters chosen; null when one has no listing. */
  readonly chosen: readonly SearchKey[] | null;
  /** The place chosen, or read from the place box. */
  readonly place: FoundPlace | null;
  /** Near that place rather than in it. */
  readonly isNear: boolean;
  /** What the place box had that is no place. */
  readonly leftOut: readonly string[];
  readonly timeZone: string;
  /** Where the territory is looked at from. */
  readonly centre: Degrees;
}

/** One interpretation of the text, settled. */
export interface TextInterpretation {
  readonly category: CategoryTerm | null;
  readonly categoryWord: string | null;
  readonly place: FoundPlace | null;
  readonly isNear: boolean;
  /** Near it, but no farther than one walks. */
  readonly isWalked: boolean;
  readonly postalCode: string | null;
  readonly words: readonly string[];
  /** Keys of the category and the words; null when one has no listing. */
  readonly keys: readonly SearchKey[] | null;
  readonly corrections: Interpretation['corrections'];
  readonly leftOut: readonly string[];
  /** Those of them that are found, and not together with the rest. */
  readonly foundApart: readonly string[];
  /** Telling words beside category, place and time, those left out included. */
  readonly typedWords: number;
  readonly time: Pick<RequestedTime, 'isRequested' | 'during' | 'isFree' | 'onDuty'>;
  readonly named: SearchPlan['named'];
}

/** An interpretation of a query with what it asks of the tables; `plan` null: nothing can answer. */
export interface Candidate {
  readonly interpretation: Interpretation;
  readonly origin: Origin;
  readonly plan: SearchPlan | null;
}

const circleAround = (centre: Degrees, metres: number): PlaneCircle => ({
  centre: toPlane(centre),
  radius: metres * planeMetresPerMetre(centre.latitude),
});

const boxOf = ({ west, south, east, north }: Bounds): PlaneBox => ({
  low: toPlane({ longitude: west, latitude: south }),
  high: toPlane({ longitude: east, latitude: north }),
});

/** Somebody this near a place's circle, in its radii, is there already: distances are told from where they are. */
const THERE = 1.5;

function isThere(near: Degrees, { centre, radius }: SearchPlace): boolean {
  const [one, other] = [toPlane(near), toPlane(centre)];
  const metres = Math.hypot(one.x - other.x, one.y - other.y) / planeMetresPerMetre(centre.latitude);
  return metres <= THERE * radius;
}

function originOf({ query: { near, bounds }, centre }: SearchScope, place: SearchPlace | null): Origin {
  if (near && (!place || isThere(near, place))) return { kind: 'position', point: near, place: null };
  if (place) return { kind: 'place', point: place.centre, place };
  if (!bounds) return { kind: 'territory', point: centre, place: null };
  const point = {
    longitude: (bounds.west + bounds.east) / 2,
    latitude: (bounds.south + bounds.north) / 2,
  };
  return { kind: 'map', point, place: null };
}

/** The place as others see it, without what only search knows of it. */
function toSearchPlace(found: FoundPlace): SearchPlace {
  const { id, kind, name, slug, commune, communeName, centre, radius, listings } = found;
  return { id, kind, name, slug, commune, communeName, centre, radius, listings };
}

/** The circle that results lie in because of a place: a commune and a street have keys instead. */
const circlesOf = (place: FoundPlace | null, isNear: boolean): PlaneCircle[] =>
  place && !isNear && place.key === null ? [circleAround(place.centre, place.radius)] : [];

/** "Near a place" ends so many metres beyond it. */
const WALK = 1_500;

const walkOf = ({ place, isWalked }: TextInterpretation): PlaneCircle[] =>
  place && isWalked ? [circleAround(place.centre, place.radius + WALK)] : [];

const keyOf = (place: FoundPlace | null, isNear: boolean): SearchKey[] =>
  place && !isNear && place.key !== null
    ? [{ id: place.key, kind: 'commune', value: place.commune, listings: place.listings }]
    : [];

/** A number is one business's or nobody's. */
const NUMBERS = new Set<string>(['siret', 'siren', 'phone']);
const MAPPED = new Set<KeyKind>(['all', 'branch', 'category']);

const minutes = (instant: number): number => Math.floor(instant / MINUTE);

/** Puts an interpretation of the text into the scope of its query. Pure. */
export function candidateOf(scope: SearchScope, understood: TextInterpretation): Candidate {
  const { query } = scope;
  const place = understood.place ?? scope.place;
  const origin = originOf(scope, place && toSearchPlace(place));
  const interpretation: Interpretation = {
    category: understood.category?.key.value ?? query.category,
    categoryWord: understood.categoryWord,
    place: place && toSearchPlace(place),
    words: understood.words,
    corrections: understood.corrections,
    openRequested: understood.time.isRequested && !understood.time.isFree,
    openDuring: understood.time.isFree ? null : understood.time.during,
    freeDuring: understood.time.isFree ? understood.time.during : null,
    onDuty: understood.time.onDuty,
    leftOut: [...scope.leftOut, ...understood.leftOut],
    foundApart: understood.foundApart,
  };
  return { interpretation, origin, plan: planOf(scope, understood, origin) };
}

/** In minutes, and in days of the territory. */
function freeSpan(
  { from, until }: NonNullable<SearchQuery['free']>,
  { query: { at }, timeZone }: SearchScope,
): FreeSpan {
  const dayOf = (instant: number): string => isoOfDay(wallTime(timeZone, instant).day);
  const end = Math.max(from, until);
  return {
    ...{ from: Math.ceil(from / MINUTE), until: Math.ceil(end / MINUTE), now: Math.ceil(at / MINUTE) },
    ...{ firstDay: dayOf(from), lastDay: dayOf(end) },
  };
}

const byRarity = (one: SearchKey, other: SearchKey): number => one.listings - other.listings;

function planOf(scope: SearchScope, understood: TextInterpretation, origin: Origin): SearchPlan | null {
  const { query, all, agenda, chosen } = scope;
  if (!all || !chosen) return null;
  // A radius says how far: a place that was typed then says only from where.
  const isRound = query.radius !== null && query.place === null;
  const isNearChosen = scope.isNear || isRound;
  const isNearTaken = understood.isNear || isRound;
  const ofChosen = [...chosen, ...keyOf(scope.place, isNearChosen)];
  const isNumber = understood.named !== null && NUMBERS.has(understood.named.kind);
  const keys =
    understood.keys === null || isNumber
      ? null
      : [...ofChosen, ...understood.keys, ...keyOf(understood.place, isNearTaken)];
  if (keys === null && understood.named === null) return null;
  const sorted = [...(keys ?? [])].sort(byRarity);
  const chosenCircles = [
    ...(query.radius === null ? [] : [circleAround(origin.point, query.radius)]),
    ...circlesOf(scope.place, isNearChosen),
  ];
  const { isFree } = understood.time;
  const during = isFree ? null : understood.time.during;
  const free = query.free ?? (isFree ? understood.time.during : null);
  // Of a key that half of the territory has few have an agenda; of a rarer one each is asked for its times anyway.
  const isByAgenda = free !== null && agenda !== null && agenda.listings < (sorted[0] ?? all).listings;
  const [rarest, ...others] = isByAgenda ? [agenda, ...sorted] : sorted;
  const moment = minutes(query.at);
  const key = keys === null ? null : (rarest ?? all);
  return {
    key: key?.id ?? null,
    isMapped: key !== null && MAPPED.has(key.kind),
    others: others.map(({ id }) => id),
    all: all.id,
    chosen: ofChosen.map(({ id }) => id),
    origin: toPlane(origin.point),
    circles: [
      ...chosenCircles,
      ...circlesOf(understood.place, isNearTaken),
      ...(isRound ? [] : walkOf(understood)),
    ],
    chosenCircles,
    box: query.bounds && boxOf(query.bounds),
    postalCode: understood.postalCode,
    features: featureBits(query.features),
    open: query.open || (understood.time.isRequested && !isFree),
    free: free && freeSpan(free, scope),
    during: during
      ? { from: minutes(during.from), until: minutes(during.until) }
      : { from: moment, until: moment + 1 },
    closed: [],
    named: understood.named,
    textMatch: understood.typedWords === 0 ? null : understood.words.length / understood.typedWords,
  };
}
