import type { OccupancyHourView, OccupancyView } from '@halles/contracts';

/** Hours in which shops are rarely open are left out at both ends, unless somebody is there. */
const [USUAL_FIRST, USUAL_LAST] = [8, 19];
/** Height of the drawing, and width of an hour, in its own units. */
export const CHART_HEIGHT = 100;
export const BAR_WIDTH = 10;
const GAP = 2;

export const KINDS = ['booked', 'collected', 'walkedIn'] as const;
export type OccupancyKind = (typeof KINDS)[number];

/** A part of the column of an hour. */
export interface Bar {
  readonly kind: OccupancyKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Everybody who is there in an hour. Pure. */
export const peopleIn = (hour: OccupancyHourView): number => KINDS.reduce((sum, kind) => sum + hour[kind], 0);

/** The part of what may be inside that is, in whole percent; null where nobody can tell, or nobody may be inside. Pure. */
export const partOf = ({ limited, capacity }: OccupancyHourView): number | null =>
  capacity === null || capacity === 0 ? null : Math.round((limited / capacity) * 100);

/** The hours that are shown of every day of a week: the usual ones, and those in which somebody is there on any day. Pure. */
export function shownHours({ days }: Pick<OccupancyView, 'days'>): {
  readonly first: number;
  readonly last: number;
} {
  const busy = days.flatMap(({ hours }) =>
    hours.filter((hour) => peopleIn(hour) > 0).map(({ hour }) => hour),
  );
  return { first: Math.min(USUAL_FIRST, ...busy), last: Math.max(USUAL_LAST, ...busy) };
}

/** The columns of a day, each of its parts on top of the one before. Pure. @param most people in the busiest hour of the week */
export function barsOf(hours: readonly OccupancyHourView[], most: number): Bar[] {
  if (most === 0) return [];
  return hours.flatMap((hour, index) => {
    let top = CHART_HEIGHT;
    return KINDS.flatMap((kind): Bar[] => {
      const height = (hour[kind] / most) * CHART_HEIGHT;
      if (height === 0) return [];
      top -= height;
      return [{ kind, x: index * BAR_WIDTH + GAP / 2, y: top, width: BAR_WIDTH - GAP, height }];
    });
  });
}
