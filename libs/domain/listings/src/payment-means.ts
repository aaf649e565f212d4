import { paymentMeans } from '@halles/contracts';
import type { Feature } from './feature';

type Means = 'cash' | 'cards' | 'contactless' | 'cheques' | 'meal_vouchers';

/** Words for means of payment, as OpenStreetMap and French lists have them, by the name that a profile gives them. */
const WORDS: Readonly<Record<Means, readonly string[]>> = {
  cash: ['cash', 'coins', 'notes', 'especes', 'liquide'],
  cards: [
    'cards',
    'card',
    'credit_cards',
    'debit_cards',
    'visa',
    'visa_debit',
    'visa_electron',
    'mastercard',
    'mastercard_debit',
    'maestro',
    'american_express',
    'cb',
    'carte',
    'cartes',
    'carte_bancaire',
    'cartes_bancaires',
    'carte_bleue',
    'carte_de_credit',
  ],
  contactless: ['contactless', 'sans_contact', 'apple_pay', 'google_pay', 'nfc'],
  cheques: ['cheque', 'cheques', 'check', 'checks'],
  meal_vouchers: [
    'meal_voucher',
    'meal_vouchers',
    'luncheon_vouchers',
    'ticket_restaurant',
    'tickets_restaurant',
    'titre_restaurant',
    'titres_restaurant',
  ],
};

const NAMES: ReadonlyMap<string, Means> = new Map(
  (Object.entries(WORDS) as [Means, readonly string[]][]).flatMap(([name, words]) =>
    words.map((word) => [word, name] as const),
  ),
);

/** Filters of the search, by what they filter for. */
export const PAYMENT_FEATURES: Readonly<Record<Means, Feature>> = {
  cash: 'cash',
  cards: 'cards',
  contactless: 'contactless',
  cheques: 'cheques',
  meal_vouchers: 'meal-vouchers',
};

/**
 * Means of payment by the names that a profile gives them and in their order, each once, whatever its sources call them: `visa`
 * is `cards`. Words that are none of these stay as they are, behind the others. Pure.
 */
export function namedMeans(payment: readonly string[]): string[] {
  const named = new Set(payment.map((word) => NAMES.get(word) ?? word));
  const known = paymentMeans.filter((means) => named.has(means));
  return [...new Set([...known, ...named])];
}
