import { encodingOfHeader, localeOfHeader, localeOfPath, wantsHtml } from './negotiation';

it.each([
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['text/html', true],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['application/json, text/html;q=0.5', false],
  ['application/problem+json;q=0.4, text/html;q=0.5', true],
  ['text/html;q=0, */*', false],
  ['image/avif,image/webp,*/*;q=0.8', false],
])('a request that accepts %s gets a page: %s', (accept, page) => expect(wantsHtml(accept)).toBe(page));

it.each([
  ['/en', 'en'],
  ['/en/contact', 'en'],
  ['/en?x=1', 'en'],
  ['/', 'fr'],
  ['/encore', 'fr'],
  ['/contact', 'fr'],
  ['/EN', 'fr'],
])('the language of %s is %s', (path, locale) => expect(localeOfPath(path)).toBe(locale));

it.each([
  [undefined, 'fr'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['de, en;q=0.7, fr;q=0.3', 'en'],
  ['de', 'fr'],
  ['*', 'fr'],
  ['en;q=0', 'fr'],
])('a program that prefers %s is answered in %s', (header, locale) =>
  expect(localeOfHeader(header)).toBe(locale),
);

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['*', 'br'],
  ['identity;q=0', 'identity'],
  ['nonsense;;;q=, =', 'identity'],
])('the coding of "%s" is %s', (header, encoding) => expect(encodingOfHeader(header)).toBe(encoding));
