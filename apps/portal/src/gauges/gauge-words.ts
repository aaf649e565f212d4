import { dayOfIso, dateWords, timeWords } from '@halles/domain/hours';
import type { GaugeRule } from '@halles/domain/place-days';
import type { PageScope } from '../rendering/page-scope';

/** What of a rule people read. */
type RuleFacts = Pick<GaugeRule, 'formula' | 'isStaffCounted' | 'isHouseholdOne' | 'firstDay' | 'lastDay'>;

function formulaWords({ formula }: RuleFacts, { texts, locale }: PageScope): string {
  switch (formula.kind) {
    case 'surface':
      return texts.line('gauge.rule.surface', { metres: formula.squareMetres });
    case 'percent':
      return texts.line('gauge.rule.percent', { percent: formula.percent });
    case 'people':
      return texts.line('gauge.rule.people', { count: formula.people });
    case 'hours': {
      const [opens, closes] = [timeWords(formula.opens, locale), timeWords(formula.closes, locale)];
      if (formula.opens === 0) return texts.line('gauge.rule.closes', { closes });
      if (formula.closes === 1_440) return texts.line('gauge.rule.opens', { opens });
      return texts.line('gauge.rule.hours', { opens, closes });
    }
    case 'closed':
      return texts.line('gauge.rule.closed');
  }
}

/** "Une personne pour 8 m², un foyer compte pour une personne". Pure. */
export function ruleWords(rule: RuleFacts, scope: PageScope): string {
  const { formula, isStaffCounted, isHouseholdOne } = rule;
  const counts = formula.kind !== 'hours' && formula.kind !== 'closed';
  const more = [
    ...('keepsPickup' in formula && formula.keepsPickup ? ['keepsPickup'] : []),
    ...(counts && isStaffCounted ? ['staff'] : []),
    ...(counts && isHouseholdOne ? ['household'] : []),
  ];
  return [formulaWords(rule, scope), ...more.map((key) => scope.texts.line(`gauge.rule.${key}`))].join(', ');
}

/** "du samedi 28 novembre 2020 au mardi 8 juin 2021". Pure. */
export function ruleDays({ firstDay, lastDay }: RuleFacts, { texts, locale }: PageScope): string {
  const [first, last] = [firstDay, lastDay].map((day) => dateWords(dayOfIso(day), locale, true));
  return texts.line(firstDay === lastDay ? 'gauge.rule.day' : 'gauge.rule.days', {
    first: first ?? '',
    last: last ?? '',
  });
}
