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
