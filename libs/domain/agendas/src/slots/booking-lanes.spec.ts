import fc from 'fast-check';
import { laneFor, type LaneUse } from './booking-lanes';

const overlaps = (one: LaneUse, other: LaneUse): boolean => one.from < other.until && one.until > other.from;
const depthOf = (uses: readonly LaneUse[]): number =>
  Math.max(0, ...uses.map(({ from }) => uses.filter((use) => use.from <= from && use.until > from).length));

describe('the lanes of a resource that takes several bookings at once', () => {
  it('hold whatever comes in whichever order, with no more lanes than bookings at once, and never two in one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 15 })), {
          maxLength: 25,
        }),
        (capacity, wanted) => {
          let uses: LaneUse[] = [];
          for (const [index, [from, length]] of wanted.entries()) {
            const own = { bookingId: String(index), from, until: from + length, lane: 0 };
            // As it is judged before: there is room.
            if (depthOf([...uses, own]) > capacity) continue;
            const { lane, moved } = laneFor(uses, own, capacity);
            uses = uses.map((use) => ({ ...use, lane: moved.get(use.bookingId) ?? use.lane }));
            uses.push({ ...own, lane });
          }
          expect(Math.max(0, ...uses.map(({ lane }) => lane))).toBeLessThanOrEqual(capacity);
          for (const one of uses)
            for (const other of uses)
              if (one !== other && overlaps(one, other)) expect(one.lane).not.toBe(other.lane);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
