import { defineError } from '@halles/kernel';
import { MAX_BASKETS } from './basket-cookie';

export const BasketsFull = defineError('baskets-full', {
  kind: 'conflict',
  title: { fr: 'Trop de paniers', en: 'Too many baskets' },
  detail: () => ({
    fr: `Vous avez déjà un panier dans ${MAX_BASKETS} commerces : commandez ou videz-en un, puis recommencez.`,
    en: `You have a basket at ${MAX_BASKETS} shops already: order or empty one of them, then try again.`,
  }),
});

export const BasketTooLarge = defineError('basket-too-large', {
  kind: 'conflict',
  title: { fr: 'Panier trop grand', en: 'Basket too large' },
  detail: () => ({
    fr: 'Ce panier est trop grand pour être enregistré par votre navigateur. Vous pouvez le commander maintenant.',
    en: 'This basket is too large for your browser to store. You can order it now.',
  }),
});
