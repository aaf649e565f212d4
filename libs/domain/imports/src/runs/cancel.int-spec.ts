import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import {
  anImport,
  aSireneFile,
  aSiret,
  changesOf,
  type DirectoryWorld,
  openDirectoryWorld,
} from '@halles/testing/imports';
import { type Reading, ReadingTally } from '../readers/reading';
import { readSirene } from '../readers/sirene/sirene-records';

describe('an import that is stopped', () => {
  let directory: DirectoryWorld;
  let here: TenantContext;
  beforeAll(async () => {
    directory = await openDirectoryWorld();
  });
  beforeEach(async () => {
    here = await directory.addTenant();
  });
  afterAll(() => directory.close());

  const rows = (count: number) =>
    Array.from({ length: count }, (_row, n) => ({ siret: aSiret(n + 1), name: `CAVE ${n}` }));

  const reading = (count: number) =>
    readSirene({
      etablissements: () => asyncOf([Buffer.from(aSireneFile(rows(count)))]),
      communes: new Set(['33063']),
      today: '2026-11-25',
    });

  const counted = async (table: string) =>
    (await directory.rows<{ n: number }>(here, `SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

  it('while it reads: within a second, and nothing is left of it', async () => {
    const inner = reading(5);
    const slow: Reading = {
      report: () => inner.report(),
      async *[Symbol.asyncIterator]() {
        for await (const records of inner)
          for (const record of records) {
            yield [record];
            if (record.line === 3) await directory.imports.cancel(here);
            if (record.line >= 3) await sleep(600);
          }
      },
    };
    const row = await directory.imports.importRecords(here, 'csv', '2026-11-01', slow);
    expect(row).toMatchObject({ state: 'cancelled', failure: null });
    expect([await counted('listing'), await counted('listing_staging')]).toEqual([0, 0]);
  });

  it('while it merges: nothing of it is merged, and the next import begins anew', async () => {
    const file = await directory.file('stock.csv', aSireneFile(rows(3_000)));
    const ask = anImport({ source: 'sirene', etablissements: file, unitesLegales: null });
    let begun = '';
    const running = directory.imports.importHere(here, ask, (id) => (begun = id));
    while (begun === '' || (await directory.imports.getById(here, begun)).state !== 'merging')
      await sleep(20);
    await directory.imports.cancel(here);
    expect((await running).state).toBe('cancelled');
    expect([
      await counted('listing'),
      await counted('search_entry'),
      await counted('listing_staging'),
    ]).toEqual([0, 0, 0]);
    const small = await directory.file('stock.csv', aSireneFile(rows(3)));
    const again = anImport({ source: 'sirene', etablissements: small, unitesLegales: null });
    expect(changesOf(await directory.imports.importHere(here, again))).toEqual({ added: 3, listings: 3 });
  });

  it('by the end of its program: the next one takes its place after two minutes of silence', async () => {
    const never: Reading = {
      report: () => new ReadingTally().snapshot(),
      [Symbol.asyncIterator]: () => asyncOf([]),
    };
    await directory.imports.importRecords(here, 'csv', '2026-11-01', never);
    const silent = (minutes: number) =>
      directory.world.work.write(here, ({ manager }) =>
        manager.query("UPDATE directory_import SET state = 'reading', heartbeat_at = $1", [
          new Date(Date.now() - minutes * MINUTE),
        ]),
      );
    await silent(1);
    await expect(
      directory.imports.importRecords(here, 'csv', '2026-11-01', reading(1)),
    ).rejects.toMatchObject({
      code: 'import-underway',
    });
    await silent(3);
    expect((await directory.imports.importRecords(here, 'csv', '2026-11-01', reading(1))).state).toBe('done');
    const [, abandoned] = await directory.imports.listLatest(here, 2);
    expect(abandoned).toMatchObject({ state: 'failed', failure: { code: 'abandoned' } });
  });
});

async function* asyncOf<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
