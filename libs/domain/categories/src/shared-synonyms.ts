/** Words that name two kinds of place, by their stem, with the reason. Any other word is in one leaf only. */
export const sharedSynonyms: Readonly<Record<string, string>> = {
  basket: 'A shoe, and the ball game.',
  brasserie: 'French says it of a restaurant and of a brewery.',
  pate: '"Pâté" and "pâtes" are one word where accents do not count.',
};
