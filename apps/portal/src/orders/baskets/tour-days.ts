import type { IsoDate } from '@halles/domain/hours';

/**
 * The days that a tour is offered on, of those on which each shop has a slot: the days that all of them have; where there is none,
 * those on which two or more hand over; else every one. Pure.
 */
export function daysOffered(shops: readonly (readonly IsoDate[])[]): readonly IsoDate[] {
  const days = [...new Set(shops.flat())].sort();
  const has = (least: number) => (day: IsoDate) => shops.filter((own) => own.includes(day)).length >= least;
  const ofAll = days.filter(has(shops.length));
  if (ofAll.length > 0) return ofAll;
  const ofSome = days.filter(has(2));
  return ofSome.length > 0 ? ofSome : days;
}

/** The day that is asked for, else the first of those offered on which most shops hand over; null where none is. Pure. */
export function dayShown(
  offered: readonly IsoDate[],
  shops: readonly (readonly IsoDate[])[],
  asked: IsoDate | null,
): IsoDate | null {
  if (asked !== null && offered.includes(asked)) return asked;
  const count = (day: IsoDate): number => shops.filter((own) => own.includes(day)).length;
  return offered.reduce<IsoDate | null>(
    (best, day) => (best === null || count(day) > count(best) ? day : best),
    null,
  );
}
