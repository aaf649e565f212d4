import { type Bilingual, defineError, priceWords } from '@halles/kernel';
import type { PostalProblem } from './postal-address';

/** Why an order cannot reach its customer in the way that they chose. */
export type FulfilmentRefusal =
  /** The shop does not offer it any more. */
  | { readonly kind: 'off' }
  /** The postal code does not belong to the municipality, or the municipality is unknown. */
  | { readonly kind: 'unknown'; readonly served: Bilingual }
  | { readonly kind: 'outside'; readonly served: Bilingual }
  | { readonly kind: 'minimum'; readonly missingCents: number }
  /** It is paid before it is sent, and online alone, which this order cannot be. */
  | { readonly kind: 'unpayable' }
  | PostalProblem;

/** Nothing was ordered: the customer chooses again. */
export const FulfilmentRefused = defineError<{ refusal: FulfilmentRefusal }>('fulfilment-refused', {
  kind: 'conflict',
  title: { fr: 'Choisissez comment recevoir votre commande', en: 'Choose how to receive your order' },
  detail: ({ refusal }) => {
    switch (refusal.kind) {
      case 'off':
        return {
          fr: 'Rien n’a été commandé\u00a0: le commerce ne propose plus ce mode de retrait ou de livraison. Choisissez-en un autre, puis un horaire.',
          en: 'Nothing was ordered: the shop does not offer this kind of pickup or delivery any more. Choose another one, then a time.',
        };
      case 'unknown':
        return {
          fr: `Rien n’a été commandé\u00a0: le code postal et la commune de cette adresse ne vont pas ensemble, ou la commune n’est pas desservie. Livraison\u00a0: ${refusal.served.fr}.`,
          en: `Nothing was ordered: the postcode of this address does not go with its town, or nothing is delivered there. Delivery: ${refusal.served.en}.`,
        };
      case 'outside':
        return {
          fr: `Rien n’a été commandé\u00a0: cette adresse n’est pas dans une zone de livraison. Livraison\u00a0: ${refusal.served.fr}.`,
          en: `Nothing was ordered: this address is in no delivery zone. Delivery: ${refusal.served.en}.`,
        };
      case 'minimum':
        return {
          fr: `Rien n’a été commandé\u00a0: il manque ${priceWords(refusal.missingCents, 'fr')} d’achats pour être livré à cette adresse.`,
          en: `Nothing was ordered: ${priceWords(refusal.missingCents, 'en')} more of goods are needed for delivery to this address.`,
        };
      case 'unpayable':
        return {
          fr: 'Rien n’a été commandé\u00a0: ce commerce n’envoie que ce qui est payé en ligne, et cette commande ne peut pas l’être (moins de 0,50\u00a0€, ou un envoi dans plus de cinq jours). Choisissez un autre mode de retrait ou de livraison, ou appelez le commerce.',
          en: 'Nothing was ordered: this shop sends only what is paid online, and this order cannot be (less than €0.50, or sent in more than five days). Choose another kind of pickup or delivery, or call the shop.',
        };
      case 'no-postcode':
        return {
          fr: `Rien n’a été commandé\u00a0: le code postal ${refusal.postalCode} n’est celui d’aucune commune de France. L’envoi se fait en France seulement\u00a0: vérifiez le code, sans CEDEX.`,
          en: `Nothing was ordered: no town of France has the postcode ${refusal.postalCode}. Orders are sent within France only: check the postcode, without CEDEX.`,
        };
      case 'other-town':
        return {
          fr: `Rien n’a été commandé\u00a0: le code postal ${refusal.postalCode} est celui de ${refusal.towns.join(', ')}. Corrigez le code postal ou la commune.`,
          en: `Nothing was ordered: the postcode ${refusal.postalCode} is that of ${refusal.towns.join(', ')}. Correct one or the other.`,
        };
    }
  },
});

/** A shop that takes orders offers one way to receive them at least. */
export const FulfilmentMissing = defineError('fulfilment-missing', {
  kind: 'conflict',
  title: { fr: 'Gardez un mode de retrait ou de livraison', en: 'Keep one way to receive orders' },
  detail: () => ({
    fr: 'Rien n’a été changé\u00a0: vos clients n’auraient plus aucun moyen de recevoir une commande. Proposez d’abord un autre mode, ou arrêtez les commandes.',
    en: 'Nothing was changed: your customers would have no way left to receive an order. Offer another one first, or stop taking orders.',
  }),
});

/** What is sent is paid before: its customer reads how before ordering. */
export const SendingPaymentMissing = defineError('sending-payment-missing', {
  kind: 'conflict',
  title: { fr: 'Dites comment on vous paie avant l’envoi', en: 'Say how you are paid before sending' },
  detail: () => ({
    fr: 'Rien n’a été changé\u00a0: un envoi se paie avant de partir, et votre client doit savoir comment avant de commander. Écrivez vos instructions de paiement (virement, chèque, lien), ou activez le paiement en ligne avec un envoi sous cinq jours.',
    en: 'Nothing was changed: what you send is paid before it leaves, and your customer must know how before ordering. Write your payment instructions (bank transfer, cheque, link), or turn on online payment with sending within five days.',
  }),
});

/** Who reserves owes nothing, and comes for it: a fee and a parcel that is paid before are of orders that owe money. */
export const ReservationNotSent = defineError('reservation-not-sent', {
  kind: 'conflict',
  title: { fr: 'Une réservation se retire', en: 'A reservation is collected' },
  detail: () => ({
    fr: 'Rien n’a été changé\u00a0: vos clients réservent sans engagement et ne vous doivent rien, donc rien ne leur est livré ni envoyé. Pour livrer ou envoyer, prenez d’abord des commandes à payer, dans les réglages des commandes.',
    en: 'Nothing was changed: your customers reserve without obligation and owe you nothing, so nothing is delivered or sent to them. To deliver or send, take orders that owe money first, in the settings of your orders.',
  }),
});

/** A shop whose orders were all brought or sent cannot go over to reservations, which are collected. */
export const ReservationNotCollected = defineError('reservation-not-collected', {
  kind: 'conflict',
  title: { fr: 'Proposez d’abord un retrait', en: 'Offer pickup first' },
  detail: () => ({
    fr: 'Rien n’a été changé\u00a0: une réservation se retire, et vous ne proposez que la livraison ou l’envoi. Activez d’abord le retrait au commerce ou un point de retrait.',
    en: 'Nothing was changed: a reservation is collected, and you offer delivery or sending alone. Turn on pickup in your shop or at a collection point first.',
  }),
});
