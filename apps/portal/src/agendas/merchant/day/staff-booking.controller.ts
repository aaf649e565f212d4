import { pathTo, patternsOf } from '@halles/contracts';
import {
  AgendaClosed,
  type AgendaResource,
  AgendaResources,
  type AgendaService,
  AgendaServiceNotFound,
  AgendaServices,
  BookingLimitReached,
  BookingPassesRules,
  BookingPlacing,
  type BookingSlot,
  FreeTimes,
  isOpenTo,
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
import { readServiceChoice } from '../../../agenda-offers';
import { InSpace, MerchantSpace, type SpaceUser } from '../../../merchant-space';
import { isUuid, ListingId, newIdIn, readDay, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { bookerOf, runsAgenda } from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import {
  askedValues,
  ENTRY,
  staffBookingReader,
  SURE,
  minuteOfClock,
  PASSED,
  passedIn,
} from './staff-booking.form';
import { type EntryWarning, isTouchedFree, staffBookingPage } from './staff-booking.presenter';

const text = (max: number) => z.string().max(max).optional().catch(undefined);
const askedQuery = z.object({
  ...{ prestation: text(50), jour: text(40), personnes: text(4), avec: text(40) },
  /** The time that was touched in a calendar. */
  heure: text(5),
});
type AskedQuery = z.output<typeof askedQuery>;

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
      async (input): Promise<Page | HttpAnswer> => {
        // Its limits are a rule of the shop, which an agent keeps to.
        const overridesLimits = runsAgenda(user) && textOf(posted.values, SURE) === 'yes';
        const passesRules = passedIn(textOf(posted.values, PASSED));
        const by = { ...bookerOf(user), overridesLimits, ...(runsAgenda(user) ? { passesRules } : {}) };
        try {
          await this.placing.place(ctx, listing, input, locale, by);
        } catch (error) {
          const isAsked = error instanceof BookingLimitReached || error instanceof BookingPassesRules;
          if (!runsAgenda(user) || !isAsked) throw error;
          const warning = {
            words: { fr: error.detail('fr'), en: error.detail('en') },
            isSure: overridesLimits || 'limit' in error.params,
            passed: 'rules' in error.params ? error.params.rules : passesRules,
          };
          return this.page(ctx, user, listing, newForm(posted.values), { status: 409 }, warning);
        }
        const day = isoOfDay(wallTime(ctx.tenant.settings.timeZone, input.startsAt).day);
        return redirectDone(`${pathTo('merchant.agenda', locale, { listing })}?jour=${day}`, 'booked');
      },
      ({ state, ...answer }) => this.page(ctx, user, listing, state, answer),
    );
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
    warning: EntryWarning | null = null,
  ): Promise<Page> {
    const listing = await this.pages.listing(ctx, id);
    const services = await this.servicesFor(ctx, user, id);
    const isShop = runsAgenda(user);
    const asked = readServiceChoice(textOf(sent.values, 'prestation'));
    const service = services.find((one) => one.id === asked?.id) ?? null;
    const persons = (await this.resources.list(ctx, id)).filter(
      (one) => one.kind === 'staff' && one.isActive && (isShop || isChosen(service, one)),
    );
    // Of another service somebody else was chosen, whom nobody chooses for this one.
    const isThere = persons.some((one) => one.id === textOf(sent.values, 'avec'));
    const state = isShop || isThere ? sent : { ...sent, values: { ...sent.values, avec: [''] } };
    const { day, form } = readDay({ jour: textOf(state.values, 'jour') }, this.today(ctx));
    const slots = day === null || service === null ? [] : await this.slotsOf(ctx, id, state, day, isShop);
    const errors = { ...form.errors, ...state.errors };
    const shown = { services, persons, slots, day, timeZone: ctx.tenant.settings.timeZone };
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
        warning,
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
    const asked = { party, isShop, person, ...(duration === null ? {} : { duration }) };
    try {
      return await this.times.ofService(ctx, listing, id, asked, { first: day, last: day });
    } catch (error) {
      // A shop whose agenda is closed still enters bookings; one whose hours nobody knows cannot.
      if (error instanceof AgendaClosed || error instanceof AgendaServiceNotFound) return [];
      throw error;
    }
  }
}

/** Whether customers choose somebody for a service, or are received by them again. Pure. */
const isChosen = (service: AgendaService | null, { id }: Pick<AgendaResource, 'id'>): boolean =>
  service !== null && (service.choosesPerson || service.keepsPerson) && service.resourceIds.includes(id);
