import { BullModule, getQueueToken } from '@nestjs/bull';
import {
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { required, SECOND } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { databaseAddresses, platformDatabase, platformRoles, RoutingPool } from '@halles/platform/database';
import type { Log } from '@halles/platform/observability';
import { type JobHandler, JobRunner, OutboxRelay } from '@halles/platform/outbox';
import { TenantRegistry } from '@halles/platform/tenancy';
import type { Queue } from 'bull';
import { bullOptions, QUEUE } from './bull-options';
import { Canary } from './canary';
import { JobQueue } from './job-queue';
import { OutboxProcessor } from './outbox.processor';
import { Relays } from './relays';

/** Token under which the application provides its `JobHandler[]`. */
export const JOB_HANDLERS = Symbol('JOB_HANDLERS');

const DRAIN = 15 * SECOND;

export interface QueueOptions {
  readonly config: Config;
  readonly log: Log;
  /** Modules that export the provider `JOB_HANDLERS`. */
  readonly handlers: DynamicModule;
}

/** Relay, Bull and job runner: what a worker is made of. */
@Module({})
export class QueueModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(Relays) private readonly relays: Relays,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(Canary) private readonly canary: Canary,
  ) {}

  static forWorker({ config, log, handlers }: QueueOptions): DynamicModule {
    const warnings = { warn: (message: string) => log.warn(message) };
    return {
      module: QueueModule,
      imports: [
        handlers,
        BullModule.registerQueue({ name: QUEUE, ...bullOptions(config.redisUrl, warnings) }),
      ],
      providers: [
        OutboxProcessor,
        {
          provide: JobRunner,
          inject: [TenantRegistry, RoutingPool, JOB_HANDLERS],
          useFactory: (registry: TenantRegistry, pool: RoutingPool, known: readonly JobHandler[]) => {
            const databaseOf = (name: string) => platformDatabase(pool, platformRoles.relay, name);
            const runner = new JobRunner(registry, databaseOf, log);
            // Before Bull is there: it gives what waits in Redis while the application is still starting.
            for (const handler of known) runner.register(handler);
            return runner;
          },
        },
        {
          provide: JobQueue,
          inject: [getQueueToken(QUEUE)],
          useFactory: (queue: Queue) => new JobQueue(queue),
        },
        {
          provide: Canary,
          inject: [JobQueue],
          useFactory: (queue: JobQueue) => new Canary(queue, (ms) => endProcess(log, ms)),
        },
        {
          provide: Relays,
          inject: [JobQueue, RoutingPool],
          useFactory: (queue: JobQueue, pool: RoutingPool) => new Relays(relaysOf(config, queue, pool)),
        },
      ],
      exports: [JobRunner, JobQueue, Relays],
    };
  }

  onApplicationBootstrap(): void {
    for (const relay of this.relays.all) relay.start();
    this.canary.start();
  }

  /** Before Bull's own shutdown: no new jobs, those at work finish, then the connections may close. */
  async onModuleDestroy(): Promise<void> {
    this.canary.stop();
    await Promise.all(this.relays.all.map((relay) => relay.stop()));
    await this.queue.drain(DRAIN);
  }
}

function endProcess(log: Log, silence: number): void {
  log.fatal(
    { silenceMs: silence },
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
