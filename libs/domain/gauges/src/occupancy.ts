import type { PlaceGauge } from '@halles/contracts';
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

/** People in places in an hour, of one kind; `limited` are those in places of which a limit is known. */
export interface PeopleOfHour {
  readonly hour: Instant;
  readonly kind: 'booked' | 'collected' | 'walkedIn';
  readonly people: number;
  readonly limited: number;
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

/** What limits as many places over a week. */
export interface Capacity {
  readonly most: StepFunction;
  readonly places: number;
}

/** One hour, summed over a territory. */
export interface OccupancyHour {
  readonly hour: number;
  readonly booked: number;
  readonly collected: number;
  readonly walkedIn: number;
  readonly limited: number;
  readonly capacity: number | null;
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

/**
 * What limits places within a time: places that say the same and that the same rules concern are one. Pure.
 * @returns with the places of which a limit is known
 */
export function capacitiesOf(
  places: readonly GaugedPlace[],
  rules: readonly ZonedRule[],
  within: { readonly from: Instant; readonly until: Instant },
  timeZone: string,
): { readonly capacities: readonly Capacity[]; readonly limited: readonly number[] } {
  const alike = new Map<
    string,
    { readonly place: GaugedPlace; readonly rules: GaugeRule[]; ids: number[] }
  >();
  for (const place of places) {
    const own = rules.filter((rule) => concerns(rule, place)).map(({ rule }) => rule);
    const { surface, people, staff } = place.gauge;
    const key = [surface, people, staff, ...own.map(({ id }) => id)].join(' ');
    const known = alike.get(key);
    if (known) known.ids.push(place.id);
    else alike.set(key, { place, rules: own, ids: [place.id] });
  }
  const all = [...alike.values()].map(({ place: { gauge }, rules: own, ids }) => ({
    most: strictest(limitsOf({ gauge, rules: own }, within, timeZone)),
    ids,
  }));
  const finite = all.filter(({ most }) => Number.isFinite(lowest(most, within.from, within.until)));
  return {
    capacities: finite.map(({ most, ids }) => ({ most, places: ids.length })),
    limited: finite.flatMap(({ ids }) => ids),
  };
}

/** How many may be in all of the limited places in an hour; null where that is known of none then. Pure. */
function capacityAt(capacities: readonly Capacity[], hour: Instant): number | null {
  const known = capacities
    .map(({ most, places }) => lowest(most, hour, hour + HOUR) * places)
    .filter((people) => Number.isFinite(people));
  return known.length === 0 ? null : known.reduce((sum, people) => sum + people, 0);
}

/** The hours of a day with who is there in each. Pure. */
export const occupancyOf = (
  hours: readonly Instant[],
  people: readonly PeopleOfHour[],
  capacities: readonly Capacity[],
  timeZone: string,
): OccupancyHour[] =>
  hours.map((at) => {
    const there = people.filter(({ hour }) => hour === at);
    const sum = (kind: PeopleOfHour['kind']): number => there.find((one) => one.kind === kind)?.people ?? 0;
    return {
      hour: Math.floor(wallTime(timeZone, at).minute / 60),
      ...{ booked: sum('booked'), collected: sum('collected'), walkedIn: sum('walkedIn') },
      limited: there.reduce((all, { limited }) => all + limited, 0),
      capacity: capacityAt(capacities, at),
    };
  });
