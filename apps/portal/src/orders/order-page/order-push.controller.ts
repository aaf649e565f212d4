import {
  fileRoutes,
  type PushEndpointInput,
  pushEndpointSchema,
  type PushSubscriptionInput,
  pushSubscriptionSchema,
} from '@halles/contracts';
import { OrderBrowsers } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Ctx, file, type HttpAnswer, noContent, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { readOrderWorker } from '@halles/platform/theming';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CustomerOrders } from './customer-orders.service';

/** The browsers in which a customer is notified of an order, by the signed link of its page. */
@Public()
@Controller()
export class OrderPushController {
  private code: Buffer | undefined;

  constructor(
    private readonly customers: CustomerOrders,
    private readonly browsers: OrderBrowsers,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(fileRoutes.orderWorker)
  worker(): HttpAnswer {
    this.code ??= readOrderWorker(this.config.root, this.config.nodeEnv === 'production');
    return file(this.code, { type: 'text/javascript; charset=utf-8', cacheControl: 'no-cache' });
  }

  @Post(fileRoutes.apiOrderPush)
  async subscribe(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Body({ schema: pushSubscriptionSchema }) browser: PushSubscriptionInput,
  ): Promise<HttpAnswer> {
    const { id } = await this.customers.get(ctx, token);
    await this.browsers.subscribe(ctx, id, browser);
    return noContent();
  }

  @Delete(fileRoutes.apiOrderPush)
  async unsubscribe(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Body({ schema: pushEndpointSchema }) { endpoint }: PushEndpointInput,
  ): Promise<HttpAnswer> {
    const { id } = await this.customers.get(ctx, token);
    await this.browsers.unsubscribe(ctx, id, endpoint);
    return noContent();
  }
}
