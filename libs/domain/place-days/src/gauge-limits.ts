import type { PlaceGauge } from '@halles/contracts';
import { dayOfIso, instantOf, type Instant, type Interval, wallTime } from '@halles/domain/hours';
import type { GaugeRule, PlaceLimits, Purpose } from './gauge-rule';
import { combined, type StepFunction, stepFunctionOf } from './step-function';

const MINUTES_OF_DAY = 1_440;
const NOBODY_LIMITS: StepFunction = { base: Number.POSITIVE_INFINITY, starts: [], values: [] };

/** One limit over time: how many may be inside, infinitely many where it says nothing. */
export interface GaugeLimit {
  readonly most: StepFunction;
  /** Whether people who come together count as one. */
  readonly isHouseholdOne: boolean;
  /** Null: the place's own. */
  readonly rule: GaugeRule | null;
}

/** How many a rule lets into a place while it is in force; null where that is not to be told of this place. Pure. */
export function peopleOf(
  { formula, isStaffCounted }: Pick<GaugeRule, 'formula' | 'isStaffCounted'>,
  { surface, people, staff }: PlaceGauge,
): number | null {
  const withStaff = (most: number): number => (isStaffCounted ? Math.max(0, most - staff) : most);
  switch (formula.kind) {
    // However small a place is, one may come in.
    case 'surface':
      return surface === null ? null : withStaff(Math.max(1, Math.floor(surface / formula.squareMetres)));
    case 'percent':
      return people === null ? null : withStaff(Math.max(1, Math.floor((people * formula.percent) / 100)));
    case 'people':
      return withStaff(formula.people);
    case 'hours':
    case 'closed':
      return 0;
  }
}

/** Whether a rule says nothing of who comes for this. Pure. */
const spares = ({ formula }: GaugeRule, purpose: Purpose): boolean =>
  purpose === 'pickup' && 'keepsPickup' in formula && formula.keepsPickup;

/** When a rule limits anything, in order: days as a whole, or each morning and evening of them. Pure. */
export function timesOf(
  { firstDay, lastDay, formula }: Pick<GaugeRule, 'firstDay' | 'lastDay' | 'formula'>,
  { from, until }: Interval,
  timeZone: string,
): Interval[] {
  const first = Math.max(dayOfIso(firstDay), wallTime(timeZone, from).day);
  const last = Math.min(dayOfIso(lastDay), wallTime(timeZone, until).day);
  if (first > last) return [];
  const at = (day: number, minute: number): Instant => instantOf(timeZone, day, minute);
  if (formula.kind !== 'hours') return [{ from: at(first, 0), until: at(last + 1, 0) }];
  const { opens, closes } = formula;
  const times: Interval[] = [];
  for (let day = first; day <= last; day += 1) {
    if (opens > 0) times.push({ from: at(day, 0), until: at(day, opens) });
    if (closes < MINUTES_OF_DAY) times.push({ from: at(day, closes), until: at(day + 1, 0) });
  }
  return times;
}

/** All that limits how many are in a place in a stretch of time, for those who come for this. Pure. */
export function limitsOf(
  { gauge, rules }: PlaceLimits,
  within: Interval,
  timeZone: string,
  purpose: Purpose = 'visit',
): GaugeLimit[] {
  const own: GaugeLimit[] =
    gauge.people === null
      ? []
      : [
          {
            most: { ...NOBODY_LIMITS, base: gauge.people },
            isHouseholdOne: gauge.isHouseholdOne,
            rule: null,
          },
        ];
  const others = rules.flatMap((rule): GaugeLimit[] => {
    const most = peopleOf(rule, gauge);
    const times = most === null || spares(rule, purpose) ? [] : timesOf(rule, within, timeZone);
    if (most === null || times.length === 0) return [];
    return [{ most: limitAt(times, most), isHouseholdOne: rule.isHouseholdOne, rule }];
  });
  return [...own, ...others];
}

/** So many at these times, and infinitely many at others. */
function limitAt(times: readonly Interval[], most: number): StepFunction {
  const isLimited = stepFunctionOf(
    0,
    times.map((time) => ({ ...time, by: 1 })),
  );
  return {
    ...isLimited,
    base: Number.POSITIVE_INFINITY,
    values: isLimited.values.map((value) => (value > 0 ? most : Number.POSITIVE_INFINITY)),
  };
}

/** The strictest of limits at each moment. Pure. */
export const strictest = (limits: readonly GaugeLimit[]): StepFunction =>
  combined(
    limits.map(({ most }) => most),
    (values) => Math.min(...values, Number.POSITIVE_INFINITY),
  );

/** Who is inside over time: people, and those who came together as one. */
export interface Inside {
  readonly people: StepFunction;
  readonly households: StepFunction;
}

/**
 * How many more may come in at each moment, infinitely many where nothing limits them, below none where there are too many: each
 * limit counts people, or those who come together as one. Pure.
 */
export function roomOf(limits: readonly GaugeLimit[], { people, households }: Inside): StepFunction {
  const ofPeople = strictest(limits.filter(({ isHouseholdOne }) => !isHouseholdOne));
  const ofHouseholds = strictest(limits.filter(({ isHouseholdOne }) => isHouseholdOne));
  return combined(
    [ofPeople, people, ofHouseholds, households],
    ([most = 0, there = 0, homes = 0, came = 0]) =>
      // Whoever comes together is one household: where one more may come in, it may be of any size.
      Math.min(most - there, homes - came >= 1 ? Number.POSITIVE_INFINITY : homes - came),
  );
}

/** How many may be in a place at a moment: people, and households; infinitely many where nothing limits them. */
export interface GaugeNow {
  readonly people: number;
  readonly households: number;
}

/**
 * With how many people a place is full where who walks in is counted one by one, each as a household of their own; null where
 * nothing limits them. It is as many as `roomOf` leaves, with those who are there. Pure.
 * @param expected who is there for an appointment or an order, and as how many households
 */
export function fullWith(
  gauge: GaugeNow,
  expected: { readonly people: number; readonly households: number },
): number | null {
  const most = Math.min(gauge.people, gauge.households + expected.people - expected.households);
  return Number.isFinite(most) ? most : null;
}

/** When nobody may be in a place for this, by rules that close it: « fermé », « au plus tard à 19 h ». Pure. */
export function closedTimes(
  rules: readonly GaugeRule[],
  within: Interval,
  timeZone: string,
  purpose: Purpose,
): Interval[] {
  return rules
    .filter((rule) => 'keepsPickup' in rule.formula && !spares(rule, purpose))
    .flatMap((rule) => timesOf(rule, within, timeZone))
    .sort((one, other) => one.from - other.from);
}
