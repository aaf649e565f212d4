import { foldText } from '@halles/domain/text';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { RowErrorLog } from './row-error';

/** Overseas numbers have a country code of their own: 0590… is +590, not +33. */
const OVERSEAS: Readonly<Record<string, CountryCode>> = {
  '0590': 'GP',
  '0690': 'GP',
  '0691': 'GP',
  '0594': 'GF',
  '0694': 'GF',
  '0596': 'MQ',
  '0696': 'MQ',
  '0697': 'MQ',
  '0262': 'RE',
  '0263': 'RE',
  '0692': 'RE',
  '0693': 'RE',
  '0269': 'YT',
  '0639': 'YT',
  '0508': 'PM',
};

/** Several numbers in one cell: the first one. */
const SEVERAL = /[;/|]|\bou\b|\bet\b/i;

/**
 * The first telephone number of a cell in E.164, France where no country is said; null for none, for short numbers (`3631`)
 * which E.164 has not, and, with a warning, for what is no number.
 */
export function phoneOf(text: string, line: number, log: RowErrorLog): string | null {
  const [first = ''] = text.split(SEVERAL);
  const digits = first.replace(/\D/g, '');
  if (text.trim() === '' || (!first.includes('+') && digits.length > 2 && digits.length < 7)) return null;
  const prefix = digits.slice(0, 4);
  const country = Object.hasOwn(OVERSEAS, prefix) ? OVERSEAS[prefix] : undefined;
  const number = parsePhoneNumberFromString(first.replace(/\(0\)/, ''), country ?? 'FR');
  if (number?.isPossible() === true) return number.number;
  log.add('phone-malformed', line, text);
  return null;
}

/** No site is that long, and an address is shown and indexed. */
const MAX_URL = 500;

/** An absolute http(s) address, `https://` where the scheme is missing; null, with a warning, for anything else. */
export function websiteOf(text: string, line: number, log: RowErrorLog): string | null {
  const [first = ''] = text.split(/(?<![;\s])[;\s]+(?=https?:|www\.)|\s+/i);
  if (first === '') return null;
  const absolute =
    /^[a-z][a-z0-9+.-]*:/i.test(first) && !/^[\w.-]+:\d/.test(first) ? first : `https://${first}`;
  const url = URL.parse(absolute);
  const isSite = url !== null && /^https?:$/.test(url.protocol) && /\.[a-z]{2,}$/i.test(url.hostname);
  if (isSite && url.username === '' && url.href.length <= MAX_URL) return url.href;
  log.add('website-malformed', line, text);
  return null;
}

/** Mailboxes of a function rather than of somebody. */
const FUNCTIONS = new Set(
  'accueil admin agence atelier boutique bonjour cabinet commande commandes commercial communication contact hello hotel info infos information magasin mairie office pharmacie reception reservation reservations resa restaurant salon sav secretariat service shop store studio tourisme vente'.split(
    ' ',
  ),
);

/**
 * An address of the business: one of a function (contact@…), or one whose mailbox or domain is the business's own name.
 * `prenom.nom@…` is a person's and stays out, whatever the licence of the source.
 */
export function emailOf(text: string, businessName: string): string | null {
  const address = text.trim().toLowerCase();
  const parts = /^([a-z0-9._%+-]{1,64})@((?:[a-z0-9-]+\.)+[a-z]{2,})$/.exec(address);
  const [, mailbox = ''] = parts ?? [];
  if (parts === null) return null;
  const words = mailbox.split(/[._%+-]/).filter((word) => word !== '');
  if (words.some((word) => FUNCTIONS.has(word))) return address;
  const name = foldText(businessName).replace(/ /g, '');
  return mailbox.length >= 4 && words.length === 1 && name === mailbox ? address : null;
}
