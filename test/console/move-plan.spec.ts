import { directionOf, movePlan } from '../../apps/console/src/app/features/reports/move-plan';

const HERE = { longitude: -0.5739, latitude: 44.8404 };
const at = (east: number, north: number) => ({
  longitude: HERE.longitude + east / (111_320 * Math.cos((HERE.latitude * Math.PI) / 180)),
  latitude: HERE.latitude + north / 111_320,
});

describe('the drawing of a move', () => {
  it.each([
    ['n', 0, 50],
    ['ne', 40, 40],
    ['e', 50, 5],
    ['se', 40, -40],
    ['s', 0, -50],
    ['sw', -40, -40],
    ['w', -50, -5],
    ['nw', -40, 40],
  ])('says %s', (way, east, north) => {
    expect(directionOf(HERE, at(east, north))).toBe(way);
  });

  it('draws both pins where they lie, and as far apart as they are', () => {
    const { before, after, scale } = movePlan(HERE, at(8, 0), []);
    const metre = scale.length / scale.metres;
    expect(after.x - before.x).toBeCloseTo(8 * metre, 0);
    expect(after.y).toBeCloseTo(before.y, 3);
  });

  it('draws the doors that there is room for, and none outside of its frame', () => {
    const doors = [at(0, 25), at(1, 25), at(0, -25), at(900, 0), at(0, 1)].map((place, index) => ({
      ...place,
      street: null,
      number: String(index),
    }));
    const plan = movePlan(HERE, at(40, 0), doors);
    expect(plan.streets.doors.map(({ number }) => number)).toEqual(['1', '2']);
  });

  it('names the streets that its doors stand in, along the line of their doors', () => {
    const door = (street: string, east: number, north: number) => ({
      ...at(east, north),
      street,
      number: null,
    });
    const { streets } = movePlan(HERE, at(40, 0), [
      ...[-50, 0, 50, 90].map((east) => door('rue Neuve', east, 12)),
      door('impasse du Four', 20, -22),
    ]);
    expect(streets.streets.map(({ name, turn }) => [name, turn?.endsWith('rotate(0)')])).toEqual([
      ['rue Neuve', true],
    ]);
    expect(streets.names.map(({ name }) => name)).toEqual(['impasse du Four']);
  });
});
