import { Clock, HOUR, systemClock } from '@halles/kernel';
import { RoutingPool } from '@halles/platform/database';
import { LOG } from '@halles/platform/observability';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Injectable, Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Every } from './every.decorator';
import { EraseAfter, type Erasure, retentionLimit, RetentionSweep } from './retention';
import { RetentionModule } from './retention.module';
import { Scheduler } from './scheduler';
import { SchedulingModule } from './scheduling.module';

@Injectable()
class Sweeper {
  @Every(HOUR, { name: 'sweep' })
  sweep(): Promise<void> {
    return Promise.resolve();
  }

  plain(): void {
    throw new Error('nobody schedules it');
  }
}

@Injectable()
class Namesake {
  @Every(HOUR, { name: 'sweep' })
  again(): Promise<void> {
    return Promise.resolve();
  }
}

class Records {
  readonly calls: unknown[] = [];

  @EraseAfter('letters', { days: 30 })
  erase(...call: Parameters<Erasure>): Promise<number> {
    this.calls.push(call);
    return Promise.resolve(3);
  }
}

class OtherRecords {
  @EraseAfter('letters', { months: 1 })
  erase(): Promise<number> {
    return Promise.resolve(0);
  }
}

class OrdersOfTenants {
  readonly calls: Parameters<Erasure>[] = [];

  @EraseAfter('orders', ({ orders }) => ({ days: orders.retentionDays }))
  erase(...call: Parameters<Erasure>): Promise<number> {
    this.calls.push(call);
    return Promise.resolve(0);
  }
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function aModule(providers: readonly Type[], imports: readonly Type[] = []) {
  class Surroundings {}
  return Test.createTestingModule({
    imports: [
      {
        module: Surroundings,
        global: true,
        providers: [
          { provide: RoutingPool, useValue: {} },
          { provide: TenantRegistry, useValue: { all: () => [] } },
          { provide: Clock, useValue: systemClock },
          { provide: LOG, useValue: log },
        ],
        exports: [RoutingPool, TenantRegistry, Clock, LOG],
      },
      SchedulingModule,
      RetentionModule,
      ...imports,
    ],
    providers: [...providers],
  }).compile();
}

describe('what is found by decorator', () => {
  it('gives the scheduler each method with @Every, that of the retention too', async () => {
    const start = jest.spyOn(Scheduler.prototype, 'start').mockReturnValue();
    const module = await aModule([Sweeper, Records]);
    await module.init();
    const names = start.mock.calls[0]?.[0].map(({ schedule }) => schedule.name);
    expect(names?.sort()).toEqual(['retention', 'sweep']);
    start.mockRestore();
    await module.close();
  });

  it('does not start with two tasks of one name, and says which', async () => {
    const module = await aModule([Sweeper, Namesake]);
    await expect(module.init()).rejects.toThrow(
      'the scheduled task "sweep" is declared by Namesake.again and by Sweeper.sweep',
    );
  });

  it('does not start with a class that two modules provide: it would run twice', async () => {
    @Module({ providers: [Sweeper] })
    class Another {}
    const module = await aModule([Sweeper], [Another]);
    await expect(module.init()).rejects.toThrow('Sweeper.sweep is provided by two modules');
  });

  it('does not start with two rules of retention for one thing', async () => {
    const module = await aModule([Records, OtherRecords]);
    await expect(module.init()).rejects.toThrow('the retention of "letters" is declared by');
  });

  it('erases by each rule up to its own limit', async () => {
    const module = await aModule([Records]);
    module.get(RetentionSweep, { strict: false }).onModuleInit();
    const now = new Date('2026-11-25T12:00:00Z');
    const ctx = { tenant: { slug: 'here' } } as Parameters<RetentionSweep['sweep']>[0];
    const run = { now, signal: new AbortController().signal };
    expect(await module.get(RetentionSweep, { strict: false }).sweep(ctx, run)).toEqual({ letters: 3 });
    expect(module.get(Records).calls).toEqual([[ctx, new Date('2026-10-26T12:00:00Z')]]);
  });

  it('erases up to what the settings of a tenant say, where a rule asks them', async () => {
    const module = await aModule([OrdersOfTenants]);
    const sweep = module.get(RetentionSweep, { strict: false });
    sweep.onModuleInit();
    const run = { now: new Date('2026-11-25T12:00:00Z'), signal: new AbortController().signal };
    const ctxOf = (retentionDays: number) =>
      ({ tenant: { slug: 'here', settings: { orders: { retentionDays } } } }) as unknown as Parameters<
        RetentionSweep['sweep']
      >[0];
    await sweep.sweep(ctxOf(30), run);
    await sweep.sweep(ctxOf(365), run);
    const limits = module.get(OrdersOfTenants).calls.map(([, limit]) => limit.toISOString().slice(0, 10));
    expect(limits).toEqual(['2026-10-26', '2025-11-25']);
  });

  it('counts months by the calendar', () => {
    const limitOf = (months: number, now: string) =>
      retentionLimit({ months }, new Date(now)).toISOString().slice(0, 10);
    expect(limitOf(12, '2026-11-25T12:00:00Z')).toBe('2025-11-25');
    expect(limitOf(12, '2028-02-29T12:00:00Z')).toBe('2027-03-01');
    expect(limitOf(13, '2026-01-31T12:00:00Z')).toBe('2024-12-31');
  });
});
