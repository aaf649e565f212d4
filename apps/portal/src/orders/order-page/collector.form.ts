import { collectorName } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';
import { z } from 'zod';

/** Says who collects an order for its customer; empty: they come themselves. */
export const collectorForm = defineForm({
  texts: 'orders',
  schema: z.object({ collector: collectorName }),
  fields: { collector: { maxlength: 100, isUnmarked: true } },
});
