import { bookingInputSchema, pathTo, patternsOf } from '@halles/contracts';
import { type Booker, BookingHolds, BookingKeyReused } from '@halles/domain/agendas';
import { departmentOf, type Listing } from '@halles/domain/listings';
import {
  type FormState,
  type FormValues,
  formValuesOf,
  Posted,
  PostedForm,
  PublicForms,
  textOf,
} from '@halles/platform/forms';
import {
  Cost,
  type HttpAnswer,
  json,
  MOST_FORM_BYTES,
  PortalRequest,
  Public,
  redirectTo,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  BookingOffers,
  DURATION,
  FURTHER,
  furtherText,
  HOLD,
  INVITATION,
  NEED,
  PARTY,
  PERSON,
  STARTS,
} from '../agenda-offers';
import { ListingParam, pathDone } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import { bookingForm, instantIn, uuidIn, type WrittenBooking } from './booking.form';
import { presentBookingForm } from './booking-form.presenter';
import { lostFiles } from './booking-questions.form';
import { BookingUploads } from './booking-uploads.service';
import { chosenIn, chosenQuery, idOf, knownLength } from './chosen-booking';
import { CustomerBookings } from './customer-bookings.service';
import { RepeatedBookings } from './repeated-bookings.service';
import type { SentFiles } from './sent-files';
import { REPEAT, TIMES } from './series.form';

/** What links of the page say; anything else counts as nothing. */
const timeQuery = z.object({
  [STARTS]: z.string().transform(instantIn).catch(null),
  ...chosenQuery,
  [REPEAT]: z.string().max(4).catch(''),
  [TIMES]: z.string().max(4).catch(''),
});

/** Which service is booked, by whom. */
interface Booked extends PortalRequest {
  readonly listing: number;
  readonly service: string;
}

/** An appointment is booked, without an account: a time that was chosen, and who comes. */
@Public()
@Controller()
export class BookingFormController {
  constructor(
    private readonly offers: BookingOffers,
    private readonly uploads: BookingUploads,
    private readonly repeated: RepeatedBookings,
    private readonly holds: BookingHolds,
    private readonly forms: PublicForms,
    private readonly customers: CustomerBookings,
  ) {}

  @Get(patternsOf('booking.form'))
  @Cost('search')
  async form(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
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
      ...(query[REPEAT] === '' ? {} : { [REPEAT]: query[REPEAT], [TIMES]: query[TIMES] }),
    });
    const form = await this.forms.blank(ctx, `booking/${listing}`, values);
    return this.page({ ctx, locale, client, listing, service }, form);
  }

  /** A form of several parts, with the files that its service asks for, or one of fields alone. */
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('booking.form'))
  @Cost('search')
  async book(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() { id: listing }: Listing,
    @Param('service') service: string,
    @Posted() received: PostedForm,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const booked = { ctx, locale, client, listing, service: idOf(service) };
    return this.uploads.receive(ctx, client, received, parts, (posted, files) =>
      this.submit(booked, posted, files),
    );
  }

  private async submit(booked: Booked, posted: PostedForm, files: SentFiles): Promise<Page | HttpAnswer> {
    const { ctx, client, listing, service } = booked;
    const offer = await this.offer(booked, posted.values);
    const { communeCode } = offer.place.listing.address;
    const form = bookingForm(departmentOf(communeCode), offer.service, files);
    return this.forms.submit<WrittenBooking, Page | HttpAnswer>({
      ctx,
      client,
      name: `booking/${listing}`,
      form,
      posted,
      keyReused: BookingKeyReused,
      use: async (written, idempotencyKey) => {
        const input = bookingInputSchema.parse({ ...written, serviceId: service, idempotencyKey });
        const by = await this.bookerOf(booked, posted.values);
        const asked = {
          ...offer,
          listingId: listing,
          input,
          values: posted.values,
          locale: booked.locale,
          by,
        };
        const placed = await this.uploads.keep(ctx, offer.service, files, (kept) =>
          this.repeated.book(ctx, { ...asked, input: { ...input, files: kept } }),
        );
        if (placed !== 'unread') return this.receipt(booked, placed);
        const again = await this.forms.blank(ctx, `booking/${listing}`, posted.values, idempotencyKey);
        return this.page(booked, { ...again, problem: 'dates', errors: lostFiles(files) }, { status: 409 });
      },
      again: async ({ state, ...answer }) => {
        // What no schema says is wrong (a time, a phone) is told in the words of the form.
        const reading = form.read(new PostedForm(posted.values, null));
        const errors = { ...state.errors, ...lostFiles(files), ...(reading.ok ? {} : reading.errors) };
        const [refusal] = files.refused.values();
        return this.page(booked, { ...state, errors }, { ...answer, ...refusal?.answer });
      },
    });
  }

  /** The page of what was booked. */
  private receipt(
    { ctx, locale, client }: Booked,
    { id, done }: { readonly id: string; readonly done: string | null },
  ): HttpAnswer {
    const receipt = pathTo('booking', locale, { token: this.customers.token(ctx, id) });
    return client.isProgram
      ? json({ booking: receipt }, { location: receipt }, 201)
      : redirectTo(pathDone(receipt, done));
  }

  private async bookerOf({ ctx, client }: Booked, values: FormValues): Promise<Booker> {
    const invitation = this.customers.invitation(ctx, textOf(values, INVITATION));
    return {
      actor: 'customer' as const,
      invitation: invitation?.serial ?? null,
      ...(await this.customers.signedIn(ctx, client)),
    };
  }

  private offer({ ctx, listing, service }: Booked, values: FormValues) {
    const invitation = this.customers.invitation(ctx, textOf(values, INVITATION));
    return this.offers.service(ctx, listing, idOf(service), invitation, chosenIn(values));
  }

  private async page(booked: Booked, shown: FormState, answer: PageOptions = {}): Promise<Page> {
    const { ctx, listing, service } = booked;
    const offer = await this.offer(booked, shown.values);
    const form = { ...shown, values: knownLength(shown.values, offer.offered) };
    const id = uuidIn(textOf(form.values, HOLD));
    const hold = id === null ? null : await this.holds.find(ctx, listing, { id, serviceId: service });
    const by = await this.bookerOf(booked, form.values);
    const repeat = await this.repeated.read(ctx, { ...offer, listingId: listing, values: form.values, by });
    return page('agendas/form', presentBookingForm({ ...offer, form, hold, repeat }), answer);
  }
}
