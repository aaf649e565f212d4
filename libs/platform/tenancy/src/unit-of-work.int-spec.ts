import { copyInto, type ExtendedClient } from '@halles/platform/database';
import { openWorld, statementsOf, type World } from '@halles/testing';
import { beforeCommit } from './before-commit';
import { pipelined } from './pipelined';
import type { TenantWriteTx } from './tenant';

describe('unit of work', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('reads each tenant as its own role, in its own schema', async () => {
    for (const ctx of [world.here, world.there]) {
      const [row] = await world.work.read(ctx, ({ manager }) =>
        manager.query<{ role: string; schema: string }[]>(
          'SELECT session_user AS role, current_schema() AS schema',
        ),
      );
      expect(row).toEqual({ role: ctx.tenant.role, schema: ctx.tenant.schema });
    }
  });

  it('refuses to write in a read', async () => {
    const attempt = world.work.read(world.here, ({ manager }) =>
      manager.query("DELETE FROM commune WHERE code = '33063'"),
    );
    await expect(attempt).rejects.toMatchObject({ driverError: { code: '25006' } });
  });

  it('tells what a dry run would do, and does nothing of it', async () => {
    const renamed = await world.work.write(
      world.here,
      async ({ manager }) => {
        await manager.query("UPDATE commune SET name = 'tried'");
        return manager.query<{ name: string }[]>('SELECT name FROM commune');
      },
      { dryRun: true },
    );
    expect(renamed).toEqual([{ name: 'tried' }]);
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ name: string }[]>('SELECT name FROM commune'),
    );
    expect(rows).toEqual([{ name: 'Bordeaux' }]);
  });

  describe('that writes', () => {
    const names = () =>
      world.work.read(world.here, ({ manager }) => manager.query<object[]>('SELECT name FROM commune'));
    const clientOf = async ({ manager }: TenantWriteTx) =>
      (await manager.queryRunner?.connect()) as ExtendedClient;
    const fails = (work: (tx: TenantWriteTx) => Promise<unknown>) =>
      expect(world.work.write(world.here, work)).rejects;

    it('keeps nothing of a transaction whose first statement begins it', async () => {
      await fails(async ({ manager }) => {
        await manager.query('UPDATE commune SET name = $1', ['first']);
        throw new Error('changed my mind');
      }).toThrow('changed my mind');
      await fails(({ manager }) =>
        manager.query('UPDATE commune SET name = $1, code = NULL', ['first']),
      ).toMatchObject({
        driverError: { code: '23502' },
      });
      expect(await names()).toEqual([{ name: 'Bordeaux' }]);
    });

    it('has begun before its first statement, and has ended when it is told to be done', async () => {
      const states = await world.work.write(world.here, async (tx) => {
        const client = await clientOf(tx);
        const before = client.getTransactionStatus();
        await tx.manager.query('SELECT $1::int', [1]);
        return [before, client.getTransactionStatus()];
      });
      expect(states).toEqual(['I', 'T']);
      // Nothing is asked of the server by one that asks nothing.
      const open = world.pool.figures.open;
      await world.work.write(world.here, () => Promise.resolve());
      expect(world.pool.figures.open).toBe(open);
    });

    it('sends what needs no answers together, and is rolled back whole where a part of it fails', async () => {
      const asked = await statementsOf(() =>
        fails(({ manager }) =>
          pipelined([
            manager.query('UPDATE commune SET name = $1', ['together']),
            manager.query('SELECT 1 / $1::int', [0]),
            manager.query('UPDATE commune SET name = $1', ['after']),
          ]),
        ).toMatchObject({ driverError: { code: '22012' } }),
      );
      expect(asked.at(-1)).toMatch(/ROLLBACK$/);
      expect(await names()).toEqual([{ name: 'Bordeaux' }]);
    });

    it('has the server answer once what was sent together, and sends again what it skipped behind a failure', async () => {
      const syncs = async (work: (tx: TenantWriteTx) => Promise<unknown>): Promise<number> => {
        let sync: jest.SpyInstance | undefined;
        await world.work.write(world.here, async (tx) => {
          const { connection } = (await clientOf(tx)) as unknown as { connection: { sync: () => void } };
          sync = jest.spyOn(connection, 'sync');
          return work(tx);
        });
        const { length = 0 } = sync?.mock.calls ?? [];
        sync?.mockRestore();
        return length;
      };
      const answers: unknown[] = [];
      const three = async ({ manager }: TenantWriteTx) => {
        const of = (number: number) =>
          manager.query<object[]>(`SELECT $1::int + ${String(number)} AS n`, [10]);
        answers.push((await pipelined([of(1), of(2), of(3)])).flat());
      };
      // The three, and the commit.
      expect(await syncs(three)).toBe(2);
      expect(answers).toEqual([[{ n: 11 }, { n: 12 }, { n: 13 }]]);
      const skipped = 'SELECT $1::int * 7 AS n';
      const codes = await world.work.write(world.here, async ({ manager }) => {
        await manager.query('SAVEPOINT piece');
        const behind = [manager.query('SELECT 1 / $1::int', [0]), manager.query(skipped, [6])];
        const told = await Promise.allSettled(behind);
        await manager.query('ROLLBACK TO SAVEPOINT piece');
        answers.push(await manager.query<object[]>(skipped, [6]));
        return told.map((one) =>
          one.status === 'rejected'
            ? (one.reason as { driverError: { code: string } }).driverError.code
            : null,
        );
      });
      expect(codes).toEqual(['22012', '25P02']);
      expect(answers.at(-1)).toEqual([{ n: 42 }]);
    });

    it('gives up its connection where a value cannot be written: no answer goes to another statement', async () => {
      const unwritable = {
        toJSON: () => {
          throw new Error('cannot be written');
        },
      };
      const statements = ({ manager }: TenantWriteTx) =>
        [
          () => manager.query<object[]>('SELECT $1::int AS n', [1]),
          () => manager.query<object[]>('SELECT $1::jsonb AS n', [unwritable]),
          () => manager.query<object[]>('SELECT 1 / $1::int AS n', [0]),
        ] as const;
      for (const order of [[1], [0, 1], [1, 0], [2, 1, 0]]) {
        let client: ExtendedClient | undefined;
        const told = await world.work
          .write(world.here, async (tx) => {
            client = await clientOf(tx);
            const all = statements(tx);
            return Promise.allSettled(order.map(async (index) => all[index]?.()));
          })
          .catch(() => null);
        // The transaction that goes on in spite of it is not committed.
        expect([told, client?.poisoned]).toEqual([null, true]);
        const rows = await world.work.write(world.here, ({ manager }) =>
          pipelined([
            manager.query<object[]>('SELECT $1::int AS n', [7]),
            manager.query<object[]>('SELECT $1::text AS n', ['eight']),
          ]),
        );
        expect(rows).toEqual([[{ n: 7 }], [{ n: 'eight' }]]);
      }
      await fails(({ manager }) => manager.query('SELECT $1::jsonb AS n', [unwritable])).toThrow(
        'cannot be written',
      );
    });

    it('sends what was left to its end with the commit, and commits nothing where that fails', async () => {
      const rename = (tx: TenantWriteTx, name: string) =>
        beforeCommit(tx, () => tx.manager.query('UPDATE commune SET name = $1', [name]));
      await world.work.write(world.here, async (tx) => {
        rename(tx, 'left to the end');
        await tx.manager.query('SELECT name FROM commune');
      });
      expect(await names()).toEqual([{ name: 'left to the end' }]);
      await fails(async (tx) => {
        await tx.manager.query('UPDATE commune SET name = $1', ['never kept']);
        beforeCommit(tx, () => tx.manager.query('SELECT 1 / 0'));
      }).toMatchObject({ driverError: { code: '22012' } });
      await fails((tx) => {
        rename(tx, 'never sent');
        return Promise.reject(new Error('changed my mind'));
      }).toThrow('changed my mind');
      expect(await names()).toEqual([{ name: 'left to the end' }]);
      await world.work.write(world.here, (tx) => Promise.resolve(rename(tx, 'Bordeaux')), { dryRun: true });
      expect(await names()).toEqual([{ name: 'left to the end' }]);
      await world.work.write(world.here, (tx) => Promise.resolve(rename(tx, 'Bordeaux')));
    });

    it('begins with COPY too, behind which the connection sends together again', async () => {
      const client = await world.work.write(world.here, clientOf);
      await fails(async (tx) => {
        expect(await clientOf(tx)).toBe(client);
        await copyInto(tx.manager, 'search_delete (deleted, key)', ['gone\t1\n']);
        const rows = await tx.manager.query<object[]>(
          'SELECT deleted FROM search_delete WHERE deleted = $1',
          ['gone'],
        );
        expect([rows.length, client.pipeline]).toEqual([1, true]);
        throw new Error('changed my mind');
      }).toThrow('changed my mind');
      const rows = await world.work.read(world.here, ({ manager }) =>
        manager.query<object[]>('SELECT deleted FROM search_delete WHERE deleted = $1', ['gone']),
      );
      expect(rows).toEqual([]);
    });
  });

  it('ends a bulk transaction in the middle of a statement, on the server too', async () => {
    const abort = new AbortController();
    const endless = world.work.bulk(
      world.here,
      async ({ manager }) => {
        await manager.query("UPDATE commune SET name = 'halfway'");
        await manager.query('SELECT count(*) FROM generate_series(1, 100000000000)');
      },
      abort.signal,
    );
    const reason = new Error('enough');
    setTimeout(() => abort.abort(reason), 100);
    await expect(endless).rejects.toThrow();
    // Waits for the row: two seconds at most, which is less than the statement would take.
    await world.work.write(world.here, ({ manager }) => manager.query('UPDATE commune SET name = name'));
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ name: string }[]>('SELECT name FROM commune'),
    );
    expect(rows).toEqual([{ name: 'Bordeaux' }]);
    await expect(
      world.work.bulk(world.here, () => Promise.reject(new Error('never asked')), abort.signal),
    ).rejects.toBe(reason);
    expect(world.pool.figures.waiting).toBe(0);
  });

  it('does not notice a migration under its prepared statements', async () => {
    const select = 'SELECT * FROM commune WHERE code = $1';
    const all = (mode: 'read' | 'write') =>
      Promise.all(
        Array.from({ length: 6 }, () =>
          world.work[mode](world.here, ({ manager }) => manager.query<object[]>(select, ['33063'])),
        ),
      );
    await all('read');
    await all('write');
    const { schema } = world.here.tenant;
    await world.installation.onSchema('main', schema, (runner) =>
      runner.query('ALTER TABLE commune ADD COLUMN later text'),
    );
    for (const mode of ['read', 'write'] as const) {
      for (const [row] of await all(mode)) expect(row).toHaveProperty('later', null);
    }
    expect(world.pool.figures.waiting).toBe(0);
  });
});
