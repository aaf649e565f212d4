import { pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import {
  type CreditNote,
  creditNoteDocument,
  creditNumber,
  type Order,
  orderNumber,
  type SellerFacts,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { PageModel } from '../../rendering/page';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import type { CreditNoteBody } from '../order.view';

const labelOf = ({ number, cents }: CreditNote, key: string, { texts, locale }: PageScope): string =>
  texts.line(`creditNotes.${key}`, { number: creditNumber(number), amount: priceWords(cents, locale) });

/** The credit notes of an order, for its customer. Pure. */
export const creditNoteLinks = (
  notes: readonly CreditNote[],
  token: string,
  scope: PageScope,
): readonly LinkView[] =>
  notes.map((note) => ({
    href: pathTo('order.creditNote', scope.locale, { token, note: creditNumber(note.number) }),
    label: labelOf(note, 'link', scope),
  }));

/** The same for its shop, as PDF. Pure. */
export const creditNoteFiles = (
  notes: readonly CreditNote[],
  { id, listingId }: Pick<Order, 'id' | 'listingId'>,
  scope: PageScope,
): readonly LinkView[] =>
  notes.map((note) => ({
    href: pathTo('merchant.creditNote', scope.locale, {
      ...{ listing: listingId, order: id, note: creditNumber(note.number) },
    }),
    label: labelOf(note, 'file', scope),
  }));

/** A credit note as it is printed, for the customer of its order. Pure. */
export const presentCreditNote =
  (
    note: CreditNote,
    order: Order,
    { listing, seller }: { readonly listing: Listing; readonly seller: SellerFacts },
    token: string,
  ) =>
  (scope: PageScope): PageModel & { readonly body: CreditNoteBody } => {
    const { texts, locale, settings } = scope;
    const address = { token, note: creditNumber(note.number) };
    const { facts, rows, notes } = creditNoteDocument(note, { ...order, locale }, seller, settings);
    const heading = labelOf(note, 'heading', scope);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('order.creditNote', address),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('creditNotes.lead', {
          number: orderNumber(order.number),
          listing: listing.name,
        }),
        ...{ facts, rows, notes },
        pdf: {
          href: pathTo('order.creditNotePdf', locale, address),
          label: texts.line('creditNotes.download'),
        },
        back: { href: pathTo('order', locale, { token }), label: texts.line('creditNotes.back') },
      },
    };
  };
