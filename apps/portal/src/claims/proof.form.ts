import { claimProofKinds, letterAddressSchema } from '@halles/contracts';
import type { ProofInput } from '@halles/domain/claims';
import { defineForm, type FormReading, oneOf, readFormValues, textOf } from '@halles/platform/forms';
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

/** Reads which proof a form asks for. Pure. */
export function readProof(body: unknown): FormReading<ProofRequest> {
  const values = readFormValues(body);
  const kind = oneOf(values, 'way', claimProofKinds);
  // Where the register knows the address, the form asks for none.
  const isAddressed = [...letterForm.fields.keys()].some((name) => textOf(values, name) !== '');
  if (kind === 'letter-code' && isAddressed) {
    const reading = letterForm.read(body);
    return reading.ok ? { ...reading, input: { kind, address: reading.input } } : reading;
  }
  const ok = (input: ProofRequest): FormReading<ProofRequest> => ({ ok: true, values, input });
  switch (kind) {
    case null:
      return ok({ kind: 'none' });
    case 'letter-code':
      return ok({ kind, address: null });
    case 'phone-code':
    case 'email-code':
      return ok({ kind, contactName: textOf(values, 'contact') });
    default:
      return ok({ kind });
  }
}
