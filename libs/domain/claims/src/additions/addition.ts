import type { AdditionInput } from '@halles/contracts';
import {
  noAttributes,
  noMarks,
  type SourceAddress,
  type SourceFacts,
  type SourcePosition,
} from '@halles/domain/listings';
import { type Locale, parseSiret, type Siret, sirenOf } from '@halles/kernel';
import { typedStreet } from '@halles/domain/text';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export type AdditionState = 'asked' | 'approved' | 'refused' | 'withdrawn';

/** The details of a business to be added: validated and normalised. */
export interface AdditionContent {
  readonly name: string;
  /** A leaf of the category tree. */
  readonly category: string;
  readonly street: string;
  readonly postalCode: string;
  readonly communeCode: string;
  readonly communeName: string;
  /** E.164. */
  readonly phone: string | null;
  readonly message: string | null;
}

/** The input of an account that a business be in the directory. */
export interface AdditionRequest {
  readonly id: string;
  readonly accountId: string;
  readonly state: AdditionState;
  readonly siret: Siret;
  readonly content: AdditionContent;
  readonly locale: Locale;
  /** The listing that was made of it. */
  readonly listingId: number | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}

/** What the territory has to say about what was asked. */
export interface AdditionTerms {
  readonly communes: ReadonlyMap<string, string>;
  isCategory(id: string): boolean;
}

export type AdditionError = 'siret' | 'category' | 'communeCode' | 'phone';

/** A phone number as the directory stores it (E.164), or null if it is not valid. Pure. */
export function directoryPhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, 'FR');
  return parsed?.isValid() ? parsed.number : null;
}

/** Which of what was typed cannot be right here; what was left empty is looked at elsewhere. Pure. */
export function additionErrors(
  { category, communeCode, phone }: Readonly<Record<'category' | 'communeCode' | 'phone', string>>,
  { communes, isCategory }: AdditionTerms,
): AdditionError[] {
  return [
    ...(category === '' || isCategory(category) ? [] : (['category'] as const)),
    ...(communeCode === '' || communes.has(communeCode) ? [] : (['communeCode'] as const)),
    ...(phone === '' || directoryPhone(phone) !== null ? [] : (['phone'] as const)),
  ];
}

/** What was asked, normalised, or which of its fields cannot be right here. Pure. */
export function checkAddition(
  input: AdditionInput,
  terms: AdditionTerms,
):
  | { readonly ok: true; readonly siret: Siret; readonly content: AdditionContent }
  | { readonly ok: false; readonly errors: readonly AdditionError[] } {
  const siret = parseSiret(input.siret);
  const phone = input.phone === null ? null : directoryPhone(input.phone);
  const communeName = terms.communes.get(input.communeCode);
  const faults = additionErrors({ ...input, phone: input.phone ?? '' }, terms);
  if (siret && communeName !== undefined && faults.length === 0) {
    const { name, category, street, postalCode, communeCode, message } = input;
    return {
      ok: true,
      siret,
      content: { name, category, street, postalCode, communeCode, communeName, phone, message },
    };
  }
  return { ok: false, errors: [...(siret ? [] : (['siret'] as const)), ...faults] };
}

function addressOf({ street, postalCode, communeCode, communeName }: AdditionContent): SourceAddress {
  return {
    ...typedStreet(street),
    complement: null,
    postalCode,
    communeCode,
    communeName,
  };
}

/** What the town's word on an added business is, as a source tells it. Pure. */
export function factsOfAddition(
  siret: Siret,
  content: AdditionContent,
  { today, position }: { readonly today: string; readonly position: SourcePosition | null },
): SourceFacts {
  return {
    siret,
    siren: sirenOf(siret),
    legalName: null,
    legalCategory: null,
    displayName: content.name,
    category: content.category,
    categoryBasis: null,
    notPublic: null,
    naf: null,
    nafAnnounced: null,
    address: addressOf(content),
    position,
    openingHoursText: null,
    contact: { phone: content.phone, website: null, email: null },
    attributes: noAttributes,
    status: { state: 'open' },
    partialDiffusion: false,
    updatedOn: today,
    ...noMarks,
  };
}
