import { Readable } from 'node:stream';
import { patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { Sales, type SalesTotals } from '@halles/domain/orders';
import { workbook } from '@halles/domain/text';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock, type Locale } from '@halles/kernel';
import { Cost, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import {
  intervalOf,
  type Period,
  periodQuery,
  type PeriodQuery,
  readPeriod,
  type RequestedPeriod,
} from '../../params';
import type { Page } from '../../rendering/page';
import { PageRenderer } from '../../rendering/page-renderer';
import { guardedRows, salesCsv, salesRows } from './sales-file';
import { salesPage } from './sales.presenter';
import { ShopOrders } from '../shop-orders.service';

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
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Query({ schema: periodQuery }) query: PeriodQuery,
  ): Promise<Page> {
    const asked = this.periodIn(ctx, query);
    const { timeZone } = ctx.tenant.settings;
    const totals =
      asked.period && (await this.sales.totals(ctx, { listingId: id, ...spanOf(asked.period, timeZone) }));
    return this.page(ctx, session, id, asked, totals);
  }

  @Get(patternsOf('merchant.salesFile'))
  @Cost('heavy')
  async csv(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Query({ schema: periodQuery }) query: PeriodQuery,
  ): Promise<Page | HttpAnswer> {
    const asked = this.periodIn(ctx, query);
    const { period } = asked;
    if (!period) return this.page(ctx, session, id, asked, null);
    const { rows, scope } = await this.journal(ctx, locale, id, period);
    return file(() => Readable.from(salesCsv(rows, scope), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      saveAs: `${nameOf(period)}.csv`,
    });
  }

  @Get(patternsOf('merchant.salesWorkbook'))
  @Cost('heavy')
  async workbook(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Query({ schema: periodQuery }) query: PeriodQuery,
  ): Promise<Page | HttpAnswer> {
    const asked = this.periodIn(ctx, query);
    const { period } = asked;
    if (!period) return this.page(ctx, session, id, asked, null);
    const { rows, scope } = await this.journal(ctx, locale, id, period);
    const sheet = scope.texts.line('sales.file.sheet');
    return file(() => Readable.from(workbook(sheet, guardedRows(rows)), { objectMode: false }), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      saveAs: `${nameOf(period)}.xlsx`,
    });
  }

  private periodIn(ctx: TenantContext, query: PeriodQuery): RequestedPeriod {
    const today = isoOfDay(wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day);
    // This month.
    return readPeriod(query, { first: `${today.slice(0, 8)}01`, last: today });
  }

  /** The page with the form; of a period that is none, it says what is wrong with it, whichever file was asked for. */
  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    asked: RequestedPeriod,
    totals: SalesTotals | null,
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const status = asked.period ? {} : { status: 422 };
    return this.space.page(ctx, session, { ...salesPage(listing, asked, totals), ...status });
  }

  private async journal(ctx: TenantContext, locale: Locale, listingId: number, period: Period) {
    const scope = this.renderer.scope(ctx.tenant, locale);
    const span = spanOf(period, ctx.tenant.settings.timeZone);
    return { scope, rows: salesRows(await this.sales.journal(ctx, { listingId, ...span }), scope) };
  }
}

/** The instants that a period is between, the last not included. Pure. */
function spanOf(period: Period, timeZone: string): { readonly from: Date; readonly until: Date } {
  const { from, until } = intervalOf(period, timeZone);
  return { from: new Date(from), until: new Date(until) };
}

const nameOf = ({ first, last }: Period): string => `ventes-${first}-${last}`;
