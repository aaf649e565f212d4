import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

/** The day whose orders are prepared. */
export const preparedDayForm = defineForm({
  texts: 'orders.preparation',
  schema: z.object({ jour: z.string().min(1) }),
  fields: { jour: { type: 'date', isShort: true, maxlength: 10 } },
});
