import type { GaugeFormulaInput, PlaceGauge } from '@halles/contracts';
import { HOUR, MINUTE } from '@halles/kernel';
import fc from 'fast-check';
import { closedTimes, fullWith, limitsOf, peopleOf, roomOf, strictest, timesOf } from './gauge-limits';
import { type GaugeRule, NO_GAUGE } from './gauge-rule';
import { lowest, stepFunctionOf } from './step-function';

const PARIS = 'Europe/Paris';
const rule = (formula: GaugeFormulaInput, more: Partial<GaugeRule> = {}): GaugeRule => ({
  ...{ id: 'r', version: 1, endedAt: null, title: 'Jauge', text: 'Texte', source: 'Décret', sourceUrl: null },
  ...{ communes: [], categories: [], firstDay: '2026-12-01', lastDay: '2026-12-31', formula },
  ...{ isStaffCounted: false, isHouseholdOne: false },
  ...more,
});
const place = (more: Partial<PlaceGauge> = {}): PlaceGauge => ({ ...NO_GAUGE, ...more });
const at = (text: string): number => Date.parse(text);
const DECEMBER = { from: at('2026-11-30T23:00:00Z'), until: at('2026-12-31T23:00:00Z') };
const nobody = stepFunctionOf(0, []);

describe('how many people may be in a place', () => {
  it('is what each formula makes of what the place says, one at least, and unknown where it says nothing', () => {
    const eight: GaugeFormulaInput = { kind: 'surface', squareMetres: 8 };
    expect([97, 8, 5, null].map((surface) => peopleOf(rule(eight), place({ surface })))).toEqual([
      12,
      1,
      1,
      null,
    ]);
    const staffed = rule(eight, { isStaffCounted: true });
    expect([97, 8].map((surface) => peopleOf(staffed, place({ surface, staff: 3 })))).toEqual([9, 0]);
    expect(
      [9, 1, null].map((people) => peopleOf(rule({ kind: 'percent', percent: 50 }), place({ people }))),
    ).toEqual([4, 1, null]);
    expect(peopleOf(rule({ kind: 'people', people: 6 }), place())).toBe(6);
    expect(peopleOf(rule({ kind: 'closed', keepsPickup: true }), place())).toBe(0);
  });

  it('follows the clock on the wall of the territory, on the days on which it changes too', () => {
    const march = rule(
      { kind: 'hours', opens: 360, closes: 1_140, keepsPickup: false },
      { firstDay: '2026-03-29', lastDay: '2026-03-29' },
    );
    const within = { from: at('2026-03-01T00:00:00Z'), until: at('2026-04-30T00:00:00Z') };
    expect(timesOf(march, within, PARIS)).toEqual([
      { from: at('2026-03-28T23:00:00Z'), until: at('2026-03-29T04:00:00Z') },
      { from: at('2026-03-29T17:00:00Z'), until: at('2026-03-29T22:00:00Z') },
    ]);
    expect(timesOf(march, { from: at('2026-04-02T00:00:00Z'), until: within.until }, PARIS)).toEqual([]);
    const reunion = timesOf(rule({ kind: 'people', people: 2 }), DECEMBER, 'Indian/Reunion');
    expect(reunion).toEqual([{ from: at('2026-11-30T20:00:00Z'), until: at('2026-12-31T20:00:00Z') }]);
  });

  it('is the strictest of its own word and of every rule in force, at every minute', () => {
    const number = fc.integer({ min: 1, max: 30 });
    const day = fc.integer({ min: 1, max: 9 });
    const rules = fc.array(
      fc
        .tuple(number, day, day)
        .map(([people, one, other]) =>
          rule(
            { kind: 'people', people },
            { firstDay: `2026-12-0${Math.min(one, other)}`, lastDay: `2026-12-0${Math.max(one, other)}` },
          ),
        ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.option(number), rules, day, (people, all, on) => {
        const noon = at(`2026-12-0${on}T11:00:00Z`);
        const most = strictest(limitsOf({ gauge: place({ people }), rules: all }, DECEMBER, PARIS));
        const inForce = all.filter(({ firstDay, lastDay }) => {
          const iso = `2026-12-0${on}`;
          return firstDay <= iso && iso <= lastDay;
        });
        const numbers = inForce.map(({ formula }) => (formula.kind === 'people' ? formula.people : 0));
        expect(lowest(most, noon, noon + 1)).toBe(Math.min(people ?? Infinity, ...numbers));
      }),
    );
  });

  it('leaves room by people or by households, whichever is less', () => {
    const [from, until] = [at('2026-12-02T09:00:00Z'), at('2026-12-02T10:00:00Z')];
    const inside = {
      people: stepFunctionOf(0, [{ from, until, by: 5 }]),
      households: stepFunctionOf(0, [{ from, until, by: 2 }]),
    };
    const homes = rule({ kind: 'people', people: 3 }, { isHouseholdOne: true });
    const room = (rules: GaugeRule[], people: number | null): number =>
      lowest(roomOf(limitsOf({ gauge: place({ people }), rules }, DECEMBER, PARIS), inside), from, until);
    expect([room([homes], null), room([homes], 7), room([], 4)]).toEqual([Infinity, 2, -1]);
    const full = rule({ kind: 'people', people: 2 }, { isHouseholdOne: true });
    expect([room([full], null), room([full, homes], 50)]).toEqual([0, 0]);
    const none = { people: nobody, households: nobody };
    expect(roomOf(limitsOf({ gauge: place(), rules: [homes] }, DECEMBER, PARIS), none).base).toBe(Infinity);
  });

  it('is full at the door where booking leaves no room either', () => {
    const [from, until] = [at('2026-12-02T09:00:00Z'), at('2026-12-02T10:00:00Z')];
    const numbers = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(numbers, numbers, numbers, numbers, fc.nat(9), (people, homes, came, more, walkIns) => {
        const rules = [rule({ kind: 'people', people: homes }, { isHouseholdOne: true })];
        const expected = { people: came + more, households: came };
        const there = (by: number) => stepFunctionOf(0, [{ from, until, by: by + walkIns }]);
        const room = roomOf(limitsOf({ gauge: place({ people }), rules }, DECEMBER, PARIS), {
          ...{ people: there(expected.people), households: there(came) },
        });
        const most = fullWith({ people, households: homes }, expected) ?? Infinity;
        expect(most - expected.people - walkIns >= 1).toBe(lowest(room, from, until) >= 1);
      }),
    );
  });

  it('is nobody where a rule closes, but for orders that it lets be collected', () => {
    const evenings = rule({ kind: 'hours', opens: 0, closes: 1_140, keepsPickup: false });
    const shut = rule({ kind: 'closed', keepsPickup: true }, { lastDay: '2026-12-02' });
    const gauge = place();
    const evening = at('2026-12-01T18:00:00Z');
    const least = (purpose: 'visit' | 'pickup', moment: number): number =>
      lowest(
        strictest(limitsOf({ gauge, rules: [evenings, shut] }, DECEMBER, PARIS, purpose)),
        moment,
        moment + MINUTE,
      );
    expect([least('visit', evening - HOUR), least('pickup', evening - HOUR)]).toEqual([0, Infinity]);
    expect([least('visit', evening), least('pickup', evening)]).toEqual([0, 0]);
    const closed = closedTimes([evenings, shut], DECEMBER, PARIS, 'pickup');
    expect(closed).toHaveLength(31);
    expect(closed[0]).toEqual({ from: evening, until: at('2026-12-01T23:00:00Z') });
    expect(closedTimes([shut], DECEMBER, PARIS, 'visit')).toEqual([
      { from: DECEMBER.from, until: at('2026-12-02T23:00:00Z') },
    ]);
  });
});
