import { applyTenantCategories, baseCategories } from '@halles/domain/categories';
import {
  type SearchParams,
  isPrivate,
  instantOfLocalMinute,
  emptySearchParams,
  readSearchParams,
  toSearchQuery,
  writeSearchParams,
} from './search-params';
import { nodeAt, nodeOf } from '../wording/category-slugs';

const tree = baseCategories;
const whole: SearchParams = {
  q: 'pain & café',
  where: '',
  near: { latitude: 44.838, longitude: -0.579 },
  radius: 500,
  category: 'bakery',
  open: '2026-11-28T15:00',
  free: 'demain',
  features: ['delivery', 'accessible'],
  bounds: { west: -0.6, south: 44.8, east: -0.5, north: 44.9 },
  after: 'abc_-1',
};

describe('the address of results', () => {
  it('is read as it was written, in either language', () => {
    for (const locale of ['fr', 'en'] as const) {
      const written = writeSearchParams(whole, tree, locale);
      expect(readSearchParams(Object.fromEntries(new URLSearchParams(written)), tree)).toEqual(whole);
    }
    expect(writeSearchParams(whole, tree, 'fr')).toBe(
      '?q=pain%20%26%20caf%C3%A9&autour=44.838,-0.579&rayon=500&categorie=boulangeries&ouvert=2026-11-28T15:00' +
        '&libre=demain&avec=delivery,accessible&carte=-0.6,44.8,-0.5,44.9&apres=abc_-1',
    );
    expect(writeSearchParams(emptySearchParams, tree, 'fr')).toBe('');
  });

  it('asks for a free time of those days by the clock of the territory, from now on', () => {
    const now = Date.parse('2026-11-25T09:20:00Z');
    const spanOf = (libre: string) => {
      const params = readSearchParams({ libre }, tree);
      const { free } = toSearchQuery(params, 'fr', 'Europe/Paris', now);
      return free && [new Date(free.from).toISOString(), new Date(free.until).toISOString()];
    };
    expect(spanOf('aujourd-hui')).toEqual(['2026-11-25T09:20:00.000Z', '2026-11-25T23:00:00.000Z']);
    expect(spanOf('demain')).toEqual(['2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z']);
    expect(spanOf('semaine')).toEqual(['2026-11-25T09:20:00.000Z', '2026-12-01T23:00:00.000Z']);
    for (const wrong of ['', 'hier', 'constructor', '__proto__']) expect(spanOf(wrong)).toBeNull();
  });

  it('keeps a position to three decimals, and forgets it for a place typed later', () => {
    expect(readSearchParams({ autour: '44.8378912,-0.5791234' }, tree).near).toEqual(whole.near);
    expect(readSearchParams({ autour: '44.838,-0.579', ou: 'Talence' }, tree)).toMatchObject({
      near: null,
      where: 'Talence',
    });
  });

  it.each([
    undefined,
    null,
    'q=pain',
    {},
    { q: ['a', 'b'], ou: { at: 1 }, avec: ['delivery'], carte: [] },
    { autour: '91,0', rayon: '-5', categorie: 'constructor', ouvert: 'hier', avec: '__proto__,nothing' },
    { autour: 'NaN,NaN', rayon: '1e9', ouvert: '2026-13-45T99:99', carte: '2,1,1,2' },
    { autour: '44.8', carte: '-999,0,0,0', rayon: '', apres: '' },
    { carte: '1,1,1', autour: "1,1'; DROP TABLE listing; --" },
  ])('has no parameters when it says %j', (query) =>
    expect(readSearchParams(query, tree)).toEqual(emptySearchParams),
  );

  it('takes the beginning of a text without end, and no control characters', () => {
    expect(readSearchParams({ q: 'x'.repeat(5_000) }, tree).q).toHaveLength(200);
    expect(readSearchParams({ q: 'pa\u0000in\u0007' }, tree).q).toBe('pa in');
  });

  it('is one reader’s alone where it says where somebody is', () => {
    expect([isPrivate(whole), isPrivate({ ...emptySearchParams, q: 'pain' })]).toEqual([true, false]);
  });
});

describe('the moment of a search', () => {
  it('is the one on the wall of the territory', () => {
    expect(instantOfLocalMinute('2026-11-28T15:00', 'Europe/Paris')).toBe(Date.parse('2026-11-28T14:00:00Z'));
    expect(instantOfLocalMinute('2026-07-28T15:00', 'Indian/Reunion')).toBe(
      Date.parse('2026-07-28T11:00:00Z'),
    );
    expect(instantOfLocalMinute('2026-11-28', 'Europe/Paris')).toBeNull();
    for (const never of ['2026-02-31T10:00', '0000-01-01T10:00', '9999-12-31T23:59'])
      expect(instantOfLocalMinute(never, 'Europe/Paris')).toBeNull();
  });

  it('is now unless a minute is given, and filters only when a moment is given', () => {
    const now = Date.parse('2026-11-25T09:00:00Z');
    const queryAt = (open: string | null) =>
      toSearchQuery({ ...emptySearchParams, open }, 'fr', 'Europe/Paris', now);
    expect(queryAt(null)).toMatchObject({ open: false, at: now });
    expect(queryAt('maintenant')).toMatchObject({ open: true, at: now });
    expect(queryAt('2026-11-28T15:00')).toMatchObject({ open: true, at: Date.parse('2026-11-28T14:00:00Z') });
  });
});

describe('the address of a category', () => {
  it('is its plural, one for each, whatever the language', () => {
    for (const locale of ['fr', 'en'] as const) {
      const ids = [...tree.branches, ...tree.leaves].map(({ id }) => id);
      const slugs = ids.map((id) => nodeOf(id, tree)?.slug[locale] ?? '');
      expect(new Set(slugs).size).toBe(ids.length);
      expect(slugs.every((slug) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug))).toBe(true);
      slugs.forEach((slug, place) => expect(nodeAt(slug, tree)?.id).toBe(ids[place]));
    }
    expect(nodeOf('bakery', tree)?.slug).toEqual({ fr: 'boulangeries', en: 'bakeries' });
    expect(nodeAt('associations', tree)?.isBranch).toBe(true);
  });

  it('survives the territory’s own name for it', () => {
    const name = { fr: 'Fournil', en: 'Ovens' };
    const own = applyTenantCategories(tree, {
      hide: [],
      add: [],
      rename: { bakery: { label: name, plural: name } },
    });
    expect([nodeAt('fournil', own)?.id, nodeAt('boulangeries', own)?.id]).toEqual(['bakery', 'bakery']);
    expect(nodeOf('bakery', own)?.slug.fr).toBe('fournil');
  });

  it('is nothing for what no category is called', () =>
    expect(['', 'constructor', '__proto__', 'BOULANGERIES'].map((slug) => nodeAt(slug, tree))).toEqual(
      Array(4).fill(undefined),
    ));
});
