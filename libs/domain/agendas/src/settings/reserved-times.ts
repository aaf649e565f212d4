import { CALM_KINDS, type CalmKind, type CalmSpan } from '@halles/contracts';
import { instantOf, type Interval, wallTime, weekdayOf } from '@halles/domain/hours';

/** A time of each week of which the appointments are kept for those who say that they need it. */
export type ReservedTime = Pick<CalmSpan, 'kind' | 'weekday' | 'from' | 'until'>;

/** What somebody may say that they need, where times are kept for it. Pure. */
export const reservedKinds = (reserved: readonly ReservedTime[]): CalmKind[] =>
  CALM_KINDS.filter((kind) => reserved.some((one) => one.kind === kind));

/** When a place keeps its appointments for others than who asks, on the days that a stretch of time touches. Pure. */
export function timesForOthers(
  reserved: readonly ReservedTime[],
  need: CalmKind | null,
  timeZone: string,
  within: Interval,
): Interval[] {
  const others = reserved.filter(({ kind }) => kind !== need);
  if (others.length === 0) return [];
  // Of a time that two of them share, it is enough to need one.
  const own = reserved.filter(({ kind }) => kind === need);
  const [first, last] = [wallTime(timeZone, within.from).day - 1, wallTime(timeZone, within.until).day + 1];
  const times: Interval[] = [];
  for (let day = first; day <= last; day += 1) {
    const weekday = weekdayOf(day);
    const isOfDay = (one: ReservedTime): boolean => one.weekday === weekday;
    for (const span of others.filter(isOfDay))
      for (const { from, until } of without(span, own.filter(isOfDay)))
        times.push({ from: instantOf(timeZone, day, from), until: instantOf(timeZone, day, until) });
  }
  return times;
}

/** What is left of a stretch of minutes without some others. Pure. */
const without = (
  { from, until }: Pick<ReservedTime, 'from' | 'until'>,
  cut: readonly Pick<ReservedTime, 'from' | 'until'>[],
): Pick<ReservedTime, 'from' | 'until'>[] =>
  cut.reduce<Pick<ReservedTime, 'from' | 'until'>[]>(
    (left, one) =>
      left.flatMap((part) =>
        [
          { from: part.from, until: Math.min(part.until, one.from) },
          { from: Math.max(part.from, one.until), until: part.until },
        ].filter((rest) => rest.from < rest.until),
      ),
    [{ from, until }],
  );
