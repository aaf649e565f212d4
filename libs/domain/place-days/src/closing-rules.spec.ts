import { isOpen, openSentence, scheduleOfTexts } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import { type ClosingRule, concernsPlace, underRules } from './closing-rules';
import { timesOf } from './gauge-limits';

const MONDAY_TEN = Date.parse('2026-11-30T09:00:00Z');
const schedule = scheduleOfTexts(
  { timeZone: 'Europe/Paris', department: '33' },
  { shop: 'Mo-Sa 09:00-20:00', pickup: 'Mo-Sa 09:00-19:00' },
);
const aRule = (more: Partial<ClosingRule> = {}): ClosingRule => ({
  ...{ id: 'r', version: 1, endedAt: null, title: 'Arrêté du 28 novembre', text: 'Texte', source: 'Décret' },
  ...{ sourceUrl: null, communes: [], categories: [], leaves: null },
  ...{ firstDay: '2026-11-28', lastDay: '2026-12-01', isStaffCounted: false, isHouseholdOne: false },
  formula: { kind: 'closed', keepsPickup: false },
  ...more,
});
const said = (rules: readonly ClosingRule[], at = MONDAY_TEN): string =>
  openSentence(underRules(schedule, rules, at), at, 'fr').replaceAll('\u00a0', ' ');

describe('hours under rules of the territory', () => {
  it('are those of the place where no rule counts', () => {
    expect(underRules(schedule, [], MONDAY_TEN)).toBe(schedule);
    expect(said([aRule({ firstDay: '2026-12-02', lastDay: '2026-12-03' })])).toBe('Ouvert, ferme à 20 h');
  });

  it('are none where it is closed, by name of the rule and until it ends', () => {
    expect(said([aRule()])).toBe(
      'Fermé exceptionnellement (Arrêté du 28 novembre), ouvre mercredi 2 décembre à 9 h',
    );
  });

  it('leave the pickup of orders to a place whose rule does', () => {
    expect(said([aRule({ formula: { kind: 'closed', keepsPickup: true } })])).toBe(
      'Retrait seulement, jusqu’à 19 h',
    );
  });

  it('end and begin within those that a rule allows, day by day', () => {
    const evening = [aRule({ formula: { kind: 'hours', opens: 600, closes: 1_080, keepsPickup: false } })];
    expect(said(evening)).toBe('Ouvert (Arrêté du 28 novembre), ferme à 18 h');
    expect(said(evening, Date.parse('2026-12-01T08:30:00Z'))).toBe('Fermé, ouvre à 10 h');
    expect(said(evening, Date.parse('2026-12-01T17:30:00Z'))).toBe('Fermé, ouvre demain à 9 h');
    expect(said(evening, Date.parse('2026-12-02T18:30:00Z'))).toBe('Ouvert, ferme à 20 h');
  });

  it.each([
    ['closed', { kind: 'closed', keepsPickup: false }],
    ['closed in the evening', { kind: 'hours', opens: 360, closes: 1_140, keepsPickup: false }],
  ] as const)('end a night at midnight as searches and bookings do: %s', (_what, formula) => {
    const bar = scheduleOfTexts(schedule.place, { shop: 'Mo-Su 18:00-02:00; Tu off; Sa 10:00-04:00' });
    const rule = aRule({ formula });
    const { timeZone } = bar.place;
    // From the night before the rule to the night after it, by quarters of an hour.
    for (
      let at = Date.parse('2026-11-26T12:00:00Z');
      at < Date.parse('2026-12-03T12:00:00Z');
      at += 15 * MINUTE
    ) {
      const isClosed = timesOf(rule, { from: at, until: at + 1 }, timeZone).some(
        ({ from, until }) => from <= at && at < until,
      );
      const expected = !isClosed && isOpen(bar, 'shop', at);
      expect([new Date(at), isOpen(underRules(bar, [rule], at), 'shop', at)]).toEqual([
        new Date(at),
        expected,
      ]);
    }
  });

  it('leave the nights of other closed days alone', () => {
    const closed = { from: '2026-12-24', until: '2026-12-24', spans: [] };
    const bar = {
      ...scheduleOfTexts(schedule.place, { shop: 'Mo-Su 18:00-02:00' }),
      exceptions: [closed],
    };
    const rule = aRule({ formula: { kind: 'hours', opens: 0, closes: 1_320, keepsPickup: false } });
    const ruled = underRules(bar, [rule], MONDAY_TEN);
    const opens = ['2026-12-24T00:30:00Z', '2026-12-24T20:00:00Z', '2026-12-25T00:30:00Z'];
    expect(opens.map((at) => isOpen(ruled, 'shop', Date.parse(at)))).toEqual([true, false, false]);
  });

  it('are of the places that a rule names by their commune and their leaf', () => {
    const place = { category: 'bakery', address: { communeCode: '33063' } };
    const named = (more: Partial<ClosingRule>): boolean => concernsPlace(aRule(more), place);
    expect([
      named({}),
      named({ communes: ['33063'], leaves: ['bakery'] }),
      named({ communes: ['33281'] }),
      named({ leaves: ['butcher'] }),
      concernsPlace(aRule({ leaves: ['bakery'] }), { ...place, category: null }),
    ]).toEqual([true, true, false, false, false]);
  });
});
