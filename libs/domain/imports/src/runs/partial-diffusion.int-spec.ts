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
  type SireneRow,
} from '@halles/testing/imports';

const PERSON = 'JEANNE COIFFURE';

describe('partial diffusion', () => {
  let directory: DirectoryWorld;
  let here: TenantContext;
  beforeAll(async () => {
    directory = await openDirectoryWorld();
  });
  beforeEach(async () => {
    here = await directory.addTenant();
  });
  afterAll(() => directory.close());

  async function take(rows: readonly SireneRow[], vintage: string) {
    const etablissements = await directory.file('sirene.csv', aSireneFile(rows));
    return directory.imports.importHere(
      here,
      anImport({ source: 'sirene', etablissements, unitesLegales: null }, { vintage }),
    );
  }

  /** Every table that pages, searches, exports and maps are made from, and what an undo would read. */
  const everything = async (): Promise<string> => {
    const tables = [
      'listing',
      'listing_source',
      'search_entry',
      'import_change',
      'listing_staging',
      'import_plan',
      'import_facts',
      'directory_import',
    ];
    const parts = await Promise.all(
      tables.map((table) => directory.rows(here, `SELECT t::text FROM ${table} t`)),
    );
    return JSON.stringify(parts);
  };

  const version = async () =>
    (await directory.rows<{ v: string }>(here, 'SELECT version AS v FROM directory_state'))[0]?.v;

  const known: SireneRow = {
    siret: aSiret(1),
    name: PERSON,
    naf: '96.02A',
    street: 'RUE SECRETE',
    number: 77,
  };

  it('masks on the status at import: the activity and the commune are all that is kept', async () => {
    const row = await take([{ ...known, diffusion: 'P' }, { siret: aSiret(2) }], '2026-10-01');
    expect(changesOf(row)).toEqual({ added: 2, listings: 2 });
    const [listing] = await directory.rows(
      here,
      'SELECT visibility, name, street, longitude, category, commune FROM listing WHERE siret = $1',
      [aSiret(1)],
    );
    expect(listing).toEqual({
      visibility: 'masked',
      name: null,
      street: null,
      longitude: null,
      category: 'hairdresser',
      commune: '33063',
    });
    expect(await everything()).not.toMatch(/jeanne|secr[eè]te/i);
  });

  it('masks again with each edition: within the run it is out of the listing, the search and what undoes', async () => {
    await take([known, { siret: aSiret(2) }], '2026-10-01');
    expect(await everything()).toMatch(/jeanne/i);
    expect(await directory.rows(here, 'SELECT DISTINCT listing FROM search_entry')).toHaveLength(2);
    const before = await version();
    const row = await take([{ ...known, diffusion: 'P' }, { siret: aSiret(2) }], '2026-11-01');
    expect(changesOf(row)).toEqual({ masked: 1, unchanged: 1, listings: 1 });
    expect(await everything()).not.toMatch(/jeanne|secr[eè]te/i);
    expect(await directory.rows(here, 'SELECT DISTINCT listing FROM search_entry')).toHaveLength(1);
    // Pages are kept under the directory's version: with another one they are made anew.
    expect(await version()).not.toBe(before);
  });

  it('stays masked when that import is undone', async () => {
    await take([known], '2026-10-01');
    await take([{ ...known, diffusion: 'P' }], '2026-11-01');
    await directory.imports.undo(here);
    expect(await everything()).not.toMatch(/jeanne|secr[eè]te/i);
    expect(await directory.rows(here, 'SELECT visibility FROM listing')).toEqual([{ visibility: 'masked' }]);
  });

  it('masks what another source says of the same number', async () => {
    const file = await directory.file(
      'osm.geojson',
      anOsmFile([
        {
          id: 'node/1',
          at: HERE,
          tags: { shop: 'hairdresser', name: 'Jeanne Coiffure', 'ref:FR:SIRET': aSiret(1) },
        },
      ]),
    );
    await directory.imports.importHere(here, anImport({ source: 'osm', file }));
    expect(await directory.rows(here, 'SELECT name FROM listing')).toEqual([{ name: 'Jeanne Coiffure' }]);
    await take([{ ...known, diffusion: 'P' }], '2026-11-01');
    expect(await directory.rows(here, 'SELECT name, visibility FROM listing')).toEqual([
      { name: null, visibility: 'masked' },
    ]);
  });

  it('shows an establishment again whose owner allows it again', async () => {
    await take([{ ...known, diffusion: 'P' }], '2026-10-01');
    expect(changesOf(await take([known], '2026-11-01'))).toEqual({ changed: 1, listings: 1 });
    expect(await directory.rows(here, 'SELECT name FROM listing')).toEqual([{ name: 'Jeanne Coiffure' }]);
  });
});
