import { metresBetween } from './distance';
import type { Degrees } from './mercator';

/** Metres east and north of the Grosse Cloche of Bordeaux. */
const at = (east: number, north: number): Degrees => ({
  longitude: -0.5716 + east / (111_195 * Math.cos((44.8353 * Math.PI) / 180)),
  latitude: 44.8353 + north / 111_195,
});

describe('the distance between two points', () => {
  it('measures within a town as maps do, to a metre', () => {
    expect(metresBetween(at(0, 0), at(300, 400))).toBeCloseTo(500, 0);
    // Place de la Bourse to Place Gambetta, by IGN's own measure 1,060 m.
    expect(
      metresBetween({ longitude: -0.5695, latitude: 44.8413 }, { longitude: -0.5806, latitude: 44.8413 }),
    ).toBeCloseTo(875, -1);
  });

  it('is in metres on the ground, to the north as to the east', () => {
    const one = { longitude: -0.58, latitude: 44.84 };
    expect(metresBetween(one, { ...one, latitude: 44.85 })).toBeCloseTo(1112, 0);
    expect(metresBetween(one, { ...one, longitude: -0.57 })).toBeCloseTo(788.5, 0);
  });
});
