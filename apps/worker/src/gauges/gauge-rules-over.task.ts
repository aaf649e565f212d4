import { GaugeRules } from '@halles/domain/gauges';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has those told whom a rule limited whose last day is over. */
@Injectable()
export class GaugeRulesOverTask {
  constructor(private readonly rules: GaugeRules) {}

  @Every(HOUR, { name: 'gauge-rules-over', perTenant: 'live' })
  async run(ctx: TenantContext): Promise<TaskCounts> {
    return { over: await this.rules.endDue(ctx) };
  }
}
