import { recipientOf } from '@halles/domain/accounts';
import { type MailedOrder, orderContactLink } from '@halles/domain/orders';
import type { Config } from '@halles/platform/config';
import { PortalLinks, type SignedLinks, type TenantContext } from '@halles/platform/tenancy';

/**
 * Where a mail to somebody of the shop goes, and what it leads to. The reader of a further address may end it, also from
 * their mail program.
 */
export function shopMail(
  ctx: TenantContext,
  { order, account, contact }: MailedOrder,
  { config, signed }: { readonly config: Config; readonly signed: SignedLinks },
) {
  const links = new PortalLinks(config, ctx.tenant);
  const locale = account?.locale ?? contact?.locale ?? order.locale;
  const orderUrl = links.to('merchant.order', locale, { listing: order.listingId, order: order.id });
  if (account) return { locale, to: recipientOf(account), forShop: { orderUrl, stopUrl: null } };
  if (!contact) return null;
  const token = signed.issue(ctx, orderContactLink, { id: contact.id, serial: 0 });
  return {
    locale,
    to: { name: '', address: contact.email, isProven: true },
    unsubscribeUrl: links.to('orderContact.stop', locale, { token }),
    forShop: { orderUrl, stopUrl: links.to('orderContact', locale, { token }) },
  };
}
