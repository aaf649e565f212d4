const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/**
 * Without spaces and tabs around it, and no other blanks. In one pass from each end: an expression that looks for blanks
 * before the end begins anew at each of them, and sixteen kilobytes of blanks before a letter took it 100 ms.
 */
function withoutBlanks(text: string): string {
  let [from, until] = [0, text.length];
  while (isBlank(text[from])) from += 1;
  while (until > from && isBlank(text[until - 1])) until -= 1;
  return text.slice(from, until);
}

/**
 * The value of a cookie of a Cookie header; null where there is none, or where the name comes twice (somebody planted a
 * second one: neither is believed). Names are compared to the letter, and nothing but space and tab is trimmed: exotic
 * blanks before a name have been used to get around `__Host-`. Pure.
 */
export function readCookie(header: string | undefined, name: string): string | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const separator = pair.indexOf('=');
    // Shorter than the name even before anything is trimmed: most cookies are somebody else's.
    if (separator < name.length || withoutBlanks(pair.slice(0, separator)) !== name) return [];
    return [pair.slice(separator + 1).trim()];
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}
