/** Small words that stay small inside a name. */
const SMALL = new Set(
  'à au aux d de des du en et l la le les ou par pour sans sous sur un une chez dans avec'.split(' '),
);

/** After one of these an article belongs to the phrase ("de la Gare"); after another word it begins a name ("Café Le Dôme"). */
const BEFORE_ARTICLE = new Set(
  "à au aux d' de des du en et sur sous sans par pour chez dans avec ou tous toutes".split(' '),
);

const ARTICLES = new Set(["l'", 'la', 'le', 'les', 'un', 'une']);

/** Words after which a lone A is the preposition: the register has no accent to tell. */
const AFTER_A = new Set(
  'la l emporter domicile table vin vins pain pains biere bieres tartes pates salades ongles jouets coudre porter pied pizza pizzas bijoux cafe coiffer idees huit'.split(
    ' ',
  ),
);

/** Letters that lose their vowel before another: `L ATELIER`, `D OR`. */
const ELIDED = new Set(['L', 'D']);

/** Elisions that only these words follow. */
const ELIDED_BEFORE: Readonly<Record<string, RegExp>> = {
  C: /^EST$/,
  J: /^(?:AI|AIME|ADORE)$/,
  QU: /^[AEIOUYÉÈÊH]/,
  S: /^IL$/,
  AUJOURD: /^HUI$/,
  PRUD: /^HOMME/,
};

const VOWEL = /^[AEIOUYHÀÂÉÈÊËÎÏÔÛŒ]/;

export const isSmall = (lower: string): boolean => SMALL.has(lower.replace(/'$/, ''));

export const isArticle = (lower: string): boolean => ARTICLES.has(lower);

export const precedesArticle = (lower: string): boolean => BEFORE_ARTICLE.has(lower);

/** Whether a lone A before this word is "à". */
export const followsA = (next: string): boolean => AFTER_A.has(next.toLowerCase().replace(/'.*$/, ''));

/** After an initial a letter alone is another one: "J D IMMO". Not after "à", nor "l'" after Monsieur: "A L ATELIER", "M L ABBE". */
const INITIAL = /^(?:[B-LN-XZ]|M(?=D))/;

/**
 * Whether two words of capitals are one with an apostrophe that the register left out.
 * @param before the word before them
 */
export function isElision(word: string, next: string, before?: string): boolean {
  if (next.length < 2 || next === 'ET' || next === 'OU' || next === 'AU' || next === 'AUX') return false;
  if (ELIDED.has(word)) return VOWEL.test(next) && !(before?.length === 1 && INITIAL.test(before + word));
  return Object.hasOwn(ELIDED_BEFORE, word) && ELIDED_BEFORE[word]?.test(next) === true;
}
