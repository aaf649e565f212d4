import { patternsOf } from '@halles/contracts';
import { AgendaCalendars } from '@halles/domain/agendas';
import { wallTime, weekdayOf } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { InSpace, MerchantSpace, type SpaceUser } from '../../../merchant-space';
import { ListingId, readDay } from '../../../params';
import type { Page } from '../../../rendering/page';
import { runsAgenda } from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import { agendaSheetPage } from './sheet.presenter';
import { agendaWeekPage } from './week.presenter';

/** `jour`: a day, today where it is none; `avec`: of whom alone. */
const askedQuery = z.object({
  jour: z.string().max(40).optional().catch(undefined),
  avec: z.guid().optional().catch(undefined),
});
type Asked = z.output<typeof askedQuery>;

/** A week of an agenda, and a day of it on paper. */
@Requires('listing.agenda')
@Controller()
export class CalendarPagesController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly space: MerchantSpace,
    private readonly calendars: AgendaCalendars,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.agendaWeek'))
  async week(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: askedQuery }) { jour, avec }: Asked,
    @InSpace() user: SpaceUser,
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const day = this.dayOf(ctx, jour);
    const first = day - weekdayOf(day) + 1;
    const calendar = await this.calendars.read(ctx, id, { first, last: first + 6 });
    const person = calendar.resources.find((resource) => resource.id === avec)?.id ?? null;
    const runs = runsAgenda(user);
    const place = { listing: id, timeZone, now, first, last: first + 6, person, runs };
    return this.space.page(ctx, user, agendaWeekPage(listing, calendar, place));
  }

  @Get(patternsOf('merchant.agendaSheet'))
  async sheet(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: askedQuery }) { jour }: Asked,
    @InSpace() user: SpaceUser,
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const day = this.dayOf(ctx, jour);
    const calendar = await this.calendars.read(ctx, id, { first: day, last: day });
    const { timeZone } = ctx.tenant.settings;
    return this.space.page(ctx, user, agendaSheetPage(listing, calendar, { day, timeZone }));
  }

  /** The day that is asked for: a number; today where it is none. */
  private dayOf(ctx: TenantContext, jour: string | undefined): number {
    const { day, today } = readDay(
      { jour },
      wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day,
    );
    return day ?? today;
  }
}
