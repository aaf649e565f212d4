import { mandateSignatureSchema } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';

/** The signature: a name, and the box that is ticked. */
export const signatureForm = defineForm({
  texts: 'mandate',
  schema: mandateSignatureSchema,
  fields: { name: { autocomplete: 'name' }, agreed: {} },
});
