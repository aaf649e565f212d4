/** What people write where a key belongs, and what keyboards and alphabets have in a row. */
const PLACEHOLDERS =
  /change|default|example|exemple|password|motdepasse|secret|master.?key|migrator.?key|0123456|1234567|abcdefg|qwerty|azerty/i;

/** Bits that a key must seem to have; one of `openssl rand` has twice as many. */
const ENOUGH_BITS = 100;

/** Bits of a text if its characters were drawn one by one, each as often as it is there (Shannon). */
function estimatedBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const bits = [...counts.values()].map((count) => count * Math.log2(text.length / count));
  return bits.reduce((sum, each) => sum + each, 0);
}

/** Whether a key was typed rather than drawn: a placeholder, a repetition, too few different characters. Pure. */
export function isWeakKey(key: string): boolean {
  const repeats = (key + key).indexOf(key, 1) < key.length;
  return repeats || PLACEHOLDERS.test(key) || estimatedBits(key) < ENOUGH_BITS;
}
