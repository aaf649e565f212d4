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
    const { doors } = planAround(pin, [door(40, 0, '1'), door(0, 40, '2')], 'near');
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
    const drawn = planAround(pin, doors, 'near').doors;
    expect(drawn.map(({ number }) => number)).toEqual([undefined, '2', undefined]);
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
