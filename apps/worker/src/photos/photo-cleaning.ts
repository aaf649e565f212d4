import { PhotoSweep } from '@halles/domain/photos';
import { HOUR, systemClock } from '@halles/kernel';
import { TenantRegistry, createContext } from '@halles/platform/tenancy';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { WorkerLog } from '../worker-log';

const EVERY = 6 * HOUR;

/**
 * Erases photos that were taken off a day ago, and files that no photo names. Several workers may do it at once, and
 * again: what is gone is gone.
 */
@Injectable()
export class PhotoCleaning implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: TenantRegistry,
    private readonly photos: PhotoSweep,
    private readonly log: WorkerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.clean(systemClock.now()), EVERY);
    this.#timer.unref();
    void this.clean(systemClock.now());
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** One pass over every tenant, whatever its state. */
  async clean(now: Date): Promise<void> {
    for (const tenant of this.registry.all()) {
      const ctx = createContext(tenant, { kind: 'system', job: 'photo-cleaning' }, uuid());
      try {
        const swept = await this.photos.sweep(ctx, now);
        if (swept.erased + swept.files > 0)
          this.log.value.info({ tenant: tenant.slug, ...swept }, 'photos cleaned');
      } catch (error) {
        this.log.value.warn(
          { tenant: tenant.slug, err: error },
          'photos could not be cleaned: it is tried again',
        );
      }
    }
  }
}
