import { claimProofKinds, type LetterAddress, letterAddressSchema } from '@halles/contracts';
import type { ProofInput } from '@halles/domain/claims';
import { textOf } from '../accounts/form-fields';

/** What a form asks for: a proof, the page of the claim for a document, or what is wrong with it. */
export type ReadInput =
  | { readonly kind: 'input'; readonly input: ProofInput }
  /** A document is sent from the page of the claim. */
  | { readonly kind: 'document' }
  | { readonly kind: 'address'; readonly field: 'street' | 'postalCode' | 'town' }
  | { readonly kind: 'none' };

/** The address of a letter as it was typed. Pure. */
export const addressOfForm = (body: unknown): LetterAddress => ({
  street: textOf(body, 'street'),
  postalCode: textOf(body, 'postalCode'),
  town: textOf(body, 'town'),
});

function letterRequest(body: unknown): ReadInput {
  const typed = addressOfForm(body);
  // Where the register knows the address the form asks for none.
  if (Object.values(typed).every((text) => text === ''))
    return { kind: 'input', input: { kind: 'letter-code', address: null } };
  const parsed = letterAddressSchema.safeParse(typed);
  if (parsed.success) return { kind: 'input', input: { kind: 'letter-code', address: parsed.data } };
  const field = parsed.error.issues[0]?.path[0];
  return { kind: 'address', field: field === 'postalCode' || field === 'town' ? field : 'street' };
}

/** Reads which proof a form asks for. Pure. */
export function readInput(body: unknown): ReadInput {
  const way = claimProofKinds.find((kind) => kind === textOf(body, 'way'));
  switch (way) {
    case undefined:
      return { kind: 'none' };
    case 'document':
      return { kind: 'document' };
    case 'letter-code':
      return letterRequest(body);
    case 'phone-code':
    case 'email-code':
      return { kind: 'input', input: { kind: way, contactName: textOf(body, 'contact') } };
    default:
      return { kind: 'input', input: { kind: way } };
  }
}
