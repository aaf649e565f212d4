import { severalLines } from '@halles/contracts';
import { MAX_BLOCK_REASON } from '@halles/domain/orders';
import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

/** Why a shop takes no more orders of a customer: for itself. */
export const blockForm = defineForm({
  texts: 'blocked',
  schema: z.object({
    reason: severalLines(MAX_BLOCK_REASON, 0).transform((text) => (text === '' ? null : text)),
  }),
  fields: { reason: { control: 'text', isShort: true, maxlength: MAX_BLOCK_REASON } },
});

/** Which of the list orders are taken of again. */
export const unblockForm = defineForm({
  texts: 'blocked',
  schema: z.object({ id: z.guid() }),
  fields: { id: { control: 'hidden' } },
});
