import { pathTo, patternsOf } from '@halles/contracts';
import { BookingHolds } from '@halles/domain/agendas';
import { dayOfIso } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { isIsoDate } from '@halles/kernel';
import { Posted, type PostedForm, submitForm, textOf } from '@halles/platform/forms';
import {
  type Client,
  Cost,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  PortalRequest,
  Public,
  RateLimited,
  RateLimiter,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
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
import { type Page, page } from '../rendering/page';
import { type ChosenTime, chooseTimeForm, durationIn, monthIn, partyIn, uuidIn } from './booking.form';
import { chosenQuery, idOf } from './chosen-booking';
import { CustomerBookings } from './customer-bookings.service';

/** What links of these pages say; anything else counts as nothing. */
const servicesQuery = z.object({
  [FIRST]: z.string().refine(isIsoDate).transform(dayOfIso).nullable().catch(null),
});
const weekQuery = servicesQuery.extend({
  [MONTH]: z.string().transform(monthIn).catch(null),
  [ADDED]: z.string().max(200).transform(furtherIn).catch([]),
  ...chosenQuery,
});

/** An appointment is chosen, without an account: a service, and a free time. */
@Public()
@Controller()
export class BookingController {
  constructor(
    private readonly offers: BookingOffers,
    private readonly holds: BookingHolds,
    private readonly limiter: RateLimiter,
    private readonly customers: CustomerBookings,
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
      provenEmail: (await this.customers.signedIn(ctx, client)).provenEmail,
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
          provenEmail: (await this.customers.signedIn(ctx, client)).provenEmail,
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
}
