import type { OrderFulfilment } from '@halles/contracts';
import { type Bilingual, type Locale, textMessageName, textMessageWords } from '@halles/kernel';
import { receptionTime, timeLabel } from './fulfilment/fulfilment-words';
import type { OrderNotice } from './mails/order-status/model';
import type { OnlinePaymentState } from './payments/payment-words';

/** What a text message says of an order. */
export interface TextedOrder {
  readonly listing: string;
  /** "2026-0042". */
  readonly number: string;
  readonly slot: { readonly from: Date; readonly until: Date };
  readonly fulfilment: OrderFulfilment;
  /** Six digits. */
  readonly code: string;
  readonly payment: OnlinePaymentState | null;
  /** The page of the order, of ours. */
  readonly url: string;
}

/** What each state is called; those that are missing are not texted. */
const STATES: Readonly<
  Record<
    Locale,
    Partial<Record<OrderNotice, { readonly state: string; readonly tells: 'pickup' | 'time' | 'nothing' }>>
  >
> = {
  fr: {
    received: { state: 'reçue, pas encore confirmée', tells: 'time' },
    'list-received': { state: 'reçue', tells: 'nothing' },
    accepted: { state: 'confirmée', tells: 'pickup' },
    delayed: { state: 'retardée', tells: 'pickup' },
    'delayed-unconfirmed': { state: 'retardée, pas encore confirmée', tells: 'time' },
    'delay-undone': { state: 'sans retard, horaire d’avant', tells: 'time' },
    ready: { state: 'prête', tells: 'pickup' },
    unconfirmed: { state: 'de nouveau sans réponse, oubliez le message précédent', tells: 'time' },
    'not-ready': { state: 'pas encore prête, attendez le prochain message', tells: 'time' },
    refused: { state: 'refusée', tells: 'nothing' },
    cancelled: { state: 'annulée', tells: 'nothing' },
    unanswered: { state: 'annulée faute de réponse du commerce', tells: 'nothing' },
    restored: { state: 'rétablie, oubliez le message précédent', tells: 'pickup' },
    'restored-unconfirmed': { state: 'rétablie, pas encore confirmée', tells: 'time' },
  },
  en: {
    received: { state: 'received, not confirmed yet', tells: 'time' },
    'list-received': { state: 'received', tells: 'nothing' },
    accepted: { state: 'confirmed', tells: 'pickup' },
    delayed: { state: 'delayed', tells: 'pickup' },
    'delayed-unconfirmed': { state: 'delayed, not yet confirmed', tells: 'time' },
    'delay-undone': { state: 'not delayed any more, earlier time', tells: 'time' },
    ready: { state: 'ready', tells: 'pickup' },
    unconfirmed: { state: 'awaits an answer again, forget our last message', tells: 'time' },
    'not-ready': { state: 'not ready yet, wait for the next message', tells: 'time' },
    refused: { state: 'refused', tells: 'nothing' },
    cancelled: { state: 'cancelled', tells: 'nothing' },
    unanswered: { state: 'cancelled as the shop did not answer', tells: 'nothing' },
    restored: { state: 'restored, forget our last message', tells: 'pickup' },
    'restored-unconfirmed': { state: 'restored, not confirmed yet', tells: 'time' },
  },
};

/** What an order that is over leaves to pay, by how it was paid. Pure. */
function owedWords(payment: OnlinePaymentState | null, locale: Locale): string {
  if (payment === null || payment.kind === 'failed')
    return locale === 'fr' ? 'rien n’est dû' : 'nothing is owed';
  if (payment.kind === 'paid') return locale === 'fr' ? 'remboursée sur la carte' : 'refunded to the card';
  return locale === 'fr' ? 'rien n’est débité' : 'nothing is charged';
}

const NAMES: Readonly<Record<'order' | 'list', Bilingual>> = {
  order: { fr: 'commande', en: 'order' },
  list: { fr: 'liste', en: 'list' },
};

/** What is ready and not collected. */
const READY_OTHERWISE: Partial<Record<OrderFulfilment, Bilingual>> = {
  delivery: { fr: 'prête, en livraison', en: 'ready, being delivered' },
  post: { fr: 'prête à partir', en: 'ready to be sent' },
};

/** What a text message tells the customer of an order; null for what is mailed alone. Nothing that the customer typed is in it. Pure. */
export function customerTextWords(
  notice: OrderNotice,
  { listing, number, slot, fulfilment, code, payment, url }: TextedOrder,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string | null {
  const described = STATES[locale][notice];
  if (described === undefined) return null;
  const fr = locale === 'fr';
  const when = receptionTime({ fulfilment, slot }, timeZone, locale);
  const state = (notice === 'ready' && READY_OTHERWISE[fulfilment]?.[locale]) || described.state;
  const what = NAMES[notice === 'list-received' ? 'list' : 'order'][locale];
  const owed = described.tells === 'nothing' ? `, ${owedWords(payment, locale)}` : '';
  const parts = [
    `${textMessageName(listing)}${fr ? ' :' : ':'} ${what} ${number} ${state}${owed}.`,
    ...(described.tells === 'nothing' ? [] : [`${timeLabel(fulfilment, locale)} ${when}.`]),
    ...(described.tells === 'pickup' && fulfilment !== 'post' ? [`Code ${code}.`] : []),
    url,
  ];
  return textMessageWords(parts.join(' '));
}

/** What a text message tells a shop of an order that it has not answered: no word of its customer, whoever's the phone is by now. Pure. */
export const shopTextWords = (
  { listing, number, url }: Pick<TextedOrder, 'listing' | 'number' | 'url'>,
  locale: Locale,
): string =>
  textMessageWords(
    locale === 'fr'
      ? `Commande ${number} en attente de réponse : ${textMessageName(listing)}. ${url}`
      : `Order ${number} awaits an answer: ${textMessageName(listing)}. ${url}`,
  );
