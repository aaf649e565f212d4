/** What most guessed passwords are built on, in letters alone; the product's own words and its territories included. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passord motdepasse mdp azerty azertyuiop azertyuiopqsdfghjklm qwerty qwertyuiop qwertyuiopasdfghjkl
  qsdfghjklm wxcvbn asdfghjkl zxcvbnm abcdef abcdefgh abcdefghij abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz
  admin administrator administrateur administration root user utilisateur operateur operator test testtest demo
  welcome bienvenue bonjour bonsoir salut hello letmein login connexion secret soleil sunshine princess princesse
  iloveyou jetaime jetaimefort loulou doudou chouchou coucou monamour amour marseille football basket dragon monkey
  master superman batman pokemon starwars naruto shadow michael nicolas camille julien charlotte thomas alexandre
  chocolat nutella vacances printemps automne hiver janvier fevrier septembre octobre novembre decembre changeme
  changezmoi default temporaire provisoire mairie commune ville commerce commerces marche halles leshalles halle
  bordeaux valence angouleme grandangouleme issy issylesmoulineaux hautsdefrance lille paris lyon france console`.split(
    /\s+/,
  ),
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

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
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

/**
 * Whether a guesser would try it early: a common word dressed with digits and signs, digits alone, few different
 * characters, or little more than the account's own address. Length is checked elsewhere. Pure.
 */
export function isGuessable(password: string, email: string): boolean {
  if (new Set(plain(password)).size < 5) return true;
  if (lettersOf(password).length < 3) return true;
  const words = [lettersOf(password), lettersOf(unleet(password))].map(unrepeated);
  if (words.some((word) => COMMON_WORDS.has(word))) return true;
  const owner = lettersOf(email.split('@')[0] ?? '');
  return owner.length >= 4 && words.some((word) => word.includes(owner) && word.length - owner.length < 6);
}
