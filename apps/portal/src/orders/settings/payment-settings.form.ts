import { ACCEPTED_WAYS } from '@halles/domain/orders';
import { buttonForm, defineActions, defineForm } from '@halles/platform/forms';
import { z } from 'zod';

/** Where the customers of a shop pay. */
export const acceptsForm = defineForm({
  texts: 'payments',
  schema: z.object({ accepts: z.enum(ACCEPTED_WAYS) }),
  fields: { accepts: { control: 'choice' } },
});

/** The buttons of the page. */
export const paymentActions = defineActions({
  button: 'do',
  actions: { accept: acceptsForm, connect: buttonForm, check: buttonForm, disconnect: buttonForm },
  otherwise: 'check',
});
