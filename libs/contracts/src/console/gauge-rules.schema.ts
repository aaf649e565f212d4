import { z } from 'zod';
import { type GaugeRuleInput, gaugeRuleSchema } from '../gauges/gauge.schema';

/** Whether a rule counts: it begins later, it does now, its last day is over, or somebody ended it. */
export type GaugeRuleState = 'coming' | 'in-force' | 'over' | 'ended';

/** A rule of a territory as its town sees it. */
export interface GaugeRuleView {
  readonly id: string;
  /** What was seen of it: who changes it says so. */
  readonly version: number;
  readonly state: GaugeRuleState;
  readonly rule: GaugeRuleInput;
}

/** A commune or a category as a form offers it. */
interface Choice {
  readonly id: string;
  readonly label: { readonly fr: string; readonly en: string };
}

export interface GaugeRulesView {
  /** ISO date, by the clock of the territory. */
  readonly today: string;
  readonly rules: readonly GaugeRuleView[];
  readonly communes: readonly Choice[];
  readonly branches: readonly (Choice & { readonly leaves: readonly Choice[] })[];
}

/** What a rule would touch. */
export interface GaugePreviewView {
  readonly places: number;
  /** Of how many nobody can tell what the rule means there: the surface, or how many are let in, is not said. */
  readonly unknown: number;
  readonly first: readonly {
    readonly id: number;
    readonly name: string;
    readonly commune: string;
    /** How many it would let in; null: nobody can tell. */
    readonly most: number | null;
  }[];
}

export const newGaugeRuleSchema = z.strictObject({
  /** Made with the form: the same form sent twice is one rule. */
  id: z.uuid(),
  rule: gaugeRuleSchema,
});
export type NewGaugeRule = z.output<typeof newGaugeRuleSchema>;

export const previewGaugeRuleSchema = z.strictObject({ rule: gaugeRuleSchema });
export type PreviewGaugeRule = z.output<typeof previewGaugeRuleSchema>;

export const changeGaugeRuleSchema = z.strictObject({ version: z.int().min(1), rule: gaugeRuleSchema });
export type ChangeGaugeRule = z.output<typeof changeGaugeRuleSchema>;

export const endGaugeRuleSchema = z.strictObject({ version: z.int().min(1), isEnded: z.boolean() });
export type EndGaugeRule = z.output<typeof endGaugeRuleSchema>;
