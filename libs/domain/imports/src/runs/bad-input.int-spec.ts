import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
} from '@halles/testing/imports';
import type { ImportFiles } from './directory-import';

const rows = [1, 2, 3].map((n) => ({ siret: aSiret(n), name: `BOULANGERIE NUMERO ${n}` }));
const good = aSireneFile(rows);
const [header = '', first = '', second = '', third = ''] = good.split('\n');
const list = 'nom,adresse,commune\nCave du Port,2 quai des Chartrons,Bordeaux\n';

describe('a bad file', () => {
  let directory: DirectoryWorld;
  let here: TenantContext;
  beforeAll(async () => {
    directory = await openDirectoryWorld();
  });
  beforeEach(async () => {
    here = await directory.addTenant();
  });
  afterAll(() => directory.close());

  async function take(source: ImportFiles['source'], contents: string | Buffer) {
    const file = await directory.file('bad-file', contents);
    const files: ImportFiles =
      source === 'sirene'
        ? { source, etablissements: file, unitesLegales: null }
        : source === 'osm'
          ? { source, file }
          : { source, file, mapping: {} };
    const row = await directory.imports.importHere(here, anImport(files));
    const errors = (row.report.reading?.errors ?? []).map(({ line, code }) => [line, code] as const);
    return { row, errors };
  }

  const names = async () =>
    (await directory.rows<{ name: string }>(here, 'SELECT name FROM listing ORDER BY name')).map(
      ({ name }) => name,
    );

  it.each<[string, ImportFiles['source'], string | Buffer, string]>([
    ['cut in the middle of a row', 'sirene', good.slice(0, -60), 'file-truncated'],
    ['cut in the middle of its gzip', 'sirene', gzipSync(good).subarray(0, -20), 'file-truncated'],
    ['of nothing', 'sirene', '', 'file-empty'],
    ['with renamed columns', 'sirene', good.replace('codeCommuneEtablissement', 'ville'), 'column-missing'],
    [
      'of companies',
      'sirene',
      'siren,statutDiffusionUniteLegale,denominationUniteLegale\n1,O,X\n',
      'file-kind',
    ],
    ['that is a web page', 'sirene', '<!doctype html><title>404</title>', 'file-kind'],
    ['that is a PDF', 'csv', '%PDF-1.7 …', 'file-kind'],
    ['that is JSON of something else', 'osm', '{"hello": [1, 2]}', 'file-kind'],
    [
      'of JSON cut short',
      'osm',
      anOsmFile([{ id: 'node/1', at: HERE, tags: { shop: 'bakery', name: 'A' } }]).slice(0, -40),
      'file-truncated',
    ],
    ['without the mandatory columns', 'csv', 'nom,telephone\nCave,05\n', 'column-missing'],
    ['with a column twice', 'csv', 'nom,nom,adresse,commune\na,b,c,Bordeaux\n', 'column-twice'],
  ])('%s is refused whole, and says why', async (_what, source, contents, code) => {
    await take('csv', list);
    const { row } = await take(source, contents);
    expect(row).toMatchObject({ state: 'failed', failure: { code } });
    expect(row.failure?.message.fr).toMatch(/[.!]$/);
    expect(await names()).toEqual(['Cave du Port']);
    expect(await directory.rows(here, 'SELECT 1 FROM listing_staging')).toEqual([]);
    expect(await directory.imports.cancel(here).catch((error: { code: string }) => error.code)).toBe(
      'nothing-to-cancel',
    );
  });

  it('that is not there is refused', async () => {
    const row = await directory.imports.importHere(
      here,
      anImport({ source: 'osm', file: '/nowhere/at-all.json' }),
    );
    expect(row).toMatchObject({ state: 'failed', failure: { code: 'file-unreadable' } });
    const list404 = anImport({ source: 'csv', file: '/nowhere/at-all.csv', mapping: {} });
    expect((await directory.imports.importHere(here, list404)).state).toBe('failed');
  });

  it.each<[string, string, string, number]>([
    ['an invalid SIRET', second.replace(aSiret(2), '12345678901234'), 'siret-invalid', 2],
    ['a NUL byte', second.replace('NUMERO', 'NUM\u0000RO'), 'nul-byte', 2],
    ['a mark that is never closed', second.replace('BOULANGERIE', '"BOULANGERIE'), 'quote-unclosed', 2],
    ['too few cells', second.split(',').slice(0, 9).join(','), 'column-count', 2],
    ['a cell of ten megabytes', second.replace('NUMERO', 'X'.repeat(10_000_000)), 'record-too-long', 2],
    ['an unknown state', second.replace(',A,', ',Z,'), 'state-unknown', 2],
    ['a commune that is none', second.replace(',33063,', ',33O63,'), 'commune-malformed', 2],
    ['`[ND]` for coordinates', second.replace('417241', '[ND]').replace('6421813', '[ND]'), '', 3],
    ['swapped coordinates', second.replace('417241,6421813', '6421813,417241'), 'coordinates-swapped', 3],
    [
      'a point far from its commune',
      second.replace('417241,6421813', '900000,6900000'),
      'position-elsewhere',
      3,
    ],
    ['a point in the sea off Africa', second.replace('417241,6421813', '0,0'), 'coordinates-outside', 3],
    ['Latin-1 letters', second.replace('NUMERO', 'NUM\u00c9RO'), 'encoding-not-utf8', 3],
  ])('with %s in one row keeps the others, and says so of that line', async (what, bad, code, kept) => {
    const text = [header, first, bad, third, ''].join('\n');
    const { row, errors } = await take(
      'sirene',
      Buffer.from(text, what.startsWith('Latin') ? 'latin1' : 'utf8'),
    );
    expect(row).toMatchObject({ state: 'done', report: { merge: { added: kept } } });
    expect(errors).toEqual(code === '' ? [] : [[3, code]]);
    expect(await names()).toHaveLength(kept);
  });

  it('with other separators, marks inside and columns in another order is read as it is', async () => {
    const { row, errors } = await take(
      'csv',
      '\ufeffVille;Adresse;Nom\nBordeaux;"2; quai des Chartrons";"Café ""Le Central"""\nBORDEAUX;3 rue Neuve;Où?\nParis;1 rue de Rivoli;Ailleurs\n',
    );
    expect(changesOf(row)).toEqual({ added: 2, listings: 2 });
    expect(errors).toEqual([[4, 'commune-unknown']]);
    expect(await names()).toEqual(['Café "Le Central"', 'Où?']);
  });

  it('of a map with broken objects and places elsewhere keeps what is sound and inside', async () => {
    const file = anOsmFile([
      { id: 'node/1', at: HERE, tags: { shop: 'bakery', name: 'Dedans' } },
      { id: 'node/2', at: [2.35, 48.85], tags: { shop: 'bakery', name: 'Paris', 'ref:INSEE': '75104' } },
      { id: 'node/3', at: [HERE[1], HERE[0]], tags: { shop: 'bakery', name: 'À l’envers' } },
      { id: 'node/4', at: HERE, tags: { amenity: 'bench' } },
    ]).replace('"features":[', '"features":[{"type":"Feature"},');
    const { row, errors } = await take('osm', file);
    expect(changesOf(row)).toEqual({ added: 2, listings: 2 });
    expect(errors).toEqual([
      [1, 'element-invalid'],
      [3, 'outside-territory'],
      [4, 'coordinates-swapped'],
    ]);
  });

  it('with the numbers of La Poste, which keep another rule, is good', async () => {
    const { row, errors } = await take(
      'sirene',
      aSireneFile([{ siret: '35600000000048', name: 'LA POSTE', naf: '53.10Z' }]),
    );
    expect(changesOf(row)).toEqual({ added: 1, listings: 1 });
    expect(errors).toEqual([]);
  });

  it('of a list is read with the columns that a person named, and those are remembered for its header', async () => {
    const text = 'Intitulé,Où,Localité\nCave du Port,2 quai des Chartrons,Bordeaux\n';
    expect((await take('csv', text)).row).toMatchObject({
      state: 'failed',
      failure: { code: 'column-missing' },
    });
    const file = await directory.file('named.csv', text);
    const mapping = { name: 'Intitulé', address: 'Où', commune: 'Localité' };
    const row = await directory.imports.importHere(here, anImport({ source: 'csv', file, mapping }));
    expect(changesOf(row)).toEqual({ added: 1, listings: 1 });
    const again = await take('csv', `${text}Autre,3 rue Neuve,Bordeaux\n`);
    expect(changesOf(again.row)).toEqual({ added: 1, unchanged: 1, listings: 1 });
  });

  it('is not the documented sample, which has the mandatory columns alone', async () => {
    const sample = readFileSync(join('examples', 'annuaire-minimal.csv'), 'utf8');
    const { row, errors } = await take('csv', sample);
    expect([changesOf(row), errors]).toEqual([{ added: 3, listings: 3 }, []]);
  });
});
