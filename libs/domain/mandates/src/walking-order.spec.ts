import { assert, array, double, property, record } from 'fast-check';
import { lengthOf, type Stop, walkingOrder } from './walking-order';

/** Metres east and north of the Grosse Cloche of Bordeaux. */
const at = (east: number, north: number): Stop => ({
  longitude: -0.5716 + east / (111_195 * Math.cos((44.8353 * Math.PI) / 180)),
  latitude: 44.8353 + north / 111_195,
});

const stops = array(
  record({
    longitude: double({ min: -0.65, max: -0.5, noNaN: true }),
    latitude: double({ min: 44.8, max: 44.9, noNaN: true }),
  }),
  {
    maxLength: 12,
  },
);

describe('the order of a walk', () => {
  it('goes down a street and back up the other side, not to and fro', () => {
    const street = [0, 100, 200, 300].flatMap((north) => [at(0, north), at(60, north)]);
    const shuffled = [5, 2, 7, 0, 3, 6, 1, 4].map((index) => street[index] as Stop);
    expect(lengthOf(walkingOrder(shuffled))).toBeLessThan(4 * 60 + 3 * 100 + 1);
  });

  it('undoes the crossing that going to the nearest next one makes', () => {
    const cross = [at(0, 0), at(100, 90), at(0, 90), at(100, 0)];
    expect(lengthOf(walkingOrder(cross, at(-10, 0)))).toBeLessThan(300);
  });

  it('begins near where one sets out', () => {
    const [first] = walkingOrder([at(500, 0), at(0, 0), at(250, 0)], at(-50, 0));
    expect(first).toEqual(at(0, 0));
  });

  it('is the same for the same stops, whatever order they came in', () => {
    const all = [at(0, 0), at(10, 200), at(400, 10), at(310, 260), at(150, 40)];
    expect(walkingOrder([...all].reverse())).toEqual(walkingOrder(all));
  });

  it('has every stop once, and no stretch whose turning round would make it shorter', () => {
    assert(
      property(stops, (given) => {
        const order = walkingOrder(given);
        expect(new Set(order)).toEqual(new Set(given));
        const metres = lengthOf(order);
        for (let from = 1; from < order.length; from += 1) {
          for (let to = from + 1; to <= order.length; to += 1) {
            const turned = [...order.slice(0, from), ...order.slice(from, to).reverse(), ...order.slice(to)];
            expect(lengthOf(turned)).toBeGreaterThan(metres - 0.01);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('orders more visits than a day has into a short walk', () => {
    const many = Array.from({ length: 120 }, (_, n) => at((n * 7_919) % 2_000, (n * 104_729) % 2_000));
    const order = walkingOrder(many);
    expect(lengthOf(order)).toBeLessThan(lengthOf(many) / 4);
  });
});
