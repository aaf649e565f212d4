import { fileRoutes } from '@halles/contracts';
import { DAY } from '@halles/kernel';
import { PageNotFound } from './http.errors';
import { file, type HttpAnswer } from './http-answer';

/** A file that nobody looks after any more must not be believed for ever. */
const VALID_MS = 180 * DAY;

/** To whom weaknesses are reported, for whoever looks for it (RFC 9116). Pure. @param origin of the host that is asked */
export function securityTxt(contact: string, origin: string, now: Date): string {
  const day = Math.floor(now.getTime() / DAY) * DAY;
  return [
    `Contact: ${contact}`,
    `Expires: ${new Date(day + VALID_MS).toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${origin}${fileRoutes.securityTxt}`,
    '',
  ].join('\n');
}

/** The same as an answer. @throws PageNotFound where the operator names no contact */
export function answerSecurityTxt(contact: string | undefined, origin: string, now: Date): HttpAnswer {
  if (contact === undefined) throw new PageNotFound({});
  return file(securityTxt(contact, origin, now), {
    type: 'text/plain; charset=utf-8',
    cacheControl: 'public, max-age=3600',
  });
}
