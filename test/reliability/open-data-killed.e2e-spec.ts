import { readdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type DatasetFormat, OpenDataService } from '@halles/domain/open-data';
import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { partialFolder } from '@halles/platform/storage';
import { platformOf, writeListings } from '@halles/testing';
import { openDataServices, storageOf } from '@halles/testing/open-data';
import { openStage, type Stage, until } from './stage';

describe('the files of open data, whose worker is killed while it writes them', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await writeListings(stage.world, stage.world.here, [{ facts: { displayName: 'Premier' } }]);
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  async function read(format: DatasetFormat): Promise<string> {
    const { world } = stage;
    const service = (await openDataServices(world)).get(OpenDataService);
    return text((await service.file(world.here, { format, encoding: 'identity' })).stream());
  }
  const holds = (name: string) => () =>
    read('jsonld').then(
      (content) => content.includes(name),
      () => false,
    );
  async function stored(): Promise<number> {
    let files = 0;
    for await (const _key of storageOf(stage.world).list(stage.world.here, 'public', ['open-data']))
      files += 1;
    return files;
  }
  const isBeingWritten = () => async () => (await readdir(partialFolder(stage.world.config.home))).length > 0;

  /** Makes the next writing due, of a directory that has changed. */
  async function change(displayName: string): Promise<void> {
    const { world } = stage;
    await writeListings(world, world.here, [{ facts: { displayName } }]);
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`UPDATE open_data_release SET written_at = written_at - interval '1 hour'`),
    );
    // The lease of a dead worker, and the time until the next run, have passed.
    await platformOf(world).query(
      `UPDATE scheduled_task SET next_at = now(), holder = NULL, lease_until = NULL WHERE name = 'open-data'`,
    );
  }

  it.each([
    ['in the middle of a file', 'opening', 'ACCESS EXCLUSIVE', isBeingWritten],
    [
      'when all are written and none is published',
      'open_data_release',
      'SHARE',
      (before: number) => async () => (await stored()) >= before + 9,
    ],
  ])(
    '%s: readers have those of before, and the next worker writes them',
    async (when, table, mode, isReached) => {
      const { world } = stage;
      const first = await stage.startWorker();
      await until('the first files are written', 60_000, holds('Premier'));
      await first.stop();
      const address = required(databaseAddresses(world.config).get('main'), 'main');
      const admin = await connectAdmin(world.config, address);
      const before = await stored();
      await change(`Second ${table}`);
      try {
        await admin.query(`BEGIN; LOCK TABLE ${world.here.tenant.schema}.${table} IN ${mode} MODE`);
        const worker = await stage.startWorker();
        await until(`it is killed ${when}`, 60_000, isReached(before));
        await worker.kill();
      } finally {
        await admin.query('ROLLBACK');
        await admin.end();
      }
      for (const format of ['csv', 'geojson', 'jsonld'] as const) {
        const content = await read(format);
        expect([content.includes('Premier'), content.includes(`Second ${table}`)]).toEqual([true, false]);
      }
      await platformOf(world).query(
        `UPDATE scheduled_task SET next_at = now(), holder = NULL, lease_until = NULL`,
      );
      const next = await stage.startWorker();
      await until('the next worker has written them', 60_000, holds(`Second ${table}`));
      await next.stop();
    },
    240_000,
  );
});
