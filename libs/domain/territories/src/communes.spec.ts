import { brotliDecompressSync } from 'node:zlib';
import { metresBetween } from '@halles/domain/geo';
import { slugOf } from '@halles/domain/text';
import { communeOf, communesCalled } from './communes';
import list from './data/communes.json';

describe('the communes of France', () => {
  it('are found by the slug of their name: each by that which the product makes of it', () => {
    const lines = brotliDecompressSync(Buffer.from(list.brotli, 'base64')).toString().split('\n');
    expect(lines).toHaveLength(list.lines);
    const wrong = lines
      .map((line) => line.split('|'))
      .filter(
        ([slug, code, name = '', postalCodes = '', longitude, latitude]) =>
          slugOf(name) !== slug ||
          !/^\d[\dAB]\d{3}$/.test(code ?? '') ||
          !/^\d{5}( \d{5})*$/.test(postalCodes) ||
          !(Math.abs(Number(longitude)) <= 180 && Math.abs(Number(latitude)) <= 90),
      );
    expect(wrong).toEqual([]);
  });

  it('have their postal codes and a point', () => {
    const [town] = communesCalled('bourg-les-valence');
    expect(town).toMatchObject({ code: '26058', name: 'Bourg-lès-Valence', postalCodes: ['26500'] });
    expect(communeOf('26058')).toBe(town);
    const valence = { longitude: 4.8924, latitude: 44.9334 };
    expect(metresBetween(valence, town ?? valence)).toBeLessThan(5_000);
    // On the other bank, in another department.
    expect(communeOf('07102')).toMatchObject({ name: 'Guilherand-Granges', postalCodes: ['07500'] });
  });

  it('are several of one name', () => {
    expect(communesCalled('saint-denis').map(({ code }) => code)).toEqual(
      expect.arrayContaining(['93066', '97411']),
    );
    expect([communesCalled('nulle-part'), communeOf('00000')]).toEqual([[], null]);
  });
});
