import { z } from 'zod';

/** A business as the queues name it. */
export const namedSchema = z.strictObject({
  id: z.int(),
  name: z.string().nullable(),
  place: z.string().nullable(),
});
export const personSchema = z.strictObject({ name: z.string(), email: z.string() });
