import fc from 'fast-check';
import { checkSlug, reservedSlugs, slugSkeleton, SlugRefused } from './slug';

describe('slugs', () => {
  const existing = ['bordeaux', 'valence', 'grand-angouleme', 'lille'];
  const refused = (slug: string) => {
    try {
      checkSlug(slug, existing);
      return false;
    } catch (error) {
      return error instanceof SlugRefused;
    }
  };

  it.each(['bordeaux', 'www', 'api', 'admin', 'mairie', 'mail', 'console'])(
    'refuses %s: taken or reserved',
    (slug) => {
      expect(refused(slug)).toBe(true);
    },
  );

  it.each([
    'b0rdeaux',
    'bordeauxx',
    'bordeau',
    'bordeax',
    'boordeaux',
    'vaIence'.toLowerCase(),
    'valenee',
    'va1ence',
    'grandangouleme',
    'rnairie',
    'adrnin',
    'a-p-i',
  ])('refuses %s: taken for another at a glance', (slug) => {
    expect(refused(slug)).toBe(true);
  });

  it.each([
    'Bordeaux',
    'bordeаux',
    'xn--bordeux-3ya',
    'a',
    'a--b',
    '-metz',
    'metz-',
    'mé-tz',
    'metz.fr',
    '',
    'x'.repeat(41),
    'me tz',
    '../metz',
  ])('refuses %s: malformed, Cyrillic or punycode', (slug) => {
    expect(refused(slug)).toBe(true);
  });

  it.each(['metz', 'nantes', 'saint-malo', 'val-d-oise', 'lyon', 'lilas'])('takes %s', (slug) => {
    expect(refused(slug)).toBe(false);
  });

  it('lets a person accept a resemblance between two real towns, but never the same name or a reserved one', () => {
    expect(() => checkSlug('valenc', existing, { reviewed: true })).not.toThrow();
    expect(() => checkSlug('valence', existing, { reviewed: true })).toThrow(SlugRefused);
    expect(() => checkSlug('rnairie', existing, { reviewed: true })).toThrow(SlugRefused);
  });

  it('refuses whatever has the skeleton of a reserved name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...reservedSlugs),
        fc.constantFrom(['m', 'rn'], ['o', '0'], ['s', '5'], ['l', '1'], ['w', 'vv']),
        (name, [from, to]) => {
          const disguised = name.replaceAll(from ?? '', to ?? '');
          fc.pre(disguised.length >= 3);
          expect(slugSkeleton(disguised)).toBe(slugSkeleton(name));
          expect(refused(disguised)).toBe(true);
        },
      ),
    );
  });
});
