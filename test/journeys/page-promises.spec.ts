import { subjectsOf } from './page-promises';
import { PUBLIC_PAGES } from './public-pages';

const examined = (seeing: Parameters<typeof subjectsOf>[2], locale: 'fr' | 'en'): string[] =>
  subjectsOf(PUBLIC_PAGES, locale, seeing)
    .filter(({ isExamined }) => isExamined)
    .map(({ page }) => page.name);

describe('pages that are seen in both languages', () => {
  it('are examined in one of them each, and about as many in the one as in the other', () => {
    const [french, english] = [examined('both languages', 'fr'), examined('both languages', 'en')];
    expect([...french, ...english].toSorted()).toEqual(PUBLIC_PAGES.map(({ name }) => name).toSorted());
    expect(Math.abs(french.length - english.length)).toBeLessThanOrEqual(1);
  });
});

describe('pages that are seen in one language', () => {
  it('are all examined in it', () => {
    expect(examined('one language', 'fr')).toEqual(PUBLIC_PAGES.map(({ name }) => name));
  });
});
