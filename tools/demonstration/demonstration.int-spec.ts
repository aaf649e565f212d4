import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { perimeterSchema } from '@halles/contracts';
import { categoryById } from '@halles/domain/categories';
import { readCsv } from '@halles/domain/imports';
import { parseOpeningHours } from '@halles/domain/hours';
import { TerritoryOutlines } from '@halles/domain/territories';
import { parseSiret } from '@halles/kernel';
import { fictitiousPhone, fictitiousSiret, fictionalPrefixes } from './numbers';
import { openingTexts } from './opening';
import { chanceOf } from './random';
import { demonstrationCsv, plans } from './territory';
import { readTrades } from './trades';

const root = join(__dirname, '..', '..');
const shipped = (slug: string): string =>
  gunzipSync(readFileSync(join(root, 'tenants', slug, 'seed', 'demonstration.csv.gz'))).toString('utf8');

async function readShipped(slug: string) {
  const text = readFileSync(join(root, 'tenants', slug, 'perimeter.json'), 'utf8');
  const { communes } = perimeterSchema.parse(JSON.parse(text));
  const reading = readCsv({
    async *open() {
      yield await Promise.resolve(Buffer.from(shipped(slug)));
    },
    communes: new Map(communes.map(({ code, name }) => [code, name])),
    today: '2026-11-25',
  });
  const records = [];
  for await (const batch of reading) records.push(...batch);
  return { records, report: reading.report(), communes };
}

const timesOf = (values: readonly string[]): number[] => {
  const times = new Map<string, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times.values()];
};

describe('demonstration directory', () => {
  it.each(plans)('$slug: the shipped file is what the generator makes, byte for byte', (plan) => {
    // Not toBe: a difference of megabytes is not printed.
    expect(demonstrationCsv(root, plan) === shipped(plan.slug)).toBe(true);
  });

  it.each(plans)('$slug: feels like a town of its size', async ({ slug, businesses }) => {
    const { records, report } = await readShipped(slug);
    expect(report.complete).toBe(true);
    expect(Object.keys(report.errorCounts)).toEqual(['coordinates-swapped']);
    expect(Math.abs(records.length - businesses) / businesses).toBeLessThan(0.08);
    const part = (category: string) =>
      records.filter((record) => record.category === category).length / records.length;
    // Shares of what people go to; an accountant is not what a high street is made of.
    expect(part('bakery')).toBeGreaterThan(0.025);
    expect(part('pharmacy')).toBeGreaterThan(0.018);
    expect(part('hairdresser')).toBeGreaterThan(0.03);
    expect(part('restaurant')).toBeGreaterThan(0.03);
    expect(part('market')).toBeGreaterThan(0.0005);
    expect(part('accountant')).toBeLessThan(0.01);
    const placed = records.filter(({ position }) => position !== null);
    const outlines = await new TerritoryOutlines(root).outlines(slug);
    const strays = placed.filter(
      ({ position, address }) =>
        position && outlines?.index.communeAt(position.longitude, position.latitude) !== address.communeCode,
    );
    expect(strays.map(({ displayName }) => displayName)).toEqual([]);
    const hours = records.filter(({ openingHoursText }) => openingHoursText !== null).length / records.length;
    expect(hours).toBeGreaterThan(0.65);
    expect(hours).toBeLessThan(0.9);
  });

  it.each(plans)('$slug: no street of one name, and no number that is somebody’s', async ({ slug }) => {
    const { records } = await readShipped(slug);
    // The doubles have no SIRET: they are there to be found.
    const own = records.filter(({ siret }) => siret !== null);
    expect(own.length).toBeGreaterThan(records.length * 0.98);
    const inCommune = timesOf(own.map(({ displayName, address }) => `${displayName} ${address.communeCode}`));
    expect(Math.max(...inCommune)).toBeLessThanOrEqual(2);
    expect(own.every(({ siret }) => siret?.startsWith('999'))).toBe(true);
    const phones = own.flatMap(({ contact }) => (contact.phone === null ? [] : [contact.phone]));
    expect(Math.max(...timesOf(phones))).toBe(1);
    const fictional = fictionalPrefixes.map((prefix) => `+33${prefix.slice(1)}`);
    expect(phones.every((phone) => fictional.some((prefix) => phone.startsWith(prefix)))).toBe(true);
  });

  it('gives no SIRET to two territories', () => {
    const sirets = plans.flatMap(({ slug }) => shipped(slug).match(/\b999\d{11}\b/g) ?? []);
    expect(sirets.length).toBeGreaterThan(20_000);
    expect(new Set(sirets).size).toBe(sirets.length);
  });

  it('has trades of the tree, hours that can be read and numbers that pass their tests', () => {
    const trades = readTrades(join(root, 'tools', 'demonstration', 'inputs'));
    expect(trades.filter(({ category }) => categoryById(category) === null)).toEqual([]);
    expect(
      trades.filter(({ words, signs, networks }) => words.length + signs.length + networks.length === 0),
    ).toEqual([]);
    const place = { timeZone: 'Europe/Paris', department: '33' };
    expect(openingTexts.filter((text) => 'unreadable' in parseOpeningHours(text, place))).toEqual([]);
    expect([0, 1, 99_999].map((rank) => parseSiret(fictitiousSiret(rank)) !== null)).toEqual([
      true,
      true,
      true,
    ]);
    expect(() => fictitiousSiret(100_000)).toThrow(RangeError);
    expect(fictitiousPhone('053649', 1)).toBe('+33 5 36 49 79 19');
    expect(fictitiousPhone('053649', 10_000)).toBeNull();
  });

  it('draws the same from the same seed, in the proportions asked for', () => {
    const [one, other] = [chanceOf('Bordeaux'), chanceOf('Bordeaux')];
    expect([one.next(), one.normal(), one.between(1, 6)]).toEqual([
      other.next(),
      other.normal(),
      other.between(1, 6),
    ]);
    const draws = Array.from({ length: 4_000 }, () => one.poisson(2.5));
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(2.5, 0);
    const large = Array.from({ length: 2_000 }, () => one.poisson(80));
    expect(large.reduce((sum, draw) => sum + draw, 0) / large.length / 80).toBeCloseTo(1, 1);
    const words = Array.from({ length: 4_000 }, () =>
      one.weighted(['a', 'b'], (word) => (word === 'a' ? 3 : 1)),
    );
    expect(words.filter((word) => word === 'a').length / 4_000).toBeCloseTo(0.75, 1);
  });
});
