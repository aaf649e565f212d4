import { pathTo } from '@halles/contracts';
import { type MissingForSale, missingForSaleWords } from '@halles/domain/orders';
import type { PageScope } from '../../rendering/page-scope';
import type { MissingView } from '../order.view';

/** Where it is said: among what the law asks, or with the address and the telephone. Pure. */
const isLegal = (one: MissingForSale): boolean => one === 'mediator' || one === 'siret';

/**
 * What the law still asks of who takes orders that are paid, and where it is said; nothing once it is. Pure.
 * @param lacksSendingPayment sending is on, and not offered since nothing says how it is paid
 * @param stopsReceiving delivery or sending is on, and not offered since customers reserve
 */
export function missingView(
  text: 'ordering.missing.text' | 'ordering.missing.stopped',
  {
    missing,
    lacksSendingPayment,
    stopsReceiving = false,
  }: {
    readonly missing: readonly MissingForSale[];
    readonly lacksSendingPayment: boolean;
    readonly stopsReceiving?: boolean;
  },
  listing: number,
  { texts, locale }: PageScope,
): { readonly missing?: MissingView } {
  if (missing.length === 0 && !lacksSendingPayment && !stopsReceiving) return {};
  const legal = {
    href: pathTo('profile.legal', locale, { listing }),
    label: texts.line('ordering.missing.legal'),
  };
  const contact = {
    href: pathTo('profile.information', locale, { listing }),
    label: texts.line('ordering.missing.contact'),
  };
  const sending = {
    href: `${pathTo('merchant.fulfilments', locale, { listing })}#post`,
    label: texts.line('ordering.modes.sendingLink'),
  };
  const modes = {
    href: pathTo('merchant.fulfilments', locale, { listing }),
    label: texts.line('ordering.modes.link'),
  };
  return {
    missing: {
      text: [
        ...(missing.length > 0 ? [texts.line(text, { missing: missingForSaleWords(missing, locale) })] : []),
        ...(lacksSendingPayment ? [texts.line('ordering.modes.sendingStopped')] : []),
        ...(stopsReceiving ? [texts.line('ordering.modes.reservedStopped')] : []),
      ].join(' '),
      links: [
        ...(missing.some(isLegal) ? [legal] : []),
        ...(missing.some((one) => !isLegal(one)) ? [contact] : []),
        ...(lacksSendingPayment ? [sending] : []),
        ...(stopsReceiving ? [modes] : []),
      ],
    },
  };
}
