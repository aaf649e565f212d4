import type { TenantContext } from '@halles/platform/tenancy';
import {
  anImport,
  anOsmFile,
  aSireneFile,
  aSiret,
  changesOf,
  type DirectoryWorld,
  HERE,
  openDirectoryWorld,
  type OsmPlace,
  type SireneRow,
} from '@halles/testing/imports';

const BY = { accountId: null, name: '' };
const NOW = new Date('2026-11-25T10:00:00Z');

/** So many metres to the east of the register's establishments. */
const east = (metres: number): readonly [number, number] => [HERE[0] + metres / 78_900, HERE[1]];

describe('the same business in several sources', () => {
  let directory: DirectoryWorld;
  let here: TenantContext;
  beforeAll(async () => {
    directory = await openDirectoryWorld();
  });
  beforeEach(async () => {
    here = await directory.addTenant();
  });
  afterAll(() => directory.close());

  async function takeSirene(rows: readonly SireneRow[]) {
    const etablissements = await directory.file('sirene.csv', aSireneFile(rows));
    return directory.imports.importHere(
      here,
      anImport({ source: 'sirene', etablissements, unitesLegales: null }),
    );
  }
  async function takeOsm(places: readonly OsmPlace[]) {
    const file = await directory.file('osm.geojson', anOsmFile(places));
    return directory.imports.importHere(here, anImport({ source: 'osm', file }));
  }
  async function takeCsv(text: string) {
    const file = await directory.file('list.csv', text);
    return directory.imports.importHere(here, anImport({ source: 'csv', file, mapping: {} }));
  }

  const sources = () =>
    directory.rows<{ name: string; sources: string }>(
      here,
      `SELECT l.name, string_agg(k.source, '+' ORDER BY k.source) AS sources FROM listing l JOIN listing_source k ON k.listing_id = l.id
        GROUP BY l.id ORDER BY l.id`,
    );

  const bakery = (id: string, metres: number, name = 'Boulangerie du Marché', tags = {}): OsmPlace => ({
    id,
    at: east(metres),
    tags: { shop: 'bakery', name, opening_hours: 'Mo-Sa 07:00-19:00', ...tags },
  });

  it('is known by its number', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    const row = await takeOsm([bakery('node/1', 2_000, 'Tout autre nom', { 'ref:FR:SIRET': aSiret(1) })]);
    expect(changesOf(row)).toEqual({ added: 1, matchedBySiret: 1, listings: 1 });
    expect(await sources()).toEqual([{ name: 'Boulangerie du Marché', sources: 'osm+sirene' }]);
  });

  it('is known by its name and place, and then tells its hours', async () => {
    await takeSirene([
      { siret: aSiret(1) },
      { siret: aSiret(2), name: 'PHARMACIE DU MARCHE', naf: '47.73Z' },
    ]);
    const row = await takeOsm([bakery('node/1', 25)]);
    expect(changesOf(row)).toEqual({ added: 1, matchedByPlace: 1, listings: 1 });
    expect((await sources()).map(({ sources: of }) => of)).toEqual(['osm+sirene', 'sirene']);
    const [listing] = await directory.rows<{ known: boolean }>(
      here,
      "SELECT opening_id IS NOT NULL AS known FROM listing WHERE name LIKE 'Boulangerie%'",
    );
    expect(listing).toEqual({ known: true });
  });

  it('is known whichever source comes first', async () => {
    await takeOsm([bakery('node/1', 10)]);
    expect(changesOf(await takeSirene([{ siret: aSiret(1) }]))).toMatchObject({
      added: 1,
      matchedByPlace: 1,
    });
    expect(await sources()).toEqual([{ name: 'Boulangerie du Marché', sources: 'osm+sirene' }]);
  });

  it('is another business when the name, the place or the number is another', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    const row = await takeOsm([
      bakery('node/1', 10, 'Fournil Saint-Rémi'),
      bakery('node/2', 400),
      bakery('node/3', 10, 'Boulangerie du Marché', { 'ref:FR:SIRET': aSiret(9) }),
    ]);
    expect(changesOf(row)).toEqual({ added: 3, listings: 3 });
    expect(await directory.duplicates.listDoubtful(here, 10)).toEqual([]);
  });

  it('goes to the queue when it is doubtful, once; what is decided is never asked again', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    const row = await takeOsm([bakery('node/1', 110)]);
    expect(changesOf(row)).toEqual({ added: 1, doubtful: 1, listings: 1 });
    const [pair, ...others] = await directory.duplicates.listDoubtful(here, 10);
    expect(others).toEqual([]);
    expect(pair?.metres).toBeGreaterThan(100);
    expect(pair?.members.map(({ sources: of }) => of)).toEqual([['sirene'], ['osm']]);
    expect(await directory.duplicates.listDoubtful(directory.world.there, 10)).toEqual([]);
    await directory.duplicates.keepSeparate(here, pair?.id ?? '', BY, NOW);
    await takeOsm([bakery('node/1', 110, 'Boulangerie du Marché', { phone: '+33 5 56 00 00 00' })]);
    expect(await directory.duplicates.listDoubtful(here, 10)).toEqual([]);
    expect(await sources()).toHaveLength(2);
    await expect(directory.duplicates.merge(here, pair?.id ?? '', BY, NOW)).rejects.toMatchObject({
      code: 'pair-not-found',
    });
  });

  it('becomes one listing when a person says so: the other address leads there, the next edition keeps it so', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    await takeOsm([bakery('node/1', 110)]);
    const [pair] = await directory.duplicates.listDoubtful(here, 10);
    await expect(
      directory.duplicates.merge(directory.world.there, pair?.id ?? '', BY, NOW),
    ).rejects.toMatchObject({
      code: 'pair-not-found',
    });
    const survivor = await directory.duplicates.merge(here, pair?.id ?? '', BY, NOW);
    expect(survivor).toBe(pair?.members[0].id);
    expect(await sources()).toEqual([{ name: 'Boulangerie du Marché', sources: 'osm+sirene' }]);
    const merged = await directory.rows(
      here,
      'SELECT id, visibility, merged_into FROM listing WHERE merged_into IS NOT NULL',
    );
    expect(merged).toEqual([{ id: pair?.members[1].id, visibility: 'merged', merged_into: survivor }]);
    expect(await directory.rows(here, 'SELECT DISTINCT listing FROM search_entry')).toEqual([
      { listing: survivor },
    ]);
    expect(changesOf(await takeOsm([bakery('node/1', 110)]))).toEqual({ unchanged: 1 });
    expect(changesOf(await takeSirene([{ siret: aSiret(1) }]))).toEqual({ unchanged: 1 });
  });

  it('is as its sources tell again when an import is undone that came before two listings were made one, or two again', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    await takeOsm([bakery('node/1', 110)]);
    const [pair] = await directory.duplicates.listDoubtful(here, 10);
    const survivor = await directory.duplicates.merge(here, pair?.id ?? '', BY, NOW);
    const phoneOf = async (id: number) =>
      (
        await directory.rows<{ phone: string | null }>(here, 'SELECT phone FROM listing WHERE id = $1', [id])
      )[0]?.phone;
    const gone = pair?.members.map(({ id }) => id).find((id) => id !== survivor) ?? 0;
    await takeOsm([bakery('node/1', 110, 'Boulangerie du Marché', { phone: '+33 5 56 00 00 00' })]);
    expect(await phoneOf(survivor)).toBe('+33556000000');
    await directory.duplicates.keepSeparate(here, pair?.id ?? '', BY, NOW);
    expect([await phoneOf(survivor), await phoneOf(gone)]).toEqual([null, '+33556000000']);
    await directory.imports.undo(here);
    expect([await phoneOf(survivor), await phoneOf(gone)]).toEqual([null, null]);
  });

  it('loses what an import added when that is undone, on the listing that it was merged into', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    await takeOsm([bakery('node/1', 110, 'Boulangerie du Marché', { phone: '+33 5 56 00 00 00' })]);
    const [pair] = await directory.duplicates.listDoubtful(here, 10);
    await directory.duplicates.merge(here, pair?.id ?? '', BY, NOW);
    await directory.imports.undo(here);
    expect(await directory.rows(here, 'SELECT name, phone FROM listing WHERE merged_into IS NULL')).toEqual([
      { name: 'Boulangerie du Marché', phone: null },
    ]);
  });

  it('of one edition is two: a map has two bakeries of a chain in one street', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    const row = await takeOsm([bakery('node/1', 5), bakery('node/2', 40)]);
    expect(changesOf(row)).toEqual({ added: 2, matchedByPlace: 1, doubtful: 1, listings: 2 });
    expect((await sources()).map(({ sources: of }) => of)).toEqual(['osm+sirene', 'osm']);
  });

  it('keeps its listing when its object in the map gets another number', async () => {
    await takeOsm([bakery('node/1', 5)]);
    const row = await takeOsm([bakery('way/2', 8)]);
    expect(changesOf(row)).toEqual({ added: 1, gone: 1, matchedByPlace: 1, listings: 1 });
    expect(await sources()).toEqual([{ name: 'Boulangerie du Marché', sources: 'osm' }]);
  });

  it('stays open while another source has it, and closes with the last one', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    await takeOsm([bakery('node/1', 10), bakery('node/2', 900, 'Fournil Saint-Rémi')]);
    expect(changesOf(await takeOsm([bakery('node/3', 1_500, 'Le Pain Quotidien')]))).toMatchObject({
      gone: 2,
    });
    const states = await directory.rows(here, 'SELECT name, state, closed_on::text FROM listing ORDER BY id');
    expect(states).toEqual([
      { name: 'Boulangerie du Marché', state: 'open', closed_on: null },
      { name: 'Fournil Saint-Rémi', state: 'closed', closed_on: '2026-11-01' },
      { name: 'Le Pain Quotidien', state: 'open', closed_on: null },
    ]);
  });

  it('of a list without positions is doubtful by its very name in its commune', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    const row = await takeCsv('nom,adresse,commune\nBoulangerie du Marché,3 place Gambetta,Bordeaux\n');
    expect(changesOf(row)).toEqual({ added: 1, doubtful: 1, listings: 1 });
  });

  it('of a long list without positions is looked for among those with a word of its name', async () => {
    const count = 10_000;
    const list = Array.from({ length: count }, (_row, n) => `Commerce Numero${n},${n} rue Neuve,Bordeaux`);
    await takeSirene(
      Array.from({ length: 3_000 }, (_row, n) => ({ siret: aSiret(n + 1), name: `CAVE ${n}` })),
    );
    const file = await directory.file('list.csv', `nom,adresse,commune\n${list.join('\n')}\n`);
    const ask = anImport({ source: 'csv', file, mapping: {} }, { dryRun: true });
    const row = await directory.imports.importHere(here, ask);
    expect(changesOf(row)).toEqual({ added: count });
    // Each compared with each would take more minutes than this test has.
  }, 120_000);

  it('has each fact from whom it trusts most, and says whom to credit', async () => {
    await takeSirene([{ siret: aSiret(1) }]);
    await takeCsv(
      `nom,adresse,commune,siret,telephone,mots-cles,origine\nMaison Dupain,12 rue Sainte-Catherine,Bordeaux,${aSiret(1)},05 56 00 00 00,"bio; levain",Office du commerce\n`,
    );
    const [listing] = await directory.rows<{ facts: { keywords: string[] } }>(
      here,
      'SELECT name, phone, facts FROM listing',
    );
    expect(listing).toMatchObject({
      name: 'Maison Dupain',
      phone: '+33556000000',
      facts: { keywords: ['bio', 'levain'] },
    });
    const [told] = await directory.rows(
      here,
      "SELECT facts->>'origin' AS origin FROM listing_source WHERE source = 'csv'",
    );
    expect(told).toEqual({ origin: 'Office du commerce' });
  });
});
