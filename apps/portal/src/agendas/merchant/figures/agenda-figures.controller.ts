import { Readable } from 'node:stream';
import { patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AgendaFiguresService } from '@halles/domain/agendas';
import { Clock, type Locale } from '@halles/kernel';
import { Cost, Ctx, CurrentLocale, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../../../accounts';
import { MerchantSpace } from '../../../merchant-space';
import { ListingId } from '../../../params';
import type { Page } from '../../../rendering/page';
import { PageRenderer } from '../../../rendering/page-renderer';
import { AgendaPages } from '../settings/agenda-pages.service';
import { agendaFiguresPage } from './agenda-figures.presenter';
import { type AskedPeriod, intervalOf, readAgendaPeriod } from './agenda-period';
import { bookingsCsv } from './bookings-file';

/** `du`, `au`: the days of the period. What is no text is no day either, and said to be none. */
const periodQuery = z.object({
  du: z.string().max(40).optional().catch(''),
  au: z.string().max(40).optional().catch(''),
});
type PeriodQuery = z.output<typeof periodQuery>;

/** What became of the bookings of an agenda in a period, as figures and as a file. */
@Requires('listing.agenda')
@Controller()
export class AgendaFiguresController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly pages: AgendaPages,
    private readonly figures: AgendaFiguresService,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.agendaFigures'))
  @Cost('heavy')
  show(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: periodQuery }) query: PeriodQuery,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    return this.page(ctx, session, id, this.periodIn(ctx, query));
  }

  @Get(patternsOf('merchant.agendaFile'))
  @Cost('heavy')
  async csv(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Query({ schema: periodQuery }) query: PeriodQuery,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const asked = this.periodIn(ctx, query);
    const { period } = asked;
    if (!period) return this.page(ctx, session, id, asked);
    const rows = this.figures.rows(ctx, id, intervalOf(period, ctx.tenant.settings.timeZone));
    const scope = this.renderer.scope(ctx.tenant, locale);
    return file(() => Readable.from(bookingsCsv(rows, scope), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      saveAs: `agenda-${period.first}-${period.last}.csv`,
    });
  }

  private periodIn(ctx: TenantContext, query: PeriodQuery): AskedPeriod {
    return readAgendaPeriod(query, this.clock.now(), ctx.tenant.settings.timeZone);
  }

  /** Of a period that is none, it says what is wrong with it. */
  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    asked: AskedPeriod,
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const { period } = asked;
    const figures =
      period && (await this.figures.read(ctx, id, intervalOf(period, ctx.tenant.settings.timeZone)));
    const status = period ? {} : { status: 422 };
    return this.space.page(ctx, session, { ...agendaFiguresPage(listing, asked, figures), ...status });
  }
}
