import fc from 'fast-check';
import { isNear, readShape, shapeText } from './zone-shape';

/** Around the station of Valence. */
const SQUARE = [
  [4.88, 44.92],
  [4.91, 44.92],
  [4.91, 44.94],
  [4.88, 44.94],
] as const;
const CLOSED = [...SQUARE, SQUARE[0]];
const POLYGON = { type: 'Polygon', coordinates: [CLOSED] };
const feature = (geometry: object) => ({ type: 'Feature', properties: { name: 'Centre' }, geometry });
const collection = (...geometries: object[]) => ({
  type: 'FeatureCollection',
  features: geometries.map(feature),
});
const SHOP = { longitude: 4.8924, latitude: 44.9334 };

describe('a zone that is drawn', () => {
  it.each([
    ['a polygon', POLYGON],
    ['a feature', feature(POLYGON)],
    ['a collection of one', collection(POLYGON)],
    ['a polygon with heights', { ...POLYGON, coordinates: [CLOSED.map((corner) => [...corner, 120])] }],
  ])('is read from GeoJSON: %s', (_, value) => {
    expect(readShape(JSON.stringify(value, null, 2))).toEqual({ ring: SQUARE });
  });

  it('is read from a corner a line, latitude first', () => {
    const lines = '44.92, 4.88\r\n44.92 ; 4.91\n\n  44.94 4.91\n44.94,4.88\n';
    expect(readShape(lines)).toEqual({ ring: SQUARE });
    expect(readShape(shapeText(SQUARE))).toEqual({ ring: SQUARE });
    // Closed as GeoJSON is.
    expect(readShape(shapeText([...SQUARE, SQUARE[0]]))).toEqual({ ring: SQUARE });
  });

  it.each([
    ['nothing', '', { key: 'corners', words: { count: '0' } }],
    ['words', 'Centre-ville', { key: 'cornerLine', words: { line: '1' } }],
    ['a line with one number', '44.92, 4.88\n44.92', { key: 'cornerLine', words: { line: '2' } }],
    ['commas for points', '44,92, 4,88', { key: 'cornerLine', words: { line: '1' } }],
    ['broken JSON', '{"type":"Polygon"', { key: 'polygon' }],
    ['JSON that is no GeoJSON', '[1, 2]', { key: 'polygon' }],
    ['deep JSON', '['.repeat(50_000), { key: 'polygon' }],
    ['a point', JSON.stringify({ type: 'Point', coordinates: [4.88, 44.92] }), { key: 'notPolygon' }],
    [
      'several polygons in one',
      JSON.stringify({ type: 'MultiPolygon', coordinates: [[CLOSED]] }),
      { key: 'notPolygon' },
    ],
    [
      'texts for numbers',
      JSON.stringify({ ...POLYGON, coordinates: [[['4', '44']]] }),
      { key: 'notPolygon' },
    ],
    ['two polygons', JSON.stringify(collection(POLYGON, POLYGON)), { key: 'notOne' }],
    ['none', JSON.stringify(collection()), { key: 'notOne' }],
    ['a hole', JSON.stringify({ ...POLYGON, coordinates: [CLOSED, CLOSED] }), { key: 'hole' }],
    ['an open line', JSON.stringify({ ...POLYGON, coordinates: [SQUARE] }), { key: 'notClosed' }],
    ['degrees that are none', '44.92, 4.88\n144.92, 4.91\n44.94, 4.91', { key: 'degrees' }],
    ['two corners', '44.92, 4.88\n44.94, 4.91\n44.92, 4.88', { key: 'corners', words: { count: '2' } }],
    ['a corner again and again', '44.92, 4.88\n'.repeat(9), { key: 'corners', words: { count: '1' } }],
    [
      'sides that cross',
      '44.92, 4.88\n44.94, 4.91\n44.92, 4.91\n44.94, 4.88',
      { key: 'crossing', words: { one: '1', other: '3' } },
    ],
    ['no size', '44.92, 4.88\n44.92, 4.8801\n44.9201, 4.88', { key: 'small' }],
    ['a country', '43, 0\n43, 6\n48, 6\n48, 0', { key: 'large' }],
  ])('is not read from %s', (_, text, problem) => {
    expect(readShape(text)).toEqual({ problem });
  });

  it('has two hundred corners at most', () => {
    const round = (count: number): string =>
      Array.from({ length: count }, (_, index) => {
        const angle = (2 * Math.PI * index) / count;
        return `${(44.93 + 0.05 * Math.sin(angle)).toFixed(7)}, ${(4.89 + 0.05 * Math.cos(angle)).toFixed(7)}`;
      }).join('\n');
    expect(readShape(round(200))).toHaveProperty('ring.length', 200);
    expect(readShape(round(201))).toEqual({ problem: { key: 'corners', words: { count: '201' } } });
  });

  it('is refused or read, whatever is written, and what is read is read again to the same', () => {
    const number = fc.double({ min: -200, max: 200, noNaN: true });
    const lines = fc
      .array(fc.tuple(number, number), { maxLength: 8 })
      .map((corners) => corners.map(([y, x]) => `${y.toFixed(6)}, ${x.toFixed(6)}`).join('\n'));
    const corners = fc.array(fc.array(number, { maxLength: 3 }), { maxLength: 8 });
    const json = corners.map((ring) => JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), lines, json), (text) => {
        const read = readShape(text);
        if ('problem' in read) return true;
        const again = readShape(shapeText(read.ring));
        return JSON.stringify(again) === JSON.stringify(read);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is near the shop, or holds it', () => {
    expect(isNear(SQUARE, SHOP)).toBe(true);
    const further = (by: number) => SQUARE.map(([x, y]) => [x + by, y] as const);
    expect(isNear(further(0.35), SHOP)).toBe(true);
    expect(isNear(further(0.45), SHOP)).toBe(false);
    // Longitude and latitude changed over.
    expect(
      isNear(
        SQUARE.map(([x, y]) => [y, x] as const),
        SHOP,
      ),
    ).toBe(false);
    expect(isNear([...SQUARE.slice(0, 3), [3.5, 44.94]], SHOP)).toBe(false);
  });
});
