import type { Locale } from '@halles/kernel';
import Negotiator from 'negotiator';

const HTML = 'text/html';
const JSON_TYPES = ['application/json', 'application/problem+json'] as const;

/**
 * Whether the answer to an error is a page for a person rather than a document for a program: only where the request
 * names `text/html` and does not prefer JSON. Pure.
 */
export function wantsHtml(accept: string | undefined): boolean {
  if (accept === undefined || !accept.toLowerCase().includes(HTML)) return false;
  const request = new Negotiator({ headers: { accept } });
  // What matches `*/*` alone was not asked for.
  const named = JSON_TYPES.filter((type) => accept.toLowerCase().includes(type));
  return request.mediaType([HTML]) === HTML && request.mediaType([HTML, ...named]) === HTML;
}

/** The language of a page: English below `/en`, else French. Pure. */
export function localeOfPath(path: string): Locale {
  return path === '/en' || path.startsWith('/en/') || path.startsWith('/en?') ? 'en' : 'fr';
}

/** The language that a program asks for: English where it prefers it to French, else French. Pure. */
export function localeOfHeader(acceptLanguage: string | undefined): Locale {
  if (acceptLanguage === undefined) return 'fr';
  const request = { headers: { 'accept-language': acceptLanguage } };
  return new Negotiator(request).language(['fr', 'en']) ?? 'fr';
}

const ENCODINGS = ['br', 'gzip', 'identity'] as const;

/** The best coding that a request accepts among brotli, gzip and none: the first of those that it likes as well. Pure. */
export function encodingOfHeader(acceptEncoding: string | undefined): (typeof ENCODINGS)[number] {
  if (acceptEncoding === undefined) return 'identity';
  const request = { headers: { 'accept-encoding': acceptEncoding } };
  return new Negotiator(request).encoding(ENCODINGS, { preferred: ENCODINGS }) ?? 'identity';
}

/** Whether a page can be the answer: unless JSON is named and `text/html` is not. Pure. */
export function acceptsPages(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  const accepted = accept.toLowerCase();
  return !accepted.includes('application/json') || accepted.includes('text/html');
}
