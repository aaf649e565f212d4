import { ProductIndex } from '@halles/domain/catalogue';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has search know what shops sell that changed it while an import held the directory. */
@Injectable()
export class ProductIndexTask {
  constructor(private readonly index: ProductIndex) {}

  /** One tenant, whatever its state. */
  @Every(MINUTE, { name: 'product-index', perTenant: 'any-state' })
  async catchUp(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    let shops = 0;
    while (!signal.aborted && (await this.index.catchUp(ctx))) shops += 1;
    return { shops };
  }
}
