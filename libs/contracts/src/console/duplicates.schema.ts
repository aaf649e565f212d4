import { z } from 'zod';
import { isoInstant } from '../text.schema';
import { namedSchema } from './named.schema';

const pairMemberSchema = z.strictObject({
  ...namedSchema.shape,
  siret: z.string().nullable(),
  sources: z.array(z.string()),
  /** Whether an account keeps it: of two that are kept none is merged into the other. */
  isOwned: z.boolean(),
});

/** Listings that may be one business, and those that were made one. */
export const duplicateListSchema = z.strictObject({
  pairs: z.array(
    z.strictObject({
      id: z.string(),
      likeness: z.number(),
      metres: z.number().nullable(),
      members: z.array(pairMemberSchema),
    }),
  ),
  merged: z.array(
    z.strictObject({
      id: z.string(),
      /** The number whose address leads to the other. */
      gone: z.int(),
      /** Null where it was merged into another one since. */
      shown: pairMemberSchema.nullable(),
      at: isoInstant,
    }),
  ),
});
export type DuplicateList = z.output<typeof duplicateListSchema>;

export const decidePairSchema = z.strictObject({ decision: z.enum(['merge', 'keep-apart']) });
export type DecidePair = z.output<typeof decidePairSchema>;
