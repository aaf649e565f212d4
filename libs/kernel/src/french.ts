import { capitalised } from './capitalised';

/** Words that change before a name. */
export type Preposition = 'de' | 'à' | 'que';

const ARTICLE = /^(les?)[ \u00a0]/i;
const ARTICLE_OF_OFFICE = /^(les?)[ \u00a0]/;
const CONTRACTED: Readonly<Record<Preposition, Readonly<Record<string, string>>>> = {
  de: { le: 'du', les: 'des' },
  à: { le: 'au', les: 'aux' },
  que: {},
};
const ELIDED: Readonly<Record<Preposition, string | undefined>> = { de: 'd’', à: undefined, que: 'qu’' };

/** A vowel, though not one that sounds like a consonant: « le onze », « le oui », « le yaourt ». */
const VOWEL = /^(?!on[zs]|oui|y[aeiouéè])[aeiouyàâäéèêëîïôöûüùœæ]/i;
/** Beginnings of words whose H is not heard. With any other H nothing is elided, which is never wrong to read. */
const MUTE_H =
  /^h(?:abi|abe|alei|armo|arpa|ebdo|éli|ele|élè|ellé|émi|émo|erb|éri|ermi|éro[ïi]|eur|ibis|iron|ist|iver|ommage|omme|onnê|onneur|onor|ôpi|opital|oriz|orl|oro|orte|orti|ôte|otel|ôtel|ost|uil|uîtr|uitr|umai|umeu|umid|umou|ydr|ygi|ymn|yp)/i;
/** Addresses of mail and of the web are written as they are. */
const ADDRESS = /@|:\/\//;

/**
 * A name of a business, of a place or of a thing behind the preposition that a French sentence puts before it: « du Petit Levain », « d’À la Bonne Mie », « aux
 * Herbiers », « qu’Odile ». Pure.
 * @param preposition as it is written in full; with a capital the answer has one
 */
export function withPreposition(preposition: Preposition, name: string, isCapital = false): string {
  return joined(preposition, name, { isCapital, article: ARTICLE });
}

/**
 * A person behind a preposition: « de Le Goff », « d’Anne ». The article of a person's name is part of it; one with a small
 * letter is of an office, and is contracted: « au délégué à la protection des données ». Pure.
 * @param preposition as it is written in full; with a capital the answer has one
 */
export function withPrepositionOfPerson(preposition: Preposition, name: string, isCapital = false): string {
  return joined(preposition, name, { isCapital, article: ARTICLE_OF_OFFICE });
}

function joined(
  preposition: Preposition,
  name: string,
  { isCapital, article: pattern }: { readonly isCapital: boolean; readonly article: RegExp },
): string {
  const capital = (text: string): string => (isCapital ? capitalised(text) : text);
  const article = pattern.exec(name)?.[1];
  const contracted = article === undefined ? undefined : CONTRACTED[preposition][article.toLowerCase()];
  if (article !== undefined && contracted !== undefined)
    return `${capital(contracted)} ${name.slice(article.length + 1)}`;
  const elided = ELIDED[preposition];
  const isElided = !ADDRESS.test(name) && (VOWEL.test(name) || MUTE_H.test(name));
  return elided !== undefined && isElided ? capital(elided) + name : `${capital(preposition)} ${name}`;
}
