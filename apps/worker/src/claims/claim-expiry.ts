import { ClaimService } from '@halles/domain/claims';
import { HOUR } from '@halles/kernel';
import { createContext, TenantRegistry } from '@halles/platform/tenancy';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { WorkerLog } from '../worker-log';

const EVERY = HOUR;

/** Ends claims that nobody proved in time. Several workers may do it at once: each claim ends once. */
@Injectable()
export class ClaimExpiry implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: TenantRegistry,
    private readonly claims: ClaimService,
    private readonly log: WorkerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.sweep(new Date()), EVERY);
    this.#timer.unref();
    void this.sweep(new Date());
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** One pass over every tenant. */
  async sweep(now: Date): Promise<void> {
    for (const tenant of this.registry.all()) {
      const ctx = createContext(tenant, { kind: 'system', job: 'claim-expiry' }, uuid());
      try {
        while ((await this.claims.expire(ctx, now)) > 0);
        await this.claims.eraseOrphans(ctx, now);
      } catch (error) {
        this.log.value.warn(
          { tenant: tenant.slug, err: error },
          'claims could not be ended: it is tried again',
        );
      }
    }
  }
}
