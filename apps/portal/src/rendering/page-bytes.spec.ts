import { pageBytes } from './page-bytes';

describe('the bytes of a page', () => {
  it.each([
    ['nothing', ''],
    ['one letter of one byte', 'a'],
    ['letters of two, three and four bytes', 'é ’ 🥖'],
    ['half of a pair', 'a\ud83e'],
    ['more than a block', '’'.repeat(200_000)],
    ['more letters than a block has room for, fewer than it has bytes', '’'.repeat(50_000)],
  ])('are those of UTF-8 for %s', (_what, html) => {
    expect(pageBytes(html).equals(Buffer.from(html))).toBe(true);
  });

  it('stay what they were while hundreds of other pages are made', () => {
    const pages = Array.from({ length: 300 }, (_, n) => `${n} ${'boulangerie d’à côté '.repeat(n)}`);
    const made = pages.map(pageBytes);
    made.forEach((bytes, n) => expect(bytes.toString()).toBe(pages[n]));
  });
});
