import { patternsOf } from '@halles/contracts';
import { isUnderWay } from '@halles/domain/orders';
import { Ctx, type HttpAnswer, json, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { CustomerOrders } from './customer-orders.service';

/** What the open page of an order asks again and again: one row, and no word of what was ordered. */
@Public()
@Controller()
export class OrderProgressController {
  constructor(private readonly customers: CustomerOrders) {}

  /** The number of its last step, whether it is the last of all, and whether the shop has not confirmed it in time. */
  @Get(patternsOf('order.progress'))
  async show(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    const { event, state, isUnconfirmed } = await this.customers.progress(ctx, token);
    return json(
      { event, isUnconfirmed, isOver: !isUnderWay(state) },
      { 'cache-control': 'private, no-store' },
    );
  }
}
