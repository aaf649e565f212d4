import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { MINUTE } from '@halles/kernel';
import {
  databaseAddresses,
  findDrift,
  platformDatabase,
  platformRoles,
  RoutingPool,
} from '@halles/platform/database';
import { WorkerConfig } from '../worker-config';
import { WorkerLog } from '../worker-log';

const EVERY = 5 * MINUTE;

/** Looks every five minutes whether the walls between tenants stand as they were built, and says so when they do not. */
@Injectable()
export class DriftWatch implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: WorkerConfig,
    private readonly log: WorkerLog,
    private readonly pool: RoutingPool,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.look(), EVERY);
    this.#timer.unref();
    void this.look();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** One look at every database. Never throws: a database that is away is somebody else's alarm. */
  async look(): Promise<void> {
    for (const name of databaseAddresses(this.config.value).keys()) {
      try {
        for (const drift of await findDrift(platformDatabase(this.pool, platformRoles.registry, name))) {
          this.log.value.error(
            { database: name, ...drift },
            'the walls between tenants have drifted: run "halles doctor"',
          );
        }
      } catch (error) {
        this.log.value.warn(
          { database: name, err: error },
          'the walls between tenants could not be looked at',
        );
      }
    }
  }
}
