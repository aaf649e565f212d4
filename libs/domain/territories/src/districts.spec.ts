import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { districtsSchema } from '@halles/contracts';
import { TerritoryOutlines } from './territory-outlines';

const root = join(__dirname, '..', '..', '..', '..');
const slugs = ['bordeaux', 'grand-angouleme', 'hauts-de-france', 'issy-les-moulineaux', 'valence'];
const metresPerDegree = 111_200;

describe('districts of the territories', () => {
  it.each(slugs)('%s: each lies in the commune that it names, mostly, and is there once', async (slug) => {
    const text = readFileSync(join(root, 'tenants', slug, 'districts.json'), 'utf8');
    const { districts, note } = districtsSchema.parse(JSON.parse(text));
    expect(note).toMatch(/approch/);
    expect(districts.length).toBeGreaterThanOrEqual(8);
    expect(districts.length).toBeLessThanOrEqual(40);
    const names = districts.map(({ name, commune }) => `${commune} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    const file = await new TerritoryOutlines(root).outlines(slug);
    const strays = districts.filter(({ commune, centre }) => file?.index.communeAt(...centre) !== commune);
    expect(strays.map(({ name }) => name)).toEqual([]);
    // Eight points half-way to the edge: a circle may reach over a border, not lie beyond it.
    const crossing = districts.filter(({ commune, centre: [longitude, latitude], radius }) => {
      const inside = Array.from({ length: 8 }, (_, turn) => {
        const angle = (turn * Math.PI) / 4;
        const north = ((radius / 2) * Math.sin(angle)) / metresPerDegree;
        const east =
          ((radius / 2) * Math.cos(angle)) / metresPerDegree / Math.cos((latitude * Math.PI) / 180);
        return file?.index.communeAt(longitude + east, latitude + north) === commune;
      });
      return inside.filter(Boolean).length < 6;
    });
    expect(crossing.map(({ name }) => name)).toEqual([]);
  });
});
