import { type ClosingRule, timesOf } from '@halles/domain/place-days';
import { MINUTE } from '@halles/kernel';
import { rankingFormula } from './ranking-formula';
import type { SearchPlan } from './search-plan';

/** A plan with the times at which rules of the territory close places, as far as its results are told to open. Pure. */
export function closedAround(plan: SearchPlan, rules: readonly ClosingRule[], timeZone: string): SearchPlan {
  if (rules.length === 0) return plan;
  const { from, until } = plan.during;
  const within = {
    from: from * MINUTE,
    until: Math.max(until, from + rankingFormula.soonMinutes) * MINUTE,
  };
  const closed = rules.flatMap((rule) => {
    const spans = timesOf(rule, within, timeZone).map((time) => ({
      from: Math.floor(time.from / MINUTE),
      until: Math.ceil(time.until / MINUTE),
    }));
    return spans.length === 0 ? [] : [{ spans, leaves: rule.leaves, communes: rule.communes }];
  });
  return { ...plan, closed };
}
