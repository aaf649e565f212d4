import { BullModule, getQueueToken } from '@nestjs/bull';
import {
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock, required, SECOND } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import { databaseAddresses, platformDatabase, platformRoles, RoutingPool } from '@halles/platform/database';
import { type Log, LOG } from '@halles/platform/observability';
import { JobRunner, LANES, OutboxRelay } from '@halles/platform/outbox';
import { TenantRegistry } from '@halles/platform/tenancy';
import type { Queue } from 'bull';
import { bullOptions, queueOf } from './bull-options';
import { DiscoveredHandlers } from './job-handlers';
import { JobQueue } from './job-queue';
import { LaneQueue } from './lane-queue';
import { LaneWorkers } from './lane-workers';
import { Relays } from './relays';

const DRAIN = 15 * SECOND;

/**
 * Relay, Bull and job runner: what a worker is made of. The handlers are whichever providers of the application have
 * `@HandlesJob`.
 */
@Module({
  imports: [
    DiscoveryModule,
    BullModule.registerQueueAsync(
      ...LANES.map((lane) => ({
        name: queueOf(lane),
        inject: [CONFIG, LOG],
        useFactory: (config: Config, log: Log) =>
          bullOptions(config.redisUrl, { warn: (message) => log.warn(message) }),
      })),
    ),
  ],
  providers: [
    DiscoveredHandlers,
    {
      provide: JobRunner,
      inject: [TenantRegistry, RoutingPool, DiscoveredHandlers, LOG],
      useFactory: (registry: TenantRegistry, pool: RoutingPool, handlers: DiscoveredHandlers, log: Log) =>
        new JobRunner(
          registry,
          (name) => platformDatabase(pool, platformRoles.relay, name),
          (kind) => handlers.get(kind),
          log,
        ),
    },
    {
      provide: JobQueue,
      inject: LANES.map((lane) => getQueueToken(queueOf(lane))),
      useFactory: (...queues: Queue[]) =>
        new JobQueue(
          LANES.map((lane, index) => new LaneQueue(lane, required(queues[index], 'a queue of each lane'))),
        ),
    },
    {
      provide: LaneWorkers,
      inject: [JobQueue, JobRunner, Relays, Clock, LOG],
      useFactory: (queue: JobQueue, runner: JobRunner, relays: Relays, clock: Clock, log: Log) =>
        new LaneWorkers(queue, runner, relays, clock, {
          notBegun: (lane, err) => log.error({ lane, err }, 'the queue cannot be taken from'),
          silent: (lane, ms) => endProcess(log, lane, ms),
        }),
    },
    {
      provide: Relays,
      inject: [CONFIG, JobQueue, RoutingPool],
      useFactory: (config: Config, queue: JobQueue, pool: RoutingPool) =>
        new Relays(relaysOf(config, queue, pool)),
    },
  ],
  exports: [JobRunner, JobQueue, Relays],
})
export class QueueModule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly handlers: DiscoveredHandlers,
    private readonly relays: Relays,
    private readonly workers: LaneWorkers,
  ) {}

  /** A worker that cannot do every job does not start. */
  onModuleInit(): void {
    this.handlers.check();
  }

  onApplicationBootstrap(): void {
    for (const relay of this.relays.all) relay.start();
    this.workers.start();
  }

  /** Before Bull's own shutdown: no new jobs, those at work finish, then the connections may close. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.relays.all.map((relay) => relay.stop()));
    await this.workers.drain(DRAIN);
  }
}

function endProcess(log: Log, lane: string, silence: number): void {
  log.fatal(
    { lane, silenceMs: silence },
    'the queue hands out no jobs although Redis answers: this worker ends to be started anew',
  );
  log.flush();
  process.exit(1);
}

function relaysOf(config: Config, queue: JobQueue, pool: RoutingPool): OutboxRelay[] {
  const log = new Logger('OutboxRelay');
  return [...databaseAddresses(config)].map(([name, address]) => {
    const db = platformDatabase(pool, platformRoles.relay, name);
    return new OutboxRelay(
      required(address, 'the address'),
      config.masterKey,
      db,
      (database, dispatch) => queue.enqueue(database, dispatch),
      log,
    );
  });
}
