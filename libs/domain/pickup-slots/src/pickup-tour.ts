import type { Instant, Interval } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';

/** Several shops whose orders are collected in one walk. */
export interface TourQuestion {
  /** By shop, the slots that its order can have, in their order; those of one shop are of one length. At most eight shops. */
  readonly stops: readonly (readonly Interval[])[];
  /** How long the way takes from each shop to each other, ms. */
  readonly walk: readonly (readonly number[])[];
  /** Nobody sets out before. */
  readonly start: Instant;
  /** How long an order is handed over, ms. */
  readonly handOver: number;
}

/** What is collected at one shop of a tour. */
export interface TourVisit {
  /** Which of the shops it is. */
  readonly stop: number;
  readonly slot: Interval;
  /** From the shop before, ms; nothing to the first. */
  readonly walk: number;
  readonly arrival: Instant;
  /** Until it is handed over, ms. */
  readonly wait: number;
  /** When it goes on. */
  readonly until: Instant;
}

/** Ways along streets are longer than as the crow flies. */
const DETOUR = 1.3;
/** 4.5 km/h. */
const METRES_A_MINUTE = 75;

/** How long somebody walks between two points that are so far apart as the crow flies, ms: whole minutes, rounded up. Pure. */
export const walkingTime = (metres: number): number =>
  Math.ceil((metres * DETOUR) / METRES_A_MINUTE) * MINUTE;

/** When a tour begins at a stop at the latest, and where it goes on. */
interface LatestStart {
  readonly at: Instant;
  readonly next: number | null;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** The slot in which somebody who arrives then is served first, and when; null where none is left. */
function servedAt({ stops, handOver }: TourQuestion, stop: number, arrival: Instant) {
  const slot = stops[stop]?.find(({ until }) => until - handOver >= arrival);
  return slot ? { slot, at: Math.max(slot.from, arrival) } : null;
}

/** The last moment up to `latest` at which an order is handed over; never where there is none. */
function servedBy({ stops, handOver }: TourQuestion, stop: number, latest: Instant): Instant {
  const slot = stops[stop]?.findLast(({ from }) => from <= latest);
  return slot && slot.until - handOver >= slot.from ? Math.min(latest, slot.until - handOver) : NEVER;
}

const wayBetween = ({ walk }: TourQuestion, from: number, to: number): number =>
  walk[from]?.[to] ?? Number.POSITIVE_INFINITY;

/** The shops of a set, which is written as the bits of a number. */
const membersOf = (set: number, count: number): number[] =>
  Array.from({ length: count }, (_, stop) => stop).filter((stop) => (set & (1 << stop)) !== 0);

/**
 * When all of them can be collected at the earliest; infinity where there is no way. By sets of shops, since who is done with
 * the same shops at the same place earlier is never later afterwards (Held and Karp).
 */
function earliestEnd(question: TourQuestion): Instant {
  const count = question.stops.length;
  const done = new Map<string, Instant>();
  const all = (1 << count) - 1;
  for (let set = 1; set <= all; set += 1)
    for (const stop of membersOf(set, count)) {
      const before = set & ~(1 << stop);
      const arrivals =
        before === 0
          ? [question.start]
          : membersOf(before, count).map(
              (from) => (done.get(`${before} ${from}`) ?? Infinity) + wayBetween(question, from, stop),
            );
      const served = servedAt(question, stop, Math.min(...arrivals));
      done.set(`${set} ${stop}`, served ? served.at + question.handOver : Infinity);
    }
  return Math.min(...membersOf(all, count).map((stop) => done.get(`${all} ${stop}`) ?? Infinity));
}

/** By set and first shop, how late all shops of the set can be begun with so that the last is done by `end`. */
function latestStarts(question: TourQuestion, end: Instant): ReadonlyMap<string, LatestStart> {
  const count = question.stops.length;
  const starts = new Map<string, LatestStart>();
  for (let set = 1; set < 1 << count; set += 1)
    for (const stop of membersOf(set, count)) {
      const after = set & ~(1 << stop);
      let best: LatestStart = { at: NEVER, next: null };
      if (after === 0) best = { at: servedBy(question, stop, end - question.handOver), next: null };
      for (const next of membersOf(after, count)) {
        const begun = starts.get(`${after} ${next}`)?.at ?? NEVER;
        const latest = begun - wayBetween(question, stop, next) - question.handOver;
        const at = latest === NEVER ? NEVER : servedBy(question, stop, latest);
        if (at > best.at) best = { at, next };
      }
      starts.set(`${set} ${stop}`, best);
    }
  return starts;
}

/** The shops one after the other, the first of them begun with at `start`. */
function visitsOf(question: TourQuestion, order: readonly number[], start: Instant): TourVisit[] {
  const visits: TourVisit[] = [];
  for (const stop of order) {
    const last = visits.at(-1);
    const walk = last ? wayBetween(question, last.stop, stop) : 0;
    const arrival = last ? last.until + walk : start;
    const served = servedAt(question, stop, arrival);
    if (!served) throw new Error(`shop ${stop} of a tour has no slot left`);
    const { slot, at } = served;
    visits.push({ stop, slot, walk, arrival, wait: at - arrival, until: at + question.handOver });
  }
  return visits;
}

/**
 * In which order shops are walked to and in which slot each hands over: all of it ends as early as it can, and of the ways that
 * end then it is the one that begins last, so that least time is lost with waiting and walking. Null where no order has a slot at
 * each shop. Exact, and pure.
 */
export function pickupTour(question: TourQuestion): readonly TourVisit[] | null {
  const count = question.stops.length;
  if (count === 0) return [];
  const end = earliestEnd(question);
  if (!Number.isFinite(end)) return null;
  const starts = latestStarts(question, end);
  let set = (1 << count) - 1;
  const first = membersOf(set, count).reduce((best, stop) =>
    (starts.get(`${set} ${stop}`)?.at ?? NEVER) > (starts.get(`${set} ${best}`)?.at ?? NEVER) ? stop : best,
  );
  const start = starts.get(`${set} ${first}`)?.at ?? question.start;
  const order: number[] = [];
  for (let stop: number | null = first; stop !== null;) {
    order.push(stop);
    const next: number | null = starts.get(`${set} ${stop}`)?.next ?? null;
    set &= ~(1 << stop);
    stop = next;
  }
  return visitsOf(question, order, start);
}
