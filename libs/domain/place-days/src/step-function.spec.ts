import fc from 'fast-check';
import { highest, lowest, stepFunctionOf, type Change } from './step-function';

const changes = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: -3, max: 3 }))
    .map(([from, length, by]): Change => ({ from, until: from + length, by })),
  { maxLength: 12 },
);
const valueAt = (base: number, all: readonly Change[], instant: number): number =>
  all.reduce((sum, { from, until, by }) => (instant >= from && instant < until ? sum + by : sum), base);

describe('a number that changes over time', () => {
  it('counts both of two that overlap, and neither where one ends as the other begins', () => {
    const overlapping = stepFunctionOf(0, [
      { from: 0, until: 10, by: 1 },
      { from: 5, until: 15, by: 2 },
    ]);
    expect([highest(overlapping, 0, 15), highest(overlapping, 10, 15), lowest(overlapping, 0, 20)]).toEqual([
      3, 2, 0,
    ]);
    const next = stepFunctionOf(0, [
      { from: 0, until: 10, by: 1 },
      { from: 10, until: 20, by: 1 },
    ]);
    expect(highest(next, 0, 20)).toBe(1);
  });

  it('has the highest and the lowest value of every minute that it is asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2, max: 5 }),
        changes,
        fc.integer({ min: -5, max: 70 }),
        fc.integer({ min: 1, max: 30 }),
        (base, all, from, length) => {
          const steps = stepFunctionOf(base, all);
          const minutes = Array.from({ length }, (_, index) => valueAt(base, all, from + index));
          expect(highest(steps, from, from + length)).toBe(Math.max(...minutes));
          expect(lowest(steps, from, from + length)).toBe(Math.min(...minutes));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
