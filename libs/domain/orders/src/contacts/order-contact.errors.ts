import { defineError } from '@halles/kernel';
import { MAX_ORDER_CONTACTS } from './order-contact';

export const OrderContactsFull = defineError('order-contacts-full', {
  kind: 'conflict',
  title: { fr: 'Trop d’adresses', en: 'Too many addresses' },
  detail: () => ({
    fr: `Un commerce peut donner ${String(MAX_ORDER_CONTACTS)} autres adresses. Retirez-en une pour en ajouter une autre.`,
    en: `A shop may give ${String(MAX_ORDER_CONTACTS)} further addresses. Remove one to add another.`,
  }),
});

export const OrderContactKnown = defineError('order-contact-known', {
  kind: 'conflict',
  title: { fr: 'Cette adresse reçoit déjà les commandes', en: 'This address receives the orders already' },
  detail: () => ({
    fr: 'C’est celle d’une personne de votre équipe qui tient les commandes\u00a0: elle les reçoit déjà.',
    en: 'It is that of somebody of your team who handles the orders: they receive them already.',
  }),
});
