import { metresBetween } from '@halles/domain/geo';
import { pointFrom } from '@halles/domain/corrections';
import { PLAN_SIDE, PLAN_STEPS, planAround, steppedTo, touchedAt } from './place-plan';

const pin = { longitude: -0.5739, latitude: 44.8404 };
const door = (east: number, north: number, number: string | null, street = 'Rue Neuve') => ({
  ...pointFrom(pin, { east, north }),
  number,
  street,
});

describe('a plan around a pin', () => {
  it('has the pin in its middle, north above and east to the right', () => {
    const around = [door(40, 0, '1'), door(0, 40, '2')].map((one) => ({ ...one, street: null }));
    const { doors } = planAround(pin, around, 'near');
    expect(doors.map(({ number }) => number)).toEqual(['1', '2']);
    const [east, north] = doors;
    expect(Number(east?.x)).toBeCloseTo(PLAN_SIDE / 2 + 72, 0);
    expect(Number(east?.y)).toBeCloseTo(PLAN_SIDE / 2, 0);
    expect(Number(north?.y)).toBeCloseTo(PLAN_SIDE / 2 - 72, 0);
  });

  it('draws a street along its doors and its name along it, never upside down', () => {
    const doors = [-60, -20, 20, 60].map((at) => door(at, -at / 2, null));
    const { streets, names } = planAround(pin, doors, 'near');
    expect(streets).toHaveLength(1);
    expect([streets[0]?.name, names]).toEqual(['Rue Neuve', []]);
    const [, turn = ''] = /rotate\((.*)\)/.exec(streets[0]?.turn ?? '') ?? [];
    expect(Number(turn)).toBeCloseTo(26.6, 0);
  });

  it('names a street below a door of it where its doors lie on no line', () => {
    const doors = [door(20, 10, '1'), door(-40, 60, '2'), door(60, 45, '3')];
    const { streets, names } = planAround(pin, doors, 'near');
    expect([streets, names.map(({ name }) => name)]).toEqual([[], ['Rue Neuve']]);
  });

  it('writes no number over another or over the pin, and nothing that lies beyond it', () => {
    const doors = [door(2, 0, '1'), door(40, 0, '2'), door(44, 0, '3'), door(400, 0, '4')];
    const nameless = doors.map((one) => ({ ...one, street: null }));
    const drawn = planAround(pin, nameless, 'near').doors;
    expect(drawn.map(({ number }) => number)).toEqual(['2']);
  });

  it('stays readable in a crowd: few words, none over another, none below the pin', () => {
    const streets = Array.from({ length: 12 }, (_, street) =>
      Array.from({ length: 25 }, (_, at) =>
        door(
          (at - 12) * 6 + (street % 2) * 3,
          (street - 6) * 9 + (at % 2) * 4,
          String(at * 4 + street),
          `Rue du Grand Marché ${street}`,
        ),
      ),
    ).flat();
    const { doors, names, streets: lines } = planAround(pin, streets, 'near');
    const numbers = doors.filter(({ number }) => number !== undefined);
    const words = [
      ...numbers.map(({ x, y, number = '' }) => ({ x: Number(x), y: Number(y), half: number.length * 3.5 })),
      ...names.map(({ x, y, name }) => ({ x: Number(x), y: Number(y), half: name.length * 2.8 })),
    ];
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers.length).toBeLessThanOrEqual(14);
    expect(doors.length).toBeLessThanOrEqual(44);
    expect(lines.filter(({ name }) => name !== undefined).length + names.length).toBeGreaterThan(1);
    for (const [at, one] of words.entries())
      for (const other of words.slice(at + 1))
        expect(Math.abs(one.y - other.y) >= 9 || Math.abs(one.x - other.x) >= one.half + other.half).toBe(
          true,
        );
    for (const { x, y } of doors) {
      const [east, below] = [Number(x) - PLAN_SIDE / 2, Number(y) - PLAN_SIDE / 2];
      expect(Math.abs(east) > 12 || below > 6 || below < -40).toBe(true);
    }
  });

  it('is touched and stepped on in metres, back to where it was', () => {
    const there = touchedAt(pin, { x: PLAN_SIDE / 2 + 18, y: PLAN_SIDE / 2 }, 'near');
    expect(metresBetween(pin, there)).toBeCloseTo(10, 0);
    expect(touchedAt(pin, { x: 1e9, y: -1e9 }, 'near')).toEqual(
      touchedAt(pin, { x: PLAN_SIDE, y: 0 }, 'near'),
    );
    const walked = PLAN_STEPS.reduce((at, step) => steppedTo(at, step, 'wide'), pin);
    expect(metresBetween(pin, walked)).toBeLessThan(0.5);
  });
});
