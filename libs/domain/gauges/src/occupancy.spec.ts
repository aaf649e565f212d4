import { HOUR } from '@halles/kernel';
import type { GaugeRule } from '@halles/domain/place-days';
import { capacitiesOf, hoursOfWeek, occupancyOf } from './occupancy';

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
  const within = { from: all[0] ?? 0, until: (all.at(-1) ?? 0) + HOUR };
  const at = (iso: string): number => Date.parse(iso);

  it('is summed over the places that say how many may be inside, under the strictest rule of each hour', () => {
    const places = [place(1, 10), place(2, 10), place(3, null), place(4, 20, { commune: '26000' })];
    const rules = [
      { rule: aRule({ communes: ['26362'] }), leaves: new Set(['bakery']) },
      { rule: aRule({ id: 'other', formula: { kind: 'people', people: 1 } }), leaves: new Set(['hair']) },
    ];
    const { capacities, limited } = capacitiesOf(places, rules, within, ZONE);
    expect(limited.toSorted()).toEqual([1, 2, 3, 4]);
    const [tuesday, wednesday] = [week[1]?.hours ?? [], week[2]?.hours ?? []];
    const capacityOn = (hours: readonly number[]) => occupancyOf(hours, [], capacities, ZONE)[10]?.capacity;
    // Three shops of 40 m² let five in on the day of the rule; the third says nothing of itself on the day before.
    expect([capacityOn(tuesday), capacityOn(wednesday)]).toEqual([40, 35]);
  });

  it('counts each kind in its hour, by the clock of the territory', () => {
    const { capacities } = capacitiesOf([place(1, 4)], [], within, ZONE);
    const people = [
      { hour: at('2026-12-02T09:00:00Z'), kind: 'booked', people: 3, limited: 2 },
      { hour: at('2026-12-02T09:00:00Z'), kind: 'walkedIn', people: 5, limited: 1 },
      { hour: at('2026-12-03T09:00:00Z'), kind: 'collected', people: 9, limited: 0 },
    ] as const;
    const hours = occupancyOf(week[2]?.hours ?? [], people, capacities, ZONE);
    expect(hours[10]).toEqual({ hour: 10, booked: 3, collected: 0, walkedIn: 5, limited: 3, capacity: 4 });
    expect(hours.filter(({ booked, walkedIn }) => booked + walkedIn > 0)).toHaveLength(1);
  });

  it('is not told where no place says how many may be inside', () => {
    const { capacities, limited } = capacitiesOf([place(1, null)], [], within, ZONE);
    expect([limited, occupancyOf([within.from], [], capacities, ZONE)[0]?.capacity]).toEqual([[], null]);
  });
});
