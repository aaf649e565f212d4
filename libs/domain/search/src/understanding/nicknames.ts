/**
 * What people call chains and services, by the words that stand on their signs. Written for this product; only where the
 * nickname is no beginning or misspelling of the name.
 */
const NICKNAMES: Readonly<Record<string, string>> = {
  mcdo: 'mcdonald',
  macdo: 'mcdonald',
  'mac do': 'mcdonald',
  'mc do': 'mcdonald',
  'mac donald': 'mcdonald',
  'mc donald': 'mcdonald',
  'mac donalds': 'mcdonald',
  macdonald: 'mcdonald',
  bk: 'burger king',
  monop: 'monoprix',
  carrouf: 'carrefour',
  decath: 'decathlon',
  socgen: 'societe generale',
};

const LONGEST = 2;

/** The words with nicknames written out. */
export function withoutNicknames(words: readonly string[]): string[] {
  const written: string[] = [];
  for (let at = 0; at < words.length;) {
    let taken = 1;
    let name = words[at] ?? '';
    for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
      const phrase = words.slice(at, at + length).join(' ');
      if (!Object.hasOwn(NICKNAMES, phrase)) continue;
      [taken, name] = [length, NICKNAMES[phrase] ?? phrase];
      break;
    }
    written.push(...name.split(' '));
    at += taken;
  }
  return written;
}
