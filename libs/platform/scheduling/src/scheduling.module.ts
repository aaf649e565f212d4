import { Clock } from '@halles/kernel';
import { platformDatabase, platformRoles, RoutingPool } from '@halles/platform/database';
import { type Log, LOG } from '@halles/platform/observability';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Module, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { findTasks } from './find-tasks';
import { type ScheduledTask, Scheduler } from './scheduler';

/** Runs what the providers of the application declare with `@Every`. For workers. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: Scheduler,
      inject: [RoutingPool, TenantRegistry, Clock, LOG],
      useFactory: (pool: RoutingPool, registry: TenantRegistry, clock: Clock, log: Log) =>
        new Scheduler({ db: platformDatabase(pool, platformRoles.relay), registry, clock, log }),
    },
  ],
})
export class SchedulingModule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private tasks: readonly ScheduledTask[] = [];

  constructor(
    private readonly scheduler: Scheduler,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error where two methods have one name: the process does not start */
  onModuleInit(): void {
    this.tasks = findTasks(this.discovery, this.scanner);
  }

  onApplicationBootstrap(): void {
    this.scheduler.start(this.tasks);
  }

  async onModuleDestroy(): Promise<void> {
    await this.scheduler.stop();
  }
}
