import { pathTo, patternsOf } from '@halles/contracts';
import {
  bookingAnswerLink,
  BookingAnswerOver,
  BookingAnswers,
  BookingNotFound,
} from '@halles/domain/agendas';
import { ListingService } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { type FormProblem, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, RateLimit, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { answerQuery, type AnswerQuery, Done, FollowedLink, redirectDone } from '../../../params';
import { type Page, page, type PageOptions } from '../../../rendering/page';
import {
  BOOKING_ANSWERED,
  BOOKING_ANSWERS,
  type BookingAnswer,
  bookingAnswerForm,
} from './booking-answer.form';
import { presentBookingAnswer } from './booking-answer.presenter';

interface AnswerState {
  readonly isRefusing?: boolean;
  /** Of a series no date was chosen. */
  readonly isNoneChosen?: boolean;
  readonly done?: BookingAnswer | null;
  readonly problem?: FormProblem | null;
}

/**
 * Where a shop confirms or refuses a booking by the link of its mail, without an account. Opening it changes nothing, however
 * often: scanners and previews follow every link of a mail. Only its buttons answer.
 */
@Public()
@Controller()
export class BookingAnswerController {
  constructor(
    private readonly answers: BookingAnswers,
    private readonly listings: ListingService,
  ) {}

  @Get(patternsOf('booking.answer'))
  show(
    @Ctx() ctx: TenantContext,
    @FollowedLink(bookingAnswerLink, BookingNotFound) link: FollowedLink,
    @Query({ schema: answerQuery }) { choix }: AnswerQuery,
    @Done(BOOKING_ANSWERED) done: BookingAnswer | null,
  ): Promise<Page> {
    return this.page(ctx, link, { isRefusing: choix !== undefined, done });
  }

  @Post(patternsOf('booking.answer'))
  @RateLimit('handling')
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(bookingAnswerLink, BookingNotFound) link: FollowedLink,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const back = pathTo('booking.answer', locale, { token: link.token });
    // Whose time is over is told so before anything is read.
    await this.answers.find(ctx, link.id);
    return submitForm(
      bookingAnswerForm.read(posted),
      async (pressed): Promise<Page | HttpAnswer> => {
        if (pressed.action === 'none') return redirectTo(back);
        const answer = { ...pressed.input, to: BOOKING_ANSWERS[pressed.action] };
        if (answer.dates?.length === 0) return this.page(ctx, link, { isNoneChosen: true }, { status: 422 });
        await this.answers.answer(ctx, link.id, answer);
        return redirectDone(back, pressed.action);
      },
      // Somebody else was faster: the page says who, and when.
      ({ state, ...options }) => this.page(ctx, link, { problem: state.problem }, options),
    );
  }

  private async page(
    ctx: TenantContext,
    link: FollowedLink,
    { isRefusing = false, isNoneChosen = false, done = null, problem = null }: AnswerState,
    options: PageOptions = {},
  ): Promise<Page> {
    const found = await this.answers.find(ctx, link.id);
    const listing = await this.listings.find(ctx, found.booking.listingId);
    if (!listing) throw new BookingAnswerOver({});
    const state = { token: link.token, isRefusing, isNoneChosen, done, problem };
    return page('agendas/booking-answer', presentBookingAnswer(found, listing, state), options);
  }
}
