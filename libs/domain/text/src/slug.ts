import { foldName } from './tokens';

const LONGEST = 60;

/** What stands in an address where a name has no Latin letter, or may not be told. */
export const PLAIN_SLUG = 'etablissement';

/**
 * A text as a part of an address: folded, Latin letters, digits and single hyphens, cut between words at 60 characters at
 * most, never empty. "L'Épicerie du Cœur" → "l-epicerie-du-coeur".
 */
export function slugOf(text: string): string {
  const whole = foldName(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (whole.length <= LONGEST) return whole === '' ? PLAIN_SLUG : whole;
  const cut = whole.lastIndexOf('-', LONGEST);
  return whole.slice(0, cut > 0 ? cut : LONGEST);
}
