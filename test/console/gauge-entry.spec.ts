import type { GaugeRuleInput } from '@halles/contracts';
import {
  choicesOfRule,
  entryOfRule,
  minuteOf,
  ruleOfEntry,
} from '../../apps/console/src/app/features/gauges/gauge-entry';

const rule = (formula: GaugeRuleInput['formula']): GaugeRuleInput => ({
  ...{ title: 'Jauge', text: 'Texte', source: 'Arrêté', sourceUrl: 'https://mairie.example/a' },
  ...{ communes: ['33063'], categories: ['food'], firstDay: '2026-12-01', lastDay: '2026-12-31', formula },
  ...{ isStaffCounted: true, isHouseholdOne: false },
});

describe('the form of a rule on how many people may be inside', () => {
  it.each<GaugeRuleInput['formula']>([
    { kind: 'surface', squareMetres: 8 },
    { kind: 'percent', percent: 50 },
    { kind: 'people', people: 6 },
    { kind: 'hours', opens: 0, closes: 1_140, keepsPickup: true },
    { kind: 'hours', opens: 360, closes: 1_440, keepsPickup: false },
    { kind: 'closed', keepsPickup: true },
  ])('says again the rule that it was filled in with: %j', (formula) => {
    const stored = rule(formula);
    expect(ruleOfEntry(entryOfRule(stored), choicesOfRule(stored))).toEqual(stored);
  });

  it('reads times as they are typed, and none that no clock shows', () => {
    expect(['19:00', '19h30', '7', '24:00', '25:00', '19:75', 'soir', ''].map(minuteOf)).toEqual([
      1_140,
      1_170,
      420,
      1_440,
      null,
      null,
      null,
      null,
    ]);
  });
});
