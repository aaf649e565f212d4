import { tenantMigrations } from '@halles/migrations/tenant';
import { openWorld, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';

describe('reports of imports that were stored', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const error = { file: '', line: 5, column: null, code: 'duplicate-id', severity: 'row' };
  const reports = {
    whole: { reading: { rowsRead: 7, faultCounts: { 'duplicate-id': 1 }, faults: [error] }, samples: [] },
    withoutLines: { reading: { rowsRead: 7, faultCounts: {} } },
    cancelled: {},
  };

  it('call what is wrong with a file an error, and nothing else of them changes', async () => {
    const Migration = tenantMigrations.find(({ name }) => name === 'ImportErrors1764090000000');
    if (!Migration) throw new Error('the migration is not listed');
    const migration = new Migration();
    const stored = await world.work.write(world.here, async ({ manager }) => {
      for (const report of Object.values(reports))
        await manager.query(
          `INSERT INTO directory_import (id, source, state, vintage, options, report, requested_by)
           VALUES ($1, 'csv', 'done', '2026-11-01', '{}', $2, 'test')`,
          [uuid(), JSON.stringify(report)],
        );
      const all = async () =>
        (await manager.query<{ report: object }[]>('SELECT report FROM directory_import ORDER BY id')).map(
          ({ report }) => report,
        );
      const runner = manager.queryRunner;
      if (!runner) throw new Error('a transaction without its connection');
      await migration.up(runner);
      const renamed = await all();
      await migration.down(runner);
      return { renamed, restored: await all() };
    });
    expect(stored.renamed).toEqual([
      { reading: { rowsRead: 7, errorCounts: { 'duplicate-id': 1 }, errors: [error] }, samples: [] },
      { reading: { rowsRead: 7, errorCounts: {} } },
      {},
    ]);
    expect(stored.restored).toEqual(Object.values(reports));
  });
});
