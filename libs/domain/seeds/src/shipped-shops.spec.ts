import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { vatRate } from '@halles/domain/catalogue';
import { readCommunes, readSeeds, type Seed } from './seed-folder';

type Shops = Extract<Seed, { kind: 'shops' }>;

const TENANTS = join(__dirname, '../../../../tenants');
const slugs = readdirSync(TENANTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function shopsOf(slug: string): Shops {
  const found = readSeeds(join(TENANTS, slug)).find((seed) => seed.kind === 'shops');
  if (!found) throw new Error(`${slug} has no shops that take orders`);
  return found;
}

type Agendas = Extract<Seed, { kind: 'agendas' }>;

function agendasOf(slug: string): Agendas {
  const found = readSeeds(join(TENANTS, slug)).find((seed) => seed.kind === 'agendas');
  if (!found) throw new Error(`${slug} has no agendas`);
  return found;
}

/** The lines of the invented directory, by what they hold. */
const linesOf = (slug: string): string[] =>
  gunzipSync(readFileSync(join(TENANTS, slug, 'seed/demonstration.csv.gz')))
    .toString('utf8')
    .split('\n');

describe('the shops of the five territories that take orders', () => {
  it('are five', () => expect(slugs).toHaveLength(5));

  it.each(slugs)('are invented, and tell their hours: %s', (slug) => {
    const lines = linesOf(slug);
    const { shops } = shopsOf(slug);
    expect(shops.length).toBeGreaterThanOrEqual(2);
    for (const { siret } of shops)
      expect(lines.filter((line) => line.includes(`,${siret},`))).toEqual([
        expect.stringMatching(/(?:Mo|Tu|We|Th|Fr|Sa)[^,]* \d\d:\d\d-/),
      ]);
  });

  it.each(slugs)('are one that takes lists and sells nothing else, and others: %s', (slug) => {
    const { shops } = shopsOf(slug);
    const lists = shops.filter(({ takesLists }) => takesLists);
    expect(lists.map(({ products }) => products)).toEqual([[]]);
    expect(shops.length).toBeGreaterThan(lists.length);
  });

  it.each(slugs)('deliver in towns of the territory, and hand over at a point or send: %s', (slug) => {
    const { shops } = shopsOf(slug);
    const communes = readCommunes(join(TENANTS, slug));
    const zones = shops.flatMap(({ delivery }) => delivery?.zones ?? []);
    expect(zones.length).toBeGreaterThanOrEqual(2);
    for (const { area } of zones)
      if (area.by === 'communes') expect(area.codes.filter((code) => !communes.has(code))).toEqual([]);
    expect(shops.some(({ points = [], post }) => points.length > 0 || post !== undefined)).toBe(true);
    // Nothing is owed for what is reserved, so nothing is brought or sent either.
    expect(shops.filter(({ kind, delivery, post }) => kind === 'reservation' && (delivery ?? post))).toEqual(
      [],
    );
  });

  it('show all four ways together', () => {
    const all = slugs.flatMap((slug) => shopsOf(slug).shops);
    expect([
      all.some(({ points = [] }) => points.length > 0),
      all.some(({ post }) => post !== undefined),
    ]).toEqual([true, true]);
  });

  it.each(slugs)('say of food what it contains, and sell alcohol to adults alone: %s', (slug) => {
    const { shops } = shopsOf(slug);
    for (const { name, vat, withdrawal, allergens, minimumAge } of shops.flatMap(
      ({ products }) => products,
    )) {
      if (withdrawal === 'perishable')
        expect({ name, allergens }).toMatchObject({ allergens: expect.any(Array) });
      if (/\b(?:cidre|vin|bière)\b/i.test(name))
        expect({ name, minimumAge }).toMatchObject({ minimumAge: 18 });
      expect(vatRate(vat, '33')).toBeGreaterThan(0);
    }
  });
});

describe('the agendas of the five territories', () => {
  it.each(slugs)(
    'are of invented shops that tell their hours, and of who keeps its other shops: %s',
    (slug) => {
      const lines = linesOf(slug);
      const { agendas, owner } = agendasOf(slug);
      expect(owner).toEqual(shopsOf(slug).owner);
      expect(new Set(agendas.map(({ siret }) => siret)).size).toBe(agendas.length);
      for (const { siret } of agendas)
        expect(lines.filter((line) => line.includes(`,${siret},`))).toEqual([
          expect.stringMatching(/(?:Mo|Tu|We|Th|Fr|Sa)[^,]* \d\d:\d\d-/),
        ]);
    },
  );

  it.each(slugs)('are a desk of the town hall too, with what is done there: %s', (slug) => {
    const [desk, ...others] = agendasOf(slug).townServices;
    expect(others).toEqual([]);
    expect(desk?.services.map(({ name }) => name)).toEqual([
      ...['Carte d’identité ou passeport', 'Dossier de mariage', 'Permanence du maire'],
    ]);
    expect(desk?.bookings.length).toBeGreaterThan(0);
  });

  it.each(slugs)('are one with three chairs, one with a gauge alone, and one that confirms: %s', (slug) => {
    const { agendas } = agendasOf(slug);
    const chairs = agendas.map(({ resources }) => resources.filter(({ kind }) => kind === 'seat').length);
    expect(chairs).toContain(3);
    expect(
      agendas.filter(({ resources, gauge }) => resources.length === 0 && gauge !== undefined),
    ).toHaveLength(1);
    expect(agendas.some(({ settings }) => settings.confirmsByHand)).toBe(true);
    expect(agendas.every(({ bookings }) => bookings.length > 0)).toBe(true);
  });
});
