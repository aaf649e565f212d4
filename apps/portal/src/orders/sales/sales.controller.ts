import { Readable } from 'node:stream';
import { patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { Sales } from '@halles/domain/orders';
import { workbook } from '@halles/domain/text';
import { Clock, type Locale } from '@halles/kernel';
import {
  Cost,
  Ctx,
  CurrentLocale,
  file,
  type HttpAnswer,
  PageNotFound,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../../accounts';
import { MerchantSpace } from '../../merchant-space';
import { ListingId } from '../../params';
import type { Page } from '../../rendering/page';
import { PageRenderer } from '../../rendering/page-renderer';
import { guardedRows, salesCsv, salesRows } from './sales-file';
import { readPeriod, type SalesPeriod, spanOf } from './sales.period';
import { salesPage } from './sales.presenter';
import { ShopOrders } from '../shop-orders.service';

/** `du`, `au`: the days of the period. What is no text counts as nothing. */
const periodQuery = z.object({
  du: z.string().max(40).optional().catch(undefined),
  au: z.string().max(40).optional().catch(undefined),
});
type PeriodQuery = z.output<typeof periodQuery>;

/** What a shop sold, for who owns its page and does its accounts. */
@Requires('listing.sales')
@Controller()
export class SalesController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly sales: Sales,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.sales'))
  @Cost('heavy')
  async show(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: periodQuery }) query: PeriodQuery,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const { timeZone } = ctx.tenant.settings;
    const asked = readPeriod(query, this.clock.now(), timeZone);
    const { period } = asked;
    const totals = period && (await this.sales.totals(ctx, { listingId: id, ...spanOf(period, timeZone) }));
    const status = period ? {} : { status: 422 };
    return this.space.page(ctx, session, { ...salesPage(listing, asked, totals), ...status });
  }

  @Get(patternsOf('merchant.salesFile'))
  @Cost('heavy')
  async csv(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Query({ schema: periodQuery }) query: PeriodQuery,
  ): Promise<HttpAnswer> {
    const { period, rows, scope } = await this.journal(ctx, locale, id, query);
    return file(() => Readable.from(salesCsv(rows, scope), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      saveAs: `${nameOf(period)}.csv`,
    });
  }

  @Get(patternsOf('merchant.salesWorkbook'))
  @Cost('heavy')
  async workbook(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Query({ schema: periodQuery }) query: PeriodQuery,
  ): Promise<HttpAnswer> {
    const { period, rows, scope } = await this.journal(ctx, locale, id, query);
    const sheet = scope.texts.line('sales.file.sheet');
    return file(() => Readable.from(workbook(sheet, guardedRows(rows)), { objectMode: false }), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      saveAs: `${nameOf(period)}.xlsx`,
    });
  }

  /** @throws PageNotFound where there is no such period: the page says what is wrong with it */
  private async journal(ctx: TenantContext, locale: Locale, listingId: number, query: PeriodQuery) {
    const { timeZone } = ctx.tenant.settings;
    const { period } = readPeriod(query, this.clock.now(), timeZone);
    if (!period) throw new PageNotFound({});
    const scope = this.renderer.scope(ctx.tenant, locale);
    const pages = await this.sales.journal(ctx, { listingId, ...spanOf(period, timeZone) });
    return { period, scope, rows: salesRows(pages, scope) };
  }
}

const nameOf = ({ first, last }: SalesPeriod): string => `ventes-${first}-${last}`;
