import { type RankingFormula, rankingFormula } from '@halles/domain/search';
import { formatDay, formatNumber } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { type Fact, ProseWriter } from '../rendering/prose';
import type { ProseBody } from '../rendering/prose.view';

function figuresOf(formula: RankingFormula, scope: PageScope): Fact[] {
  const { locale, texts } = scope;
  const fact = (key: string, value: string): Fact => ({
    term: texts.line(`pages.ranking.facts.${key}`),
    value,
  });
  const counted = (key: string, count: number): Fact =>
    fact(key, texts.line(`pages.ranking.facts.${key}Value`, { count: formatNumber(count, locale) }));
  return [
    fact('version', String(formula.version)),
    fact('since', formatDay(formula.since, locale)),
    counted('soon', formula.soonMinutes),
    counted('window', formula.window),
    counted('deepest', formula.deepest),
  ];
}

/**
 * How results are ranked (code de la consommation, L. 111-7 and D. 111-7), from the values that the search itself sorts
 * by: the page cannot say anything else than what is done. Pure.
 */
export function presentRanking(scope: PageScope, formula: RankingFormula = rankingFormula): ProseBody {
  const write = new ProseWriter(scope, 'ranking', { minutes: formula.soonMinutes });
  return {
    heading: write.line('heading'),
    lead: write.line('lead'),
    updated: formatDay(formula.since, scope.locale),
    sections: [
      write.section('paid'),
      write.section('order', { steps: formula.tiers.map((tier) => write.line(`tiers.${tier}`)) }),
      write.section('within', { steps: formula.within.map((rule) => write.line(`rules.${rule}`)) }),
      write.section('figures', { facts: figuresOf(formula, scope) }),
      write.section('each'),
      write.section('who'),
    ],
  };
}
