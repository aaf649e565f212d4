import { pathsTo, pathTo } from '@halles/contracts';
import {
  isOnCard,
  type Order,
  orderNumber,
  restOfLines,
  returnablePieces,
  returnablePositions,
  withdrawnLines,
  withdrawnWords,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { allOf, type FormState, FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import type { OrderReturnBody } from './merchant-orders.view';
import {
  returnedAmountField,
  LINES,
  returnedPiecesField,
  RESTOCK,
  RETURN_TEXTS,
  returnFields,
} from './order-return.form';

/** Where a shop gives back the money of what it handed over, as long as something is left. Pure. */
export const returnLink = (order: Order, { texts, locale }: PageScope): { readonly giveBack?: LinkView } =>
  returnablePositions(order).length === 0
    ? {}
    : {
        giveBack: {
          href: pathTo('merchant.orderReturn', locale, { listing: order.listingId, order: order.id }),
          label: texts.line('creditNotes.return.link'),
        },
      };

/** What is left of a line. */
function lineLabel(order: Order, position: number, { texts, locale }: PageScope): string {
  const [line] = withdrawnLines(order, restOfLines(order, [position]));
  if (!line) return '';
  return texts.line('creditNotes.return.line', {
    what: withdrawnWords(line, locale),
    total: priceWords(line.totalCents, locale),
  });
}

/** The form with what was typed into it. */
function writerOf(order: Order, state: FormState, { texts, locale }: PageScope): FormWriter {
  const nameOf = (position: number): string => order.lines[position - 1]?.name ?? '';
  const fields = returnFields(order, {
    pieces: (position) =>
      texts.line('creditNotes.return.pieces', {
        product: nameOf(position),
        count: returnablePieces(order, position),
      }),
    amount: (position) => texts.line('creditNotes.return.amount', { product: nameOf(position) }),
  });
  return new FormWriter({ texts: RETURN_TEXTS, fields }, state, texts, locale);
}

/** The page on which a shop says what was missing or spoilt of an order. Pure. */
export const orderReturnPage = (listing: MerchantListing, order: Order, state: FormState): MerchantPage => {
  const address = { listing: listing.id, order: order.id };
  return {
    view: 'orders/order-return',
    title: ({ texts }) => texts.line('creditNotes.return.heading'),
    paths: pathsTo('merchant.orderReturn', address),
    listing,
    section: 'orders',
    present: (scope): OrderReturnBody => {
      const { texts, locale } = scope;
      const form = writerOf(order, state, scope);
      const error = form.errorOf(LINES);
      const positions = returnablePositions(order);
      return {
        lead: texts.line('creditNotes.return.lead', { number: orderNumber(order.number) }),
        ...form.summary(),
        action: pathTo('merchant.orderReturn', locale, address),
        lines: positions.map((position) => ({
          id: `lines-${position}`,
          value: String(position),
          label: lineLabel(order, position, scope),
          checked: allOf(state.values, LINES).includes(String(position)),
          fields: [
            ...(returnablePieces(order, position) === 0 ? [] : [form.field(returnedPiecesField(position))]),
            form.field(returnedAmountField(position)),
          ],
        })),
        seen: String(order.withdrawals.length),
        restock: form.field(RESTOCK),
        ...(error === undefined ? {} : { linesError: error }),
        how: texts.line(`creditNotes.return.${isOnCard(order.payment) ? 'onCard' : 'atCounter'}`),
        ...(order.feeCents === 0 ? {} : { fee: texts.line('creditNotes.return.fee') }),
        ...(positions.length === 0 ? { none: texts.line('creditNotes.return.none') } : {}),
        back: { href: pathTo('merchant.order', locale, address), label: texts.line('creditNotes.back') },
      };
    },
  };
};
