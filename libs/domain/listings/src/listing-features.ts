import { type Feature, featureBits } from './feature';
import type { ListingDetails } from './resolved-listing';

/** Words for means of payment, as OpenStreetMap and French lists have them. */
const MEANS: Readonly<Partial<Record<Feature, readonly string[]>>> = {
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
  'meal-vouchers': [
    'meal_voucher',
    'meal_vouchers',
    'luncheon_vouchers',
    'ticket_restaurant',
    'tickets_restaurant',
    'titre_restaurant',
    'titres_restaurant',
  ],
};

/** What is offered, by what the sources tell: bits of `FEATURES`, without those of hours and of the merchant's account. */
export function offeredFeatures(details: Omit<ListingDetails, 'factSources' | 'otherSources'>): number {
  const { takeaway, delivery, appointment, wheelchair, payment } = details;
  const offered: Feature[] = [];
  if (takeaway === 'yes' || takeaway === 'only') offered.push('pickup');
  if (delivery === 'yes' || delivery === 'only') offered.push('delivery');
  if (appointment === 'required' || appointment === 'possible') offered.push('appointment');
  if (wheelchair === 'yes') offered.push('accessible');
  for (const [feature, words] of Object.entries(MEANS) as [Feature, readonly string[]][]) {
    if (words.some((word) => payment.includes(word))) offered.push(feature);
  }
  return featureBits(offered);
}
