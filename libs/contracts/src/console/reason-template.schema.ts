import { z } from 'zod';
import { nameLine, severalLines } from '../text.schema';

/** What a sentence says: that a claim is accepted or refused, which document is asked for, or what became of a report. */
export const reasonPurposes = ['approve', 'refuse', 'document', 'accept-report', 'refuse-report'] as const;
export type ReasonPurpose = (typeof reasonPurposes)[number];

const localized = z.strictObject({ fr: z.string(), en: z.string() });

export const reasonTemplatesViewSchema = z.strictObject({
  templates: z.array(
    z.strictObject({
      id: z.string(),
      purpose: z.enum(reasonPurposes),
      title: localized,
      text: localized,
      /** Whether the territory wrote it, and may take it away. */
      isOwn: z.boolean(),
    }),
  ),
  /** Whether who looks may add one and take one away. */
  mayEdit: z.boolean(),
});
export type ReasonTemplatesView = z.output<typeof reasonTemplatesViewSchema>;

export const reasonTemplateInputSchema = z.strictObject({
  purpose: z.enum(reasonPurposes),
  title: nameLine(80),
  fr: severalLines(2_000),
  en: severalLines(2_000),
});
export type ReasonTemplateInput = z.output<typeof reasonTemplateInputSchema>;
