import { pathTo } from '@halles/contracts';
import { type MissingForSale, missingForSaleWords } from '@halles/domain/orders';
import type { PageScope } from '../../rendering/page-scope';
import type { MissingView } from '../order.view';

/** Where it is said: among what the law asks, or with the address and the telephone. Pure. */
const isLegal = (one: MissingForSale): boolean => one === 'mediator' || one === 'siret';

/** What the law still asks of who takes orders that are paid, and where it is said; nothing once it is. Pure. */
export function missingView(
  text: 'ordering.missing.text' | 'ordering.missing.stopped',
  missing: readonly MissingForSale[],
  listing: number,
  { texts, locale }: PageScope,
): { readonly missing?: MissingView } {
  if (missing.length === 0) return {};
  const legal = {
    href: pathTo('profile.legal', locale, { listing }),
    label: texts.line('ordering.missing.legal'),
  };
  const contact = {
    href: pathTo('profile.information', locale, { listing }),
    label: texts.line('ordering.missing.contact'),
  };
  return {
    missing: {
      text: texts.line(text, { missing: missingForSaleWords(missing, locale) }),
      links: [
        ...(missing.some(isLegal) ? [legal] : []),
        ...(missing.some((one) => !isLegal(one)) ? [contact] : []),
      ],
    },
  };
}
