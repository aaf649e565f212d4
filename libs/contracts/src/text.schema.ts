import { isIsoDate, normalizeEmail } from '@halles/kernel';
import { z } from 'zod';

/** What would end a line of a mail's head, turn the reading of what follows around, or is half a character or none (JSON has such). */
const NOT_ON_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const NOT_IN_A_TEXT = /[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** A dot-atom of at most 64 characters, and a domain whose labels may stand in the DNS: what a mail server takes. */
const ADDRESS =
  /^(?=[^@]{1,64}@)(?:[\w'+-]+\.)*[\w'+-]*[\w+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** Whether a text is one line, read in the order in which it is written. Pure. */
export const isOneLine = (text: string): boolean => !NOT_ON_A_LINE.test(text);

/** What is too long is looked at no further: whoever sends it chooses how long our checks take. */
const LAST = { abort: true };

/** Text on one line, 1 to `max` characters: nothing that ends in a mail header can carry a second one. */
export const singleLine = (max: number) => z.string().trim().min(1).max(max, LAST).refine(isOneLine);

/** What an issue of a schema says where a name is an address of the web. */
export const LINK_IN_NAME = 'link-in-name';

// A scheme, `www.` before a name, or a host of two labels at least with something behind it. Of a label its end is enough: an
// expression that began at each of its letters would take as many steps as their number, squared.
const LINK =
  /:\/\/|(?<![\p{L}\p{N}])\/\/[\p{L}\p{N}]|(?<![\p{L}\p{N}])(?:https?|tel|sms|mailto|data|javascript):\S|(?<![\p{L}\p{N}])www\d?\.[\p{L}\p{N}]|(?:[\p{L}\p{N}-]{2}\.\p{L}{2,}|(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3})(?:(?::\d+)?[/?#]\S|:\d)/iu;
/** What programs read as a dot or a slash, and what they do not read at all (UTS 46). */
const DOTS = /[\u3002\uff0e\uff61]/gu;
const SLASHES = /[\\\u2044\u2215\u29f8\u29f5\u2571]/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * Whether a text holds an address that a program would open: « https://… », « www.… », « site.fr/page ». The name of a site
 * alone is none: shops are called « Carglass.fr ». Pure.
 */
export const hasLink = (text: string): boolean =>
  LINK.test(
    text.replace(DOTS, '.').replace(UNSEEN, '').normalize('NFKC').replace(DOTS, '.').replace(SLASHES, '/'),
  );

/**
 * The name of a person, a business or a thing, on one line. It stands in mails, pages and lists of others: an address of
 * the web is no name.
 */
export const nameLine = (max: number) =>
  singleLine(max).refine((text) => !hasLink(text), { error: LINK_IN_NAME });

/** Several lines of plain text without control characters, `min` to `max` characters. */
export const severalLines = (max: number, min: 0 | 1 = 1) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max, LAST)
        .refine((text) => !NOT_IN_A_TEXT.test(text)),
    );

/** An email address that can be written to: exactly one, plain, of at most 254 characters. */
export const emailAddress = z.email({ pattern: ADDRESS }).max(254);

/** The same as somebody types or pastes it, in the one form in which it is stored: blanks around it and capitals are nobody's. */
export const typedEmailAddress = z.string().transform(normalizeEmail).pipe(emailAddress);

/** A day that exists, of a year from 1900 to 2200: `YYYY-MM-DD`. */
export const isoDate = z.string().refine(isIsoDate);

/** A moment in UTC, as programs write it: `2026-11-27T08:30:00.000Z`. */
export const isoInstant = z.iso.datetime();
