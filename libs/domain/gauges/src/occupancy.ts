import type { OccupancyHourView, PlaceGauge } from '@halles/contracts';
import {
  dayOfIso,
  type Instant,
  instantOf,
  type IsoDate,
  isoOfDay,
  wallTime,
  weekdayOf,
} from '@halles/domain/hours';
import { type GaugeRule, limitsOf, lowest, type StepFunction, strictest } from '@halles/domain/place-days';
import { HOUR } from '@halles/kernel';

/** People in places of one class in an hour, of one kind, and as how many households they came. */
export interface PeopleOfHour {
  readonly hour: Instant;
  readonly kind: 'booked' | 'collected' | 'walkedIn';
  /** Its place in `Limits.classes`; null: of places of which no limit is known. */
  readonly ofClass: number | null;
  readonly people: number;
  readonly households: number;
}

/** A place that may be limited: what it says of itself, and where it is. */
export interface GaugedPlace {
  readonly id: number;
  readonly commune: string | null;
  readonly category: string | null;
  readonly gauge: PlaceGauge;
}

/** A rule with the leaves that it names; null: every one. */
export interface ZonedRule {
  readonly rule: GaugeRule;
  readonly leaves: ReadonlySet<string> | null;
}

/** Places that are limited in the same hours, and by what counts the same. */
export interface LimitedClass {
  readonly places: readonly number[];
  /** What the strictest limit of an hour counts; nothing of an hour in which none is known. */
  readonly counts: ReadonlyMap<Instant, 'people' | 'households'>;
}

/** What limits the places of a territory over a week. */
export interface Limits {
  readonly classes: readonly LimitedClass[];
  /** How many may be in all places that are limited in an hour; nothing of an hour in which none is. */
  readonly capacity: ReadonlyMap<Instant, number>;
}

/** The instants at which the hours of a week begin, day by day from Monday, by the clock of a territory. Pure. */
export function hoursOfWeek(
  today: IsoDate,
  timeZone: string,
): readonly { readonly day: IsoDate; readonly hours: readonly Instant[] }[] {
  const number = dayOfIso(today);
  const monday = number - (weekdayOf(number) - 1);
  return Array.from({ length: 7 }, (_, index) => {
    const [from, until] = [
      instantOf(timeZone, monday + index, 0),
      instantOf(timeZone, monday + index + 1, 0),
    ];
    return {
      day: isoOfDay(monday + index),
      hours: Array.from({ length: Math.round((until - from) / HOUR) }, (__, at) => from + at * HOUR),
    };
  });
}

const concerns = ({ rule, leaves }: ZonedRule, { commune, category }: GaugedPlace): boolean =>
  (rule.communes.length === 0 || (commune !== null && rule.communes.includes(commune))) &&
  (leaves === null || (category !== null && leaves.has(category)));

/** What places that are alike let in: they say the same, and the same rules concern them. */
interface AlikePlaces {
  readonly place: GaugedPlace;
  readonly rules: GaugeRule[];
  readonly ids: number[];
}

function alikeAmong(places: readonly GaugedPlace[], rules: readonly ZonedRule[]): Iterable<AlikePlaces> {
  const alike = new Map<string, AlikePlaces>();
  for (const place of places) {
    const own = rules.filter((rule) => concerns(rule, place)).map(({ rule }) => rule);
    const { surface, people, staff, isHouseholdOne } = place.gauge;
    const key = [surface, people, staff, isHouseholdOne, ...own.map(({ id }) => id)].join(' ');
    const known = alike.get(key);
    if (known) known.ids.push(place.id);
    else alike.set(key, { place, rules: own, ids: [place.id] });
  }
  return alike.values();
}

/** How many one place lets in, hour by hour of those in which it is limited, and what that counts. */
function limitedHours(
  { place: { gauge }, rules }: AlikePlaces,
  hours: readonly Instant[],
  timeZone: string,
): { readonly most: ReadonlyMap<Instant, number>; readonly counts: LimitedClass['counts'] } {
  const within = { from: hours[0] ?? 0, until: (hours.at(-1) ?? 0) + HOUR };
  const limits = limitsOf({ gauge, rules }, within, timeZone);
  const [ofPeople, ofHouseholds] = [false, true].map((isOne) =>
    strictest(limits.filter(({ isHouseholdOne }) => isHouseholdOne === isOne)),
  ) as [StepFunction, StepFunction];
  const [most, counts] = [new Map<Instant, number>(), new Map<Instant, 'people' | 'households'>()];
  for (const hour of hours) {
    const [people, households] = [
      lowest(ofPeople, hour, hour + HOUR),
      lowest(ofHouseholds, hour, hour + HOUR),
    ];
    const strictestOfHour = Math.min(people, households);
    if (!Number.isFinite(strictestOfHour)) continue;
    most.set(hour, strictestOfHour);
    counts.set(hour, households < people ? 'households' : 'people');
  }
  return { most, counts };
}

/** What limits places in the hours of a week. Pure. */
export function weekLimits(
  places: readonly GaugedPlace[],
  rules: readonly ZonedRule[],
  hours: readonly Instant[],
  timeZone: string,
): Limits {
  const classes = new Map<string, { readonly places: number[]; readonly counts: LimitedClass['counts'] }>();
  const capacity = new Map<Instant, number>();
  for (const alike of alikeAmong(places, rules)) {
    const { most, counts } = limitedHours(alike, hours, timeZone);
    if (most.size === 0) continue;
    for (const [hour, people] of most)
      capacity.set(hour, (capacity.get(hour) ?? 0) + people * alike.ids.length);
    const key = [...counts].flat().join(' ');
    const known = classes.get(key);
    if (known) known.places.push(...alike.ids);
    else classes.set(key, { places: [...alike.ids], counts });
  }
  return { classes: [...classes.values()], capacity };
}

/** The hours of a day with who is there in each. Pure. */
export const occupancyOf = (
  hours: readonly Instant[],
  people: readonly PeopleOfHour[],
  { classes, capacity }: Limits,
  timeZone: string,
): OccupancyHourView[] =>
  hours.map((at) => {
    const there = people.filter(({ hour }) => hour === at);
    const sum = (kind: PeopleOfHour['kind']): number =>
      there.reduce((all, one) => all + (one.kind === kind ? one.people : 0), 0);
    const limited = there.reduce((all, one) => {
      const counted = one.ofClass === null ? undefined : classes[one.ofClass]?.counts.get(at);
      return all + (counted === undefined ? 0 : one[counted]);
    }, 0);
    return {
      hour: Math.floor(wallTime(timeZone, at).minute / 60),
      ...{ booked: sum('booked'), collected: sum('collected'), walkedIn: sum('walkedIn') },
      ...{ limited, capacity: capacity.get(at) ?? null },
    };
  });
