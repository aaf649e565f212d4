/** @own-modules */
import { HOUR, required } from '@halles/kernel';
import {
  databaseAddresses,
  platformDatabase,
  platformRoles,
  type Queryable,
} from '@halles/platform/database';
import { DatabaseRegistry, forgettingSince, type TenantContext } from '@halles/platform/tenancy';
import { FixedRegistry, openWorld, platformOf, statementsOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import {
  backoff,
  claimDue,
  defineJob,
  type Enqueue,
  type Job,
  JobRunner,
  MAX_FAILURES,
  Outbox,
  OutboxRelay,
  PermanentFailure,
} from '.';

const HAPPENED = defineJob('test.happened');
const OF_PLATFORM = defineJob('console.test');
const UNHEARD = defineJob('test.unheard');
const MAILED = defineJob('test.mailed', 'mail');

const silent = { info: () => undefined, error: () => undefined };

describe('outbox', () => {
  let world: World;
  let relay: Queryable;
  const outbox = new Outbox();

  beforeAll(async () => {
    world = await openWorld();
    relay = platformDatabase(world.pool, platformRoles.relay);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await platformOf(world).query('DELETE FROM outbox');
  });

  const append = (ctx: TenantContext, kind = HAPPENED, ref = uuid()) =>
    world.work.write(ctx, (tx) => outbox.append(tx, { kind, ref }));
  const statusOf = async (id: string) =>
    (
      await platformOf(world).query<{ status: string; failures: number; last_error: string | null }>(
        'SELECT status, failures, last_error FROM outbox WHERE id = $1',
        [id],
      )
    )[0];
  const endLeases = () =>
    platformOf(world).query("UPDATE outbox SET lease_until = now() - interval '1 second'");
  const runnerWith = (run: (job: Job) => Promise<void>) => {
    const registry = new FixedRegistry([world.here.tenant, world.there.tenant]);
    return new JobRunner(
      registry,
      () => relay,
      (kind) => (kind === HAPPENED ? { run } : undefined),
      silent,
    );
  };

  it('is written with the transaction, or not at all', async () => {
    await expect(
      world.work.write(world.here, async (tx) => {
        await outbox.append(tx, { kind: HAPPENED, ref: uuid() });
        throw new Error('the use case failed');
      }),
    ).rejects.toThrow('the use case failed');
    expect(await platformOf(world).query('SELECT 1 FROM outbox')).toEqual([]);
  });

  it('is written in one statement, whoever appends, and without what a piece appended that was undone', async () => {
    const kept = [uuid(), uuid(), uuid()];
    const asked = await statementsOf(() =>
      world.work.write(world.here, async (tx) => {
        await outbox.append(tx, { kind: HAPPENED, ref: kept[0] ?? '' });
        const forget = forgettingSince(tx);
        await new Outbox().append(tx, { kind: HAPPENED, ref: uuid() });
        forget();
        await new Outbox().appendAll(tx, [{ kind: HAPPENED, ref: kept[1] ?? '' }]);
        await outbox.append(tx, { kind: HAPPENED, ref: kept[2] ?? '' });
      }),
    );
    expect(asked.filter((text) => text.includes('INSERT INTO platform.outbox'))).toHaveLength(1);
    const rows = await platformOf(world).query<{ ref: string }>('SELECT ref FROM outbox');
    expect(rows.map(({ ref }) => ref).toSorted()).toEqual(kept.toSorted());
  });

  it('lets a tenant append for itself and do nothing else', async () => {
    const attempt = (sql: string) => world.work.write(world.here, ({ manager }) => manager.query(sql));
    const foreign = world.there.tenant.role;
    await append(world.here);
    for (const sql of [
      `INSERT INTO platform.outbox (id, tenant_role, kind, ref) VALUES (gen_random_uuid(), '${foreign}', 'test.happened', gen_random_uuid())`,
      `INSERT INTO platform.outbox (id, kind, ref, status) VALUES (gen_random_uuid(), 'test.happened', gen_random_uuid(), 'done')`,
      `INSERT INTO platform.outbox (id, kind, ref) VALUES (gen_random_uuid(), 'test.happened', gen_random_uuid()) RETURNING id`,
      'SELECT id FROM platform.outbox',
      "UPDATE platform.outbox SET status = 'done'",
      'DELETE FROM platform.outbox',
    ]) {
      await expect(attempt(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
    }
  });

  it('gives each row to one relay, however many ask at once', async () => {
    for (let i = 0; i < 8; i += 1) await append(i % 2 ? world.here : world.there);
    const claims = await Promise.all(Array.from({ length: 4 }, () => claimDue(relay, 3)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claimDue(relay, 50);
    expect(ids.length + rest.length).toBe(8);
    expect(await claimDue(relay, 50)).toEqual([]);
  });

  it('hands a row out again when its lease ended, under a new dispatch number', async () => {
    await append(world.here);
    const [first] = await claimDue(relay, 10);
    await endLeases();
    const [second] = await claimDue(relay, 10);
    expect(second).toEqual({ id: first?.id, kind: HAPPENED, dispatches: 2 });
  });

  it('keeps places for the other tenants when one has a flood', async () => {
    for (let i = 0; i < 30; i += 1) await append(world.here);
    await append(world.there);
    const claimed = await claimDue(relay, 50);
    const rows = await platformOf(world).query<{ role: string; n: number }>(
      'SELECT tenant_role AS role, count(*)::int AS n FROM outbox WHERE id = ANY ($1) GROUP BY 1',
      [claimed.map(({ id }) => id)],
    );
    const counts = new Map(rows.map(({ role, n }) => [role, n]));
    expect(counts.get(world.there.tenant.role)).toBe(1);
    expect(counts.get(world.here.tenant.role)).toBe(10);
  });

  it('keeps places for what is no mail when a tenant has a flood of them', async () => {
    for (let i = 0; i < 30; i += 1) await append(world.here, MAILED);
    for (const kind of [HAPPENED, UNHEARD]) await append(world.here, kind);
    const kindsOf = (claimed: readonly { kind: string }[]) => claimed.map(({ kind }) => kind).sort();
    const mails = Array.from({ length: 10 }, () => String(MAILED));
    expect(kindsOf(await claimDue(relay, 50))).toEqual([HAPPENED, ...mails, UNHEARD]);
    for (let i = 0; i < 12; i += 1) await append(world.here);
    expect(kindsOf(await claimDue(relay, 50))).toEqual(Array.from({ length: 8 }, () => String(HAPPENED)));
  });

  it('hands out the backlog of a tenant as its jobs end, and not at the pace of the poll', async () => {
    for (let i = 0; i < 60; i += 1) await append(world.here);
    const runner = runnerWith(() => Promise.resolve());
    const flaws: string[] = [];
    const log = { warn: (flaw: string) => flaws.push(flaw), error: (flaw: string) => flaws.push(flaw) };
    const address = required(databaseAddresses(world.config).get('main'), 'main');
    const enqueue: Enqueue = (database, { id, dispatches: dispatch }) => {
      void runner.run({ database, outboxId: id, dispatch }).then(() => backlog.jobOver());
      return Promise.resolve();
    };
    // It looks by itself again when this test is long over.
    const backlog = new OutboxRelay(address, world.config.masterKey, relay, enqueue, log, HOUR);
    backlog.start();
    const countLeft = () => platformOf(world).query("SELECT 1 FROM outbox WHERE status <> 'done'");
    while ((await countLeft()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await backlog.stop();
    expect(flaws).toEqual([]);
  });

  it('runs a job once, however often it is handed out', async () => {
    let runs = 0;
    const runner = runnerWith(async () => void (runs += 1));
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    expect(await runner.run({ database: 'main', outboxId, dispatch: 1 })).toBe('done');
    expect(await runner.run({ database: 'main', outboxId, dispatch: 1 })).toBe('already');
    expect(runs).toBe(1);
  });

  it('lets only the last handing-out of a row work: the job of a dead worker that comes back does nothing', async () => {
    let runs = 0;
    const runner = runnerWith(async () => void (runs += 1));
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    await endLeases();
    await claimDue(relay, 10);
    expect(await runner.run({ database: 'main', outboxId, dispatch: 1 })).toBe('superseded');
    expect(runs).toBe(0);
    expect(await runner.run({ database: 'main', outboxId, dispatch: 2 })).toBe('done');
    expect(runs).toBe(1);
  });

  it('keeps a row whose job begins late from being handed out again in that instant', async () => {
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    await endLeases();
    let handedOut: unknown;
    const runner = runnerWith(async () => void (handedOut = await claimDue(relay, 10)));
    expect(await runner.run({ database: 'main', outboxId, dispatch: 1 })).toBe('done');
    expect(handedOut).toEqual([]);
  });

  it('works once on a job that the queue gives twice at a time', async () => {
    let runs = 0;
    const runner = runnerWith(async () => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    const job = { database: 'main', outboxId, dispatch: 1 };
    expect((await Promise.all([runner.run(job), runner.run(job)])).sort()).toEqual(['done', 'superseded']);
    expect(runs).toBe(1);
  });

  it('does not take the last handing-out for the one before, were both given at the same instant', async () => {
    let runs = 0;
    const runner = runnerWith(async () => void (runs += 1));
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    await endLeases();
    await claimDue(relay, 10);
    const outcomes = await Promise.all(
      [1, 2].map((dispatch) => runner.run({ database: 'main', outboxId, dispatch })),
    );
    expect(outcomes).toEqual([expect.stringMatching(/already|superseded/), 'done']);
    expect(runs).toBe(1);
  });

  it('takes the tenant from the row, never from the payload', async () => {
    const seen: string[] = [];
    const runner = runnerWith(async ({ ctx }) => void seen.push(ctx.tenant.slug));
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    await runner.run({ database: 'main', outboxId, dispatch: 1, tenantId: world.there.tenant.id } as never);
    expect(seen).toEqual([world.here.tenant.slug]);
  });

  it('postpones what failed, and buries it after the last attempt', async () => {
    const runner = runnerWith(() => Promise.reject(new Error('not now')));
    const outboxId = await append(world.here);
    await claimDue(relay, 10);
    expect(await runner.run({ database: 'main', outboxId, dispatch: 1 })).toBe('postponed');
    expect(await statusOf(outboxId)).toEqual({ status: 'pending', failures: 1, last_error: 'not now' });
    expect(await claimDue(relay, 10)).toEqual([]);
    await platformOf(world).query("UPDATE outbox SET failures = $1, next_at = now() - interval '1 second'", [
      MAX_FAILURES - 1,
    ]);
    await claimDue(relay, 10);
    expect(await runner.run({ database: 'main', outboxId, dispatch: 2 })).toBe('dead');
    expect(await statusOf(outboxId)).toMatchObject({ status: 'dead', last_error: 'not now' });
  });

  it('is done for a tenant that was published since the worker last heard of the registry: it asks', async () => {
    const address = required(databaseAddresses(world.config).get('main'), 'main');
    const registryDb = platformDatabase(world.pool, platformRoles.registry);
    // Neither listens nor polls: it knows what it is told to read.
    const deaf = new DatabaseRegistry(registryDb, address, world.config.masterKey, { warn: () => undefined });
    const publish = (at: Date | null) =>
      platformOf(world).query('UPDATE tenant SET provisioned_at = $2 WHERE id = $1', [
        world.there.tenant.id,
        at,
      ]);
    const since = new Date();
    await publish(null);
    await deaf.reload();
    const outboxIds = await Promise.all([append(world.there), append(world.there)]);
    await publish(since);
    expect(deaf.byRole(world.there.tenant.role)).toBeUndefined();
    const seen: string[] = [];
    const runner = new JobRunner(
      deaf,
      () => relay,
      () => ({ run: async ({ ctx }) => void seen.push(ctx.tenant.slug) }),
      silent,
    );
    await claimDue(relay, 10);
    const outcomes = outboxIds.map((outboxId) => runner.run({ database: 'main', outboxId, dispatch: 1 }));
    expect(await Promise.all(outcomes)).toEqual(['done', 'done']);
    expect(seen).toEqual([world.there.tenant.slug, world.there.tenant.slug]);
  });

  it('is done for a tenant of another database where the platform owes it, and nothing else is', async () => {
    const elsewhere = { ...world.there.tenant, database: 'elsewhere' };
    const seen: string[] = [];
    const runner = new JobRunner(
      new FixedRegistry([elsewhere]),
      () => relay,
      () => ({ run: async ({ ctx }) => void seen.push(ctx.tenant.database) }),
      silent,
    );
    const owedByTenant = await append(world.there);
    await outbox.appendForPlatform(platformOf(world), elsewhere, { kind: OF_PLATFORM, ref: owedByTenant });
    const [row] = await platformOf(world).query<{ id: string }>('SELECT id FROM outbox WHERE kind = $1', [
      OF_PLATFORM,
    ]);
    await claimDue(relay, 10);
    const run = (outboxId: string) => runner.run({ database: 'main', outboxId, dispatch: 1 });
    expect([await run(row?.id ?? ''), await run(owedByTenant)]).toEqual(['done', 'postponed']);
    expect(seen).toEqual(['elsewhere']);
  });

  it('is postponed for a tenant that nobody knows yet, and buried after the last attempt', async () => {
    const orphan = await append(world.there);
    const alone = new JobRunner(
      new FixedRegistry([world.here.tenant]),
      () => relay,
      () => ({ run: () => Promise.resolve() }),
      silent,
    );
    await claimDue(relay, 10);
    expect(await alone.run({ database: 'main', outboxId: orphan, dispatch: 1 })).toBe('postponed');
    const reason = 'its tenant is not in the registry of this database';
    expect(await statusOf(orphan)).toEqual({ status: 'pending', failures: 1, last_error: reason });
    await platformOf(world).query("UPDATE outbox SET failures = $1, next_at = now() - interval '1 second'", [
      MAX_FAILURES - 1,
    ]);
    await claimDue(relay, 10);
    expect(await alone.run({ database: 'main', outboxId: orphan, dispatch: 2 })).toBe('dead');
  });

  it('makes a dead letter at once of what can never pass: a permanent failure', async () => {
    const runner = runnerWith(() => Promise.reject(new PermanentFailure('no such mailbox')));
    const permanent = await append(world.here);
    await claimDue(relay, 10);
    expect(await runner.run({ database: 'main', outboxId: permanent, dispatch: 1 })).toBe('dead');
    expect(await runner.run({ database: 'main', outboxId: uuid(), dispatch: 1 })).toBe('gone');
  });

  it('is postponed where this worker does not know its kind yet, done by one that does, and buried after a day', async () => {
    const [known, never] = [await append(world.here, UNHEARD), await append(world.here, UNHEARD)];
    const older = runnerWith(() => Promise.resolve());
    const newer = new JobRunner(
      new FixedRegistry([world.here.tenant]),
      () => relay,
      () => ({ run: () => Promise.resolve() }),
      silent,
    );
    await claimDue(relay, 10);
    for (const outboxId of [known, never])
      expect(await older.run({ database: 'main', outboxId, dispatch: 1 })).toBe('postponed');
    const reason = 'no handler for the kind "test.unheard"';
    expect(await statusOf(known)).toEqual({ status: 'pending', failures: 1, last_error: reason });
    await platformOf(world).query(
      "UPDATE outbox SET next_at = now() - interval '1 second', failures = CASE WHEN id = $1 THEN failures ELSE $2 END",
      [known, MAX_FAILURES - 1],
    );
    await claimDue(relay, 10);
    expect(await newer.run({ database: 'main', outboxId: known, dispatch: 2 })).toBe('done');
    expect(await older.run({ database: 'main', outboxId: never, dispatch: 2 })).toBe('dead');
    expect(await statusOf(never)).toMatchObject({ status: 'dead', last_error: reason });
  });

  it('waits longer after each failure: seconds, minutes, then hourly', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 20].map((failures) => backoff(failures) / 1000)).toEqual([
      30, 60, 120, 300, 900, 1800, 3600, 3600,
    ]);
  });
});
