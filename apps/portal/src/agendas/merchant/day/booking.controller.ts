import { pathTo, patternsOf } from '@halles/contracts';
import {
  AgendaClosed,
  AgendaServiceNotFound,
  AgendaServices,
  type Booking,
  BookingFiles,
  BookingHandling,
  BookingMessages,
  type BookingMove,
  BookingNotFound,
  BookingPassesRules,
  BookingSeries,
  type BookingSlot,
  FreeTimes,
  referenceWords,
} from '@halles/domain/agendas';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm, textOf } from '@halles/platform/forms';
import { file, type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantSpace, SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { Done, isUuid, readDay, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { bookerOf, mayTake, mayUndo, runsAgenda } from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import { type AgendaDone, agendaDone } from './agenda-day.form';
import { bookingPage, type BookingState, moveBookingReader } from './booking.presenter';
import type { BookingStepName } from './booking-steps';
import { PASSED, passedIn } from './staff-booking.form';

/** `jour`: the day that it may be moved to. */
const dayQuery = z.object({ jour: z.string().max(40).optional().catch('') });

/** What is shown with a booking. */
interface Shown {
  readonly form: FormState;
  readonly done: AgendaDone | null;
  readonly warning?: BookingState['warning'];
}

/** It is asked whether to do it all the same. */
const ASKED = { status: 409 };

/** One booking of an agenda: all that is known of it, and where it is moved. */
@Requires('listing.agenda')
@Controller()
export class BookingController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly space: MerchantSpace,
    private readonly bookings: BookingHandling,
    private readonly series: BookingSeries,
    private readonly messages: BookingMessages,
    private readonly services: AgendaServices,
    private readonly times: FreeTimes,
    private readonly files: BookingFiles,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.booking'))
  async show(
    @SpaceRequest() { ctx, listing, user }: SpaceRequest,
    @Param('booking') id: string,
    @Done(agendaDone) done: AgendaDone | null,
    @Query({ schema: dayQuery }) { jour }: z.output<typeof dayQuery>,
  ): Promise<Page> {
    const booking = await this.find(ctx, listing, id);
    return this.page(ctx, user, booking, {
      form: newForm(jour === undefined ? {} : { jour: [jour] }),
      done,
    });
  }

  /** Moves it to one of the times that were shown, or to another one: where that passes over rules, it is asked first. */
  @Post(patternsOf('merchant.booking'))
  @RateLimit('handling')
  async move(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Param('booking') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const booking = await this.find(ctx, listing, id);
    const seen = Number(textOf(posted.values, 'seen'));
    const { timeZone } = ctx.tenant.settings;
    const today = wallTime(timeZone, this.clock.now().getTime()).day;
    const reader = moveBookingReader({ timeZone, dayOf: (jour) => readDay({ jour }, today).day });
    const passes = runsAgenda(user) ? { passesRules: passedIn(textOf(posted.values, PASSED)) } : {};
    return submitForm(
      reader.read(posted),
      async ({ startsAt }): Promise<Page | HttpAnswer> => {
        const move: BookingMove = {
          ...{ listingId: listing, bookingId: id, seen: Number.isInteger(seen) ? seen : 0 },
          ...bookerOf(user),
        };
        try {
          await this.bookings.move(ctx, move, startsAt, passes);
        } catch (error) {
          if (!(error instanceof BookingPassesRules)) throw error;
          const words = { fr: error.detail('fr'), en: error.detail('en') };
          const warning = { words, passed: error.params.rules };
          return this.page(ctx, user, booking, { form: newForm(posted.values), done: null, warning }, ASKED);
        }
        return redirectDone(pathTo('merchant.booking', locale, { listing, booking: id }), 'moved');
      },
      ({ state, ...answer }) => this.page(ctx, user, booking, { form: state, done: null }, answer),
    );
  }

  /** A file that its customer sent: a photo is shown, a document is downloaded and opened by no browser of ours. */
  @Get(patternsOf('merchant.bookingFile'))
  async file(
    @SpaceRequest() { ctx, listing }: SpaceRequest,
    @Param('booking') id: string,
    @Param('file') name: string,
  ): Promise<HttpAnswer> {
    const booking = await this.find(ctx, listing, id);
    const { type, content } = await this.files.open(ctx, booking, name);
    return file(() => content.stream(), {
      type,
      ...(type === 'image/jpeg' ? {} : { saveAs: `${referenceWords(booking.reference)}.pdf` }),
      headers: { 'content-length': String(content.bytes) },
    });
  }

  /** @throws BookingNotFound also where it is another listing's, or no id at all */
  private async find(ctx: TenantContext, listing: number, id: string): Promise<Booking> {
    if (!isUuid(id)) throw new BookingNotFound({});
    const booking = await this.bookings.get(ctx, id);
    if (booking.listingId !== listing) throw new BookingNotFound({});
    return booking;
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    booking: Booking,
    { form, done, warning = null }: Shown,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, booking.listingId);
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const today = wallTime(timeZone, now.getTime()).day;
    const ownDay = Math.max(wallTime(timeZone, booking.startsAt.getTime()).day, today);
    const typed = textOf(form.values, 'jour');
    const asked = readDay({ jour: typed === '' ? isoOfDay(ownDay) : typed }, today);
    const state = {
      ...form,
      values: { ...form.values, ...asked.form.values },
      errors: { ...asked.form.errors, ...form.errors },
    };
    const events = await this.bookings.events(ctx, booking.id);
    return this.space.page(ctx, user, {
      ...bookingPage(listing, booking, {
        ...{ timeZone, now, done, day: asked.day, form: state, warning, events },
        mayPass: runsAgenda(user) && !(await this.isOfSession(ctx, booking)),
        mayUndo: mayUndo(user, events),
        mayTake: (step: BookingStepName) => mayTake(user, step),
        following: await this.series.following(ctx, booking),
        files: await this.files.of(ctx, booking.id),
        messages: await this.messages.of(ctx, booking.id),
        absences: await this.messages.absences(ctx, [booking.id]),
        slots: asked.day === null ? [] : await this.slotsOf(ctx, booking, asked.day, runsAgenda(user)),
      }),
      ...(asked.day === null ? { status: 422 } : {}),
      ...answer,
    });
  }

  /** Of a session one goes to another session, and to no time beside them. */
  private async isOfSession(ctx: TenantContext, { listingId, serviceId }: Booking): Promise<boolean> {
    const services = await this.services.list(ctx, listingId);
    return services.some(({ id, isGroup }) => id === serviceId && isGroup);
  }

  /** The times that it may be moved to; none where its service is booked no more. */
  private async slotsOf(
    ctx: TenantContext,
    booking: Booking,
    day: number,
    isShop: boolean,
  ): Promise<readonly BookingSlot[]> {
    try {
      return await this.times.ofBooking(ctx, booking, isShop, { first: day, last: day });
    } catch (error) {
      if (error instanceof AgendaClosed || error instanceof AgendaServiceNotFound) return [];
      throw error;
    }
  }
}
