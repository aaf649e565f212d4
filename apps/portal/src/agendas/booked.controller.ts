import { pathTo, patternsOf } from '@halles/contracts';
import {
  type Booking,
  bookingCalendar,
  BookingFiles,
  BookingHandling,
  BookingReminders,
  BookingSeries,
  BookingSplitting,
  EarlierTimes,
  mayCustomerChange,
  referenceWords,
  bookedVenueWords,
} from '@halles/domain/agendas';
import { dayOfIso } from '@halles/domain/hours';
import { Clock, isIsoDate, type Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Cost, Ctx, CurrentLocale, file, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { BookingOffers, FIRST, MONTH, STARTS } from '../agenda-offers';
import { Done, redirectDone } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import { addressLine } from '../wording/contact-words';
import { BOOKING_DONE, type BookedState, type BookingDone, presentBooking } from './booked.presenter';
import {
  cancelBookingForm,
  type CancelledBooking,
  instantIn,
  earlierForm,
  monthIn,
  moveBookingForm,
  presenceForm,
} from './booking.form';
import { CustomerBookings } from './customer-bookings.service';
import { type MoveState, presentMove } from './move.presenter';

const moveQuery = z.object({
  [FIRST]: z.string().refine(isIsoDate).transform(dayOfIso).nullable().catch(null),
  [MONTH]: z.string().transform(monthIn).catch(null),
  [STARTS]: z.string().transform(instantIn).catch(null),
});

/** Numbers of the first days of a week and of a month; where there is a month, it is shown. */
interface AskedDays {
  readonly first: number | null;
  readonly month: number | null;
}

const NOTHING_ASKED: AskedDays = { first: null, month: null };

/** The page of a booking, for whoever has its link: where it stands, moving it, cancelling it. A link changes nothing, a button does. */
@Public()
@Controller()
export class BookedController {
  constructor(
    private readonly customers: CustomerBookings,
    private readonly bookings: BookingHandling,
    private readonly series: BookingSeries,
    private readonly reminders: BookingReminders,
    private readonly earlier: EarlierTimes,
    private readonly files: BookingFiles,
    private readonly splitting: BookingSplitting,
    private readonly offers: BookingOffers,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('booking'))
  async show(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Done(BOOKING_DONE) done: BookingDone | null,
  ): Promise<Page> {
    return this.page(ctx, { token, done });
  }

  @Post(patternsOf('booking'))
  async cancel(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { booking } = await this.customers.get(ctx, token);
    return submitForm<CancelledBooking, Page | HttpAnswer>(
      cancelBookingForm.read(posted),
      async ({ seen, isSure, hasFollowing }) => {
        // Nothing is cancelled with one touch; who pressed what is not there any more is told so by the step itself.
        const isOffered = seen === booking.event && mayCustomerChange(booking, this.clock.now());
        if (!isSure && isOffered) return this.page(ctx, { token, asksToCancel: true });
        const move = this.moveOf(booking, seen);
        if (hasFollowing) await this.series.cancelFollowing(ctx, move, 'excused');
        else await this.bookings.take(ctx, move, 'excused');
        return redirectDone(pathTo('booking', locale, { token }), 'cancelled');
      },
      // It went on meanwhile: the page says so, and where it stands.
      ({ state, ...answer }) => this.page(ctx, { token, problem: state.problem }, answer),
    );
  }

  /** They come: said with a button, and seen by the shop. */
  @Post(patternsOf('booking.presence'))
  async confirmPresence(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { booking } = await this.customers.get(ctx, token);
    return submitForm<null, Page | HttpAnswer>(
      presenceForm.read(posted),
      async () => {
        await this.reminders.confirmPresence(ctx, booking.listingId, booking.id);
        return redirectDone(pathTo('booking', locale, { token }), 'expected');
      },
      ({ state, ...answer }) => this.page(ctx, { token, problem: state.problem }, answer),
    );
  }

  /** They wish to hear of an earlier time that is free again, or no more. */
  @Post(patternsOf('booking.earlier'))
  async askEarlier(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { booking } = await this.customers.get(ctx, token);
    return submitForm<{ readonly wants: boolean }, Page | HttpAnswer>(
      earlierForm.read(posted),
      async ({ wants }) => {
        await this.earlier.ask(ctx, booking.listingId, booking.id, wants);
        return redirectDone(pathTo('booking', locale, { token }), wants ? 'earlier' : 'notEarlier');
      },
      ({ state, ...answer }) => this.page(ctx, { token, problem: state.problem }, answer),
    );
  }

  @Get(patternsOf('booking.move'))
  @Cost('search')
  async choose(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Query({ schema: moveQuery }) query: z.output<typeof moveQuery>,
  ): Promise<Page> {
    const asked = { first: query[FIRST], month: query[MONTH] };
    return this.movePage(ctx, { token, startsAt: query[STARTS] }, asked);
  }

  @Post(patternsOf('booking.move'))
  @Cost('search')
  async move(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { booking } = await this.customers.get(ctx, token);
    return submitForm<{ seen: number; startsAt: number | null }, Page | HttpAnswer>(
      moveBookingForm.read(posted),
      async ({ seen, startsAt }) => {
        if (startsAt === null) return redirectTo(pathTo('booking.move', locale, { token }));
        await this.bookings.move(ctx, this.moveOf(booking, seen), startsAt);
        return redirectDone(pathTo('booking', locale, { token }), 'moved');
      },
      // Somebody else has the time now: the old one stays, and others are shown.
      ({ state, ...answer }) =>
        this.movePage(ctx, { token, startsAt: null, problem: state.problem }, NOTHING_ASKED, answer),
    );
  }

  @Get(patternsOf('booking.calendar'))
  async calendar(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
  ): Promise<HttpAnswer> {
    const { booking, listing } = await this.customers.get(ctx, token);
    const place = bookedVenueWords(booking, addressLine(listing.address, true), locale);
    const sender = ctx.tenant.settings;
    // Of a series: what comes after it, too.
    const links = new PortalLinks(this.config, ctx.tenant);
    const dates = (await this.series.withFollowing(ctx, booking)).map((one) => ({
      ...one,
      url: links.to('booking', locale, { token: this.customers.token(ctx, one.booking.id) }),
    }));
    return file(bookingCalendar(dates, { shop: listing.name, place, sender }, locale), {
      type: 'text/calendar; charset=utf-8',
      saveAs: `${referenceWords(booking.reference)}.ics`,
    });
  }

  private moveOf({ id, listingId }: Booking, seen: number) {
    return { listingId, bookingId: id, seen, actor: 'customer', accountId: null } as const;
  }

  private async page(ctx: TenantContext, state: BookedState, answer: PageOptions = {}): Promise<Page> {
    const { booking, listing } = await this.customers.get(ctx, state.token);
    const following = (await this.series.following(ctx, booking)).map(({ id, startsAt }) => ({
      ...{ startsAt, token: this.customers.token(ctx, id) },
    }));
    const files = await this.files.of(ctx, booking.id);
    const mayBeSplit = (await this.splitting.asked(ctx, booking.id)) !== null;
    const shown = { ...state, following, files, mayBeSplit };
    return page('agendas/booking', presentBooking(booking, listing, shown, this.clock.now()), answer);
  }

  private async movePage(
    ctx: TenantContext,
    state: MoveState,
    asked: AskedDays,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { booking, listing } = await this.customers.get(ctx, state.token);
    const shown = await this.timesOf(ctx, booking, asked);
    return page('agendas/move', presentMove(booking, listing, shown, state), answer);
  }

  /** Null where it cannot be moved any more. @throws AgendaClosed, AgendaServiceNotFound */
  private async timesOf(ctx: TenantContext, booking: Booking, { first, month }: AskedDays) {
    if (!mayCustomerChange(booking, this.clock.now())) return null;
    return month === null
      ? this.offers.weekOfBooking(ctx, booking, first)
      : this.offers.monthOfBooking(ctx, booking, month);
  }
}
