import { listWords } from '@halles/domain/hours';
import { defineError, type Locale } from '@halles/kernel';
import type { MissingForSale } from './sale-terms';

const MISSING: Readonly<Record<MissingForSale, { readonly fr: string; readonly en: string }>> = {
  mediator: {
    fr: 'le médiateur de la consommation, avec son site',
    en: 'the consumer mediator, with its website',
  },
  phone: { fr: 'votre téléphone', en: 'your telephone number' },
  email: { fr: 'votre adresse électronique', en: 'your email address' },
  siret: { fr: 'votre numéro SIRET ou votre immatriculation', en: 'your SIRET number or your registration' },
  address: { fr: 'l’adresse de votre commerce', en: 'the address of your shop' },
};

/** "votre téléphone et votre adresse électronique". Pure. */
export const missingForSaleWords = (missing: readonly MissingForSale[], locale: Locale): string =>
  listWords(
    missing.map((one) => MISSING[one][locale]),
    locale,
  );

/** Nothing was saved: who sells at a distance must say more first (code de la consommation, L221-5 and L616-1). */
export const SaleIncomplete = defineError<{ missing: readonly MissingForSale[] }>('sale-incomplete', {
  kind: 'conflict',
  title: { fr: 'Il manque des mentions obligatoires', en: 'Mandatory information is missing' },
  detail: ({ missing }) => ({
    fr: `Pour prendre des commandes à payer, la loi demande aussi\u00a0: ${missingForSaleWords(missing, 'fr')}. Rien n’a été changé\u00a0: complétez vos informations, ou prenez des réservations sans engagement.`,
    en: `To take orders that owe money, the law also asks for: ${missingForSaleWords(missing, 'en')}. Nothing was changed: complete your information, or take reservations without obligation.`,
  }),
});
