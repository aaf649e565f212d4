import type { CancellationRule, ProfileLegal } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type Locale, phoneWords } from '@halles/kernel';
import { sellerWords } from '../order-terms';
import { type SaleTerms, saleTermsWords } from './sale-terms-words';

export type { SaleTerms };

/** What a consumer must be told of who sells before ordering at a distance, and who sells has not said. */
export type MissingForSale = 'mediator' | 'phone' | 'email' | 'siret' | 'address';

/** What of a shop its terms of sale are made of. */
export interface Seller {
  readonly listing: Pick<Listing, 'name' | 'legalName' | 'siret' | 'phone' | 'email' | 'address'>;
  readonly legal: ProfileLegal | null;
  /** It delivers, or sends by post. */
  readonly isBroughtOrSent: boolean;
  /** Its customers may pay online, or have to. */
  readonly isPaidOnline: boolean;
  /** Until when its customers may cancel by themselves. */
  readonly cancellation: CancellationRule;
}

/**
 * What is missing to sell at a distance: telephone and electronic address (code de la consommation, L221-5 and R111-1), the
 * mediator with name and website (L616-1 and R616-1), where the shop is, and its number in the register (LCEN, art. 1-1). Pure.
 */
export function missingForSale({ listing, legal }: Pick<Seller, 'listing' | 'legal'>): MissingForSale[] {
  const mediator = legal?.mediator ?? null;
  return [
    ...(mediator === null || mediator.website === null ? ['mediator' as const] : []),
    ...(listing.phone === null ? ['phone' as const] : []),
    ...(listing.email === null ? ['email' as const] : []),
    ...(listing.siret === null && legal?.register == null ? ['siret' as const] : []),
    ...((listing.address.line ?? listing.address.street) === null ? ['address' as const] : []),
  ];
}

/** "12 rue des Halles, 26000 Valence". Pure. */
export const addressOf = ({ line, street, postalCode, communeName }: Listing['address']): string =>
  [line ?? street, [postalCode, communeName].filter(Boolean).join(' ')].filter(Boolean).join(', ');

/** The terms on which a shop sells what is ordered. What it has not said is left out. Pure. */
export function saleTermsOf(
  { listing, legal, isBroughtOrSent, isPaidOnline, cancellation }: Seller,
  portal: string,
  locale: Locale,
): SaleTerms {
  const mediator = legal?.mediator ?? null;
  return saleTermsWords[locale]({
    portal,
    name: listing.name,
    seller: [
      sellerWords(listing),
      addressOf(listing.address),
      legal?.register ?? null,
      legal?.vat ?? null,
      listing.phone === null ? null : phoneWords(listing.phone),
      listing.email,
    ].filter((line) => line !== null && line !== ''),
    email: listing.email,
    mediator:
      mediator &&
      [mediator.name, mediator.address, mediator.website].filter((part) => part !== null).join(', '),
    ownTerms: legal?.terms ?? null,
    isBroughtOrSent,
    isPaidOnline,
    cancellation,
  });
}
