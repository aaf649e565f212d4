import { MAX_LINES } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

/** Of which lines of an order its shop gives the money back, from 1. */
export const orderReturnForm = defineForm({
  texts: 'creditNotes.return',
  schema: z.object({
    lines: z
      .array(
        z
          .string()
          .regex(/^[1-9]\d?$/)
          .transform(Number),
      )
      .min(1)
      .max(MAX_LINES),
  }),
  fields: { lines: { control: 'boxes' } },
});
