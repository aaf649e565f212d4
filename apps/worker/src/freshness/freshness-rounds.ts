import { AskPlanner } from '@halles/domain/freshness';
import { ReportQueue } from '@halles/domain/reports';
import { MINUTE } from '@halles/kernel';
import { createContext, TenantRegistry } from '@halles/platform/tenancy';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { WorkerLog } from '../worker-log';

const EVERY = 10 * MINUTE;

/**
 * Puts the questions to merchants that are due, and hands reports that nobody answered to the agents. Several workers may do
 * it at once, and again: a question has one row a period, a report goes over once.
 */
@Injectable()
export class FreshnessRounds implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | null = null;

  constructor(
    private readonly registry: TenantRegistry,
    private readonly planner: AskPlanner,
    private readonly queue: ReportQueue,
    private readonly log: WorkerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#begin(), EVERY);
    this.#timer.unref();
    void this.#begin();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** One pass over the portals that are open: who cannot be answered is not asked. */
  async round(now: Date): Promise<void> {
    for (const tenant of this.registry.all()) {
      if (tenant.state !== 'live') continue;
      const ctx = createContext(tenant, { kind: 'system', job: 'freshness' }, uuid());
      try {
        const asked = await this.planner.plan(ctx, now);
        const escalated = await this.queue.escalate(ctx, now);
        if (asked + escalated > 0)
          this.log.value.info(
            { tenant: tenant.slug, asked, escalated },
            'merchants asked, reports handed over',
          );
      } catch (error) {
        this.log.value.warn(
          { tenant: tenant.slug, err: error },
          'merchants could not be asked: it is tried again',
        );
      }
    }
  }

  /** A round that takes longer than the time between two is not begun twice. */
  async #begin(): Promise<void> {
    if (this.#round) return;
    this.#round = this.round(new Date());
    await this.#round;
    this.#round = null;
  }
}
