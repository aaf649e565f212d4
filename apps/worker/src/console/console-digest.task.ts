import { ConsoleDigests, digestConsole, digestDay } from '@halles/domain/console-accounts';
import { CaseQueues } from '@halles/domain/cases';
import { dayOfIso, publicHolidayOn } from '@halles/domain/hours';
import { TerritoryService } from '@halles/domain/territories';
import { MINUTE } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has the people of a town mailed on the mornings of working days what waits for them, where something does. */
@Injectable()
export class ConsoleDigestTask {
  constructor(
    private readonly digests: ConsoleDigests,
    private readonly queues: CaseQueues,
    private readonly outbox: Outbox,
    private readonly territory: TerritoryService,
  ) {}

  /** One portal that is open. */
  @Every(10 * MINUTE, { name: 'console-digest', perTenant: 'live' })
  async promise(ctx: TenantContext, { now }: TaskRun): Promise<TaskCounts> {
    const { tenant } = ctx;
    const day = digestDay(now, tenant.settings.timeZone);
    if (
      day === null ||
      (await this.isHoliday(ctx, day)) ||
      (await this.queues.waiting(ctx, now)).length === 0
    )
      return { promised: 0 };
    const promised = await this.digests.promise(tenant.id, day, (id, tx) =>
      this.outbox.appendForPlatform(tx, tenant, digestConsole(id)),
    );
    return { promised };
  }

  /** Whether nobody of the territory works: a public holiday in each of its departments. */
  private async isHoliday(ctx: TenantContext, day: string): Promise<boolean> {
    const departments = await this.territory.departments(ctx);
    const date = dayOfIso(day);
    return departments.length > 0 && departments.every((one) => publicHolidayOn(one, date) !== undefined);
  }
}
