import { patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { OrderDocuments, OrderMoved, orderNumber, OrderPreparation } from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, file, type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import { LetterPrinter } from '@halles/platform/letters';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { ListingId, readDay, type RequestedDay } from '../../params';
import type { Page } from '../../rendering/page';
import { PageRenderer } from '../../rendering/page-renderer';
import { daySheet, packingSlip, preparationSheet } from './order-sheets.presenter';
import { preparationPage, preparedDayWords } from './preparation.presenter';
import { ShopOrders } from '../shop-orders.service';

/** `jour`: another day than today. What is no text is no day either, and said to be none. */
const dayQuery = z.object({ jour: z.string().max(40).optional().catch('') });

type DayQuery = z.output<typeof dayQuery>;

/** What is printed of a day. */
interface DaySheet {
  readonly id: number;
  readonly query: DayQuery;
  readonly session: AccountSession;
  readonly which: 'to-prepare' | 'all';
  readonly draw: typeof daySheet;
}

/** Days whose lists the page leads to, from today on. */
const SHOWN_DAYS = 7;

/**
 * What a shop prepares on a day: how many of each product, and what goes into each bag. Made to be printed, as a page or as a PDF: counted as
 * touches at the counter, and not as heavy, which is refused first when the process is under pressure.
 */
@Requires('listing.orders')
@Controller()
export class PreparationController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly listings: ListingService,
    private readonly preparation: OrderPreparation,
    private readonly renderer: PageRenderer,
    private readonly printer: LetterPrinter,
    private readonly documents: OrderDocuments,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.preparation'))
  async show(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Query({ schema: dayQuery }) query: DayQuery,
  ): Promise<Page> {
    return this.page(ctx, session, id, this.dayIn(ctx, query));
  }

  /** What is prepared on a day, on paper. */
  @Get(patternsOf('merchant.preparationSheet'))
  @RateLimit('handling')
  sheet(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Query({ schema: dayQuery }) query: DayQuery,
  ): Promise<Page | HttpAnswer> {
    return this.print(ctx, locale, { id, query, session, which: 'to-prepare', draw: preparationSheet });
  }

  /** All orders of a day, on paper. */
  @Get(patternsOf('merchant.dayOrders'))
  @RateLimit('handling')
  all(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Query({ schema: dayQuery }) query: DayQuery,
  ): Promise<Page | HttpAnswer> {
    return this.print(ctx, locale, { id, query, session, which: 'all', draw: daySheet });
  }

  /** One order, on paper. @throws OrderNotFound also where it is another shop's */
  @Get(patternsOf('merchant.orderSlip'))
  @RateLimit('handling')
  async slip(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Param('order') orderId: string,
  ): Promise<HttpAnswer> {
    const order = await this.shop.order(ctx, id, orderId);
    const { name } = await this.shop.listing(ctx, id);
    const now = this.clock.now();
    const document = packingSlip(order, { name, now }, this.renderer.scope(ctx.tenant, locale));
    const pdf = await this.printer.printDocument(ctx.tenant, document, now);
    return pdfFile(pdf, orderNumber(order.number));
  }

  /** The note of one order, for its customer. @throws OrderNotFound, OrderMoved it was not handed over */
  @Get(patternsOf('merchant.orderNote'))
  @RateLimit('handling')
  async note(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Param('order') orderId: string,
  ): Promise<HttpAnswer> {
    const order = await this.shop.order(ctx, id, orderId);
    const note = await this.documents.note(ctx, order);
    if (!note) throw new OrderMoved({ state: order.state });
    return pdfFile(note.content, note.filename.replace(/\.pdf$/, ''));
  }

  /** The contract of one order, for who ordered it on the phone. @throws OrderNotFound, OrderMoved nobody is bound by it */
  @Get(patternsOf('merchant.orderContract'))
  @RateLimit('handling')
  async contract(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Param('order') orderId: string,
  ): Promise<HttpAnswer> {
    const order = await this.shop.order(ctx, id, orderId);
    const listing = await this.listings.find(ctx, id);
    const contract = listing && (await this.documents.confirmation(ctx, order, listing));
    if (!contract) throw new OrderMoved({ state: order.state });
    return pdfFile(contract.content, contract.filename.replace(/\.pdf$/, ''));
  }

  private dayIn(ctx: TenantContext, query: DayQuery): RequestedDay {
    return readDay(query, wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day);
  }

  /** The page with the form; where that is asked for no day, it says so, whichever sheet was asked for. */
  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    asked: RequestedDay,
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const { today, day } = asked;
    const span = daySpan(day ?? today, ctx.tenant.settings.timeZone);
    const list = day === null ? null : await this.preparation.list(ctx, id, span);
    const days = Array.from({ length: SHOWN_DAYS }, (_, ahead) => today + ahead);
    const status = day === null ? { status: 422 } : {};
    return this.space.page(ctx, session, { ...preparationPage(listing, list, asked, days), ...status });
  }

  private async print(
    ctx: TenantContext,
    locale: Locale,
    { id, query, session, which, draw }: DaySheet,
  ): Promise<Page | HttpAnswer> {
    const asked = this.dayIn(ctx, query);
    const { day } = asked;
    if (day === null) return this.page(ctx, session, id, asked);
    const { name } = await this.shop.listing(ctx, id);
    const now = this.clock.now();
    const list = await this.preparation.list(ctx, id, daySpan(day, ctx.tenant.settings.timeZone), which);
    const about = { name, now, day: preparedDayWords(day, locale) };
    const document = draw(list, about, this.renderer.scope(ctx.tenant, locale));
    return pdfFile(await this.printer.printDocument(ctx.tenant, document, now), isoOfDay(day));
  }
}

/** Shown in the browser, which prints it; kept nowhere. Pure. */
const pdfFile = (content: Buffer, name: string): HttpAnswer =>
  file(content, {
    type: 'application/pdf',
    headers: { 'content-disposition': `inline; filename="${name}.pdf"` },
  });

/** A day on the calendar of a place. Pure. */
const daySpan = (day: number, timeZone: string) => ({
  from: new Date(instantOf(timeZone, day, 0)),
  until: new Date(instantOf(timeZone, day + 1, 0)),
});
