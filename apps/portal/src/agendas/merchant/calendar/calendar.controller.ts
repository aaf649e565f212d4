import { patternsOf } from '@halles/contracts';
import { listingsWith } from '@halles/domain/accounts';
import {
  AgendaSettingsService,
  BookingHandling,
  type BookingMove,
  BookingNotFound,
  bookingSignalOf,
  type MoveOptions,
  NO_LAST_DAY,
  ResourceAbsences,
} from '@halles/domain/agendas';
import { dayOfIso, instantOf } from '@halles/domain/hours';
import { inputOf, Posted, type PostedForm, textOf } from '@halles/platform/forms';
import { Ctx, type HttpAnswer, InvalidInput, json, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { AccountAccess } from '../../../accounts';
import { PortalAccess } from '../../../agent-sessions';
import { InSpace, isAgent, MerchantSections, SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { isUuid, ListingId } from '../../../params';
import { PageStreams, streamAnswer } from '../../../streams';
import { bookerOf, runsAgenda } from '../agenda-user';
import { passedIn } from '../day/staff-booking.form';
import { absenceOf } from '../settings/agenda-rules.form';
import { backForm, blockForm, bookingTimeForm, freeForm } from './calendar.form';

const NO_STORE = { 'cache-control': 'private, no-store' } as const;

/** What the scripts of an open calendar ask for. What they say is said in words too, by forms of the pages of the agenda. */
@Requires('listing.agenda')
@Controller()
export class CalendarController {
  constructor(
    private readonly bookings: BookingHandling,
    private readonly settings: AgendaSettingsService,
    private readonly absences: ResourceAbsences,
    private readonly streams: PageStreams,
    private readonly access: AccountAccess,
    private readonly agents: PortalAccess,
    private readonly sections: MerchantSections,
  ) {}

  /**
   * Moves a booking to where it was dropped.
   * @throws BookingNotFound also where it is another listing's, or no id at all
   * @throws BookingPassesRules its shop was not told of each rule that this passes over: the answer names them
   */
  @Post(patternsOf('merchant.bookingTime'))
  @RateLimit('handling')
  async move(
    @SpaceRequest() { ctx, listing, user }: SpaceRequest,
    @Param('booking') id: string,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    if (!isUuid(id)) throw new BookingNotFound({});
    const { seen, jour, minute, resource, duration, tell, malgre } = inputOf(bookingTimeForm.read(posted));
    const move: BookingMove = { ...{ listingId: listing, bookingId: id, seen }, ...bookerOf(user) };
    const startsAt = instantOf(ctx.tenant.settings.timeZone, dayOfIso(jour), minute);
    // How long it is, whether nobody is told, and what is passed over are the shop's to say.
    const options: MoveOptions = runsAgenda(user)
      ? { resourceId: resource, duration, isNotified: tell === 'yes', passesRules: passedIn(malgre) }
      : { resourceId: resource };
    await this.bookings.move(ctx, move, startsAt, options);
    const { event } = await this.bookings.get(ctx, id);
    return json({ seen: event }, NO_STORE);
  }

  /** Blocks a stretch of a day for the whole place or for somebody, or frees it again. What is booked in it stays booked. */
  @Post(patternsOf('merchant.agendaPause'))
  @RateLimit('handling')
  async pause(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    if (textOf(posted.values, 'do') === 'free') {
      const { pause } = inputOf(freeForm.read(posted));
      await this.settings.setPause(ctx, listing, pause, false);
      return json({}, NO_STORE);
    }
    if (textOf(posted.values, 'do') === 'back') {
      const { who, absence } = inputOf(backForm.read(posted));
      await this.absences.remove(ctx, listing, who, absence);
      return json({}, NO_STORE);
    }
    const { jour, from, until, who, weekly, reason } = inputOf(blockForm.read(posted));
    // What the whole place has each week are its hours.
    if (until <= from || (weekly && who === undefined)) throw new InvalidInput({});
    if (who !== undefined) {
      const lastDay = weekly ? NO_LAST_DAY : jour;
      const time = { firstDay: jour, from, lastDay, until, isWeekly: weekly, reason: reason || null };
      await this.absences.add(ctx, listing, who, absenceOf(time));
      return json({}, NO_STORE);
    }
    const at = (minute: number): number => instantOf(ctx.tenant.settings.timeZone, dayOfIso(jour), minute);
    await this.settings.setPause(ctx, listing, { from: at(from), until: at(until) }, true);
    return json({}, NO_STORE);
  }

  /** An event `bookings` whenever what an open agenda shows is old. */
  @Get(patternsOf('merchant.agendaStream'))
  subscribe(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @InSpace() user: SpaceUser,
    @Headers('cookie') cookies: string | undefined,
  ): HttpAnswer {
    return streamAnswer(this.streams, {
      ctx,
      accountId: isAgent(user) ? user.agent.accountId : user.account.id,
      eventOf: (subject) =>
        subject === undefined || bookingSignalOf(subject) === listing
          ? { event: 'bookings', data: 'changed' }
          : null,
      isAllowed: async () => {
        if (isAgent(user)) {
          const agent = await this.agents.findAgent(ctx, cookies);
          return agent?.listingId === listing && this.sections.admits(agent, 'merchant.agenda');
        }
        const session = await this.access.find(ctx, cookies);
        return session !== null && listingsWith(session, 'listing.agenda').includes(listing);
      },
    });
  }
}
