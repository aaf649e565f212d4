import { pathTo, patternsOf } from '@halles/contracts';
import {
  AgendaClosed,
  type AgendaResource,
  AgendaResources,
  type AgendaService,
  AgendaServiceNotFound,
  AgendaServices,
  AgendaSettingsService,
  BookingChainTooLong,
  BookingDurationGone,
  BookingLimitReached,
  BookingPassesRules,
  BookingPlacing,
  BookingSeries,
  type BookingSlot,
  FreeTimes,
  isOpenTo,
  mayFollow,
  seriesDates,
} from '@halles/domain/agendas';
import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { departmentOf } from '@halles/domain/listings';
import { Clock, type Locale } from '@halles/kernel';
import {
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitForm,
  textOf,
  type FormValues,
} from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { needIn, readServiceChoice } from '../../../agenda-offers';
import { InSpace, MerchantSpace, type SpaceUser } from '../../../merchant-space';
import { isUuid, ListingId, newIdIn, readDay, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { bookerOf, runsAgenda } from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import {
  askedValues,
  type EnteredBooking,
  ENTRY,
  FOLLOWING,
  followingIn,
  minuteOfClock,
  PASSED,
  passedIn,
  staffBookingReader,
  SURE,
} from './staff-booking.form';
import { readSeries, SERIES, seriesKey } from '../../series.form';
import {
  isTouchedFree,
  serviceOf,
  staffBookingPage,
  type StaffBookingState,
} from './staff-booking.presenter';

const text = (max: number) => z.string().max(max).optional().catch(undefined);
const askedQuery = z.object({
  ...{ prestation: text(50), jour: text(40), personnes: text(4), avec: text(40) },
  besoin: text(20),
  ...{ puis1: text(50), puis2: text(50), puis3: text(50) },
  /** The time that was touched in a calendar. */
  heure: text(5),
});
type AskedQuery = z.output<typeof askedQuery>;

/** Who enters a booking where. */
interface Entering {
  readonly ctx: TenantContext;
  readonly locale: Locale;
  readonly listing: number;
  readonly user: SpaceUser;
}

/** A booking that the shop enters for somebody: at the hours of the shop, whatever notice customers are asked for. */
@Requires('listing.agenda')
@Controller()
export class StaffBookingController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly space: MerchantSpace,
    private readonly services: AgendaServices,
    private readonly resources: AgendaResources,
    private readonly times: FreeTimes,
    private readonly placing: BookingPlacing,
    private readonly series: BookingSeries,
    private readonly settings: AgendaSettingsService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.newBooking'))
  async show(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @Query({ schema: askedQuery }) asked: AskedQuery,
    @InSpace() user: SpaceUser,
  ): Promise<Page> {
    const [first] = await this.servicesFor(ctx, user, listing);
    const values = askedValues(asked, { service: first?.id ?? '', day: isoOfDay(this.today(ctx)) });
    return this.page(ctx, user, listing, newForm({ ...values, ...this.touched(ctx, asked) }));
  }

  /** The time that the address asks for; it is chosen where it is free. */
  private touched(ctx: TenantContext, { jour = '', heure = '' }: AskedQuery): FormValues {
    const minute = minuteOfClock(heure);
    if (minute === null || !z.iso.date().safeParse(jour).success) return {};
    const at = instantOf(ctx.tenant.settings.timeZone, dayOfIso(jour), minute);
    return { startsAt: [String(at)], heure: [heure], autreHeure: [heure] };
  }

  @Post(patternsOf('merchant.newBooking'))
  async book(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
    @InSpace() user: SpaceUser,
  ): Promise<Page | HttpAnswer> {
    const { communeCode } = await this.pages.listing(ctx, listing);
    const entered = staffBookingReader({
      department: communeCode === null ? '' : departmentOf(communeCode),
      timeZone: ctx.tenant.settings.timeZone,
      dayOf: (jour) => readDay({ jour }, this.today(ctx)).day,
    });
    return submitForm(
      entered.read(posted),
      (entry): Promise<Page | HttpAnswer> => this.enter({ ctx, locale, listing, user }, posted.values, entry),
      ({ state, ...answer }) => this.page(ctx, user, listing, state, answer),
    );
  }

  private async enter(
    by: Entering,
    values: FormValues,
    { input, repeat }: EnteredBooking,
  ): Promise<Page | HttpAnswer> {
    if (repeat !== null) return this.enterSeries(by, values, input, repeat);
    const { ctx, locale, listing, user } = by;
    // Its limits are a rule of the shop, which an agent keeps to.
    const overridesLimits = runsAgenda(user) && textOf(values, SURE) === 'yes';
    const passesRules = passedIn(textOf(values, PASSED));
    const booker = { ...bookerOf(user), overridesLimits, ...(runsAgenda(user) ? { passesRules } : {}) };
    try {
      await this.placing.place(ctx, listing, input, locale, booker);
    } catch (error) {
      const isAsked = error instanceof BookingLimitReached || error instanceof BookingPassesRules;
      if (!runsAgenda(user) || !isAsked) throw error;
      const warning = {
        words: { fr: error.detail('fr'), en: error.detail('en') },
        isSure: overridesLimits || 'limit' in error.params,
        passed: 'rules' in error.params ? error.params.rules : passesRules,
      };
      return this.page(ctx, user, listing, newForm(values), { status: 409 }, { warning });
    }
    return this.done(by, input.startsAt, 'booked');
  }

  /** Shows which dates can be had and which cannot, and books the first once they were read. */
  private async enterSeries(
    by: Entering,
    values: FormValues,
    input: EnteredBooking['input'],
    repeat: NonNullable<EnteredBooking['repeat']>,
  ): Promise<Page | HttpAnswer> {
    const { ctx, locale, listing, user } = by;
    const dates = seriesDates(ctx.tenant.settings.timeZone, input.startsAt, repeat);
    // Who enters a series sees how many there are: how many one person may have is no question then, but for an agent.
    const booker = { ...bookerOf(user), overridesLimits: runsAgenda(user) };
    const asked = seriesKey(input, repeat);
    const shown = readSeries(textOf(values, SERIES), asked).filter((at) => dates.includes(at));
    if (shown.length === 0) {
      const found = await this.series.preview(ctx, listing, input, dates, booker);
      const series = { dates: found, asked, isBooked: false };
      return this.page(ctx, user, listing, newForm(values), {}, { series });
    }
    const { ids, refused } = await this.series.book(ctx, listing, input, shown, { locale, by: booker });
    if (ids.length > 0 && refused.length === 0) return this.done(by, shown[0] ?? input.startsAt, 'series');
    const left = shown.map(
      (startsAt) => refused.find((one) => one.startsAt === startsAt) ?? { startsAt, problem: null },
    );
    const series = { dates: left, asked, isBooked: true };
    return this.page(ctx, user, listing, newForm(values), { status: 409 }, { series });
  }

  private done({ ctx, locale, listing }: Entering, startsAt: number, what: 'booked' | 'series'): HttpAnswer {
    const day = isoOfDay(wallTime(ctx.tenant.settings.timeZone, startsAt).day);
    return redirectDone(`${pathTo('merchant.agenda', locale, { listing })}?jour=${day}`, what);
  }

  private today(ctx: TenantContext): number {
    return wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day;
  }

  /** What somebody books for others: an agent who does not run the agenda, what everybody may. */
  private async servicesFor(ctx: TenantContext, user: SpaceUser, listing: number): Promise<AgendaService[]> {
    const services = await this.services.list(ctx, listing);
    return services.filter((one) => (runsAgenda(user) ? one.isActive : isOpenTo(one, null)));
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    id: number,
    sent: FormState,
    answer: PageOptions = {},
    { warning = null, series = null }: Partial<Pick<StaffBookingState, 'warning' | 'series'>> = {},
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const department = listing.communeCode === null ? '' : departmentOf(listing.communeCode);
    const services = await this.servicesFor(ctx, user, id);
    const isShop = runsAgenda(user);
    const service = serviceOf(services, sent.values);
    const persons = (await this.resources.list(ctx, id)).filter(
      (one) => one.kind === 'staff' && one.isActive && (isShop || isChosen(service, one)),
    );
    // Of another service somebody else was chosen, whom nobody chooses for this one.
    const isThere = persons.some((one) => one.id === textOf(sent.values, 'avec'));
    const values = {
      ...sent.values,
      ...(isShop || isThere ? {} : { avec: [''] }),
      ...followingOf(service, services, sent.values),
    };
    const state = { ...sent, values };
    const { day, form } = readDay({ jour: textOf(state.values, 'jour') }, this.today(ctx));
    const slots = day === null || service === null ? [] : await this.slotsOf(ctx, id, state, day, isShop);
    const errors = { ...form.errors, ...state.errors };
    const needs = await this.settings.needs(ctx, id);
    const { timeZone } = ctx.tenant.settings;
    const shown = { services, persons, needs, slots, day, timeZone, department };
    return this.space.page(ctx, user, {
      ...staffBookingPage(listing, {
        ...shown,
        // What was touched and is free is chosen; what is not is another time, against the rules.
        form: {
          ...state,
          values: {
            ...{ ...state.values, ...form.values },
            ...(isTouchedFree(state.values, slots) ? { autreHeure: [''] } : {}),
          },
          errors,
        },
        entry: newIdIn(state.values, ENTRY),
        ...{ warning, series },
        mayPass: isShop && service?.isGroup === false,
      }),
      ...answer,
    });
  }

  /** The free times of the service that is asked for; none where the address names none of this agenda. */
  private async slotsOf(
    ctx: TenantContext,
    listing: number,
    { values }: FormState,
    day: number,
    isShop: boolean,
  ): Promise<readonly BookingSlot[]> {
    const party = Number(textOf(values, 'personnes'));
    const service = readServiceChoice(textOf(values, 'prestation'));
    if (!Number.isInteger(party) || party < 1 || service === null) return [];
    const { id, duration } = service;
    const avec = textOf(values, 'avec');
    const person = isUuid(avec) ? avec : null;
    const further = followingIn(values);
    const need = needIn(textOf(values, 'besoin'));
    const asked = { party, isShop, person, need, further, ...(duration === null ? {} : { duration }) };
    try {
      return await this.times.ofService(ctx, listing, id, asked, { first: day, last: day });
    } catch (error) {
      // A shop whose agenda is closed still enters bookings; one whose hours nobody knows cannot.
      const gone = [AgendaClosed, AgendaServiceNotFound, BookingChainTooLong, BookingDurationGone];
      if (gone.some((kind) => error instanceof kind)) return [];
      throw error;
    }
  }
}

/** What follows a service as it was asked for, without what may not: of another one it was chosen for. Pure. */
function followingOf(
  service: AgendaService | null,
  services: readonly AgendaService[],
  values: FormValues,
): FormValues {
  const chosen = FOLLOWING.map((name) => textOf(values, name)).filter((text) => {
    const other = services.find(({ id }) => id === readServiceChoice(text)?.id);
    return service !== null && other !== undefined && mayFollow(service, other);
  });
  return Object.fromEntries(FOLLOWING.map((name, index) => [name, [chosen[index] ?? '']]));
}

/** Whether customers choose somebody for a service, or are received by them again. Pure. */
const isChosen = (service: AgendaService | null, { id }: Pick<AgendaResource, 'id'>): boolean =>
  service !== null && (service.choosesPerson || service.keepsPerson) && service.resourceIds.includes(id);
