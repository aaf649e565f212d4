import { LONGEST_MESSAGE, portalRoutes } from '@halles/contracts';

/** Lines that mail programs write above what is quoted; whole, as they come out of folded ones. */
const QUOTE_HEADS: readonly RegExp[] = [
  /^(?:Le|On)\s.{4,200}\s(?:a\s(?:\u00e9|e)crit|wrote)\s?:$/iu,
  /^.{1,200}<[^<>\s]+@[^<>\s]+>\s?(?:a\s(?:\u00e9|e)crit|wrote)\s?:$/iu,
  /^-{2,}\s?(?:Message d['\u2019]origine|Message original|Original Message|Message transf\u00e9r\u00e9|Forwarded message)\s?-{2,}$/iu,
  /^_{20,}$/u,
];
/** The head of a quote as Outlook writes it: who, and when it was sent, on the lines below. */
const FROM_LINE = /^\*?(?:De|From)\s?:\*?\s/iu;
const SENT_LINE = /^\*?(?:Envoy\u00e9|Sent|Date|\u00c0|To|Objet|Subject)(?:\sle)?\s?:\*?\s/iu;
/** Two hyphens and a blank, as programs write them above a signature (RFC 3676, 4.3); many lose the blank. */
const SIGNATURE = /^-- ?$/u;
/** What telephones sign with. */
const DEVICE =
  /^(?:Envoy\u00e9 (?:de mon|depuis mon|\u00e0 partir de)|Sent from (?:my|Mail)|Get Outlook for|T\u00e9l\u00e9charger Outlook|Obtenez Outlook)\s?.{0,120}$/iu;
const QUOTED = /^\s?>/u;
/** What no message holds: controls, halves of characters, and what turns the reading of what follows around. */
const NOT_IN_A_TEXT = /[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/gu;
const MOST_LINES = 5_000;

/** The link that opens a conversation for its customer, as programs write it anew: whoever reads an answer must not have it. */
const CUSTOMERS_LINK = new RegExp(
  portalRoutes.conversation.fr.replace(':token', '').replaceAll('/', '(?:/|%(?:25)*2f)'),
  'iu',
);
/** The end of a signed link wherever it stands, which programs fold at the end of a line. */
const LINKS_END = /\.\d{1,9}\.([\w-]{1,64})(?:=?\n[> \t]{0,10}([\w-]{1,64}))?/gu;
/** A signature is of so many signs. */
const SIGNATURE_LENGTH = 43;
/** Where a mail of ours is answered: who has it answers in the place of its reader. */
const REPLY_ADDRESS = /replies\+[a-z2-7]{20,}/giu;
const CUT = '[…]';
/** What stands between blanks and brackets: an expression that looked for links at each letter would take its square. */
const TOKEN = /[^\s<>()[\]"]+/gu;
/** Of a mail as it is kept. */
const LONGEST_KEPT = 100_000;

/** A link without its end, also where it goes on in the next line; whatever is shorter than a signature is somebody's words. */
function withoutLinksEnd(whole: string, start: string, rest = ''): string {
  if (start.length >= SIGNATURE_LENGTH) return `${CUT}${whole.slice(whole.indexOf(start) + start.length)}`;
  return start.length + rest.length >= SIGNATURE_LENGTH ? CUT : whole;
}

/** A mail without the links of ours that it quotes, and without what no text holds, as it is kept. Pure. */
export const withoutLinks = (mail: string): string =>
  mail
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(NOT_IN_A_TEXT, '')
    .replace(LINKS_END, withoutLinksEnd)
    .replace(REPLY_ADDRESS, CUT)
    .replace(TOKEN, (token) => (CUSTOMERS_LINK.test(token) ? CUT : token))
    .slice(0, LONGEST_KEPT);

/** The lines of a mail: without blanks at their ends, and without what no message holds. */
const linesOf = (mail: string): string[] =>
  withoutLinks(mail)
    .replaceAll('\u00a0', ' ')
    .split('\n', MOST_LINES)
    .map((line) => line.trimEnd());

/** Whether what was quoted begins at a line. Programs fold « Le … a écrit : » into two or three lines. */
function isQuoteHead(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? '';
  if (line === '') return false;
  // A blank line ends it: what stands above one is no part of a head.
  const next = lines.slice(at, at + 3).map((one) => one.trim());
  const blank = next.indexOf('');
  const folded = blank < 0 ? next : next.slice(0, blank);
  const whole = folded.map((_, last) => folded.slice(0, last + 1).join(' '));
  if (whole.some((one) => one.length <= 400 && QUOTE_HEADS.some((head) => head.test(one)))) return true;
  return FROM_LINE.test(line) && lines.slice(at + 1, at + 4).some((one) => SENT_LINE.test(one.trim()));
}

const textOf = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Without what a program or a person signs with, which stands at the end. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => SIGNATURE.test(line) || DEVICE.test(line.trim()));
  return at > 0 && textOf(lines.slice(0, at)) !== '' ? lines.slice(0, at) : lines;
}

/**
 * What somebody answered in a mail: without what it quotes and without signatures. Where all of it stands below a quote, or
 * between the lines of one, it is what is not quoted; where nothing would be left, it is the whole mail. Cut to the length of a
 * message: the mail is kept beside it. Empty where there are no words at all. Pure.
 */
export function answerOf(mail: string): string {
  const lines = linesOf(mail);
  const head = lines.findIndex((_, at) => isQuoteHead(lines, at));
  const above = head < 0 ? lines : lines.slice(0, head);
  const unquoted = (some: readonly string[]): readonly string[] => some.filter((line) => !QUOTED.test(line));
  const texts = [
    textOf(withoutSignature(unquoted(above))),
    // Below the line that heads the quote, which may be folded.
    textOf(withoutSignature(unquoted(lines.filter((_, at) => !isQuoteHead(lines, at))))),
    textOf(lines),
  ];
  return (texts.find((text) => text !== '') ?? '').slice(0, LONGEST_MESSAGE).trim();
}
