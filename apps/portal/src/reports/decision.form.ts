import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

export const DECISIONS = ['accepted', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

const LONGEST_REASON = 2_000;

/** Who keeps a business says whether a report is right; why it is not is needed. */
export const decisionForm = defineForm({
  texts: 'reports',
  schema: z
    .object({
      report: z.uuid(),
      decision: z.enum(DECISIONS),
      reason: z.string().transform((text) => text.trim().slice(0, LONGEST_REASON)),
    })
    .refine(({ decision, reason }) => decision === 'accepted' || reason !== '', { path: ['reason'] }),
  fields: {
    report: { control: 'hidden' },
    decision: { control: 'hidden' },
    reason: { control: 'text', maxlength: LONGEST_REASON },
  },
});
