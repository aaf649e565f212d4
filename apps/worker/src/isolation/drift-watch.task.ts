import { MINUTE, SECOND } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import {
  databaseAddresses,
  findDrift,
  platformDatabase,
  platformRoles,
  resetTenantSettings,
  RoutingPool,
} from '@halles/platform/database';
import { InjectLog, type Log } from '@halles/platform/observability';
import { Every } from '@halles/platform/scheduling';
import { Injectable } from '@nestjs/common';

/**
 * Checks every five minutes that the isolation between tenants is as it was made, and reports it when it is not. Settings
 * that a tenant's role has set on itself are taken back as well.
 */
@Injectable()
export class DriftWatchTask {
  constructor(
    @InjectConfig() private readonly config: Config,
    @InjectLog() private readonly log: Log,
    private readonly pool: RoutingPool,
  ) {}

  /** @throws AggregateError where a database could not be read; the others have been */
  @Every(5 * MINUTE, { name: 'isolation-drift', timeLimit: 90 * SECOND })
  async check(): Promise<void> {
    const errors: unknown[] = [];
    for (const name of databaseAddresses(this.config).keys()) {
      try {
        await this.checkDatabase(name);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'the isolation between tenants was not checked');
  }

  private async checkDatabase(database: string): Promise<void> {
    const drifts = await findDrift(platformDatabase(this.pool, platformRoles.registry, database));
    for (const drift of drifts)
      this.log.error(
        { database, ...drift },
        'the isolation between tenants has drifted: run "halles doctor"',
      );
    if (drifts.length === 0) return;
    const relay = platformDatabase(this.pool, platformRoles.relay, database);
    for (const { role, setting } of await resetTenantSettings(relay))
      this.log.warn(
        { database, role, setting },
        'a setting that a tenant’s role had on itself was taken back',
      );
  }
}
