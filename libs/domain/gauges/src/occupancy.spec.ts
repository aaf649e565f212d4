import { HOUR } from '@halles/kernel';
import type { GaugeRule } from '@halles/domain/place-days';
import { hoursOfWeek, occupancyOf, type PeopleOfHour, weekLimits } from './occupancy';

const ZONE = 'Europe/Paris';
const place = (id: number, people: number | null, more: object = {}) => ({
  ...{ id, commune: '26362', category: 'bakery' },
  gauge: { surface: 40, people, staff: 0, isHouseholdOne: false },
  ...more,
});
const aRule = (more: Partial<GaugeRule>): GaugeRule => ({
  ...{ id: 'rule', version: 1, title: '', text: '', source: '', sourceUrl: '', endedAt: null },
  ...{ communes: [], categories: [], firstDay: '2026-12-02', lastDay: '2026-12-02' },
  ...{ formula: { kind: 'surface', squareMetres: 8 }, isStaffCounted: false, isHouseholdOne: false },
  ...more,
});

describe('the hours of a week', () => {
  it('run from Monday to Sunday, whatever the day', () => {
    const days = hoursOfWeek('2026-12-06', ZONE);
    expect(days.map(({ day }) => day)).toEqual([
      ...['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'],
    ]);
    expect(days[0]?.hours[0]).toBe(Date.parse('2026-11-29T23:00:00Z'));
    expect(days.every(({ hours }) => hours.length === 24)).toBe(true);
  });

  it.each([
    ['2026-03-29', 23, 167],
    ['2026-10-25', 25, 169],
  ])('have one less or one more on %s', (day, hours, all) => {
    const week = hoursOfWeek(day, ZONE);
    expect(week.at(-1)?.hours).toHaveLength(hours);
    const instants = week.flatMap(({ hours: own }) => own);
    expect(instants).toHaveLength(all);
    expect(instants.every((at, index) => index === 0 || at - (instants[index - 1] ?? 0) === HOUR)).toBe(true);
  });
});

describe('how busy a territory is', () => {
  const week = hoursOfWeek('2026-12-02', ZONE);
  const all = week.flatMap(({ hours }) => hours);
  const at = (iso: string): number => Date.parse(iso);

  it('is summed over the places that say how many may be inside, under the strictest rule of each hour', () => {
    const places = [place(1, 10), place(2, 10), place(3, null), place(4, 20, { commune: '26000' })];
    const rules = [
      { rule: aRule({ communes: ['26362'] }), leaves: new Set(['bakery']) },
      { rule: aRule({ id: 'other', formula: { kind: 'people', people: 1 } }), leaves: new Set(['hair']) },
    ];
    const limits = weekLimits(places, rules, all, ZONE);
    expect(limits.classes.flatMap(({ places: ids }) => ids).toSorted()).toEqual([1, 2, 3, 4]);
    const [tuesday, wednesday] = [week[1]?.hours ?? [], week[2]?.hours ?? []];
    const capacityOn = (hours: readonly number[]) => occupancyOf(hours, [], limits, ZONE)[10]?.capacity;
    // Three shops of 40 m² let five in on the day of the rule; the third says nothing of itself on the day before.
    expect([capacityOn(tuesday), capacityOn(wednesday)]).toEqual([40, 35]);
  });

  it('counts each kind in its hour, by the clock of the territory', () => {
    const people: PeopleOfHour[] = [
      { hour: at('2026-12-02T09:00:00Z'), kind: 'booked', ofClass: 0, people: 2, households: 1 },
      { hour: at('2026-12-02T09:00:00Z'), kind: 'booked', ofClass: null, people: 1, households: 1 },
      { hour: at('2026-12-02T09:00:00Z'), kind: 'walkedIn', ofClass: 0, people: 1, households: 1 },
      { hour: at('2026-12-02T09:00:00Z'), kind: 'walkedIn', ofClass: null, people: 4, households: 4 },
      { hour: at('2026-12-03T09:00:00Z'), kind: 'collected', ofClass: null, people: 9, households: 9 },
    ];
    const limits = weekLimits([place(1, 4)], [], all, ZONE);
    const hours = occupancyOf(week[2]?.hours ?? [], people, limits, ZONE);
    expect(hours[10]).toEqual({ hour: 10, booked: 3, collected: 0, walkedIn: 5, limited: 3, capacity: 4 });
    expect(hours.filter(({ booked, walkedIn }) => booked + walkedIn > 0)).toHaveLength(1);
  });

  it('is not told where no place says how many may be inside', () => {
    const limits = weekLimits([place(1, null)], [], all, ZONE);
    expect([limits.classes, occupancyOf([all[0] ?? 0], [], limits, ZONE)[0]?.capacity]).toEqual([[], null]);
  });

  it('is of the places alone that are limited in the hour: a rule of one day limits nobody on the others', () => {
    const limits = weekLimits([place(1, 10), place(2, null)], [{ rule: aRule({}), leaves: null }], all, ZONE);
    const classOf = (id: number) => limits.classes.findIndex(({ places }) => places.includes(id));
    const on = (day: string) => {
      const hour = at(`${day}T09:00:00Z`);
      const people = [1, 2].map((id) => ({
        ...{ hour, kind: 'booked' as const, ofClass: classOf(id), people: 3 * id, households: id },
      }));
      const { limited, capacity } = occupancyOf([hour], people, limits, ZONE)[0] ?? {};
      return [limited, capacity];
    };
    expect([on('2026-12-01'), on('2026-12-02')]).toEqual([
      [3, 10],
      [9, 10],
    ]);
  });

  it('counts who comes together as one where the strictest limit does', () => {
    const homes = { gauge: { surface: null, people: 5, staff: 0, isHouseholdOne: true } };
    const strict = { ...aRule({ formula: { kind: 'people', people: 4 } }), communes: [] };
    const limits = weekLimits([place(1, 5), place(2, 0, homes)], [{ rule: strict, leaves: null }], all, ZONE);
    const on = (day: string) => {
      const hour = at(`${day}T09:00:00Z`);
      const people = limits.classes.map((_, ofClass) => ({
        ...{ hour, kind: 'booked' as const, ofClass, people: 4, households: 2 },
      }));
      const { limited, capacity } = occupancyOf([hour], people, limits, ZONE)[0] ?? {};
      return [limited, capacity];
    };
    // On the day of the rule, which counts heads, its four are fewer than the five households of the place.
    expect([limits.classes.length, on('2026-12-01'), on('2026-12-02')]).toEqual([2, [6, 10], [8, 8]]);
  });
});
