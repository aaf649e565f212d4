import { pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type CreditNote, hasAppointment, isContract, type Order, pinOf } from '@halles/domain/orders';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { mapHref } from '../../wording/contact-words';
import type { OrderBody } from '../order.view';
import { creditNoteLinks } from './credit-note.presenter';

/** The way to where it is collected, where its pin is known. Pure. */
function mapLinkOf(order: Order, listing: Listing, { texts }: PageScope): LinkView[] {
  const pin = pinOf(order, listing);
  if (!pin?.position) return [];
  return [{ href: mapHref(pin.position, pin.name), label: texts.line('listing.itinerary') }];
}

/** The way there and its time for a calendar, as long as somebody comes. Pure. */
export const visitOf = (order: Order, listing: Listing, token: string, scope: PageScope): LinkView[] =>
  hasAppointment(order)
    ? [
        ...mapLinkOf(order, listing, scope),
        {
          href: pathTo('order.calendar', scope.locale, { token }),
          label: scope.texts.line('orders.page.calendar'),
        },
      ]
    : [];

/** The terms of sale that it was placed on. Pure. */
const acceptedTermsLink = (
  token: string,
  { texts, locale }: PageScope,
): NonNullable<OrderBody['saleTerms']> => ({
  href: pathTo('order.acceptedTerms', locale, { token }),
  label: texts.line('orders.page.saleTerms'),
});

/** What confirms it, to be kept. Pure. */
const contractLink = (token: string, { texts, locale }: PageScope): LinkView => ({
  href: pathTo('order.contract', locale, { token }),
  label: texts.line('orders.page.contract'),
});

/** What was handed over, to be kept. Pure. */
const noteLink = (token: string, { texts, locale }: PageScope): LinkView => ({
  href: pathTo('order.note', locale, { token }),
  label: texts.line('orders.page.note'),
});

/** What its customer keeps of it. Pure. */
export const documentsOf = (
  order: Order,
  {
    token,
    hasTerms,
    notes,
  }: { readonly token: string; readonly hasTerms: boolean; readonly notes: readonly CreditNote[] },
  scope: PageScope,
): Pick<OrderBody, 'saleTerms' | 'contract' | 'note' | 'creditNotes'> => ({
  ...(hasTerms ? { saleTerms: acceptedTermsLink(token, scope) } : {}),
  ...(hasTerms && isContract(order) ? { contract: contractLink(token, scope) } : {}),
  ...(order.state === 'collected' ? { note: noteLink(token, scope) } : {}),
  creditNotes: creditNoteLinks(notes, token, scope),
});
