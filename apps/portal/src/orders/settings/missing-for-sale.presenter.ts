import { pathTo } from '@halles/contracts';
import { type MissingForSale, missingForSaleWords } from '@halles/domain/orders';
import { formForOrders } from '../../profiles';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import type { MissingView } from '../order.view';

/** The field that each is said in, with its page. */
const FIELDS = {
  mediator: ['profile.legal', 'mediatorName'],
  siret: ['profile.legal', 'register'],
  phone: ['profile.information', 'phone'],
  email: ['profile.information', 'email'],
} as const;

/** Where what is missing is said, a page once, at the first of its fields that lack; the pages lead back. Pure. */
function missingLinks(
  missing: readonly MissingForSale[],
  listing: number,
  { texts, locale }: PageScope,
): LinkView[] {
  const links = new Map<string, LinkView>();
  for (const one of missing) {
    const [route, field] = one === 'address' ? (['profile.address', null] as const) : FIELDS[one];
    if (links.has(route)) continue;
    links.set(route, {
      href:
        field === null
          ? pathTo('profile.address', locale, { listing })
          : formForOrders(route, field, listing, locale),
      label: texts.line(`ordering.missing.${LABELS[route]}`),
    });
  }
  return [...links.values()];
}

const LABELS = {
  'profile.legal': 'legal',
  'profile.information': 'contact',
  'profile.address': 'address',
} as const;

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
  scope: PageScope,
): { readonly missing?: MissingView } {
  const { texts, locale } = scope;
  if (missing.length === 0 && !lacksSendingPayment && !stopsReceiving) return {};
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
        ...missingLinks(missing, listing, scope),
        ...(lacksSendingPayment ? [sending] : []),
        ...(stopsReceiving ? [modes] : []),
      ],
    },
  };
}
