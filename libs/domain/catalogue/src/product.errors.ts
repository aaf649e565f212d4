import { defineError, type Locale } from '@halles/kernel';
import type { Attribute } from './variants';

export const ProductNotFound = defineError('product-not-found', {
  kind: 'not-found',
  title: { fr: 'Produit introuvable', en: 'Product not found' },
  detail: () => ({
    fr: 'Ce produit n’existe pas, ou il a été retiré.',
    en: 'This product does not exist, or it was taken off sale.',
  }),
});

export const ProductGone = defineError('product-gone', {
  kind: 'gone',
  title: { fr: 'Produit retiré', en: 'Product taken off sale' },
  detail: () => ({
    fr: 'Ce commerce ne vend plus ce produit.',
    en: 'This shop does not sell this product any more.',
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

export const TooManyChoices = defineError<{ most: number }>('too-many-choices', {
  kind: 'conflict',
  title: { fr: 'Trop de choix', en: 'Too many choices' },
  detail: ({ most }) => ({
    fr: `Un produit a ${most} choix au plus, tous ses groupes ensemble. Retirez-en, ou faites-en deux produits.`,
    en: `A product has at most ${most} choices in all of its groups. Take some away, or make two products of it.`,
  }),
});

export const TooManyVariants = defineError<{ most: number; values: number }>('too-many-variants', {
  kind: 'conflict',
  title: { fr: 'Trop de variantes', en: 'Too many variants' },
  detail: ({ most, values }) => ({
    fr: `Un produit a ${values} valeurs par différence et ${most} variantes au plus, toutes les combinaisons comptées. Faites-en deux produits.`,
    en: `A product has at most ${values} values for each difference and ${most} variants, all combinations counted. Make two products of it.`,
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

export const VariantNameTooLong = defineError<{ most: number }>('variant-name-too-long', {
  kind: 'invalid',
  title: { fr: 'Nom trop long', en: 'Name too long' },
  detail: ({ most }) => ({
    fr: `Le nom d’un produit et sa variante font ensemble ${most} caractères au plus. Raccourcissez l’un ou l’autre.`,
    en: `The name of a product and its variant are at most ${most} characters together. Shorten one or the other.`,
  }),
});

/** @param product the one of several that is refused */
export const VariantsDiffer = defineError<{ product?: string }>('variants-differ', {
  kind: 'invalid',
  title: { fr: 'Variantes différentes', en: 'Variants differ' },
  detail: ({ product }) => ({
    fr: `${product === undefined ? '' : `${product}\u00a0: `}Deux variantes d’un même produit ne peuvent pas recevoir des noms, des rayons ou des règles différents. Rien n’est enregistré.`,
    en: `${product === undefined ? '' : `${product}: `}Two variants of one product cannot be given different names, sections or rules. Nothing is saved.`,
  }),
});

/** "Taille : S, M ; Couleur : rouge". Pure. */
const attributesWords = (attributes: readonly Attribute[], locale: Locale): string =>
  attributes
    .map(({ name, values }) => `${name}${locale === 'fr' ? '\u00a0' : ''}: ${values.join(', ')}`)
    .join(locale === 'fr' ? '\u00a0; ' : '; ');

/** Somebody else changed in what a product is sold, since the form was filled in. */
export const VariantsChanged = defineError<{ now: readonly Attribute[] }>('variants-changed', {
  kind: 'conflict',
  title: { fr: 'Variantes changées entre-temps', en: 'Variants changed meanwhile' },
  detail: ({ now }) => {
    const words = (locale: Locale): string => attributesWords(now, locale);
    return {
      fr: `Les variantes ont changé pendant que vous écriviez\u00a0: ${words('fr') || 'il n’y en a plus'}. Rien n’est enregistré. Ce que vous avez écrit est encore là\u00a0: relisez, puis enregistrez pour le garder.`,
      en: `The variants changed while you were writing: ${words('en') || 'there are none any more'}. Nothing is saved. What you have written is still there: read it again, then save to keep it.`,
    };
  },
});

export const ProductImportNotFound = defineError('product-import-not-found', {
  kind: 'not-found',
  title: { fr: 'Fichier introuvable', en: 'File not found' },
  detail: () => ({
    fr: 'Ce fichier n’attend plus, ou il est trop ancien. Envoyez-le de nouveau.',
    en: 'This file waits no longer, or is too old. Send it again.',
  }),
});

export const ProductsChanged = defineError('products-changed', {
  kind: 'conflict',
  title: { fr: 'Vos produits ont changé', en: 'Your products have changed' },
  detail: () => ({
    fr: 'Vos produits ont changé depuis cet aperçu : en voici un nouveau. Rien n’est importé.',
    en: 'Your products have changed since this preview: here is a new one. Nothing is imported.',
  }),
});

export const ProductLinesWrong = defineError('product-lines-wrong', {
  kind: 'invalid',
  title: { fr: 'Des lignes sont à corriger', en: 'Some lines are wrong' },
  detail: () => ({
    fr: 'Des lignes sont à corriger : rien n’est importé. Corrigez le fichier, ou importez seulement les lignes justes.',
    en: 'Some lines are wrong: nothing is imported. Mend the file, or import the right lines alone.',
  }),
});
