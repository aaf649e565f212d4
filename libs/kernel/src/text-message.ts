/** The basic alphabet of GSM 03.38: what a text message carries in seven bits. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** What takes two places of it. */
const EXTENDED = new Set('^{}\\[~]|€');
/** Places of a message that is alone, and of each of several that are read as one. */
const ALONE = 160;
const TOGETHER = 153;

const LIKE: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00a0': ' ',
  '\u202f': ' ',
};

const fits = (character: string): boolean => BASIC.has(character) || EXTENDED.has(character);

/** A character as a text message has it: without the accent that its alphabet lacks, and without what it lacks altogether. Pure. */
function carried(character: string): string {
  if (fits(character)) return character;
  const like = LIKE[character];
  if (like !== undefined) return like;
  return [...character.normalize('NFKD')].filter(fits).join('');
}

/** A text as a text message carries it, on one line: one character outside of its alphabet would more than halve its length. Pure. */
export const textMessageWords = (text: string): string =>
  [...text.normalize('NFC').replaceAll(/\s+/g, ' ')].map(carried).join('').replaceAll(/ +/g, ' ').trim();

/** In how many messages a text of that alphabet goes. A character of two places stays whole. Pure. */
export function textMessageSegments(text: string): number {
  const sizes = [...text].map((character) => (EXTENDED.has(character) ? 2 : 1));
  if (sizes.reduce((sum, size) => sum + size, 0) <= ALONE) return 1;
  let segments = 1;
  let room = TOGETHER;
  for (const size of sizes) {
    if (size > room) {
      segments += 1;
      room = TOGETHER;
    }
    room -= size;
  }
  return segments;
}

const LONGEST_NAME = 40;

/** A name of which no telephone makes a link, since a shop may be called anything. Pure. */
export const textMessageName = (name: string): string =>
  textMessageWords(name)
    .replaceAll(/[.:/\\@]+(?=\S)/g, ' ')
    .slice(0, LONGEST_NAME)
    .trim();
