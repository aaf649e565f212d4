import { additionSchema } from '@halles/contracts';
import { defineForm } from '@halles/platform/forms';

/** Somebody asks for a business that is not in the directory. */
export const additionForm = defineForm({
  texts: 'additions',
  schema: additionSchema,
  fields: {
    siret: { inputmode: 'numeric', maxlength: 30 },
    name: { autocomplete: 'organization' },
    category: { control: 'select' },
    street: { autocomplete: 'street-address' },
    postalCode: { autocomplete: 'postal-code', inputmode: 'numeric', maxlength: 5, isShort: true },
    communeCode: { control: 'select' },
    phone: { type: 'tel', autocomplete: 'tel', maxlength: 30 },
    message: { control: 'text', maxlength: 2_000 },
  },
});
