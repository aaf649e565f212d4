import { addressSchema } from '@halles/contracts';
import { defineActions, defineForm, type FormReader } from '@halles/platform/forms';
import { z } from 'zod';

/** A further address that orders are to go to. */
export const contactForm = defineForm({
  texts: 'ordering.contacts',
  schema: z.strictObject({ contactEmail: addressSchema.shape.email }),
  fields: { contactEmail: { type: 'email', autocomplete: 'off', inputmode: 'email' } },
});

/** What a button beside an address does. */
export const contactActs = ['again', 'remove'] as const;
export type ContactAct = (typeof contactActs)[number];

const actForm = defineForm({
  texts: 'ordering.contacts',
  schema: z.strictObject({ do: z.enum(contactActs), id: z.guid() }),
  fields: { do: { control: 'hidden' }, id: { control: 'hidden' } },
});

/** What such a button does; null for what is no button of the page, which does nothing. */
const changeForm: FormReader<{ readonly do: ContactAct; readonly id: string } | null> = {
  read(posted) {
    const reading = actForm.read(posted);
    return reading.ok || posted.limitReached ? reading : { ok: true, values: reading.values, input: null };
  },
};

/** The form of a new address, and the buttons beside each. */
export const contactsActions = defineActions({
  button: 'do',
  actions: { add: contactForm, change: changeForm },
  otherwise: 'change',
});
