import { domainToASCII } from 'node:url';

/** One mailbox (RFC 5322): always an object, since a text like "a@x.fr, b@x.fr" is two recipients. */
export interface MailAddress {
  /** Display name, one line; may be empty. */
  readonly name: string;
  /** `local@domain`, at most 254 characters. */
  readonly address: string;
}

/** Whoever a mail goes to. */
export interface MailRecipient extends MailAddress {
  /**
   * Whether its reader is known: they opened a link or typed a code that was mailed there, or the town or the platform
   * named the address as its own. An address that somebody typed into a form is not proven.
   */
  readonly isProven: boolean;
}

// RFC 5322 dot-atom: neither quoted local parts nor comments, which is where recipients are smuggled in.
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SINGLE_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

// The marks that reorder what is read, or that nobody sees.
const REORDERING = '\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
// Control characters (C0, DEL, C1) and the Unicode line and paragraph separators besides.
const UNSEEN = new RegExp(`[\\p{Cc}\\p{Zl}\\p{Zp}${REORDERING}]`, 'u');
const UNSEEN_RUN = new RegExp(`[\\s\\p{Cc}\\p{Zl}\\p{Zp}${REORDERING}]+`, 'gu');
const UNSEEN_IN_LINES = new RegExp(`(?![\\n\\t])[\\p{Cc}${REORDERING}]`, 'gu');

/**
 * The address as it goes into an SMTP envelope, its domain in lower-case punycode, or null when it is not exactly
 * one plain address.
 */
export function normalizeAddress(address: string): string | null {
  if (address.length > 254) return null;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || local.length > 64 || !LOCAL.test(local)) return null;
  // domainToASCII forgives much ("a b", "a/b"): what it is given may hold letters, digits, hyphens and dots only.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  const ascii = domainToASCII(domain);
  return DOMAIN.test(ascii) || SINGLE_LABEL.test(ascii) ? `${local}@${ascii}` : null;
}

/** Whether a header could be broken, or its reading be turned around, by this text. */
export function hasUnseenCharacters(text: string): boolean {
  return UNSEEN.test(text);
}

/** A lone surrogate cannot be written in UTF-8. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd');

/**
 * A text as one line for a header: line breaks, control and reordering characters become one space, the ends are
 * trimmed.
 * @param max longest result, UTF-16 units; a longer text ends with an ellipsis
 */
export function oneLine(text: string, max: number): string {
  const line = wellFormed(text).replaceAll(UNSEEN_RUN, ' ').trim();
  return line.length <= max
    ? line
    : `${line
        .slice(0, max - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`;
}

// RFC 2047: what a program would read as letters in another coding, line breaks among them.
const ENCODED_WORD = /=\?(?=[^?\s]+\?[bq]\?)/gi;

/**
 * A text as one line for a header, that is read as it is written: nothing in it is decoded by whoever shows it.
 * @param max longest result, UTF-16 units, but for the blanks that take codings apart
 */
export function headerLine(text: string, max: number): string {
  return oneLine(text, max).replaceAll(ENCODED_WORD, '= ?');
}

/** A text of several lines without control or reordering characters; line ends are `\n`. */
export function cleanText(text: string): string {
  return wellFormed(text)
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(UNSEEN_IN_LINES, '');
}

/** Takes no room, breaks no line, and no program reads across it. */
const WORD_JOINER = '\u2060';
// Where an address of the web or of mail hangs together: behind a scheme (« 9:30 » is none), behind a dot within a word, behind an @.
const JOINTS =
  /(?<=\p{L}:)(?=[/+\p{L}\p{N}])|(?<=\p{N}:)(?=[/+\p{L}])|(?<=[\p{L}\p{M}\p{N}\p{S}\p{Cf}-][.\u3002\uff0e\uff61])(?=[^\s.,;:!?)\]»”"'\u3002\uff0e\uff61])|(?<=\S@)(?=\S)/gu;

/**
 * A text that reads as before and of which no program makes a link: « evil.example » cannot be touched. What has no such
 * place stays the same, to the letter: « St. Pierre », « L’Épi d’Or ». Pure.
 */
export const unlinked = (text: string): string => text.replaceAll(JOINTS, WORD_JOINER);
