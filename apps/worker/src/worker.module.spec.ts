import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeliveryService } from '@halles/domain/deliveries';
import { PushService } from '@halles/domain/notifications';
import type { Config } from '@halles/platform/config';
import { createLog } from '@halles/platform/observability';
import { laneOf } from '@halles/platform/outbox';
import { DiscoveredHandlers } from '@halles/platform/queue';
import { GuardedClient } from '@halles/platform/outbound';
import { PaymentGateway } from '@halles/platform/payments';
import { findRetentionRules, findTasks } from '@halles/platform/scheduling';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer, NestFactory } from '@nestjs/core';
import { OrderBrowsers } from '@halles/domain/orders';
import { Texter } from './orders/texter';
import { WorkerModule } from './worker.module';

const ROOT = join(__dirname, '..', '..', '..');
const sources = globSync('{apps,libs}/**/src/**/*.ts', { cwd: ROOT })
  .filter((path) => !/spec\.ts$/.test(path))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'));

/** What the sources of the whole repository say with a decorator, in whichever library or application. */
function written(decorator: string, pattern: RegExp): string[] {
  const uses = sources.flatMap((text) => text.match(new RegExp(`^\\s*@${decorator}\\(`, 'gm')) ?? []);
  const names = sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  // One that is written in another way than the pattern expects would be missed.
  expect(names).toHaveLength(uses.length);
  return names.sort();
}

/** What a class has injected, and what that has, and so on. */
function neededBy(type: unknown, known = new Set<unknown>()): Set<unknown> {
  if (typeof type !== 'function' || known.has(type)) return known;
  known.add(type);
  const parameters = Reflect.getMetadata('design:paramtypes', type) as unknown[] | undefined;
  for (const parameter of parameters ?? []) neededBy(parameter, known);
  return known;
}

/** A feature that WorkerModule does not import is not found, and nothing else would tell: its work would not be done. */
describe('the module of the worker', () => {
  let app: INestApplicationContext;
  let discovery: DiscoveryService;
  const scanner = new MetadataScanner();

  beforeAll(async () => {
    const log = createLog({ name: 'test', level: 'silent' });
    // In preview the modules are put together and nothing is made: no connection, no work.
    app = await NestFactory.createApplicationContext(WorkerModule.forRoot({} as Config, log), {
      preview: true,
      logger: false,
      abortOnError: false,
    });
    discovery = new DiscoveryService(app.get(ModulesContainer));
  });

  it('finds every class with @HandlesJob', () => {
    const handlers = new DiscoveredHandlers(discovery);
    const found = handlers.kinds.map((kind) => handlers.get(kind)?.constructor.name);
    expect(found.sort()).toEqual(written('HandlesJob', /@HandlesJob\(\w+\)\s+export class (\w+)/g));
  });

  it('has a lane of its own for each kind of job that may wait for what sends mails, text messages or pushes, for the provider of payments, or for an address that somebody gave', () => {
    const handlers = new DiscoveredHandlers(discovery);
    const needed = handlers.kinds.map((kind) => {
      const needs = new Set(neededBy(handlers.get(kind)?.constructor));
      return [
        kind,
        needs.has(DeliveryService) || needs.has(Texter)
          ? 'mail'
          : needs.has(PushService) || needs.has(OrderBrowsers)
            ? 'push'
            : needs.has(PaymentGateway)
              ? 'payment'
              : needs.has(GuardedClient)
                ? 'outbound'
                : 'work',
      ] as const;
    });
    expect(new Set(needed.map(([, lane]) => lane)).size).toBe(5);
    expect(handlers.kinds.map((kind) => [kind, laneOf(kind)])).toEqual(needed);
  });

  it('finds every method with @Every', () => {
    const found = findTasks(discovery, scanner).map(({ schedule }) => schedule.name);
    expect(found.sort()).toEqual(written('Every', /@Every\([^@]*?name: '([^']+)'/g));
  });

  it('finds every method with @EraseAfter', () => {
    const found = findRetentionRules(discovery, scanner).map(({ value }) => value.what);
    expect(found.sort()).toEqual(written('EraseAfter', /@EraseAfter\(\s*'([^']+)'/g));
  });
});
