/** Controls that are no space, and marks that turn the direction of the text around a name (Unicode TR 36). */
const UNSEEN = /(?!\s)[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * A text with single spaces, straight apostrophes without spaces around, composed letters and nothing that cannot be seen:
 * what may be done to any name, also to one that a person wrote with care. Idempotent.
 */
export function tidySpacing(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[\u2018\u2019\u02BC\u0060\u00B4]/g, "'")
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .replace(/(?<!\p{L})([LDJMNSTC]|QU) ?' ?(?=\p{L})/giu, "$1'")
    .trim();
}

/** Endings and initials that a program gave capitals to, and nobody writes so: "Pierre 1Er", "7 Ème", "Rn 43", "rue D'Amiens". */
const CORRECTIONS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/\b1E(?:r|re)\b/g, (found) => found.toLowerCase()],
  [/\b(\d+) ?[EÈ]me(?!\p{L})/gu, (_all, number = '') => `${number}e`],
  [/\b(?:Rn|Rd)(?=[ .]\d)/g, (found) => found.toUpperCase()],
  [/\bZ(?:a|ac|ae|i)(?= (?:d[eu]|des|la|le|les|Nord|Sud|Est|Ouest)\b)/g, (found) => found.toUpperCase()],
  [
    /\b(rue|avenue|boulevard|place|route|chemin|impasse|allée|quai|cours|ZAC|ZAE|ZA|ZI) D'(?=\p{Lu})/gu,
    (_all, way = '') => `${way} d'`,
  ],
  [/\bDe Gaulle\b/g, () => 'de Gaulle'],
];

/** A text that a person wrote, but for what only a program can have made of it. Idempotent. */
const withCorrectedCase = (text: string): string =>
  CORRECTIONS.reduce((line, [wrong, right]) => line.replace(wrong, right), text);

/** Latin letters only: what is written in another script has rules of its own. */
const LATIN = /^(?:\P{L}|\p{Script=Latin})*$/u;

/** Whether a text is in capitals, as the register writes: at least one capital, no small letter. */
export function isShouted(text: string): boolean {
  return LATIN.test(text) && /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
}

/**
 * What a rule makes of a name in capitals, made sure to be final: where the result is still in capitals (initials,
 * acronyms) and the rule would change it again, the name is nothing that the rule understands, and is left as it is.
 */
export function rewriteShouted(text: string, rule: (shouted: string) => string): string {
  const tidy = tidySpacing(text);
  if (!isShouted(tidy)) return withCorrectedCase(tidy);
  const once = tidySpacing(rule(tidy));
  // With small letters by now, it is read the next time as what a person wrote.
  if (!isShouted(once)) return withCorrectedCase(once);
  return tidySpacing(rule(once)) === once ? once : tidy;
}
