import type { Outlines } from '@halles/contracts';
import { MapOutlines, type OutlineBox, touch } from './map-outlines';
import { territoryOutline } from './territory-frame';

type Point = [number, number];

const square = (west: number, south: number): Point[] => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
];

const commune = (code: string, ...rings: Point[][]): Outlines['features'][number] => ({
  type: 'Feature',
  properties: { code, name: `Commune ${code}` },
  geometry: { type: 'Polygon', coordinates: rings },
});

const outlines = (...features: Outlines['features'][number][]): Outlines => ({
  type: 'FeatureCollection',
  source: 'a test',
  licence: 'none',
  features,
});

describe('the frame of a territory', () => {
  it('is the border around communes that touch, whichever way each was drawn', () => {
    const [part, ...others] = territoryOutline(
      outlines(commune('80001', square(0, 0)), commune('80002', square(1, 0).reverse())),
    );
    expect(others).toEqual([]);
    expect(part?.rings).toHaveLength(1);
    const corners = new Set(part?.rings[0]?.map(String));
    expect(corners).toEqual(new Set(['0,0', '1,0', '2,0', '2,1', '1,1', '0,1']));
    expect(part?.rings[0]).toHaveLength(7);
  });

  it('keeps départements apart, and overseas ones by their three characters', () => {
    const frame = territoryOutline(
      outlines(
        commune('59001', square(0, 0)),
        commune('62001', square(1, 0)),
        commune('97101', square(5, 5)),
        commune('97201', square(7, 5)),
      ),
    );
    expect(frame.map(({ code }) => code)).toEqual(['59', '62', '971', '972']);
  });

  it('fills holes and leaves out the specks between two drawings of one border', () => {
    const hole = square(0.25, 0.25).map(([x, y]): Point => [x / 2 + 0.1, y / 2 + 0.1]);
    const speck = square(9, 9).map(([x, y]): Point => [9 + (x - 9) / 1_000, 9 + (y - 9) / 1_000]);
    const [part] = territoryOutline(outlines(commune('80001', square(0, 0), hole), commune('80002', speck)));
    expect(part?.rings).toHaveLength(1);
    expect(part?.rings[0]).toHaveLength(5);
  });
});

describe('outlines for a map', () => {
  const drawn = new MapOutlines(outlines(commune('80001', square(0, 0)), commune('80002', square(5, 5))));

  it('are all communes, each with the rectangle that it lies in', () => {
    expect(drawn.communes).toHaveLength(2);
    const meeting = (box: OutlineBox): object[] =>
      drawn.communes
        .filter((one) => touch(one, box))
        .map(({ json }) => (JSON.parse(json) as { properties: object }).properties);
    expect(meeting({ west: 0.5, south: 0.5, east: 0.6, north: 0.6 })).toEqual([
      { kind: 'commune', code: '80001', name: 'Commune 80001' },
    ]);
    expect(meeting({ west: 20, south: 20, east: 21, north: 21 })).toEqual([]);
  });
});
