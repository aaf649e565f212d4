import {
  type DatedException,
  dayOfIso,
  instantOf,
  type Interval,
  intervals,
  isoOfDay,
  type Schedule,
  type ServiceMode,
  wallTime,
} from '@halles/domain/hours';
import { timesOf } from './gauge-limits';
import type { GaugeRule } from './gauge-rule';

const MINUTES_OF_DAY = 1_440;
/** Rules that end each day are laid over so many days: the statuses and weeks that are told look no farther. */
const DAYS_AHEAD = 15;

/** A rule of the territory that closes places, or says until when they may be open. */
export interface ClosingRule extends GaugeRule {
  /** The leaves of the category tree that it concerns; null: every one. */
  readonly leaves: readonly string[] | null;
}

/** What of a place says whether a rule concerns it, and when it is open. */
export interface RuledPlace {
  readonly category: string | null;
  readonly address: { readonly communeCode: string };
  readonly schedule: Schedule | null;
}

/** Whether a rule concerns a place. Pure. */
export const concernsPlace = (
  { communes, leaves }: Pick<ClosingRule, 'communes' | 'leaves'>,
  { category, address }: Omit<RuledPlace, 'schedule'>,
): boolean =>
  (communes.length === 0 || communes.includes(address.communeCode)) &&
  (leaves === null || (category !== null && leaves.includes(category)));

/** The ways of serving that a rule ends: who delivers or answers the phone receives nobody. Pure. */
const modesOf = ({ formula }: ClosingRule): readonly ServiceMode[] =>
  'keepsPickup' in formula && formula.keepsPickup
    ? ['shop', 'appointment']
    : ['shop', 'appointment', 'pickup'];

/** What is left of a stretch of time. Pure. */
const withoutTimes = (open: Interval, closed: readonly Interval[]): Interval[] =>
  closed.reduce<Interval[]>(
    (left, { from, until }) =>
      left.flatMap((one) =>
        [
          { from: one.from, until: Math.min(one.until, from) },
          { from: Math.max(one.from, until), until: one.until },
        ].filter((part) => part.from < part.until),
      ),
    [open],
  );

/** The hours that a rule leaves of each of the days around an instant, of those that it cuts. Pure. */
function cutDays(schedule: Schedule, rule: ClosingRule, at: number): DatedException[] {
  const zone = schedule.place.timeZone;
  const today = wallTime(zone, at).day;
  const first = Math.max(dayOfIso(rule.firstDay), today - 1);
  const last = Math.min(dayOfIso(rule.lastDay), today + DAYS_AHEAD);
  const days: DatedException[] = [];
  for (const mode of modesOf(rule))
    for (let day = first; schedule.modes[mode] && day <= last; day += 1) {
      const [from, until] = [instantOf(zone, day, 0), instantOf(zone, day + 1, 0)];
      const open = intervals(schedule, mode, from, until);
      const left = open.flatMap((one) => withoutTimes(one, timesOf(rule, { from, until }, zone)));
      if (left.length === open.length && left.every((one, index) => isSame(one, open[index]))) continue;
      const spans = left.map((one) => ({
        from: wallTime(zone, one.from).minute,
        until: one.until === until ? MINUTES_OF_DAY : wallTime(zone, one.until).minute,
      }));
      const date = isoOfDay(day);
      days.push({ from: date, until: date, spans, note: rule.title, modes: [mode], cutsNights: true });
    }
  return days;
}

const isSame = (one: Interval, other: Interval | undefined): boolean =>
  one.from === other?.from && one.until === other.until;

/**
 * When a place is open under the rules that close it: what it says of itself, without the times of rules (`timesOf`), which are those
 * that searches take away and that nobody books in. Hours that are not known stay so. Pure.
 */
export function underRules(schedule: Schedule, rules: readonly ClosingRule[], at: number): Schedule {
  return rules.reduce<Schedule>((hours, rule) => {
    // A closure of months is one exception, however far ahead somebody looks.
    const closed: DatedException[] =
      rule.formula.kind === 'closed'
        ? [
            {
              ...{ from: rule.firstDay, until: rule.lastDay, spans: [], cutsNights: true },
              ...{ note: rule.title, modes: modesOf(rule) },
            },
          ]
        : rule.formula.kind === 'hours'
          ? cutDays(hours, rule, at)
          : [];
    return closed.length === 0 ? hours : { ...hours, exceptions: [...hours.exceptions, ...closed] };
  }, schedule);
}
