import { emailAddress } from '@halles/contracts';
import { defineForm, formReader, textOf } from '@halles/platform/forms';
import { z } from 'zod';

/** An owner offers a listing to another account. */
export const offerForm = defineForm({
  texts: 'transfers.offer',
  schema: z.object({ email: emailAddress }),
  fields: { email: { type: 'email', inputmode: 'email' } },
});

/** Whoever it is offered to takes it over, or does not: nothing but a clear yes is one. */
export const answerForm = formReader((values) => ({
  input: { accepts: textOf(values, 'answer') === 'yes' },
}));

/** An owner gives a listing up, and says that they are sure. */
export const releaseForm = defineForm({
  texts: 'transfers.release',
  schema: z.object({ sure: z.literal(true) }),
  fields: { sure: { control: 'box' } },
});
