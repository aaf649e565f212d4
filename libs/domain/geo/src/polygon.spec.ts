import fc from 'fast-check';
import { metresBetween } from './distance';
import type { Degrees } from './mercator';
import { areaOf, type Corner, crossingOf, isInside, metresTo, type Ring } from './polygon';

const VALENCE = { longitude: 4.8924, latitude: 44.9334 };
const at = (longitude: number, latitude: number): Degrees => ({ longitude, latitude });

/** A polygon seen whole from a point in it, and that point: its corners go once around it. */
const stars = fc
  .array(
    fc.record({
      turn: fc.double({ min: 0.2, max: 1, noNaN: true }),
      radius: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    }),
    {
      minLength: 6,
      maxLength: 60,
    },
  )
  .map((corners) => {
    const whole = corners.reduce((sum, { turn }) => sum + turn, 0);
    let angle = 0;
    return corners.map(({ turn, radius }): Corner => {
      angle += (turn / whole) * 2 * Math.PI;
      return [VALENCE.longitude + radius * Math.cos(angle), VALENCE.latitude + radius * Math.sin(angle)];
    });
  });
const near = fc.record({
  longitude: fc.double({ min: VALENCE.longitude - 0.6, max: VALENCE.longitude + 0.6, noNaN: true }),
  latitude: fc.double({ min: VALENCE.latitude - 0.6, max: VALENCE.latitude + 0.6, noNaN: true }),
});
const next = (ring: Ring, index: number): Corner => ring[(index + 1) % ring.length] ?? [0, 0];

/** How often a polygon goes around a point, by the angles under which the point sees its sides. */
const turnsAround = (ring: Ring, { longitude, latitude }: Degrees): number => {
  const angles = ring.map(([x, y], index) => {
    const [x2, y2] = next(ring, index);
    const between = Math.atan2(y2 - latitude, x2 - longitude) - Math.atan2(y - latitude, x - longitude);
    return between > Math.PI ? between - 2 * Math.PI : between < -Math.PI ? between + 2 * Math.PI : between;
  });
  return Math.round(angles.reduce((sum, angle) => sum + angle, 0) / (2 * Math.PI));
};

/** Whether two sides cross, by the point in which their lines do. */
const crossAt = ([a, b]: [Corner, Corner], [c, d]: [Corner, Corner]): boolean => {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const divisor = rx * sy - ry * sx;
  if (divisor === 0) return false;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / divisor;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / divisor;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1;
};

describe('a polygon', () => {
  it('holds the points that it goes around, as their angles say', () => {
    fc.assert(
      fc.property(stars, near, (ring, point) => {
        fc.pre(metresTo(ring, point) > 1 || isInside(ring, point));
        return isInside(ring, point) === (turnsAround(ring, point) !== 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds the points of the triangles that it is made of', () => {
    fc.assert(
      fc.property(stars, near, (ring, point) => {
        const middle: Corner = [VALENCE.longitude, VALENCE.latitude];
        const triangles = ring.map((corner, index): Ring => [middle, corner, next(ring, index)]);
        return isInside(ring, point) === triangles.some((triangle) => isInside(triangle, point));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same from whichever corner it is written, and either way around', () => {
    fc.assert(
      fc.property(stars, near, fc.nat(60), (ring, point, by) => {
        const from = by % ring.length;
        const turned = [...ring.slice(from), ...ring.slice(0, from)];
        const inside = isInside(ring, point);
        return isInside(turned, point) === inside && isInside(turned.toReversed(), point) === inside;
      }),
    );
  });

  it('has a point of a side that two share in one of them alone', () => {
    const west: Ring = [
      [4, 44],
      [5, 44],
      [5, 45],
      [4, 45],
    ];
    const east: Ring = [
      [5, 44],
      [6, 44],
      [6, 45],
      [5, 45],
    ];
    for (const point of [at(5, 44.5), at(5, 44)])
      expect([isInside(west, point), isInside(east, point)].filter(Boolean)).toHaveLength(1);
  });

  it('does not cross itself where it goes once around a point', () => {
    fc.assert(fc.property(stars, (ring) => crossingOf(ring) === null));
  });

  it('crosses itself where the lines of two sides say so', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }));
    fc.assert(
      fc.property(fc.uniqueArray(corner, { minLength: 4, maxLength: 8, selector: String }), (ring) => {
        const sides = ring.map((from, index): [Corner, Corner] => [from, next(ring, index)]);
        const isApart = (one: number, other: number): boolean =>
          other - one > 1 && !(one === 0 && other === ring.length - 1);
        const crossed = sides.some((one, first) =>
          sides.some((other, second) => isApart(first, second) && crossAt(one, other)),
        );
        return !crossed || crossingOf(ring) !== null;
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, Ring, readonly [number, number] | null]>([
    [
      'a bow',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      [0, 2],
    ],
    [
      'a corner on a side',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0],
        [0, 2],
      ],
      [0, 2],
    ],
    [
      'a way back',
      [
        [0, 0],
        [2, 0],
        [1, 0],
        [0, 2],
      ],
      [0, 1],
    ],
    [
      'a corner twice',
      [
        [0, 0],
        [1, 0],
        [2, 2],
        [0, 0],
        [0, 2],
      ],
      [0, 2],
    ],
    [
      'a line',
      [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      [0, 2],
    ],
    [
      'a square',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      null,
    ],
    [
      'a side with a corner in the middle',
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [2, 2],
      ],
      null,
    ],
  ])('that is %s', (_, ring, crossing) => {
    expect(crossingOf(ring)).toEqual(crossing);
  });

  it('has the area of its metres', () => {
    const [east, north] = [0.01, 0.02];
    const { longitude, latitude } = VALENCE;
    const box: Ring = [
      [longitude, latitude],
      [longitude + east, latitude],
      [longitude + east, latitude + north],
      [longitude, latitude + north],
    ];
    const middle = latitude + north / 2;
    const width = metresBetween(at(longitude, middle), at(longitude + east, middle));
    const height = metresBetween(at(longitude, latitude), at(longitude, latitude + north));
    expect(areaOf(box) / (width * height)).toBeCloseTo(1, 6);
    expect(areaOf(box.toReversed())).toBeCloseTo(areaOf(box), 3);
  });

  it('is as far as its nearest side, and nowhere from within', () => {
    const box: Ring = [
      [4, 44],
      [5, 44],
      [5, 45],
      [4, 45],
    ];
    expect(metresTo(box, at(4.5, 44.5))).toBe(0);
    expect(metresTo(box, at(5.1, 44.5))).toBeCloseTo(metresBetween(at(5, 44.5), at(5.1, 44.5)), 0);
    expect(metresTo(box, at(4.2, 45.2))).toBeCloseTo(metresBetween(at(4.2, 45), at(4.2, 45.2)), 0);
  });

  it('is no further than the nearest of many points of its sides', () => {
    fc.assert(
      fc.property(stars, near, (ring, point) => {
        const along = ring.flatMap(([x, y], index) => {
          const [x2, y2] = next(ring, index);
          return [0, 0.25, 0.5, 0.75].map((part) => at(x + part * (x2 - x), y + part * (y2 - y)));
        });
        const nearest = Math.min(...along.map((one) => metresBetween(point, one)));
        return metresTo(ring, point) <= nearest * 1.01 + 1;
      }),
    );
  });
});
