import { bookingInputSchema, pathTo, patternsOf } from '@halles/contracts';
import {
  type AgendaService,
  BookingHolds,
  BookingKeyReused,
  BookingPlacing,
  withDuration,
} from '@halles/domain/agendas';
import { dayOfIso } from '@halles/domain/hours';
import { departmentOf, type Listing } from '@halles/domain/listings';
import { isIsoDate } from '@halles/kernel';
import {
  type FormState,
  type FormValues,
  formValuesOf,
  Posted,
  PostedForm,
  PublicForms,
  submitForm,
  textOf,
} from '@halles/platform/forms';
import {
  type Client,
  Cost,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  json,
  PageNotFound,
  PortalRequest,
  Public,
  RateLimited,
  RateLimiter,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { AccountAccess } from '../accounts';
import {
  ADDED,
  BookingOffers,
  DURATION,
  FIRST,
  FURTHER,
  furtherIn,
  furtherText,
  HOLD,
  INVITATION,
  MONTH,
  NEED,
  needIn,
  PARTY,
  PERSON,
  presentServices,
  presentTimes,
  STARTS,
} from '../agenda-offers';
import { holdKeys, ListingParam } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import {
  bookingForm,
  type ChosenTime,
  chooseTimeForm,
  durationIn,
  instantIn,
  monthIn,
  partyIn,
  uuidIn,
  type WrittenBooking,
} from './booking.form';
import { presentBookingForm } from './booking-form.presenter';
import { CustomerBookings } from './customer-bookings.service';

/** What links of these pages say; anything else counts as nothing. */
const servicesQuery = z.object({
  [FIRST]: z.string().refine(isIsoDate).transform(dayOfIso).nullable().catch(null),
});
const chosenQuery = {
  [PARTY]: z.string().transform(partyIn).catch(null),
  [HOLD]: z.uuid().nullable().catch(null),
  [DURATION]: z.string().transform(durationIn).catch(null),
  [FURTHER]: z.string().max(200).transform(furtherIn).catch([]),
  [INVITATION]: z.string().max(200).nullable().catch(null),
  [PERSON]: z.uuid().nullable().catch(null),
  [NEED]: z.string().transform(needIn).catch(null),
};
const weekQuery = servicesQuery.extend({
  [MONTH]: z.string().transform(monthIn).catch(null),
  [ADDED]: z.string().max(200).transform(furtherIn).catch([]),
  ...chosenQuery,
});
const timeQuery = z.object({ [STARTS]: z.string().transform(instantIn).catch(null), ...chosenQuery });

/** An appointment is booked, without an account: a service, a free time, and who comes. */
@Public()
@Controller()
export class BookingController {
  constructor(
    private readonly offers: BookingOffers,
    private readonly placing: BookingPlacing,
    private readonly holds: BookingHolds,
    private readonly limiter: RateLimiter,
    private readonly forms: PublicForms,
    private readonly customers: CustomerBookings,
    private readonly access: AccountAccess,
  ) {}

  @Get(patternsOf('booking.services'))
  @Cost('search')
  async services(
    @Ctx() ctx: TenantContext,
    @ListingParam() { id: listing }: Listing,
    @Query({ schema: servicesQuery }) { [FIRST]: first }: z.output<typeof servicesQuery>,
  ): Promise<Page> {
    return page('agendas/services', presentServices(await this.offers.get(ctx, listing), first));
  }

  @Get(patternsOf('booking.times'))
  @Cost('search')
  async times(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @ListingParam() { id: listing }: Listing,
    @Param('service') service: string,
    @Query({ schema: weekQuery }) query: z.output<typeof weekQuery>,
  ): Promise<Page> {
    const { [FIRST]: first, [MONTH]: month, [HOLD]: hold } = query;
    const ask = {
      ...{ party: query[PARTY], duration: query[DURATION], person: query[PERSON], need: query[NEED], hold },
      further: furtherIn(furtherText([...query[FURTHER], ...query[ADDED]])),
      provenEmail: (await this.signedIn(ctx, client)).provenEmail,
    };
    const invitation = this.customers.invitation(ctx, query[INVITATION]);
    const shown =
      month === null
        ? await this.offers.week(ctx, listing, idOf(service), { ...ask, first }, invitation)
        : await this.offers.month(ctx, listing, idOf(service), { ...ask, month }, invitation);
    return page('agendas/times', presentTimes(shown, { hold, invitation: invitation && query[INVITATION] }));
  }

  /** A time is chosen: it is held while the form is filled in. */
  @Post(patternsOf('booking.times'))
  @Cost('search')
  async choose(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() { id: listing }: Listing,
    @Param('listing') segment: string,
    @Param('service') service: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const address = { listing: segment, service: idOf(service) };
    return submitForm<ChosenTime, Page | HttpAnswer>(
      chooseTimeForm.read(posted),
      async ({ startsAt, party, hold, duration, further, invitation, person, need }) => {
        if (startsAt === null) return redirectTo(pathTo('booking.times', locale, address));
        const id = hold ?? randomUUID();
        const invited = this.customers.invitation(ctx, invitation);
        const chosen = {
          ...{ id, serviceId: service, startsAt, party: party ?? 1, duration, further, person, need },
          invitation: invited?.id === service ? invited.serial : null,
        };
        const isHeld =
          (await this.mayHold(ctx, client, listing)) && (await this.holds.hold(ctx, listing, chosen));
        const query = new URLSearchParams({
          ...{ [STARTS]: String(startsAt), [PARTY]: String(chosen.party) },
          ...(isHeld ? { [HOLD]: id } : {}),
          ...(duration === null ? {} : { [DURATION]: String(duration) }),
          ...(further.length === 0 ? {} : { [FURTHER]: furtherText(further) }),
          ...(invitation === '' ? {} : { [INVITATION]: invitation }),
          ...(person === null ? {} : { [PERSON]: person }),
          ...(need === null ? {} : { [NEED]: need }),
        });
        return redirectTo(`${pathTo('booking.form', locale, address)}?${query.toString()}`);
      },
      async ({ state, ...answer }) => {
        const [party, hold] = [partyIn(textOf(posted.values, PARTY)), uuidIn(textOf(posted.values, HOLD))];
        const [duration, token] = [
          durationIn(textOf(posted.values, DURATION)),
          textOf(posted.values, INVITATION),
        ];
        const invitation = this.customers.invitation(ctx, token);
        const ask = {
          ...{ first: null, party, hold, duration, person: uuidIn(textOf(posted.values, PERSON)) },
          need: needIn(textOf(posted.values, NEED)),
          further: furtherIn(textOf(posted.values, FURTHER)),
          provenEmail: (await this.signedIn(ctx, client)).provenEmail,
        };
        const week = await this.offers.week(ctx, listing, service, ask, invitation);
        const shown = { hold, invitation: invitation && token, problem: state.problem };
        return page('agendas/times', presentTimes(week, shown), answer);
      },
    );
  }

  /** Beyond the limit of a visitor nothing is held, and all else works: the time is theirs when they book, if it is still free. */
  private async mayHold(ctx: TenantContext, client: Client, listing: number): Promise<boolean> {
    try {
      await this.limiter.takeAll(ctx, holdKeys(client, listing));
      return true;
    } catch (error) {
      if (error instanceof RateLimited) return false;
      throw error;
    }
  }

  @Get(patternsOf('booking.form'))
  @Cost('search')
  async form(
    @PortalRequest() { ctx, locale }: PortalRequest,
    @ListingParam() { id: listing }: Listing,
    @Param('listing') segment: string,
    @Param('service') service: string,
    @Query({ schema: timeQuery }) query: z.output<typeof timeQuery>,
  ): Promise<Page | HttpAnswer> {
    const { [STARTS]: startsAt, [PARTY]: party, [HOLD]: hold } = query;
    // Without a time there is nothing to fill in.
    if (startsAt === null)
      return redirectTo(pathTo('booking.times', locale, { listing: segment, service: idOf(service) }));
    const values = formValuesOf({
      ...{ [STARTS]: String(startsAt), [PARTY]: String(party ?? 1) },
      ...(hold === null ? {} : { [HOLD]: hold }),
      ...(query[DURATION] === null ? {} : { [DURATION]: String(query[DURATION]) }),
      ...(query[FURTHER].length === 0 ? {} : { [FURTHER]: furtherText(query[FURTHER]) }),
      ...(query[INVITATION] === null ? {} : { [INVITATION]: query[INVITATION] }),
      ...(query[PERSON] === null ? {} : { [PERSON]: query[PERSON] }),
      ...(query[NEED] === null ? {} : { [NEED]: query[NEED] }),
    });
    return this.page(ctx, listing, service, await this.forms.blank(ctx, `booking/${listing}`, values));
  }

  @Post(patternsOf('booking.form'))
  @Cost('search')
  async book(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() { id: listing }: Listing,
    @Param('service') service: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const invitation = this.customers.invitation(ctx, textOf(posted.values, INVITATION));
    const { place, service: offered } = await this.offers.service(
      ...([ctx, listing, idOf(service), invitation, chosenIn(posted.values)] as const),
    );
    const form = bookingForm(departmentOf(place.listing.address.communeCode), offered);
    return this.forms.submit<WrittenBooking, Page | HttpAnswer>({
      ctx,
      client,
      name: `booking/${listing}`,
      form,
      posted,
      keyReused: BookingKeyReused,
      use: async (written, idempotencyKey) => {
        const input = bookingInputSchema.parse({ ...written, serviceId: service, idempotencyKey });
        const by = {
          actor: 'customer' as const,
          invitation: invitation?.serial ?? null,
          ...(await this.signedIn(ctx, client)),
        };
        const { id } = await this.placing.place(ctx, listing, input, locale, by);
        const receipt = pathTo('booking', locale, { token: this.customers.token(ctx, id) });
        return client.isProgram
          ? json({ booking: receipt }, { location: receipt }, 201)
          : redirectTo(receipt);
      },
      again: async ({ state, ...answer }) => {
        // What no schema says is wrong (a time, a phone) is told in the words of the form.
        const reading = form.read(new PostedForm(posted.values, null));
        const errors = { ...state.errors, ...(reading.ok ? {} : reading.errors) };
        return this.page(ctx, listing, service, { ...state, errors }, answer);
      },
    });
  }

  /** Who is signed in, with the address that they proved to be theirs. */
  private async signedIn(
    ctx: TenantContext,
    { cookies }: Client,
  ): Promise<{ readonly accountId: string | null; readonly provenEmail: string | null }> {
    const account = (await this.access.find(ctx, cookies))?.account;
    return {
      accountId: account?.id ?? null,
      provenEmail: account?.isVerified === true ? account.email : null,
    };
  }

  private async page(
    ctx: TenantContext,
    listing: number,
    service: string,
    shown: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const invitation = this.customers.invitation(ctx, textOf(shown.values, INVITATION));
    const chosen = chosenIn(shown.values);
    const offer = await this.offers.service(ctx, listing, idOf(service), invitation, chosen);
    const form = { ...shown, values: knownLength(shown.values, offer.offered) };
    const id = uuidIn(textOf(form.values, HOLD));
    const hold = id === null ? null : await this.holds.find(ctx, listing, { id, serviceId: service });
    return page('agendas/form', presentBookingForm({ ...offer, form, hold }), answer);
  }
}

/** In which length a service is booked, and what follows it. Pure. */
const chosenIn = (values: FormValues) => ({
  duration: durationIn(textOf(values, DURATION)),
  further: furtherIn(textOf(values, FURTHER)),
});

/** Without a length that the service does not have any more: what is sent then is what the page sums up. Pure. */
const knownLength = (values: FormValues, service: AgendaService): FormValues =>
  withDuration(service, durationIn(textOf(values, DURATION))) ? values : { ...values, [DURATION]: [] };

/** The id of a service in an address. @throws PageNotFound it is none */
function idOf(segment: string): string {
  if (!isUuid(segment)) throw new PageNotFound({});
  return segment;
}
