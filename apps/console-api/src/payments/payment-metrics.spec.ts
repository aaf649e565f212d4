import type { PaymentEvents, PaymentReconciliation } from '@halles/domain/orders';
import type { Clock } from '@halles/kernel';
import type { GaugeValues, Log, Metrics } from '@halles/platform/observability';
import type { TenantContext, TenantRegistry } from '@halles/platform/tenancy';
import { PaymentMetrics } from './payment-metrics';

type Read = () => Promise<GaugeValues<string>>;

it('asks a few territories for each answer, the oldest first, and tells the others as they were', async () => {
  let now = 1_000_000_000_000;
  const asked: string[] = [];
  const gauges: Read[] = [];
  const tenants = Array.from({ length: 45 }, (_, at) => ({ slug: `t${String(at)}` }));
  const metrics = {
    counter: () => () => undefined,
    gauge: (_name: string, _help: string, _labels: unknown, read: Read) => gauges.push(read),
  } as unknown as Metrics;
  const payments = {
    counts: ({ tenant }: TenantContext) => {
      asked.push(tenant.slug);
      return Promise.resolve({ states: { paid: 1 }, mismatches: {}, problems: 0, contested: 0 });
    },
  } as unknown as PaymentReconciliation;
  const registry = { all: () => tenants } as unknown as TenantRegistry;
  const clock: Clock = { now: () => new Date(now) };
  const log = { warn: () => undefined } as unknown as Log;
  const events = { isOffered: true } as unknown as PaymentEvents;
  new PaymentMetrics(metrics, events, payments, registry, clock, log).onModuleInit();
  const answer = async (): Promise<number> => {
    const told = [];
    for (const read of gauges) told.push(await read());
    return told[0]?.length ?? 0;
  };
  expect([await answer(), asked.length]).toEqual([20, 20]);
  now += 15_000;
  expect([await answer(), asked.length]).toEqual([40, 40]);
  now += 15_000;
  expect([await answer(), asked.length]).toEqual([45, 45]);
  now += 15_000;
  expect([await answer(), asked.length]).toEqual([45, 45]);
  now += 60_000;
  await answer();
  expect(asked.slice(45)).toEqual(tenants.slice(0, 20).map(({ slug }) => slug));
});
