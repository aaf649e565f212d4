import { setTimeout as sleep } from 'node:timers/promises';
import { required } from '@halles/kernel';
import { tenantMigrations } from '@halles/migrations/tenant';
import { openWorld, type World } from '@halles/testing';
import type { QueryRunner } from 'typeorm';
import { migrateTenants } from '.';

const HISTORY = 'ProductActs1764630000000';
const COUNTER = 'CounterPayments1764595000000';
const PERSONS = 'PersonsOfServices1764842000000';
const VALIDATED = 'AgendaConstraintsValidated1764864000000';

describe('migrations of tables that are in use', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
  });
  afterAll(() => world.close());

  const migrationOf = (name: string) => {
    const Migration = required(
      tenantMigrations.find((one) => new one().name === name),
      name,
    );
    return new Migration();
  };
  const onSchema = <T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> =>
    world.installation.onSchema('main', world.here.tenant.role, work);
  const rowsOf = <T>(sql: string): Promise<T[]> => onSchema((runner) => runner.query(sql) as Promise<T[]>);
  /** As a release before it left the schema. */
  const takenBack = (name: string): Promise<void> =>
    onSchema(async (runner) => {
      await migrationOf(name).down(runner);
      await runner.query('DELETE FROM schema_migration WHERE name = $1', [name]);
    });
  const migrate = () => migrateTenants(world.installation, { slug: world.here.tenant.slug });
  const historyIndexes = () =>
    rowsOf<{ name: string; valid: boolean }>(
      `SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = 'audit_log'::regclass AND c.relname IN ('audit_log_of_history', 'audit_log_of_page_acts')`,
    );

  it('make an index while the table is written, and none that waits to be written waits for it', async () => {
    await takenBack(HISTORY);
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const writes = (work: () => Promise<void>): Promise<void> =>
      world.work.write(world.here, async ({ manager }) => {
        await manager.query('LOCK TABLE audit_log IN ROW EXCLUSIVE MODE');
        await work();
      });
    const writer = writes(() => held);
    const migration = migrate();
    const waiting = () =>
      rowsOf<{ mode: string }>(
        `SELECT DISTINCT t.mode FROM pg_locks w JOIN pg_locks t ON t.pid = w.pid AND t.relation = 'audit_log'::regclass
          WHERE NOT w.granted AND t.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
    // It waits for who writes, and holds or asks for nothing that another writer would wait for.
    let modes = await waiting();
    for (let tries = 0; modes.length === 0 && tries < 500; tries += 1) {
      await sleep(10);
      modes = await waiting();
    }
    await writes(() => Promise.resolve());
    finish();
    await writer;
    expect(modes).toEqual([{ mode: 'ShareUpdateExclusiveLock' }]);
    expect((await migration).tenants).toEqual([
      expect.objectContaining({ state: 'done', applied: [HISTORY] }),
    ]);
    expect(await historyIndexes()).toEqual([{ name: 'audit_log_of_history', valid: true }]);
  });

  it('make an index anew that was cut', async () => {
    await takenBack(HISTORY);
    await onSchema((runner) =>
      runner.query("CREATE INDEX audit_log_of_history ON audit_log (at) WHERE action = 'cut'"),
    );
    expect((await migrate()).failed).toBe(0);
    const [{ definition } = { definition: '' }] = await rowsOf<{ definition: string }>(
      "SELECT pg_get_indexdef('audit_log_of_history'::regclass) AS definition",
    );
    expect(definition).toContain('product.added');
    expect(await historyIndexes()).toHaveLength(1);
  });

  it('fill rows without a lock on their table, and once, also where they are cut before it is written down', async () => {
    await takenBack(COUNTER);
    const locks: string[][] = [];
    await onSchema(async (runner) => {
      const query = runner.query.bind(runner);
      const watched = Object.create(runner, {
        query: {
          value: async (sql: string) => {
            const answer: unknown = await query(sql);
            if (sql.includes('UPDATE order_payment'))
              locks.push(
                (
                  (await query(
                    `SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'order_payment'::regclass`,
                  )) as { mode: string }[]
                ).map(({ mode }) => mode),
              );
            return answer;
          },
        },
      }) as QueryRunner;
      await migrationOf(COUNTER).up(watched);
      await migrationOf(COUNTER).up(watched);
    });
    expect(locks).toEqual([['RowExclusiveLock']]);
    expect((await migrate()).tenants).toEqual([
      expect.objectContaining({ state: 'done', applied: [COUNTER] }),
    ]);
  });

  it('ask the bookings that there are whom they may be with while they are written, and of all in the end', async () => {
    const unproven = () =>
      rowsOf<{ name: string }>(
        `SELECT conname AS name FROM pg_constraint
          WHERE NOT convalidated AND conrelid IN ('agenda'::regclass, 'booking'::regclass)`,
      );
    expect(await unproven()).toEqual([]);
    await takenBack(VALIDATED);
    await onSchema(async (runner) => {
      await migrationOf(PERSONS).down(runner);
      await migrationOf(PERSONS).up(runner);
    });
    expect(await unproven()).toEqual([{ name: 'booking_person' }]);
    expect((await migrate()).tenants).toEqual([
      expect.objectContaining({ state: 'done', applied: [VALIDATED] }),
    ]);
    expect(await unproven()).toEqual([]);
  });
});
