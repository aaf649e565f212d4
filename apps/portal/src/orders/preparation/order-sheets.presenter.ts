import {
  chosenWords,
  countedLineWords,
  countedWords,
  fulfilmentWords,
  type ListedOrder,
  type Order,
  orderNumber,
  type PreparationList,
  preparedProducts,
  quantityWords,
  timeLabel,
  wantedLines,
  weightNote,
} from '@halles/domain/orders';
import { phoneWords, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import type { PageScope } from '../../rendering/page-scope';
import { dueWords } from '../order-payment-words';
import {
  contactFacts,
  feeView,
  momentWords,
  mostOfOrder,
  receptionFacts,
  collectorView,
  receptionView,
  slotOf,
  stateWords,
  timeOf,
} from '../order-words';

/** Whose sheet it is, and when it was printed. */
interface Printing {
  /** Of the shop; null where it has none. */
  readonly name: string | null;
  readonly now: Date;
}

/** The same in words. Pure. */
const printingWords = ({ name, now }: Printing, scope: PageScope) => ({
  shop: name ?? scope.texts.line('pro.unnamed'),
  when: momentWords(now, scope),
});

/** What stands on every sheet. Pure. */
const sheetOf = ({ settings, texts, locale }: PageScope): Omit<PrintedDocument, 'heading' | 'about'> => ({
  locale,
  facts: [],
  rows: [],
  notes: [],
  sections: [],
  portal: settings.title[locale],
  demonstration: settings.demonstration ? texts.line('orders.sheets.demonstration') : null,
});

/** What its customer wrote instead of choosing products. Pure. */
function listSections({ list }: Order, { texts }: PageScope): PrintedDocument['sections'] {
  if (list === null) return [];
  const photo = list.photoBytes === null ? [] : [texts.line('orders.sheets.photo')];
  return [
    { heading: texts.line('orders.sheets.list'), paragraphs: [...(list.text ?? '').split('\n'), ...photo] },
  ];
}

/** One order on paper, for who puts it together: no code, which only its customer knows. Pure. */
export function packingSlip(order: Order, printing: Printing, scope: PageScope): PrintedDocument {
  const { texts, locale } = scope;
  const line = (key: string, words?: Record<string, string>): string =>
    texts.line(`orders.sheets.${key}`, words);
  const lines = wantedLines(order);
  const { fee } = feeView(order, scope);
  const { most } = mostOfOrder(order, scope);
  const total = {
    text: line(most === undefined ? 'total' : 'estimate'),
    amount: priceWords(order.totalCents - order.withdrawnCents, locale),
    isTotal: true,
  };
  const mode = { term: texts.line('orders.facts.mode'), value: fulfilmentWords(order.fulfilment, locale) };
  return {
    ...sheetOf(scope),
    heading: line('slipHeading', { number: orderNumber(order.number) }),
    about: line('printed', printingWords(printing, scope)),
    facts: [
      { term: timeLabel(order.fulfilment, locale), value: slotOf(order, scope) },
      ...(order.fulfilment === 'pickup' ? [mode] : receptionFacts(order, scope)),
      ...contactFacts(order, scope),
      ...dueWords(order, scope).map((value) => ({ term: line('due'), value })),
    ],
    rows: [
      ...lines.map((one) => ({
        text: [countedLineWords(one, locale), weightNote(one, locale)].filter(Boolean).join(', '),
        amount: priceWords(one.totalCents, locale),
      })),
      ...(fee === undefined ? [] : [{ text: fee.label, amount: fee.amount }]),
      ...(lines.length === 0 ? [] : [total]),
      ...(most === undefined ? [] : [{ text: line('most'), amount: most }]),
    ],
    notes: [
      ...(order.note === null ? [] : [line('note', { note: order.note })]),
      ...(lines.some(({ minimumAge }) => minimumAge !== null) ? [texts.line('orders.proofOfAge')] : []),
    ],
    sections: listSections(order, scope),
  };
}

/** "3 × Pain de campagne (Tranché)", for each line of an order. Pure. */
export const bagLines = (
  { contents }: Pick<ListedOrder, 'contents'>,
  { locale }: Pick<PageScope, 'locale'>,
) => contents.map((one) => countedWords(one, chosenWords(one, locale), locale));

/** "3 × Pain de campagne (Tranché), 350 g Rôti": what some orders want together. Pure. */
export const togetherWords = (orders: readonly ListedOrder[], { texts, locale }: PageScope): string =>
  texts.line('orders.sheets.together', {
    products: preparedProducts(orders)
      .map((one) => countedWords(one, chosenWords(one, locale), locale))
      .join(', '),
  });

/** Orders with the same time, in their order. Pure. */
export function slotsOf(
  orders: readonly ListedOrder[],
  scope: PageScope,
): readonly { readonly time: string; readonly orders: readonly ListedOrder[] }[] {
  const slots = new Map<string, ListedOrder[]>();
  for (const order of orders) {
    const time = timeOf(order, scope);
    slots.set(time, [...(slots.get(time) ?? []), order]);
  }
  return [...slots].map(([time, ofSlot]) => ({ time, orders: ofSlot }));
}

/** A paragraph is set on one page: of an order with more lines several are. */
const LINES_TOGETHER = 25;

/** What an order is made of and what is to be known of it. Pure. */
function orderParagraphs(
  order: ListedOrder,
  head: readonly (string | undefined)[],
  scope: PageScope,
): readonly string[] {
  const { texts } = scope;
  const lines = bagLines(order, scope);
  const parts = Array.from({ length: Math.ceil(lines.length / LINES_TOGETHER) }, (_, part) =>
    lines.slice(part * LINES_TOGETHER, (part + 1) * LINES_TOGETHER).join('\n'),
  );
  return [
    ...[head.filter(Boolean).join(' · ')].filter(Boolean),
    ...parts,
    ...Object.values(collectorView(order, scope)),
    ...(order.note === null ? [] : [texts.line('orders.sheets.note', { note: order.note })]),
    ...(order.isForAdults ? [texts.line('orders.proofOfAge')] : []),
    ...dueWords(order, scope),
  ];
}

const customerOf = ({ customer }: ListedOrder, { texts }: PageScope): string =>
  customer?.name ?? texts.line('orders.erased');

/** An order under its time, its customer and its number. @param head said before what it is made of */
const orderSection = (
  order: ListedOrder,
  head: readonly (string | undefined)[],
  scope: PageScope,
): PrintedDocument['sections'][number] => ({
  heading: [timeOf(order, scope), customerOf(order, scope), orderNumber(order.number)].join(' · '),
  paragraphs: orderParagraphs(order, head, scope),
});

/** That there are more orders than are listed; nothing where there are not. Pure. */
export const incompleteWords = (
  { orders, isCut }: PreparationList,
  { texts }: PageScope,
): readonly string[] => (isCut ? [texts.line('orders.sheets.incomplete', { count: orders.length })] : []);

/** What is prepared on a day: how much of each product, then slot by slot. @param day in words. Pure. */
export function preparationSheet(
  list: PreparationList,
  { day, ...printing }: Printing & { readonly day: string },
  scope: PageScope,
): PrintedDocument {
  const { orders } = list;
  const { texts, locale } = scope;
  return {
    ...sheetOf(scope),
    heading: texts.line('orders.preparation.heading'),
    about: texts.line('orders.sheets.of', { day, ...printingWords(printing, scope) }),
    rows: preparedProducts(orders).map((one) => ({
      text: chosenWords(one, locale),
      amount: quantityWords(one, locale),
    })),
    notes: orders.length === 0 ? [texts.line('orders.preparation.none')] : incompleteWords(list, scope),
    sections: slotsOf(orders, scope).flatMap(({ time, orders: ofSlot }) => [
      ...(ofSlot.length === 1 ? [] : [{ heading: time, paragraphs: [togetherWords(ofSlot, scope)] }]),
      ...ofSlot.map((order) => orderSection(order, [receptionView(order, scope).reception], scope)),
    ]),
  };
}

/** All orders of a day, by their time: what nobody answered and what was handed over among them. @param day in words. Pure. */
export function daySheet(
  list: PreparationList,
  { day, ...printing }: Printing & { readonly day: string },
  scope: PageScope,
): PrintedDocument {
  const { orders } = list;
  const { texts } = scope;
  return {
    ...sheetOf(scope),
    heading: texts.line('orders.sheets.dayHeading'),
    about: texts.line('orders.sheets.of', { day, ...printingWords(printing, scope) }),
    notes: orders.length === 0 ? [texts.line('orders.sheets.none')] : incompleteWords(list, scope),
    sections: orders.map((order) => {
      const phone = order.customer?.phone ?? null;
      const head = [
        stateWords(order, scope),
        receptionView(order, scope).reception,
        phone === null ? undefined : phoneWords(phone),
      ];
      return orderSection(order, head, scope);
    }),
  };
}
