/**
 * A text as the lookups compare it: lower case, no accents, ligatures opened, everything else than letters and digits a
 * single space. Idempotent. "L'Épicerie du Cœur" → "l epicerie du coeur".
 */
export function foldText(text: string): string {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      // After the marks are off: "ǣ" is an "æ" with one.
      .replace(/œ/g, 'oe')
      .replace(/æ/g, 'ae')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

/**
 * A folded text without the plural marks of its words (s, x), so that "boulangeries" meets "boulangerie". Looks back from each
 * mark: from each letter on it would take a word's length squared.
 */
export function stemText(folded: string): string {
  return folded.replace(/(?<=\p{L}{3})[sx](?!\p{L})/gu, '');
}
