import { letterAddressSchema } from '@halles/contracts';
import type { ProofInput } from '@halles/domain/claims';
import { defineActions, defineForm, type FormReader, formReader, textOf } from '@halles/platform/forms';
import { z } from 'zod';

/** Where a letter goes when the register does not publish the address of the business. */
export const letterForm = defineForm({
  texts: 'claims.letter',
  schema: letterAddressSchema,
  fields: {
    street: { autocomplete: 'street-address' },
    postalCode: { autocomplete: 'postal-code', maxlength: 5 },
    town: { autocomplete: 'address-level2' },
  },
});

const LONGEST_CODE = 64;

/** The code that was sent somewhere, as it was typed. */
export const codeForm = defineForm({
  texts: 'claims.code',
  schema: z.object({
    code: z
      .string()
      .min(1)
      .transform((text) => text.slice(0, LONGEST_CODE)),
  }),
  fields: { code: { autocomplete: 'one-time-code', maxlength: 12, isShort: true } },
});

/** A document that speaks for the claimant. */
export const documentForm = defineForm({
  texts: 'claims.document',
  schema: z.object({ document: z.file() }),
  fields: { document: { control: 'file', accept: 'application/pdf,image/jpeg,image/png' } },
});

/** What the button of a proof asks for: a proof, the form for a document on the page of the claim, or nothing. */
export type ProofRequest = ProofInput | { readonly kind: 'document' } | { readonly kind: 'none' };

const plain = (request: ProofRequest): FormReader<ProofRequest> => formReader(() => ({ input: request }));

const toContact = (kind: 'phone-code' | 'email-code'): FormReader<ProofRequest> =>
  formReader((values) => ({ input: { kind, contactName: textOf(values, 'contact') } }));

const byLetter: FormReader<ProofRequest> = {
  read(posted) {
    // Where the register knows the address, the form asks for none.
    const isAddressed = [...letterForm.fields.keys()].some((name) => textOf(posted.values, name) !== '');
    if (!isAddressed) return plain({ kind: 'letter-code', address: null }).read(posted);
    const reading = letterForm.read(posted);
    return reading.ok ? { ...reading, input: { kind: 'letter-code', address: reading.input } } : reading;
  },
};

/** Which proof is asked for, by the button of its kind. */
export const proofForm = defineActions({
  button: 'way',
  actions: {
    none: plain({ kind: 'none' }),
    proconnect: plain({ kind: 'proconnect' }),
    town: plain({ kind: 'town' }),
    document: plain({ kind: 'document' }),
    'phone-code': toContact('phone-code'),
    'email-code': toContact('email-code'),
    'letter-code': byLetter,
  },
  otherwise: 'none',
});
