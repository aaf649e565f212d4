import { Readable } from 'node:stream';
import { patternsOf } from '@halles/contracts';
import { AgendaFiguresService } from '@halles/domain/agendas';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { Cost, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { MerchantSpace, SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { intervalOf, periodQuery, type PeriodQuery, readPeriod, type RequestedPeriod } from '../../../params';
import type { Page } from '../../../rendering/page';
import { PageRenderer } from '../../../rendering/page-renderer';
import { AgendaPages } from '../settings/agenda-pages.service';
import { agendaFiguresPage } from './agenda-figures.presenter';
import { bookingsCsv } from './bookings-file';

/** Until today, where nothing is asked for. */
const USUAL_DAYS = 30;

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
    @SpaceRequest() { ctx, listing: id, user: session }: SpaceRequest,
    @Query({ schema: periodQuery }) query: PeriodQuery,
  ): Promise<Page> {
    return this.page(ctx, session, id, this.periodIn(ctx, query));
  }

  @Get(patternsOf('merchant.agendaFile'))
  @Cost('heavy')
  async csv(
    @SpaceRequest() { ctx, locale, listing: id, user: session }: SpaceRequest,
    @Query({ schema: periodQuery }) query: PeriodQuery,
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

  private periodIn(ctx: TenantContext, query: PeriodQuery): RequestedPeriod {
    const today = wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day;
    return readPeriod(query, { first: isoOfDay(today - USUAL_DAYS + 1), last: isoOfDay(today) });
  }

  /** Of a period that is none, it says what is wrong with it. */
  private async page(
    ctx: TenantContext,
    session: SpaceUser,
    id: number,
    asked: RequestedPeriod,
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const { period } = asked;
    const figures =
      period && (await this.figures.read(ctx, id, intervalOf(period, ctx.tenant.settings.timeZone)));
    const status = period ? {} : { status: 422 };
    return this.space.page(ctx, session, { ...agendaFiguresPage(listing, asked, figures), ...status });
  }
}
