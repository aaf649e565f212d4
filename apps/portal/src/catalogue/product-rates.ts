import type { VatName } from '@halles/contracts';
import { vatRate } from '@halles/domain/catalogue';
import { departmentOf } from '@halles/domain/listings';
import type { FieldView } from '@halles/platform/forms';
import type { MerchantListing } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';

/** A shop, with what says where its goods are taxed. */
export interface TaxedListing extends MerchantListing {
  /** INSEE code; null where it is not known. */
  readonly communeCode: string | null;
}

/** Its department; where its town is not known, the rates are those of the mainland. Pure. */
export const departmentOfShop = ({ communeCode }: TaxedListing): string => departmentOf(communeCode);

/** "Taux réduit, 5,5 %": the rate of a name in the department of the shop. Pure. */
export function rateWords(
  name: VatName,
  department: string,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string {
  const percent = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(
    vatRate(name, department) / 100,
  );
  return texts.line('products.rate', { rate: texts.line(`products.options.vat.${name}`), percent });
}

/** A field that asks for a rate, each with what it is there. Pure. */
export const withRates = (
  field: FieldView,
  department: string,
  scope: Pick<PageScope, 'texts' | 'locale'>,
): FieldView => ({
  ...field,
  ...(field.options && {
    options: field.options.map((option) => ({
      ...option,
      label: rateWords(option.value as VatName, department, scope),
    })),
  }),
});
