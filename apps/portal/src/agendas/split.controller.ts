import { pathTo, patternsOf } from '@halles/contracts';
import { type Booking, BookingSplitting, leavingChoices, mayCustomerChange } from '@halles/domain/agendas';
import { dayOfIso } from '@halles/domain/hours';
import { Clock, isIsoDate, type Locale } from '@halles/kernel';
import { type FormProblem, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Cost, Ctx, CurrentLocale, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { BookingOffers, FIRST, MONTH, PARTY, STARTS } from '../agenda-offers';
import { redirectDone } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import { instantIn, monthIn, partyIn, splitBookingForm, type SplitBooking } from './booking.form';
import { CustomerBookings } from './customer-bookings.service';
import { presentSplit } from './split.presenter';

const splitQuery = z.object({
  [FIRST]: z.string().refine(isIsoDate).transform(dayOfIso).nullable().catch(null),
  [MONTH]: z.string().transform(monthIn).catch(null),
  [PARTY]: z.string().transform(partyIn).catch(null),
  [STARTS]: z.string().transform(instantIn).catch(null),
});

/** What the page was asked for. */
interface AskedSplit {
  readonly token: string;
  readonly leaving: number | null;
  readonly first?: number | null;
  readonly month?: number | null;
  readonly startsAt?: number | null;
  readonly problem?: FormProblem | null;
}

/** Where a party comes at two times, for whoever has the link of its booking, if its shop asked for it. A button does it. */
@Public()
@Controller()
export class SplitController {
  constructor(
    private readonly customers: CustomerBookings,
    private readonly splitting: BookingSplitting,
    private readonly offers: BookingOffers,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('booking.split'))
  @Cost('search')
  async choose(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Query({ schema: splitQuery }) query: z.output<typeof splitQuery>,
  ): Promise<Page> {
    const { [FIRST]: first, [MONTH]: month, [PARTY]: leaving, [STARTS]: startsAt } = query;
    return this.page(ctx, { token, first, month, leaving, startsAt });
  }

  @Post(patternsOf('booking.split'))
  @Cost('search')
  async split(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { booking } = await this.customers.get(ctx, token);
    let asked: number | null = null;
    return submitForm<SplitBooking, Page | HttpAnswer>(
      splitBookingForm.read(posted),
      async ({ seen, leaving, startsAt }) => {
        asked = leaving;
        if (startsAt === null || leaving === null)
          return redirectTo(pathTo('booking.split', locale, { token }));
        const { id: bookingId, listingId } = booking;
        const move = { listingId, bookingId, seen, actor: 'customer', accountId: null } as const;
        await this.splitting.split(ctx, move, { leaving, startsAt });
        return redirectDone(pathTo('booking', locale, { token }), 'split');
      },
      // Somebody else has the time now: all stay where they are, and others are shown.
      ({ state, ...answer }) => this.page(ctx, { token, leaving: asked, problem: state.problem }, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    { token, leaving: wanted, first = null, month = null, startsAt = null, problem = null }: AskedSplit,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { booking, listing } = await this.customers.get(ctx, token);
    const most = await this.splitting.asked(ctx, booking.id);
    const choices = most === null ? [] : await this.choicesOf(ctx, booking);
    const usual = choices[Math.floor((choices.length - 1) / 2)] ?? 0;
    const leaving = wanted !== null && choices.includes(wanted) ? wanted : usual;
    const days = { party: leaving, first, month };
    const shown = leaving === 0 ? null : await this.offers.daysBeside(ctx, booking, days);
    const state = { token, problem, most, choices, leaving, startsAt, shown };
    return page('agendas/split', presentSplit(booking, listing, state), answer);
  }

  /** How many may come at another time; none where it is too late to change anything. */
  private async choicesOf(ctx: TenantContext, booking: Booking): Promise<number[]> {
    if (!mayCustomerChange(booking, this.clock.now())) return [];
    return leavingChoices(booking.party, await this.splitting.leastParty(ctx, booking));
  }
}
