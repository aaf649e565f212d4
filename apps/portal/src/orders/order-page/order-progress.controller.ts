import { patternsOf } from '@halles/contracts';
import { isUnderWay, orderCalendar, orderNumber, receptionPlace } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Ctx, CurrentLocale, file, type HttpAnswer, json, PageNotFound, Public } from '@halles/platform/http';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { addressLine } from '../../wording/contact-words';
import { CustomerOrders } from './customer-orders.service';

/** What of an order is no page: how far it is, and its time. */
@Public()
@Controller()
export class OrderProgressController {
  constructor(
    private readonly customers: CustomerOrders,
    @InjectConfig() private readonly config: Config,
  ) {}

  /** What the open page asks again and again, one row without a word of what was ordered: the number of its last step, whether it is the last of all, and whether the shop has not confirmed it in time. */
  @Get(patternsOf('order.progress'))
  async show(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    const { event, state, isUnconfirmed } = await this.customers.progress(ctx, token);
    return json(
      { event, isUnconfirmed, isOver: !isUnderWay(state) },
      { 'cache-control': 'private, no-store' },
    );
  }

  /** Its time, for the calendar of its customer, and its end where it came to one. @throws PageNotFound it is sent: nobody has to be there */
  @Get(patternsOf('order.calendar'))
  async calendar(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
  ): Promise<HttpAnswer> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    if (order.fulfilment === 'post') throw new PageNotFound({});
    const url = new PortalLinks(this.config, ctx.tenant).to('order', locale, { token });
    const place = receptionPlace(order) ?? addressLine(listing.address, true);
    const sender = ctx.tenant.settings;
    return file(orderCalendar(order, { shop: listing.name, place, url, sender }, locale), {
      type: 'text/calendar; charset=utf-8',
      saveAs: `${orderNumber(order.number)}.ics`,
    });
  }
}
