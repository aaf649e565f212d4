import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, HOUR, systemClock } from '@halles/kernel';
import { platformDatabase, platformRoles } from '@halles/platform/database';
import type { Tenant, TenantContext } from '@halles/platform/tenancy';
import { FixedRegistry, openWorld, platformOf, type World } from '@halles/testing';
import type { InstallationTask, TaskCounts, TaskRun, TenantTask } from './every.decorator';
import { type Pace, type ScheduledTask, Scheduler } from './scheduler';

const PACE: Pace = { poll: 20, lease: 600, stop: 400, jitter: 0, longestPause: HOUR };

interface Row {
  readonly outcome: string | null;
  readonly holder: string | null;
  readonly leaseUntil: Date | null;
  readonly runs: number;
  readonly failures: number;
  readonly due: boolean;
}

describe('the scheduler', () => {
  let world: World;
  let schedulers: Scheduler[] = [];
  let lines: { readonly level: string; readonly fields: object; readonly message: string }[] = [];

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  afterEach(async () => {
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    schedulers = [];
    lines = [];
    await platformOf(world).query('DELETE FROM scheduled_task');
  });

  /** A worker of its own: nothing but the database is shared. */
  function aWorker(
    tasks: readonly ScheduledTask[],
    pace: Partial<Pace> = {},
    tenants: readonly Tenant[] = [world.here.tenant, world.there.tenant],
  ): Scheduler {
    const write = (level: string) => (fields: object, message: string) =>
      void lines.push({ level, fields, message });
    const scheduler = new Scheduler(
      {
        db: platformDatabase(world.pool, platformRoles.relay),
        registry: new FixedRegistry(tenants),
        clock: systemClock,
        log: { info: write('info'), warn: write('warn'), error: write('error') },
      },
      { ...PACE, ...pace },
    );
    schedulers.push(scheduler);
    scheduler.start(tasks);
    return scheduler;
  }
  const task = (run: InstallationTask, interval = HOUR, timeLimit = HOUR): ScheduledTask => ({
    schedule: { name: 'test-task', interval, timeLimit },
    run,
  });
  const perTenant = (run: TenantTask, which: 'live' | 'any-state' = 'any-state'): ScheduledTask => ({
    schedule: { name: 'test-task', interval: HOUR, perTenant: which },
    run,
  });
  const row = async (): Promise<Row | undefined> =>
    (
      await platformOf(world).query<Row>(
        'SELECT outcome, holder, lease_until AS "leaseUntil", runs::int, failures, next_at <= now() AS due FROM scheduled_task',
      )
    )[0];
  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) await sleep(20);
  }
  /** Runs until its signal or for ever. */
  const hangs = (begun: () => void) => async (): Promise<void> => {
    begun();
    await new Promise(() => undefined);
  };

  it('runs a task once an interval, however many workers there are', async () => {
    let runs = 0;
    for (let worker = 0; worker < 4; worker += 1)
      aWorker([
        task(async () => {
          runs += 1;
          await sleep(50);
        }),
      ]);
    await until(async () => (await row())?.outcome === 'done');
    await sleep(200);
    expect(runs).toBe(1);
    expect(await row()).toMatchObject({ outcome: 'done', holder: null, runs: 1, failures: 0, due: false });
  });

  it('runs it again when its interval is over', async () => {
    let runs = 0;
    aWorker([
      task(() => {
        runs += 1;
        return Promise.resolve();
      }, 60),
    ]);
    await until(() => runs >= 3);
  });

  it('never begins a task while it runs, though its next time has come and its lease is renewed', async () => {
    let atWork = 0;
    let most = 0;
    let runs = 0;
    for (let worker = 0; worker < 2; worker += 1)
      aWorker(
        [
          task(async () => {
            runs += 1;
            atWork += 1;
            most = Math.max(most, atWork);
            const first = (await row())?.leaseUntil;
            await until(async () => {
              const now = await row();
              return now?.due === true && now.leaseUntil?.getTime() !== first?.getTime();
            });
            atWork -= 1;
          }, 30),
        ],
        { lease: 1_500 },
      );
    await until(() => runs >= 3);
    expect(most).toBe(1);
  });

  it('takes over from a worker that died in the middle, once its lease is over, and not before', async () => {
    const dead = '00000000-0000-4000-8000-000000000000';
    await platformOf(world).query(
      `INSERT INTO scheduled_task (name, holder, lease_until, started_at) VALUES ('test-task', $1, now() + interval '1 hour', now())`,
      [dead],
    );
    let ran = false;
    aWorker([
      task(() => {
        ran = true;
        return Promise.resolve();
      }),
    ]);
    await sleep(250);
    expect(ran).toBe(false);
    expect((await row())?.holder).toBe(dead);
    await platformOf(world).query('UPDATE scheduled_task SET lease_until = now()');
    await until(() => ran);
    await until(async () => (await row())?.outcome === 'done');
  });

  it('ends a run whose lease another took', async () => {
    let aborted = false;
    aWorker(
      [
        task(
          ({ signal }) =>
            new Promise<void>((resolve) => {
              signal.addEventListener('abort', () => {
                aborted = true;
                resolve();
              });
            }),
        ),
      ],
      { lease: 90 },
    );
    await until(async () => (await row())?.holder != null);
    await platformOf(world).query(
      `UPDATE scheduled_task SET holder = '00000000-0000-4000-8000-000000000000', lease_until = now() + interval '1 hour'`,
    );
    await until(() => aborted);
    await sleep(50);
    expect(await row()).toMatchObject({ holder: '00000000-0000-4000-8000-000000000000', outcome: null });
  });

  it('gives a run up at its time limit, reports it, and does not begin it beside itself', async () => {
    let begun = 0;
    aWorker([
      task(
        hangs(() => (begun += 1)),
        30,
        80,
      ),
    ]);
    await until(async () => (await row())?.outcome === 'timed-out');
    expect(await row()).toMatchObject({ holder: null, failures: 1 });
    expect(lines).toContainEqual({
      level: 'error',
      fields: expect.objectContaining({ task: 'test-task', timeLimit: 80 }) as object,
      message: 'a scheduled task took too long',
    });
    await sleep(150);
    expect(begun).toBe(1);
    // Another worker tries, at its next time.
    let other = false;
    aWorker([
      task(() => {
        other = true;
        return Promise.resolve();
      }, 30),
    ]);
    await until(() => other);
  });

  it('records a failure, reports it and tries again at the next time', async () => {
    let runs = 0;
    aWorker([
      task(() => {
        runs += 1;
        if (runs < 3) throw new Error('not now');
        return Promise.resolve();
      }, 40),
    ]);
    await until(async () => (await row())?.failures === 2);
    await until(async () => (await row())?.outcome === 'done');
    expect((await row())?.failures).toBe(0);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('goes through the tenants, those that are not open only where the task says so; one that fails keeps no other from it', async () => {
    const suspended: Tenant = { ...world.there.tenant, state: 'suspended' };
    const seen: string[] = [];
    const look = (ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> => {
      seen.push(`${ctx.tenant.slug} ${ctx.actor.kind}`);
      expect(Math.abs(Date.now() - now.getTime())).toBeLessThan(DAY);
      return ctx.tenant.slug === 'ici-bourg'
        ? Promise.reject(new Error('not here'))
        : Promise.resolve({ erased: 2, kept: 0 });
    };
    aWorker([perTenant(look)], {}, [world.here.tenant, suspended]);
    await until(async () => (await row())?.outcome === 'failed');
    expect(seen.sort()).toEqual(['autre-ville system', 'ici-bourg system']);
    expect(lines.map(({ level, fields }) => ({ level, ...fields }))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'error', task: 'test-task', tenant: 'ici-bourg' }),
        expect.objectContaining({ level: 'info', task: 'test-task', tenant: 'autre-ville', erased: 2 }),
      ]) as object,
    );
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    await platformOf(world).query('DELETE FROM scheduled_task');
    seen.length = 0;
    aWorker([perTenant(look, 'live')], {}, [world.here.tenant, suspended]);
    await until(async () => (await row())?.outcome === 'failed');
    expect(seen).toEqual(['ici-bourg system']);
  });

  it('leaves a tenant for which it fails alone for longer and longer, and no other one', async () => {
    const seen: string[] = [];
    const look = (ctx: TenantContext): Promise<void> => {
      seen.push(ctx.tenant.slug);
      return ctx.tenant.slug === 'ici-bourg' ? Promise.reject(new Error('not here')) : Promise.resolve();
    };
    const every = {
      schedule: { name: 'test-task', interval: 10, timeLimit: HOUR, perTenant: 'live' as const },
      run: look,
    };
    aWorker([every]);
    const countOf = (slug: string): number => seen.filter((one) => one === slug).length;
    await until(() => countOf('ici-bourg') >= 4 && countOf('autre-ville') >= countOf('ici-bourg') + 6);
    // While it waits to be tried again, the task has failed nevertheless.
    expect(await row()).toMatchObject({ outcome: 'failed' });
  });

  it('holds against no tenant that a run was ended', async () => {
    let tries = 0;
    const untilEnded = (_: TenantContext, { signal }: TaskRun): Promise<void> => {
      tries += 1;
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => {
          reject(new Error('ended'));
        }),
      );
    };
    const every = {
      schedule: { name: 'test-task', interval: 50, timeLimit: 10, perTenant: 'live' as const },
      run: untilEnded,
    };
    aWorker([every], {}, [world.here.tenant]);
    await until(async () => ((await row())?.runs ?? 0) >= 5);
    expect(tries).toBeGreaterThanOrEqual(5);
  });

  it('stops between two tenants when the process ends, waits for the one at work, and leaves the rest to another worker', async () => {
    const seen: string[] = [];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let isAtWork = false;
    const slow = async (ctx: TenantContext): Promise<void> => {
      isAtWork = true;
      await released;
      seen.push(ctx.tenant.slug);
    };
    const scheduler = aWorker([perTenant(slow)], { stop: HOUR });
    await until(() => isAtWork);
    const stopped = scheduler.stop();
    release();
    await stopped;
    expect(seen).toHaveLength(1);
    expect(await row()).toMatchObject({ outcome: 'stopped', holder: null, due: true });
    await sleep(100);
    expect(seen).toHaveLength(1);
  });

  it('waits at a stop for a bounded time only', async () => {
    let begun = 0;
    const scheduler = aWorker([task(hangs(() => (begun += 1)))], { stop: 100 });
    await until(() => begun === 1);
    await scheduler.stop();
    expect(lines.at(-1)).toMatchObject({ level: 'warn', fields: { tasks: ['test-task'] } });
  });
});
