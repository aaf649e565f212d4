import { pathTo, patternsOf } from '@halles/contracts';
import {
  AgendaCalendars,
  AgendaSetup,
  type Booking,
  BookingHandling,
  BookingSeries,
  BookingMessages,
  type BookingMove,
  BookingMoved,
  BookingNotFound,
  type BookingState,
  WaitingList,
} from '@halles/domain/agendas';
import { instantOf, wallTime } from '@halles/domain/hours';
import { PlaceGauges } from '@halles/domain/place-days';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, Posted, type PostedForm, submitForm, textOf } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, RateLimit, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  InSpace,
  isAgent,
  MerchantSections,
  MerchantSpace,
  SpaceRequest,
  type SpaceUser,
} from '../../../merchant-space';
import { Done, ListingId, readDay, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import {
  AGENDA_AGENTS,
  bookerOf,
  checkStep,
  mayTake,
  mayUndo,
  runsAgenda,
  TOWN_AGENTS,
} from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import { type AgendaDone, agendaDone, bookingStepForm } from './agenda-day.form';
import { agendaDayPage } from './agenda-day.presenter';
import { BOOKING_STEPS, type BookingStepName, stepBackOf } from './booking-steps';

/** `jour`: another day than today; what is none is said to be none. `rdv`: the booking that something was just done with. */
const dayQuery = z.object({
  jour: z.string().max(40).optional().catch(''),
  rdv: z.guid().optional().catch(undefined),
});
type DayQuery = z.output<typeof dayQuery>;

interface Shown {
  readonly jour: string | undefined;
  readonly done: AgendaDone | null;
  readonly refused: FormState | null;
  /** With which something was just done. */
  readonly rdv?: string | undefined;
}

/** A day of an agenda: who comes when, and what became of it. */
@Requires('listing.agenda')
@Controller()
export class AgendaDayController implements OnModuleInit {
  constructor(
    private readonly pages: AgendaPages,
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly setup: AgendaSetup,
    private readonly calendars: AgendaCalendars,
    private readonly bookings: BookingHandling,
    private readonly series: BookingSeries,
    private readonly messages: BookingMessages,
    private readonly waits: WaitingList,
    private readonly gauges: PlaceGauges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'agenda',
      label: 'agenda.nav',
      tab: 'agenda.tab',
      hasTab: (ctx, listingId) => this.setup.isDone(ctx, listingId),
      permission: 'listing.agenda',
      icon: 'calendar',
      order: 17,
      route: 'merchant.agenda',
      agents: AGENDA_AGENTS,
    });
    this.sections.openToAgents(
      AGENDA_AGENTS,
      ...([
        'merchant.booking',
        'merchant.bookingFile',
        'merchant.newBooking',
        'merchant.bookingTime',
      ] as const),
      ...(['merchant.agendaWeek', 'merchant.agendaSheet', 'merchant.agendaStream'] as const),
      ...(['merchant.agendaSessions', 'merchant.agendaSession', 'merchant.agendaWaits'] as const),
    );
    this.sections.openToAgents(
      TOWN_AGENTS,
      ...(['merchant.agendaPause', 'merchant.agendaFigures', 'merchant.agendaFile'] as const),
      ...(['merchant.agendaSetup', 'merchant.agendaRules', 'merchant.agendaServices'] as const),
      ...(['merchant.agendaService', 'merchant.agendaResources', 'merchant.agendaResource'] as const),
    );
  }

  @Get(patternsOf('merchant.agenda'))
  async show(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Done(agendaDone) done: AgendaDone | null,
    @Query({ schema: dayQuery }) { jour, rdv }: DayQuery,
  ): Promise<Page | HttpAnswer> {
    if (runsAgenda(user) && !(await this.setup.isDone(ctx, listing)))
      return redirectTo(pathTo('merchant.agendaSetup', locale, { listing }));
    return this.page(ctx, user, listing, { jour, done, refused: null, rdv });
  }

  /** Brings a booking a step on, or takes its last step back. */
  @Post(patternsOf('merchant.agenda'))
  @RateLimit('handling')
  step(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
    @InSpace() user: SpaceUser,
  ): Promise<Page | HttpAnswer> {
    const from = textOf(posted.values, 'from');
    return submitForm(
      bookingStepForm.read(posted),
      async ({ booking, seen, do: step, reason, suite }): Promise<Page | HttpAnswer> => {
        const move: BookingMove = {
          ...{ listingId: listing, bookingId: booking, seen },
          ...bookerOf(user),
        };
        checkStep(user, step);
        if (step === 'revoke' && suite) await this.series.cancelFollowing(ctx, move, 'revoked', reason);
        else await this.bookings.take(ctx, move, await this.stateAfter(ctx, user, move, step), reason);
        return redirectDone(backTo(locale, listing, booking, from), step, { rdv: booking });
      },
      ({ state, ...answer }) =>
        this.page(
          ctx,
          user,
          listing,
          { jour: from === '' ? undefined : from, done: null, refused: state },
          answer,
        ),
    );
  }

  /** Where a button leads: a step on, or the state before the last. @throws BookingNotFound, BookingMoved there is no step to take back */
  private async stateAfter(
    ctx: TenantContext,
    user: SpaceUser,
    { listingId, bookingId }: BookingMove,
    step: BookingStepName | 'undo',
  ): Promise<BookingState> {
    if (step !== 'undo') return BOOKING_STEPS[step];
    const booking = await this.bookings.get(ctx, bookingId);
    if (booking.listingId !== listingId) throw new BookingNotFound({});
    const events = await this.bookings.events(ctx, bookingId);
    const before = mayUndo(user, events) ? stepBackOf(booking, events) : null;
    if (before === null) throw new BookingMoved({});
    return before;
  }

  /** What was just done with a booking of this listing may be taken back. */
  private async undoOf(
    ctx: TenantContext,
    user: SpaceUser,
    listing: number,
    id: string | undefined,
  ): Promise<Booking | null> {
    if (id === undefined) return null;
    try {
      const booking = await this.bookings.get(ctx, id);
      if (booking.listingId !== listing) return null;
      const events = await this.bookings.events(ctx, id);
      return mayUndo(user, events) && stepBackOf(booking, events) !== null ? booking : null;
    } catch (error) {
      if (error instanceof BookingNotFound) return null;
      throw error;
    }
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    id: number,
    { jour, done, refused, rdv }: Shown,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const asked = readDay({ jour }, wallTime(timeZone, now.getTime()).day);
    const day = asked.day ?? asked.today;
    const within = { from: instantOf(timeZone, day, 0), until: instantOf(timeZone, day + 1, 0) };
    const calendar = await this.calendars.read(ctx, id, { first: day, last: day });
    const bookings = asked.day === null ? [] : calendar.bookings;
    const pending = await this.bookings.pending(ctx, id);
    const ids = [...bookings, ...pending].map((booking) => booking.id);
    const shown = {
      absences: await this.messages.absences(ctx, ids),
      calendar,
      settings: calendar.settings,
      hasServices: calendar.services.some(({ isActive }) => isActive),
      gauge: await this.gauges.mostOn(ctx, id, within),
      pending,
      waits: await this.waits.list(ctx, id),
      runs: runsAgenda(user),
      isAgent: isAgent(user),
      mayTake: (step: BookingStepName) => mayTake(user, step),
      undo: await this.undoOf(ctx, user, id, rdv),
      ...{ asked, timeZone, now, bookings, done, refused },
    };
    const wrong = asked.day === null ? { status: 422 } : {};
    return this.space.page(ctx, user, { ...agendaDayPage(listing, shown), ...answer, ...wrong });
  }
}

/** The day that was looked at, or the page of the booking. Pure. */
function backTo(locale: Locale, listing: number, booking: string, from: string): string {
  if (!z.iso.date().safeParse(from).success) return pathTo('merchant.booking', locale, { listing, booking });
  return `${pathTo('merchant.agenda', locale, { listing })}?jour=${from}`;
}
