import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { outlinesSchema, perimeterSchema } from '@halles/contracts';
import { CommuneIndex } from './commune-index';
import { TerritoryOutlines } from './territory-outlines';

const root = join(__dirname, '..', '..', '..', '..');
const slugs = ['bordeaux', 'grand-angouleme', 'hauts-de-france', 'issy-les-moulineaux', 'valence'];

type Ring = [number, number][];
const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const feature = (code: string, coordinates: Ring[]) => ({
  type: 'Feature' as const,
  properties: { code, name: `Commune ${code}` },
  geometry: { type: 'Polygon' as const, coordinates },
});
const collection = (...features: ReturnType<typeof feature>[]) => ({
  type: 'FeatureCollection' as const,
  source: 'drawn by hand',
  licence: 'CC0',
  features,
});

describe('commune index', () => {
  it('tells neighbours apart, and a commune in the hole of another', () => {
    const ring = [square(0, 0, 1), square(0.4, 0.4, 0.2)];
    const index = new CommuneIndex(
      collection(
        feature('01001', ring),
        feature('01002', [square(0.4, 0.4, 0.2)]),
        feature('01003', [square(1, 0, 1)]),
      ),
    );
    expect(index.communeAt(0.1, 0.9)).toBe('01001');
    expect(index.communeAt(0.5, 0.5)).toBe('01002');
    expect(index.communeAt(1.01, 0.5)).toBe('01003');
    expect(index.communeAt(2.01, 0.5)).toBeNull();
    expect(index.communeAt(-3, 80)).toBeNull();
  });

  it('knows the far side of the meridian and of the equator', () => {
    const index = new CommuneIndex(collection(feature('97401', [square(-0.02, -0.02, 0.04)])));
    expect(
      [
        [-0.01, -0.01],
        [0.01, 0.01],
        [-0.01, 0.01],
      ].map(([x = 0, y = 0]) => index.communeAt(x, y)),
    ).toEqual(['97401', '97401', '97401']);
  });
});

describe('outlines of a territory', () => {
  it.each(slugs)('%s: each commune of the perimeter has its outline, around its own centre', async (slug) => {
    const folder = join(root, 'tenants', slug);
    const { communes } = perimeterSchema.parse(
      JSON.parse(readFileSync(join(folder, 'perimeter.json'), 'utf8')),
    );
    const raw = gunzipSync(readFileSync(join(folder, 'outlines.geojson.gz'))).toString('utf8');
    const { features } = outlinesSchema.parse(JSON.parse(raw));
    expect(features.map(({ properties }) => `${properties.code} ${properties.name}`).sort()).toEqual(
      communes.map(({ code, name }) => `${code} ${name}`).sort(),
    );
    const file = await new TerritoryOutlines(root).outlines(slug);
    const strays = communes.filter(({ code, centre }) => file?.index.communeAt(...centre) !== code);
    // A commune in the shape of a crescent has its centre next door; of the 3,823 there are a few.
    expect(strays.length / communes.length).toBeLessThan(0.005);
  });

  it('leaves no gap between the communes of a region', async () => {
    const file = await new TerritoryOutlines(root).outlines('hauts-de-france');
    let [inside, asked] = [0, 0];
    for (let x = 2.5; x < 3.5; x += 0.007) {
      for (let y = 49.6; y < 50.3; y += 0.007) {
        asked += 1;
        if (file?.index.communeAt(x, y) != null) inside += 1;
      }
    }
    expect(asked).toBeGreaterThan(10_000);
    expect(inside).toBe(asked);
  });

  /** Outlines that are dear to draw: a file of more than 64 kB, packed. */
  const largeFile = (code: string): Buffer => {
    const points = Array.from({ length: 9_000 }, () => [Math.random(), Math.random()] as [number, number]);
    return gzipSync(JSON.stringify(collection(feature(code, [[...points, points[0] ?? [0, 0]]]))));
  };

  it('have an edition by what is in the file, wherever and whenever it was put there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outlines-'));
    try {
      const edition = async (machine: string, bytes: Buffer, seconds: number) => {
        const path = join(folder, machine, 'tenants', 'ville-une', 'outlines.geojson.gz');
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
        utimesSync(path, seconds, seconds);
        return new TerritoryOutlines(join(folder, machine)).largeEdition('ville-une');
      };
      const [bytes, other] = [largeFile('01001'), largeFile('01002')];
      const first = await edition('one', bytes, 1_700_000_000);
      expect(first).not.toBeNull();
      expect(await edition('two', bytes, 1_764_000_000)).toBe(first);
      expect(await edition('two', other, 1_764_000_001)).not.toBe(first);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are those of the last good copy where the file is gone, in every question, and an error where the disk does not say', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outlines-'));
    try {
      const [root, copy] = [join(folder, 'root'), join(folder, 'copy')];
      mkdirSync(join(root, 'tenants'), { recursive: true });
      mkdirSync(join(copy, 'tenants', 'ville-une'), { recursive: true });
      writeFileSync(join(copy, 'tenants', 'ville-une', 'outlines.geojson.gz'), largeFile('01001'));
      const outlines = new TerritoryOutlines(root, {
        rootOf: (slug) => (slug === 'ville-une' ? copy : null),
      });
      expect(await outlines.largeEdition('ville-une')).not.toBeNull();
      expect((await outlines.outlines('ville-une'))?.source).toBe('drawn by hand');
      writeFileSync(join(root, 'tenants', 'ville-deux'), 'a file where a folder should be');
      await expect(outlines.outlines('ville-deux')).rejects.toMatchObject({ code: 'ENOTDIR' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('answers null for a territory without the file, reads a new edition, and says what is wrong in a bad one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outlines-'));
    try {
      mkdirSync(join(folder, 'tenants', 'ville-une'), { recursive: true });
      const path = join(folder, 'tenants', 'ville-une', 'outlines.geojson.gz');
      const outlines = new TerritoryOutlines(folder);
      expect(await outlines.communeAt('ville-une', 0.5, 0.5)).toBeNull();
      expect(await outlines.outlines('../../etc')).toBeNull();
      writeFileSync(path, gzipSync(JSON.stringify(collection(feature('01001', [square(0, 0, 1)])))));
      expect(await outlines.communeAt('ville-une', 0.5, 0.5)).toBe('01001');
      writeFileSync(path, gzipSync(JSON.stringify(collection(feature('01002', [square(0, 0, 2)])))));
      expect(await outlines.communeAt('ville-une', 1.5, 1.5)).toBe('01002');
      writeFileSync(path, gzipSync('{"type":"FeatureCollection"}'));
      await expect(outlines.outlines('ville-une')).rejects.toThrow('features');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
