/** No vowels, so no words; no letters or digits that are taken for one another on paper or on the phone. */
const ALPHABET = 'BCDFGHJKMNPQRTVWXZ2346789';
const LENGTH = 8;

/** How many random bytes `enquiryReference` takes. */
export const REFERENCE_BYTES = LENGTH;

/** A reference to quote, e.g. `KT4B-9XWM`. 25⁸ of them: uniqueness is the database's to say. */
export function enquiryReference(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
