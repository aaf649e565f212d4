import type { Locale } from '@halles/kernel';

/** Quality that an Accept header gives to a media type, from the most precise range that matches; -1: not named. */
function qualityOf(accept: string, type: string): number {
  const family = type.split('/')[0] ?? '';
  let best = { precision: -1, quality: -1 };
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const precision = [`*/*`, `${family}/*`, type].indexOf(range);
    if (precision <= best.precision) continue;
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = q === undefined ? 1 : Number(q.slice(2));
    best = { precision, quality: Number.isFinite(quality) ? quality : 0 };
  }
  return best.quality;
}

/**
 * Whether the answer to an error is a page for a person rather than a document for a program: only where the request
 * names `text/html` and does not prefer JSON. Pure.
 */
export function wantsHtml(accept: string | undefined): boolean {
  if (accept === undefined || !accept.toLowerCase().includes('text/html')) return false;
  const html = qualityOf(accept, 'text/html');
  const json = Math.max(qualityOf(accept, 'application/json'), qualityOf(accept, 'application/problem+json'));
  return html > 0 && (html >= json || !/application\/(?:problem\+)?json/i.test(accept));
}

/** The language of a page: English below `/en`, else French. Pure. */
export function localeOfPath(path: string): Locale {
  return path === '/en' || path.startsWith('/en/') || path.startsWith('/en?') ? 'en' : 'fr';
}

/** The language that a program asks for: English where it prefers it to French, else French. Pure. */
export function localeOfHeader(acceptLanguage: string | undefined): Locale {
  if (acceptLanguage === undefined) return 'fr';
  let best: { locale: Locale; quality: number } = { locale: 'fr', quality: 0 };
  for (const part of acceptLanguage.split(',')) {
    const [tag = '', q] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    const language = tag.split('-')[0];
    const quality = q === undefined ? 1 : Number(q);
    if ((language === 'fr' || language === 'en') && quality > best.quality)
      best = { locale: language, quality };
  }
  return best.locale;
}

/** Whether a page can be the answer: unless JSON is named and `text/html` is not. Pure. */
export function acceptsPages(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  const asked = accept.toLowerCase();
  return !asked.includes('application/json') || asked.includes('text/html');
}
