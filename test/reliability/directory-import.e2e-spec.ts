import { execFileSync } from 'node:child_process';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportService, ImportsModule } from '@halles/domain/imports';
import { servicesOf } from '@halles/testing';
import { anImport, aSireneFile, aSiret, changesOf } from '@halles/testing/imports';
import { openStage, type Stage, until } from './stage';

const ROWS = 6_000;

describe('an import whose worker is killed', () => {
  let stage: Stage;
  let imports: ImportService;
  beforeAll(async () => {
    stage = await openStage();
    imports = (await servicesOf(stage.world, [ImportsModule])).get(ImportService);
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  const stock = aSireneFile(
    Array.from({ length: ROWS }, (_row, n) => ({ siret: aSiret(n + 1), name: `CAVE NUMERO ${n}` })),
  );
  const path = (name: string) => join(stage.world.config.home, name);
  const ask = (file: string) =>
    anImport({ source: 'sirene', etablissements: path(file), unitesLegales: null });
  const rowOf = (id: string, ctx = stage.world.here) => imports.getById(ctx, id);
  const listings = async (ctx = stage.world.here) => {
    const [row] = await stage.world.work.read(ctx, ({ manager }) =>
      manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM listing'),
    );
    return row?.n;
  };

  it('while it merges: nothing was changed, and the next worker merges what was staged without the file', async () => {
    await writeFile(path('stock.csv'), stock);
    const worker = await stage.startWorker();
    const id = await imports.request(stage.world.here, ask('stock.csv'));
    await until('the file is staged', 60_000, async () => (await rowOf(id)).state === 'merging');
    await worker.kill();
    await rm(path('stock.csv'));
    expect(await listings()).toBe(0);
    expect((await rowOf(id)).stagedRows).toBe(ROWS);
    await stage.startWorker();
    await until('the import is done', 90_000, async () => (await rowOf(id)).state === 'done');
    expect(changesOf(await rowOf(id))).toEqual({ added: ROWS, listings: ROWS });
    expect(await listings()).toBe(ROWS);
    expect(await listings(stage.world.there)).toBe(0);
  }, 150_000);

  it('while it reads: the next worker reads the file from its beginning', async () => {
    for (const worker of stage.workers.splice(0)) await worker.kill();
    const { there } = stage.world;
    execFileSync('mkfifo', [path('pipe')]);
    // Open in both directions, so that it has no end: half of the file is in it, and the worker waits for the rest.
    const pipe = await open(path('pipe'), 'r+');
    await pipe.write(stock.slice(0, 40_000));
    const worker = await stage.startWorker();
    const id = await imports.request(there, ask('pipe'));
    await until('it reads', 60_000, async () => ((await rowOf(id, there)).progress.bytesRead ?? 0) > 0);
    await worker.kill();
    await pipe.close();
    expect((await rowOf(id, there)).stagedRows).toBeNull();
    await rm(path('pipe'));
    await writeFile(path('pipe'), stock);
    await stage.startWorker();
    await until('the import is done', 90_000, async () => (await rowOf(id, there)).state === 'done');
    expect(await listings(there)).toBe(ROWS);
  }, 150_000);
});
