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
  if (!isShouted(tidy)) return tidy;
  const once = tidySpacing(rule(tidy));
  return isShouted(once) && tidySpacing(rule(once)) !== once ? tidy : once;
}
