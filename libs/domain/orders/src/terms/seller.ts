import type { ProfileLegal } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { sellerWords } from '../order-terms';
import { addressOf } from './sale-terms';

/** Who sells, as documents name them: what was sold keeps it as it was then. */
export interface SellerFacts {
  readonly name: string;
  readonly legalName: string | null;
  readonly siret: string | null;
  /** Intra-community VAT number. */
  readonly vat: string | null;
  /** "12 rue des Halles, 26000 Valence". */
  readonly address: string;
}

/** Those of a shop, as it is now. Pure. */
export const sellerFacts = (
  { name, legalName, siret, address }: Pick<Listing, 'name' | 'legalName' | 'siret' | 'address'>,
  legal: Pick<ProfileLegal, 'vat'> | null,
): SellerFacts => ({ name, legalName, siret, vat: legal?.vat ?? null, address: addressOf(address) });

/** "Fournil des Capucins SARL, SIRET 12345678900012, TVA FR40123456824". Pure. */
export const sellerLine = (seller: Omit<SellerFacts, 'address'>, locale: Locale): string =>
  [sellerWords(seller), seller.vat === null ? '' : `${locale === 'fr' ? 'TVA' : 'VAT'} ${seller.vat}`]
    .filter((part) => part !== '')
    .join(', ');
