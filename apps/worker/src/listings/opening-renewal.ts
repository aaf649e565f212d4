import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { OpeningService } from '@halles/domain/listings';
import { HOUR } from '@halles/kernel';
import { createContext, TenantRegistry } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { WorkerLog } from '../worker-log';

const EVERY = HOUR;

/** Keeps every territory's opening hours computed for the days to come. Several workers may do it at once, and again. */
@Injectable()
export class OpeningRenewal implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: TenantRegistry,
    private readonly openings: OpeningService,
    private readonly log: WorkerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.renew(new Date()), EVERY);
    this.#timer.unref();
    void this.renew(new Date());
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** One pass over every tenant, whatever its state: a portal that comes back knows who is open. */
  async renew(now: Date): Promise<void> {
    for (const tenant of this.registry.all()) {
      const ctx = createContext(tenant, { kind: 'system', job: 'opening-renewal' }, uuid());
      try {
        const { renewed, removed } = await this.openings.renew(ctx, now);
        if (renewed + removed > 0)
          this.log.value.info({ tenant: tenant.slug, renewed, removed }, 'opening hours renewed');
      } catch (error) {
        this.log.value.warn(
          { tenant: tenant.slug, err: error },
          'opening hours could not be renewed: it is tried again',
        );
      }
    }
  }
}
