import { formatNumber, jsonInScript } from './helpers';

describe('JSON inside a page', () => {
  it('cannot leave its element, begin a comment or break a line, and means the same', () => {
    const hostile = {
      name: '</script><script>alert(1)</script>',
      note: '<!-- & -->',
      line: 'a\u2028b\u2029c',
    };
    const json = jsonInScript(hostile);
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual(hostile);
  });
});

describe('a number in words of the locale', () => {
  it.each([
    ['fr', 'fr-FR'],
    ['en', 'en-GB'],
  ])('is what Intl writes (%s), small or large, whole or not', (locale, language) => {
    const intl = new Intl.NumberFormat(language);
    for (const value of [0, 1, 42, 999, 1_000, 12_500, 1_234_567, 0.5, 1.2, 999.9, -1, -1_000])
      expect(formatNumber(value, locale)).toBe(intl.format(value));
  });
});
