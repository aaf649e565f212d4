import type {
  GaugePreviewView,
  GaugeRuleInput,
  GaugeRulesView,
  GaugeRuleState,
  GaugeRuleView,
} from '@halles/contracts';
import { branches, categoriesOf, leavesOf } from '@halles/domain/categories';
import type { GaugePreview, GaugeRules, StoredGaugeRule } from '@halles/domain/gauges';
import type { TenantContext } from '@halles/platform/tenancy';

function stateOf({ endedAt, firstDay, lastDay }: StoredGaugeRule, today: string): GaugeRuleState {
  if (endedAt !== null) return 'ended';
  if (lastDay < today) return 'over';
  return firstDay > today ? 'coming' : 'in-force';
}

function viewOf(rule: StoredGaugeRule, today: string): GaugeRuleView {
  const { id, version, title, text, source, sourceUrl, communes, categories, firstDay, lastDay } = rule;
  const { formula, isStaffCounted, isHouseholdOne } = rule;
  return {
    id,
    version,
    state: stateOf(rule, today),
    rule: {
      ...{ title, text, source, sourceUrl, communes, categories, firstDay, lastDay },
      ...{ formula, isStaffCounted, isHouseholdOne },
    },
  };
}

/** The rules, and where one may count. Pure. */
export function presentGaugeRules(
  ctx: TenantContext,
  { today, rules, communes }: Awaited<ReturnType<GaugeRules['list']>>,
): GaugeRulesView {
  const tree = categoriesOf(ctx);
  const labelOf = ({ fr, en }: { readonly fr: string; readonly en: string }) => ({ fr, en });
  return {
    today,
    rules: rules.map((rule) => viewOf(rule, today)),
    communes: communes.map(({ code, name }) => ({ id: code, label: { fr: name, en: name } })),
    branches: branches(tree).map(({ id, label }) => ({
      id,
      label: labelOf(label),
      leaves: leavesOf(id, tree).map((leaf) => ({ id: leaf.id, label: labelOf(leaf.label) })),
    })),
  };
}

/** What a rule would touch. Pure. */
export function presentGaugePreview(
  { formula }: Pick<GaugeRuleInput, 'formula'>,
  { places, withoutSurface, withoutPeople, first }: GaugePreview,
): GaugePreviewView {
  const unknown = { surface: withoutSurface, percent: withoutPeople, people: 0, hours: 0, closed: 0 };
  return {
    places,
    unknown: unknown[formula.kind],
    first: first.map(({ id, name, commune, most }) => ({ id, name, commune, most })),
  };
}
