import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CachedPage } from './cached-page';
import { page as made } from './page';
import { matchesEtag } from '@halles/platform/http';
import { negotiateEncoding } from './encoding';

describe('content coding', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['deflate', 'identity'],
    ['', 'identity'],
    ['BR', 'br'],
    ['brotli, gzipped', 'identity'],
  ])('of "%s" is %s', (header, encoding) => {
    expect(negotiateEncoding(header)).toBe(encoding);
    // The second answer comes from memory and must be the same.
    expect(negotiateEncoding(header)).toBe(encoding);
  });

  it('is none when nothing is said', () => expect(negotiateEncoding(undefined)).toBe('identity'));
});

describe('If-None-Match', () => {
  it.each([
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", "abc"', true],
    ['*', true],
    ['"abcd"', false],
    ['abc', false],
  ])('%s', (header, expected) => expect(matchesEtag(header, '"abc"')).toBe(expected));
});

describe('a page on the wire', () => {
  it('decodes to the same text in each coding, under a tag of its own', () => {
    const html = '<p>é</p>'.repeat(200);
    const page = new CachedPage(Buffer.from(html), 'fr', {
      content: null,
      version: '',
      expiresAt: 0,
      source: made('static-pages/prose', () => ({ head: 'about', body: {} })),
    });
    const [plain, gzip, br] = (['identity', 'gzip', 'br'] as const).map((encoding) => page.variant(encoding));
    expect(plain?.whole.body.toString()).toBe(html);
    expect(gunzipSync(gzip?.whole.body ?? '').toString()).toBe(html);
    expect(brotliDecompressSync(br?.whole.body ?? '').toString()).toBe(html);
    expect(new Set([plain?.etag, gzip?.etag, br?.etag]).size).toBe(3);
  });
});
