import { bookingWaitSchema, pathTo, patternsOf } from '@halles/contracts';
import {
  BookingKeyReused,
  GUEST,
  WaitingList,
  WaitNotFound,
  WaitOfferOver,
  WaitOffers,
  waitLink,
  invitationLink,
} from '@halles/domain/agendas';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { departmentOf, type Listing, ListingService } from '@halles/domain/listings';
import { Clock, isIsoDate, type Locale } from '@halles/kernel';
import {
  type FormProblem,
  type FormState,
  formValuesOf,
  Posted,
  PostedForm,
  PublicForms,
  submitForm,
  textOf,
} from '@halles/platform/forms';
import {
  Cost,
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  BookingOffers,
  DURATION,
  FIRST,
  FURTHER,
  furtherIn,
  furtherText,
  INVITATION,
  PARTY,
} from '../agenda-offers';
import { Done, ListingParam, redirectDone } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import { durationIn, partyIn } from './booking.form';
import { chosenIn, idOf } from './chosen-booking';
import { CustomerBookings } from './customer-bookings.service';
import { askWaitReader, type WaitAct, waitActForm, withWaitDays, type WrittenWait } from './wait.form';
import { presentAskWait, presentWait, WAIT_DONE, type WaitDone } from './wait.presenter';

/** What links to the form say; anything else counts as nothing. */
const askQuery = z.object({
  [FIRST]: z.string().refine(isIsoDate).nullable().catch(null),
  [PARTY]: z.string().transform(partyIn).catch(null),
  [DURATION]: z.string().transform(durationIn).catch(null),
  [FURTHER]: z.string().max(200).transform(furtherIn).catch([]),
  [INVITATION]: z.string().max(200).nullable().catch(null),
});

/** Who finds an agenda full asks to be told, and answers what is offered. A link changes nothing, a button does. */
@Public()
@Controller()
export class WaitController {
  constructor(
    private readonly list: WaitingList,
    private readonly waitOffers: WaitOffers,
    private readonly offers: BookingOffers,
    private readonly customers: CustomerBookings,
    private readonly listings: ListingService,
    private readonly links: SignedLinks,
    private readonly forms: PublicForms,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('booking.askWait'))
  async ask(
    @Ctx() ctx: TenantContext,
    @ListingParam() { id: listing }: Listing,
    @Param('service') service: string,
    @Query({ schema: askQuery }) query: z.output<typeof askQuery>,
  ): Promise<Page> {
    const values = formValuesOf({
      firstDay: query[FIRST] ?? this.today(ctx),
      ...(query[PARTY] === null ? {} : { [PARTY]: String(query[PARTY]) }),
      ...(query[DURATION] === null ? {} : { [DURATION]: String(query[DURATION]) }),
      ...(query[FURTHER].length === 0 ? {} : { [FURTHER]: furtherText(query[FURTHER]) }),
      ...(query[INVITATION] === null ? {} : { [INVITATION]: query[INVITATION] }),
    });
    return this.askPage(ctx, listing, service, await this.forms.blank(ctx, `booking/${listing}`, values));
  }

