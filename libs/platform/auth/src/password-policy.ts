import { brotliDecompressSync } from 'node:zlib';
import common from './data/common-passwords.json';

/** Words of the product and its users that no list of leaked passwords has, in letters alone. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  `motdepasse mdp azertyuiopqsdfghjklm qwertyuiopasdfghjkl qsdfghjklm wxcvbn abcdefghij abcdefghijkl abcdefghijklm
  abcdefghijklmnopqrstuvwxyz administrateur administration utilisateur operateur connexion changezmoi temporaire
  provisoire bienvenue jetaimefort vacances printemps automne hiver janvier fevrier septembre octobre novembre decembre
  mairie commune ville commerce commerces commercant marche boutique boulangerie halles leshalles halle issy
  grandangouleme hautsdefrance france console`.split(/\s+/),
);

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
const lettersOf = (text: string): string => plain(text).replaceAll(/[^a-z]/g, '');
/** `p@ssw0rd2026!` → `password`: what dresses the end is dropped first, so that its digits are not read as letters. */
const unleet = (text: string): string =>
  plain(text)
    .replace(/[^a-z]+$/, '')
    .replaceAll(/[013457@$]/g, (character) => LEET[character] ?? character);

/** The word once where the text is that word several times over (`azertyazerty` → `azerty`). */
function unrepeated(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length);
  }
  return text;
}

let list: string | undefined;

/**
 * Whether it is one of the hundred thousand passwords that leak most, or the name of a French town. The list is one text
 * of a megabyte, its lines in order: each step halves what is left of it.
 */
function isListed(word: string): boolean {
  list ??= brotliDecompressSync(Buffer.from(common.brotli, 'base64')).toString('latin1');
  let [from, until] = [0, list.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    const start = list.lastIndexOf('\n', middle - 1) + 1;
    const end = list.indexOf('\n', start);
    const line = list.slice(start, end);
    if (line === word) return true;
    if (line < word) from = end + 1;
    else until = start - 1;
  }
  return false;
}

const isCommon = (word: string): boolean => OWN_WORDS.has(word) || isListed(word);

/**
 * Whether a guesser would try it early: one of the passwords that leak most, such a password, a town or a word of ours
 * dressed with digits and signs, digits alone, few different characters, or little more than the account's own address.
 * Length is checked elsewhere. Pure.
 */
export function isGuessable(password: string, email: string): boolean {
  const text = plain(password);
  if (new Set(text).size < 5) return true;
  const letters = lettersOf(password);
  if (letters.length < 3) return true;
  const words = [letters, lettersOf(unleet(password))];
  // Signs at the ends hide nothing (`1qaz2wsx3edc!`), nor does saying it twice.
  const bare = text.replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  if ([text, bare, ...words].some((word) => isCommon(word) || isCommon(unrepeated(word)))) return true;
  const owner = lettersOf(email.split('@')[0] ?? '');
  return owner.length >= 4 && words.some((word) => word.includes(owner) && word.length - owner.length < 6);
}
