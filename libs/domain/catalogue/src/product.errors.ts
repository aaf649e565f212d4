import { defineError } from '@halles/kernel';

export const ProductNotFound = defineError('product-not-found', {
  kind: 'not-found',
  title: { fr: 'Produit introuvable', en: 'Product not found' },
  detail: () => ({
    fr: 'Ce produit n’existe pas, ou il a été retiré.',
    en: 'This product does not exist, or it was taken off sale.',
  }),
});

export const TooManyProducts = defineError<{ most: number }>('too-many-products', {
  kind: 'conflict',
  title: { fr: 'Trop de produits', en: 'Too many products' },
  detail: ({ most }) => ({
    fr: `Un commerce propose ${most} produits au plus. Retirez-en pour en ajouter.`,
    en: `A shop offers at most ${most} products. Take some off to add others.`,
  }),
});

export const OptionPriceOutOfRange = defineError('option-price-out-of-range', {
  kind: 'invalid',
  title: { fr: 'Prix impossible avec ces choix', en: 'Price not possible with these choices' },
  detail: () => ({
    fr: 'Avec certains choix, ce produit coûterait moins d’un centime ou plus de 100 000 €. Changez son prix ou ceux de ses choix.',
    en: 'With some choices this product would cost less than a cent, or more than €100,000. Change its price or those of its choices.',
  }),
});