  @Post(patternsOf('booking.askWait'))
  @Cost('search')
  async enter(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() { id: listing }: Listing,
    @Param('service') service: string,
    @Posted() typed: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const invitation = this.customers.invitation(ctx, textOf(typed.values, INVITATION));
    const { place } = await this.offers.service(
      ...([ctx, listing, idOf(service), invitation, chosenIn(typed.values)] as const),
    );
    const { day } = wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime());
    const posted = withWaitDays(typed, isoOfDay(day));
    const form = askWaitReader(departmentOf(place.listing.address.communeCode), day);
    return this.forms.submit<WrittenWait, Page | HttpAnswer>({
      ctx,
      client,
      name: `booking/${listing}`,
      form,
      posted,
      keyReused: BookingKeyReused,
      use: async (written, idempotencyKey) => {
        const input = bookingWaitSchema.parse({ ...written, serviceId: service, idempotencyKey });
        const { id } = await this.list.ask(ctx, listing, input, locale, invitation?.serial ?? null);
        const token = this.links.issue(ctx, waitLink, { id, serial: 0 });
        return redirectDone(pathTo('booking.wait', locale, { token }), 'asked');
      },
      again: ({ state, ...answer }) => {
        // What no schema says is wrong (a phone, days in the wrong order) is told in the words of the form.
        const reading = form.read(new PostedForm(posted.values, null));
        const errors = { ...state.errors, ...(reading.ok ? {} : reading.errors) };
        return this.askPage(ctx, listing, service, { ...state, errors }, answer);
      },
    });
  }

  @Get(patternsOf('booking.wait'))
  show(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Done(WAIT_DONE) done: WaitDone | null,
  ): Promise<Page> {
    return this.page(ctx, token, { done, problem: null });
  }

  /** Takes what is kept, leaves it to the next one, or waits no more. */
  @Post(patternsOf('booking.wait'))
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = this.idIn(ctx, token);
    return submitForm<{ readonly act: WaitAct | null; readonly offer: string | null }, Page | HttpAnswer>(
      waitActForm.read(posted),
      async ({ act, offer }) => {
        const own = pathTo('booking.wait', locale, { token });
        if (act === null) return redirectTo(own);
        if (act === 'leave') {
          await this.list.get(ctx, id);
          await this.waitOffers.endWait(ctx, id, 'left');
          return redirectDone(own, 'left');
        }
        if (offer === null) throw new WaitOfferOver({});
        if (act === 'accept') {
          const booking = await this.list.accept(ctx, { waitId: id, offerId: offer }, GUEST);
          return redirectTo(pathTo('booking', locale, { token: this.customers.token(ctx, booking.id) }));
        }
        // Of another request nothing is declined.
        if ((await this.list.get(ctx, id)).wait.offer?.id !== offer) throw new WaitOfferOver({});
        if (!(await this.waitOffers.end(ctx, offer, 'declined'))) throw new WaitOfferOver({});
        return redirectDone(own, 'declined');
      },
      ({ state, ...answer }) => this.page(ctx, token, { done: null, problem: state.problem }, answer),
    );
  }

  private today(ctx: TenantContext): string {
    return isoOfDay(wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day);
  }

  /** @throws WaitNotFound */
  private idIn(ctx: TenantContext, token: string): string {
    const payload = this.links.read(ctx, waitLink, token);
    if (!payload) throw new WaitNotFound({});
    return payload.id;
  }

  private async askPage(
    ctx: TenantContext,
    listing: number,
    service: string,
    form: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const invitation = this.customers.invitation(ctx, textOf(form.values, INVITATION));
    const chosen = chosenIn(form.values);
    const offer = await this.offers.service(ctx, listing, idOf(service), invitation, chosen);
    // A shop that keeps no list has no such page.
    if (offer.place.settings.waitHours === null) throw new PageNotFound({});
    return page('agendas/ask-wait', presentAskWait(offer.place, offer.service, form), answer);
  }

  private async page(
    ctx: TenantContext,
    token: string,
    outcome: { readonly done: WaitDone | null; readonly problem: FormProblem | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const shown = await this.list.get(ctx, this.idIn(ctx, token));
    const { wait } = shown;
    const now = this.clock.now();
    const listing = await this.listings.find(ctx, wait.listingId);
    if (!listing || waitLink.isOver(wait.createdAt, now)) throw new WaitNotFound({});
    const { timeZone } = ctx.tenant.settings;
    const { invitation: serial, serviceId: id } = wait;
    const invitation = serial === null ? null : this.links.issue(ctx, invitationLink, { id, serial });
    const state = { ...shown, ...outcome, listing, token, invitation, timeZone, now, today: this.today(ctx) };
    return page('agendas/wait', presentWait(state), answer);
  }
}
