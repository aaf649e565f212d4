import { paymentMeans } from '@halles/contracts';
import { namedMeans } from '@halles/domain/listings';
import type { Bilingual, Locale } from '@halles/kernel';

const WORDS: Readonly<Record<(typeof paymentMeans)[number], Bilingual>> = {
  cash: { fr: 'espèces', en: 'cash' },
  cards: { fr: 'carte bancaire', en: 'bank card' },
  contactless: { fr: 'sans contact', en: 'contactless' },
  cheques: { fr: 'chèques', en: 'cheques' },
  meal_vouchers: { fr: 'titres-restaurant', en: 'meal vouchers' },
  holiday_vouchers: { fr: 'chèques-vacances', en: 'holiday vouchers' },
  gift_cards: { fr: 'cartes cadeaux', en: 'gift cards' },
  transfer: { fr: 'virement', en: 'bank transfer' },
};

/** Means of payment in words, as https://schema.org/paymentAccepted has them. Pure. */
export function paymentWords(payment: readonly string[], locale: Locale): string {
  const worded: Readonly<Partial<Record<string, Bilingual>>> = WORDS;
  return namedMeans(payment)
    .map((means) => worded[means]?.[locale] ?? means.replaceAll('_', ' '))
    .join(', ');
}
