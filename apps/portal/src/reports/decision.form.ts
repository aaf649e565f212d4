import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

export const DECISIONS = ['accepted', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What became of a report that was answered: the town decides on some that are right. */
export const OUTCOMES = [...DECISIONS, 'passed-on'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const LONGEST_REASON = 2_000;

/** What the form says: which report, what of it, and why. */
export interface DecisionFields {
  readonly report: string;
  readonly decision: Decision;
  /** Not empty: what changed of the hours is the correction, though the report seems to be about others. */
  readonly confirmed: string;
  readonly reason: string;
}

/** Who keeps a business says whether a report is right; why it is not is needed. */
export const decisionForm = defineForm({
  texts: 'reports',
  schema: z
    .object({
      report: z.uuid(),
      decision: z.enum(DECISIONS),
      confirmed: z.string().default(''),
      reason: z.string().transform((text) => text.trim().slice(0, LONGEST_REASON)),
    })
    .refine(({ decision, reason }) => decision === 'accepted' || reason !== '', { path: ['reason'] }),
  fields: {
    report: { control: 'hidden' },
    decision: { control: 'hidden' },
    confirmed: { control: 'hidden' },
    reason: { control: 'text', maxlength: LONGEST_REASON },
  },
});
