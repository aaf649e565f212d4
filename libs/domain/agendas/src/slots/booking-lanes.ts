import type { Interval } from '@halles/domain/hours';

/** A booking's part of a resource. */
export interface LaneUse extends Interval {
  readonly bookingId: string;
  readonly lane: number;
}

/** Where a booking goes in a resource, and what has to make room for it. */
export interface LaneChoice {
  readonly lane: number;
  /** Bookings that change their lane, with the new one. */
  readonly moved: ReadonlyMap<string, number>;
}

const overlaps = (one: Interval, other: Interval): boolean =>
  one.from < other.until && one.until > other.from;

const freeLane = (uses: readonly LaneUse[], wanted: Interval): number => {
  const taken = new Set(uses.filter((use) => overlaps(use, wanted)).map(({ lane }) => lane));
  let lane = 1;
  while (taken.has(lane)) lane += 1;
  return lane;
};

/**
 * The lane of a resource that takes several bookings at once. Where each lane is cut by another booking although the resource has
 * room, those that touch each other are dealt out anew, in order of time: that never needs more lanes than bookings at once. Pure.
 * @param uses what is taken of the resource around the wanted time
 */
export function laneFor(uses: readonly LaneUse[], wanted: Interval, capacity: number): LaneChoice {
  const lane = freeLane(uses, wanted);
  if (lane <= capacity) return { lane, moved: new Map() };
  const own = { ...wanted, bookingId: '', lane: 0 };
  const dealt: LaneUse[] = [];
  for (const use of [...touching(uses, wanted), own].sort((one, other) => one.from - other.from))
    dealt.push({ ...use, lane: freeLane(dealt, use) });
  const before = new Map(uses.map((use) => [use.bookingId, use.lane]));
  return {
    lane: dealt.find(({ bookingId }) => bookingId === '')?.lane ?? lane,
    moved: new Map(
      dealt
        .filter(({ bookingId, lane: now }) => bookingId !== '' && before.get(bookingId) !== now)
        .map(({ bookingId, lane: now }) => [bookingId, now]),
    ),
  };
}

/** Everything that overlaps an interval, and what overlaps that, and so on. */
function touching(uses: readonly LaneUse[], wanted: Interval): LaneUse[] {
  const found = new Set<LaneUse>();
  for (let rim: readonly Interval[] = [wanted]; rim.length > 0;) {
    const next = uses.filter((use) => !found.has(use) && rim.some((one) => overlaps(one, use)));
    for (const use of next) found.add(use);
    rim = next;
  }
  return [...found];
}
