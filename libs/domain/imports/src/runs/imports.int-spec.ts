import type { TenantContext } from '@halles/platform/tenancy';
import type { DirectoryImport } from './directory-import';
import {
  anImport,
  aSireneFile,
  aSiret,
  changesOf,
  type DirectoryWorld,
  openDirectoryWorld,
  type SireneRow,
} from '@halles/testing/imports';
import { ImportRepository } from './import.repository';
import type { ImportRequest } from './import.service';

describe('editions of the register', () => {
  let directory: DirectoryWorld;
  let here: TenantContext;
  beforeAll(async () => {
    directory = await openDirectoryWorld();
  });
  beforeEach(async () => {
    here = await directory.addTenant();
  });
  afterAll(() => directory.close());

  async function take(
    rows: readonly SireneRow[],
    asked: Partial<ImportRequest> = {},
  ): Promise<DirectoryImport> {
    const file = await directory.file('sirene.csv', aSireneFile(rows));
    const files = { source: 'sirene', etablissements: file, unitesLegales: null } as const;
    return directory.imports.importHere(here, anImport(files, asked));
  }

  const listings = (ctx: TenantContext = here) =>
    directory.rows<{
      name: string;
      state: string;
      closed_on: string | null;
      visibility: string;
      siret: string;
    }>(ctx, 'SELECT name, state, closed_on::text, visibility, siret FROM listing ORDER BY siret');

  const fingerprint = () =>
    directory.rows<{ hash: string }>(
      here,
      `SELECT md5(string_agg(t, '' ORDER BY t)) AS hash FROM (
         SELECT 'l' || l.xmin || l::text AS t FROM listing l UNION ALL SELECT 's' || s.xmin || s::text FROM listing_source s
         UNION ALL SELECT 'e' || e.xmin || e::text FROM search_entry e UNION ALL SELECT 'v' || v.xmin || v::text FROM directory_state v
         UNION ALL SELECT 'c' || c.xmin || c::text FROM import_change c) rows`,
    );

  const three = [1, 2, 3].map((n) => ({ siret: aSiret(n), name: `BOULANGERIE NUMERO ${n}` }));

  it('adds what is new, into this territory and no other', async () => {
    const row = await take(three);
    expect(row).toMatchObject({ state: 'done', failure: null, cancelRequested: false });
    expect(changesOf(row)).toEqual({ added: 3, listings: 3 });
    expect((await listings()).map(({ name, visibility }) => [name, visibility])).toEqual([
      ['Boulangerie Numéro 1', 'public'],
      ['Boulangerie Numéro 2', 'public'],
      ['Boulangerie Numéro 3', 'public'],
    ]);
    expect(await listings(directory.world.there)).toEqual([]);
    expect(await directory.imports.listLatest(directory.world.there, 10)).toEqual([]);
    expect(
      await directory.rows(here, 'SELECT 1 FROM listing_staging UNION ALL SELECT 1 FROM import_plan'),
    ).toEqual([]);
  });

  it('leaves the planner with the numbers of what was written', async () => {
    await take(three);
    const estimated = await directory.rows(
      here,
      `SELECT c.relname AS name, c.reltuples AS rows, EXISTS (
                SELECT 1 FROM pg_stats s WHERE s.schemaname = current_schema() AND s.tablename = c.relname) AS known
         FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relname IN ('listing', 'listing_source', 'search_entry')
        ORDER BY c.relname`,
    );
    const [{ entries } = { entries: 0 }] = await directory.rows<{ entries: number }>(
      here,
      'SELECT count(*)::int AS entries FROM search_entry',
    );
    expect(entries).toBeGreaterThan(0);
    expect(estimated).toEqual([
      { name: 'listing', rows: 3, known: true },
      { name: 'listing_source', rows: 3, known: true },
      { name: 'search_entry', rows: entries, known: true },
    ]);
  });

  it('takes those numbers behind its end, in no transaction that others wait for', async () => {
    const locked: unknown[][] = [];
    const close = ImportRepository.prototype.end;
    const end = jest.spyOn(ImportRepository.prototype, 'end').mockImplementation(async function (
      this: ImportRepository,
      ...asked
    ) {
      const isEnded = await close.apply(this, asked);
      locked.push(
        await directory.rows(
          here,
          `SELECT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
            WHERE l.mode = 'ShareUpdateExclusiveLock' AND c.relnamespace = current_schema()::regnamespace`,
        ),
      );
      return isEnded;
    });
    await take(three).finally(() => end.mockRestore());
    expect(locked).toEqual([[]]);
  });

  it('leaves those numbers alone where it wrote a small part of the directory', async () => {
    const twenty = Array.from({ length: 20 }, (_, n) => ({ siret: aSiret(n + 1) }));
    await take(twenty);
    await take([{ siret: aSiret(21) }], { partial: true });
    const known = `SELECT reltuples AS rows FROM pg_class WHERE oid = 'listing'::regclass`;
    expect(await directory.rows(here, known)).toEqual([{ rows: 20 }]);
    await take([...twenty, { siret: aSiret(21) }, { siret: aSiret(22) }, { siret: aSiret(23) }]);
    await directory.imports.undo(here);
    expect(await directory.rows(here, known)).toEqual([{ rows: 20 }]);
  });

  it('writes no row when the same file comes again, and keeps what the first would need to be undone', async () => {
    await take(three);
    const before = await fingerprint();
    const again = await take(three);
    expect(changesOf(again)).toEqual({ unchanged: 3 });
    expect(await fingerprint()).toEqual(before);
    expect((await directory.imports.undo(here)).listings).toBe(3);
  });

  it('takes a new edition over: added, changed, closed, reopened, gone; ignores what closed before it was known', async () => {
    await take([
      ...three,
      { siret: aSiret(4), name: 'LIBRAIRIE', naf: '47.61Z' },
      { siret: aSiret(5), state: 'F', since: '2019-05-05' },
    ]);
    expect(await listings()).toHaveLength(4);
    const second = await take(
      [
        { ...three[0], siret: aSiret(1), name: 'FOURNIL NEUF' },
        { siret: aSiret(2), name: 'BOULANGERIE NUMERO 2', state: 'F', since: '2026-10-15' },
        { siret: aSiret(3), name: 'BOULANGERIE NUMERO 3' },
        { siret: aSiret(6), name: 'FROMAGERIE', naf: '47.29Z' },
      ],
      { vintage: '2026-12-01' },
    );
    expect(changesOf(second)).toEqual({
      added: 1,
      changed: 1,
      closed: 1,
      gone: 1,
      unchanged: 1,
      listings: 4,
    });
    expect((await listings()).map(({ name, state, closed_on }) => [name, state, closed_on])).toEqual([
      ['Fournil Neuf', 'open', null],
      ['Boulangerie Numéro 2', 'closed', '2026-10-15'],
      ['Boulangerie Numéro 3', 'open', null],
      ['Librairie', 'closed', '2026-12-01'],
      ['Fromagerie', 'open', null],
    ]);
    const third = await take(
      [
        ...three,
        { siret: aSiret(4), name: 'LIBRAIRIE', naf: '47.61Z' },
        { siret: aSiret(6), name: 'FROMAGERIE', naf: '47.29Z' },
      ],
      { vintage: '2027-01-01' },
    );
    expect(changesOf(third)).toEqual({ changed: 1, reopened: 2, unchanged: 2, listings: 3 });
    expect((await listings()).map(({ state }) => state)).toEqual(Array(5).fill('open'));
  });

  it('tells of each fact which edition said it last', async () => {
    await take(three, { vintage: '2026-11-01' });
    await take(three, { vintage: '2026-12-01' });
    const told = await directory.rows(here, 'SELECT DISTINCT reported_on::text AS on FROM listing_source');
    expect(told).toEqual([{ on: '2026-12-01' }]);
  });

  it('leaves what a part of the source does not name', async () => {
    await take(three);
    expect(changesOf(await take([{ siret: aSiret(7) }], { partial: true }))).toEqual({
      added: 1,
      listings: 1,
    });
    expect((await listings()).every(({ state }) => state === 'open')).toBe(true);
  });

  it('refuses a file in which much of the source is missing, unless it is told to', async () => {
    const many = Array.from({ length: 40 }, (_row, n) => ({ siret: aSiret(n + 1) }));
    await take(many);
    const cut = await take(many.slice(0, 10), { acceptLosses: false });
    expect(cut).toMatchObject({ state: 'failed', failure: { code: 'too-many-gone' } });
    expect((await listings()).filter(({ state }) => state === 'open')).toHaveLength(40);
    expect(changesOf(await take(many.slice(0, 10)))).toMatchObject({ gone: 30 });
  });

  it('keeps the first of two rows of one number and reports the other by its line', async () => {
    const row = await take([...three, { siret: aSiret(1), name: 'AUTRE NOM' }]);
    expect(changesOf(row)).toEqual({ added: 3, repeated: 1, listings: 3 });
    expect(row.report.reading?.errors).toMatchObject([{ code: 'duplicate-id', line: 5 }]);
    expect((await listings())[0]?.name).toBe('Boulangerie Numéro 1');
  });

  it('shows in a preview what would happen, and changes nothing', async () => {
    await take(three);
    const before = await fingerprint();
    const row = await take(
      [
        { siret: aSiret(1), name: 'FOURNIL NEUF' },
        { siret: aSiret(8), name: 'CAVE' },
      ],
      {
        dryRun: true,
      },
    );
    expect(row.state).toBe('previewed');
    expect(changesOf(row)).toEqual({ added: 1, changed: 1, gone: 2 });
    expect(row.report.samples?.map(({ change, name, line }) => [change, name, line])).toEqual([
      ['added', 'Cave', 3],
      ['changed', 'Fournil Neuf', 2],
      ['gone', 'Boulangerie Numéro 2', null],
      ['gone', 'Boulangerie Numéro 3', null],
    ]);
    expect(await fingerprint()).toEqual(before);
  });

  it('undoes the last import that changed something, once', async () => {
    await take(three);
    const before = await listings();
    await take([
      { siret: aSiret(1), name: 'FOURNIL NEUF' },
      { siret: aSiret(2), state: 'F' },
      { siret: aSiret(9) },
    ]);
    expect(await listings()).not.toEqual(before);
    const { undone } = await directory.imports.undo(here);
    expect(changesOf(undone)).toMatchObject({ added: 1, changed: 1, closed: 1, gone: 1 });
    expect(await listings()).toEqual(before);
    await expect(directory.imports.undo(here)).rejects.toMatchObject({ code: 'nothing-to-undo' });
    expect(changesOf(await take(three))).toEqual({ unchanged: 3 });
  });

  it('works at one import a territory', async () => {
    const file = await directory.file('other.csv', aSireneFile(three));
    const ask = anImport({ source: 'sirene', etablissements: file, unitesLegales: null });
    const id = await directory.imports.request(here, ask);
    await expect(directory.imports.request(here, ask)).rejects.toMatchObject({ code: 'import-underway' });
    await expect(directory.imports.importHere(here, ask)).rejects.toMatchObject({ code: 'import-underway' });
    await directory.runner.run(here, id);
    expect((await directory.imports.getById(here, id)).state).toBe('done');
    await expect(directory.imports.getById(directory.world.there, id)).rejects.toMatchObject({
      code: 'import-not-found',
    });
  });

  it('run again after it has ended, does nothing', async () => {
    const file = await directory.file('twice.csv', aSireneFile(three));
    const ask = anImport({ source: 'sirene', etablissements: file, unitesLegales: null });
    const id = await directory.imports.request(here, ask);
    await directory.runner.run(here, id);
    const before = await fingerprint();
    await directory.runner.run(here, id);
    expect(await fingerprint()).toEqual(before);
  });

  it('cancelled while it waits, never begins', async () => {
    const file = await directory.file('waiting.csv', aSireneFile(three));
    const ask = anImport({ source: 'sirene', etablissements: file, unitesLegales: null });
    const id = await directory.imports.request(here, ask);
    expect(await directory.imports.cancel(here)).toBe(id);
    await directory.runner.run(here, id);
    expect(await listings()).toEqual([]);
    expect((await directory.imports.getById(here, id)).state).toBe('cancelled');
    await expect(directory.imports.cancel(here)).rejects.toMatchObject({ code: 'nothing-to-cancel' });
  });
});
