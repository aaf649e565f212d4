import type { Interval } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import fc from 'fast-check';
import { pickupTour, type TourQuestion, type TourVisit, walkingTime } from './pickup-tour';

const START = 1_795_766_400_000;
const at = (minutes: number): number => START + minutes * MINUTE;
const slot = (from: number, length = 30): Interval => ({ from: at(from), until: at(from + length) });
/** Slots of half an hour, one after the other. */
const open = (from: number, until: number): Interval[] =>
  Array.from({ length: (until - from) / 30 }, (_, index) => slot(from + index * 30));
/** Shops on a street, by their places in minutes of walking. */
const street = (...places: number[]): number[][] =>
  places.map((one) => places.map((other) => Math.abs(one - other) * MINUTE));
const ask = (stops: TourQuestion['stops'], walk: TourQuestion['walk'], start = START): TourQuestion => ({
  ...{ stops, walk, start, handOver: 5 * MINUTE },
});
const orderOf = (tour: readonly TourVisit[] | null): number[] | undefined => tour?.map(({ stop }) => stop);
const endOf = (tour: readonly TourVisit[]): number => tour.at(-1)?.until ?? Number.NaN;
const waitOf = (tour: readonly TourVisit[]): number => tour.reduce((sum, { wait }) => sum + wait, 0);

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) =>
    permutations(items.filter((one) => one !== first)).map((rest) => [first, ...rest]),
  );
}

/** One stop after the other, in this order, each in the first slot that there is; null where one has none. */
function walkedBy({ stops, walk, start, handOver }: TourQuestion, order: readonly number[], leave = start) {
  let time = leave;
  let wait = 0;
  for (const [index, stop] of order.entries()) {
    const arrival = time + (index === 0 ? 0 : (walk[order[index - 1] ?? 0]?.[stop] ?? 0));
    const times = (stops[stop] ?? [])
      .filter(({ until }) => until - handOver >= arrival)
      .map(({ from }) => Math.max(from, arrival));
    if (times.length === 0) return null;
    const begins = Math.min(...times);
    wait += index === 0 ? 0 : begins - arrival;
    time = begins + handOver;
  }
  return { end: time, wait };
}

const aQuestion = fc
  .integer({ min: 1, max: 5 })
  .chain((count) =>
    fc.record({
      stops: fc.array(
        fc
          .uniqueArray(fc.integer({ min: -2, max: 14 }), { maxLength: 6 })
          .map((starts) => starts.toSorted((one, other) => one - other).map((index) => slot(index * 15, 15))),
        { minLength: count, maxLength: count },
      ),
      places: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
        minLength: count,
        maxLength: count,
      }),
    }),
  )
  .map(({ stops, places }) =>
    ask(
      stops,
      places.map(([x, y]) => places.map(([u, v]) => Math.round(Math.hypot(x - u, y - v) * MINUTE))),
    ),
  );

describe('a pickup tour', () => {
  it('goes along a street, whichever order the baskets have', () => {
    const all = open(0, 600);
    const tour = pickupTour(ask([all, all, all, all], street(9, 0, 6, 3)));
    expect([orderOf(tour), orderOf(tour)?.toReversed()]).toContainEqual([1, 3, 2, 0]);
    expect(tour?.map(({ walk }) => walk / MINUTE)).toEqual([0, 3, 3, 3]);
    expect(waitOf(tour ?? [])).toBe(0);
  });

  it('begins as late as it can where one shop hands over late, so that nobody stands about', () => {
    const tour = pickupTour(ask([open(0, 600), open(300, 600), open(0, 600)], street(0, 4, 2)));
    expect(orderOf(tour)).toEqual([0, 2, 1]);
    expect(tour?.map(({ arrival }) => (arrival - START) / MINUTE)).toEqual([286, 293, 300]);
    expect(tour?.map(({ slot: { from } }) => (from - START) / MINUTE)).toEqual([270, 270, 300]);
  });

  it('takes a detour where slots ask for it, and says so where there is no way', () => {
    const tour = pickupTour(ask([[slot(60)], [slot(0)], [slot(30)]], street(0, 1, 20)));
    expect(orderOf(tour)).toEqual([1, 2, 0]);
    expect(pickupTour(ask([[slot(0, 10)], [slot(0, 10)]], street(0, 30)))).toBeNull();
    expect(pickupTour(ask([[], [slot(0)]], street(0, 1)))).toBeNull();
    expect(pickupTour(ask([], []))).toEqual([]);
    expect(pickupTour(ask([[slot(-60)]], street(0)))).toBeNull();
  });

  it('respects each slot and each way, and visits each shop once', () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const tour = pickupTour(question);
        if (tour === null) return;
        expect(tour.map(({ stop }) => stop).toSorted()).toEqual(question.stops.map((_, index) => index));
        let left = question.start;
        let last: number | null = null;
        for (const { stop, slot: chosen, arrival, wait, until, walk } of tour) {
          expect(question.stops[stop]).toContainEqual(chosen);
          expect(walk).toBe(last === null ? 0 : question.walk[last]?.[stop]);
          if (last !== null) expect(arrival).toBe(left + walk);
          expect(arrival).toBeGreaterThanOrEqual(question.start);
          expect(until).toBe(arrival + wait + question.handOver);
          expect(arrival + wait).toBeGreaterThanOrEqual(chosen.from);
          expect(until).toBeLessThanOrEqual(chosen.until);
          [left, last] = [until, stop];
        }
      }),
    );
  });

  it('ends as early as any order may, and of those that end then none waits and walks less', () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const tour = pickupTour(question);
        const orders = permutations(question.stops.map((_, index) => index));
        const ends = orders.map((order) => walkedBy(question, order)?.end ?? Number.POSITIVE_INFINITY);
        const earliest = Math.min(...ends);
        expect(tour === null ? Number.POSITIVE_INFINITY : endOf(tour)).toBe(earliest);
        if (tour === null) return;
        const begun = tour[0]?.arrival ?? Number.NaN;
        // Leaving later is late: whole minutes are enough to see it.
        for (const order of orders)
          for (let leave = begun + MINUTE; leave < earliest; leave += MINUTE) {
            const first = question.stops[order[0] ?? 0] ?? [];
            if (!first.some(({ from, until }) => from <= leave && until - question.handOver >= leave))
              continue;
            expect(walkedBy(question, order, leave)?.end ?? Number.POSITIVE_INFINITY).toBeGreaterThan(
              earliest,
            );
          }
      }),
      { numRuns: 60 },
    );
  });

  it('walks at 4.5 km/h, a third further than as the crow flies', () => {
    expect([0, 1, 300, 1_000].map((metres) => walkingTime(metres) / MINUTE)).toEqual([0, 1, 6, 18]);
  });

  it('decides of eight shops as trying all orders of them does', () => {
    const eight = Array.from({ length: 8 }, (_, index) => open(index % 3 === 0 ? 60 : 0, 720));
    const question = ask(eight, street(3, 14, 1, 9, 22, 5, 17, 11));
    const tour = pickupTour(question) ?? [];
    const ends = permutations([0, 1, 2, 3, 4, 5, 6, 7]).map((order) => walkedBy(question, order)?.end ?? 0);
    expect(endOf(tour)).toBe(ends.reduce((least, end) => Math.min(least, end)));
    // Each is handed over within one slot: who comes at its end waits for the next, and no longer.
    expect(waitOf(tour)).toBeLessThan(8 * question.handOver);
  });
});
