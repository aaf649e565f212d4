import type { GaugeRuleInput, PlaceGauge } from '@halles/contracts';

/** A rule of the territory as it is stored. */
export interface GaugeRule extends GaugeRuleInput {
  readonly id: string;
  /** Rises with each change. */
  readonly version: number;
  /** Not null: it was ended before its last day, and counts no more. */
  readonly endedAt: Date | null;
}

/** For what people come. */
export type Purpose = 'visit' | 'pickup';

/** What limits how many people are in a place: its own word, and the rules that concern it. */
export interface PlaceLimits {
  /** Of a place that said nothing: nothing. */
  readonly gauge: PlaceGauge;
  /** Those that touch the time that was asked for, wherever their formula leads. */
  readonly rules: readonly GaugeRule[];
}

/** A place that never said anything of how many people may be inside. */
export const NO_GAUGE: PlaceGauge = { surface: null, people: null, staff: 0, isHouseholdOne: false };

/** A row of `GAUGE_RULE`. */
export interface GaugeRuleRow extends Omit<GaugeRuleInput, 'formula'> {
  readonly id: string;
  readonly version: number;
  readonly endedAt: string | Date | null;
  readonly formula: GaugeRuleInput['formula']['kind'];
  readonly amount: number | null;
  readonly opens: number | null;
  readonly closes: number | null;
  readonly keepsPickup: boolean;
}

/** The columns of a rule `r`, as pairs of a JSON object: whoever reads several at once reads them so. */
export const GAUGE_RULE = `
  'id', r.id, 'version', r.version, 'title', r.title, 'text', r.text, 'source', r.source, 'sourceUrl', r.source_url,
  'communes', r.communes, 'categories', r.categories, 'firstDay', r.first_day, 'lastDay', r.last_day, 'formula', r.formula,
  'amount', r.amount, 'opens', r.opens, 'closes', r.closes, 'keepsPickup', r.keeps_pickup,
  'isStaffCounted', r.is_staff_counted, 'isHouseholdOne', r.is_household_one, 'endedAt', r.ended_at`;

/** Pure. */
export function toGaugeRule(row: GaugeRuleRow): GaugeRule {
  const { formula, amount, opens, closes, keepsPickup, endedAt, ...rule } = row;
  return {
    ...rule,
    endedAt: endedAt === null ? null : new Date(endedAt),
    formula: formulaOf({ formula, amount, opens, closes, keepsPickup }),
  };
}

function formulaOf({
  formula,
  amount,
  opens,
  closes,
  keepsPickup,
}: Pick<GaugeRuleRow, 'formula' | 'amount' | 'opens' | 'closes' | 'keepsPickup'>): GaugeRuleInput['formula'] {
  switch (formula) {
    case 'surface':
      return { kind: formula, squareMetres: amount ?? 1 };
    case 'percent':
      return { kind: formula, percent: amount ?? 100 };
    case 'people':
      return { kind: formula, people: amount ?? 1 };
    case 'hours':
      return { kind: formula, opens: opens ?? 0, closes: closes ?? 1_440, keepsPickup };
    case 'closed':
      return { kind: formula, keepsPickup };
  }
}
