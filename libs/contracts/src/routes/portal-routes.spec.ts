import { listingPath, pathsTo, pathTo, patternsOf, portalRoutes } from './portal-routes';

describe('the addresses of a portal', () => {
  it('are different for each page, in both languages', () => {
    const patterns = Object.values(portalRoutes).flatMap(({ fr, en }) => [fr, en]);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it('take the same parameters in both languages, and live below /en in English', () => {
    const paramsOf = (pattern: string): string[] => (pattern.match(/:[a-z]+/g) ?? []).sort();
    for (const { fr, en } of Object.values(portalRoutes)) {
      expect(paramsOf(en)).toEqual(paramsOf(fr));
      expect(en).toMatch(/^\/en(?:\/|$)/);
      expect(fr).not.toMatch(/^\/en(?:\/|$)/);
    }
  });

  it('are filled with encoded parameters', () => {
    expect(pathsTo('street', { commune: 'amiens', street: 'a/b c' })).toEqual({
      fr: '/rues/amiens/a%2Fb%20c',
      en: '/en/streets/amiens/a%2Fb%20c',
    });
    expect(pathTo('contact', 'en')).toBe('/en/contact');
    expect(listingPath('fr', { slug: 'le-pain', id: 12 })).toBe('/commerce/le-pain-12');
  });

  it('are given to controllers as patterns', () => {
    expect(patternsOf('photo.crop')).toEqual([
      '/pro/commerces/:listing/photos/:photo/cadre',
      '/en/pro/businesses/:listing/photos/:photo/crop',
    ]);
  });
});
