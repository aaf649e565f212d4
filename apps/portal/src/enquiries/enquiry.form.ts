import { type EnquiryInput, enquiryInputSchema } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';

/** A citizen writes to the town hall. */
export const enquiryForm = defineForm({
  texts: 'contact',
  schema: enquiryInputSchema.omit({ idempotencyKey: true }),
  fields: {
    name: { autocomplete: 'name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email' },
    subject: {},
    message: { control: 'text' },
  },
});

export type EnquiryFields = Omit<EnquiryInput, 'idempotencyKey'>;
